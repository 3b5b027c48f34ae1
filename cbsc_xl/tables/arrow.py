"""Columns of pyarrow as columns of a source, without the detour through pandas that `to_numpy` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from cbsc_xl.tables.raw import BLANK_WORDS, Factor, RawColumn, from_objects, merged

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]


def arrow_column(column: pa.ChunkedArray) -> RawColumn:
    """Return a column of pyarrow: dictionary, number, date-time or anything else."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column = column.dictionary_encode()
    if pa.types.is_dictionary(column.type):
        return _factor(_whole(column.unify_dictionaries()))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        seconds = _whole(column.cast(pa.timestamp("s", getattr(kind, "tz", None)), safe=False))
        return np.asarray(_numpy(seconds, "datetime64[s]", np.datetime64("NaT", "s")), dtype="datetime64[s]")
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return np.asarray(_numpy(_whole(column.cast(pa.float64())), "float64", np.nan), dtype=np.float64)
    return from_objects(column.to_pylist())


def _whole(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return whole.chunk(0) if hasattr(whole, "chunk") else whole


def _factor(dictionary: pa.DictionaryArray) -> Factor:
    codes = _numpy(dictionary.indices.cast("int32"), "int32", -1)
    values = dictionary.dictionary.to_pylist()
    return Factor(codes, values) if _tidy(dictionary.dictionary, values) else merged(codes, values)


def _tidy(texts: pa.Array, values: list[object]) -> bool:
    """Tell whether no text needs stripping and none stands for blank."""
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if texts.null_count or not BLANK_WORDS.isdisjoint(values):
        return False
    return not pc.any(pc.not_equal(texts, pc.utf8_trim_whitespace(texts))).as_py()


def _numpy(array: pa.Array, dtype: str, fill: object) -> Any:
    """Return the values of an array, `fill` where it has none."""
    validity, data = array.buffers()
    size, start = len(array), array.offset
    if data is None or not size:
        return np.empty(0, dtype=dtype)
    values = np.frombuffer(data, dtype=dtype, count=start + size)[start:]
    if validity is None or not array.null_count:
        return values
    bits = np.unpackbits(np.frombuffer(validity, dtype=np.uint8), bitorder="little", count=start + size)
    return np.where(bits[start:].astype(np.bool_), values, np.array(fill, dtype=dtype))
