"""From columns of the source to columns of the data model; the type is decided by column, never by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from cbsc_xl.errors import DataError
from cbsc_xl.tables.amounts import read_amounts
from cbsc_xl.tables.data import NO_DAY, ColumnData, Mask, Numbers, Text
from cbsc_xl.tables.dates import number_days, read_dates, stamp_days
from cbsc_xl.tables.raw import Factor, RawColumn, Stamps, blank, factor, show
from cbsc_xl.tables.schema import Column
from cbsc_xl.tables.style import Style, TwoReadingsError

_YES = {"yes", "y", "ja", "j", "true", "waar", "1", "x", "так", "т", "істина", "да"}
_NO = {"no", "n", "nee", "false", "onwaar", "0", "ні", "н", "хибність", "нет"}
_REASON = {
    "date": "not a date",
    "number": "not a number",
    "amount": "not a number",
    "value": "neither a number nor yes or no",
    "yesno": "neither yes nor no",
}


@dataclass(frozen=True)
class Reading:
    """A column in its type, and the cells that could not be read, with the reason."""

    data: ColumnData
    bad: Mask
    reason: str = ""


def read_column(
    raw: RawColumn, column: Column, style: Style, where: str, *, epoch_1904: bool = False
) -> Reading:
    """Read a column in the type of the model; DataError, naming `where`, if it can be read two ways."""
    raw = _reworded(raw, style)
    try:
        if column.type in ("text", "period"):
            text = _text(raw, months=column.type == "period")
            return Reading(text, np.zeros(len(text), dtype=np.bool_))
        if column.type == "date":
            days = _days(raw, style, epoch_1904)
            return Reading(days, ~blank(raw) & (days == NO_DAY), _REASON["date"])
        numbers = _numbers(raw, style, column.type)
    except TwoReadingsError as unclear:
        raise _unclear(unclear, column, where) from None
    return Reading(numbers, ~blank(raw) & np.isnan(numbers), _REASON[column.type])


def _unclear(unclear: TwoReadingsError, column: Column, where: str) -> DataError:
    table, _, header = where.partition(".")
    first, second = (f'{column.name} = {{ column = "{header}", {option} }}' for option in unclear.options)
    return DataError(
        f"table {table}, column {header}: {str(unclear)!r} can be read in two ways ({unclear.what}); "
        f"write in mapping.toml under [{table}.columns] either {first} "
        f"or {second}, or give --locale, for example --locale nl"
    )


def _reworded(raw: RawColumn, style: Style) -> RawColumn:
    """Apply the words of mapping.toml: what means blank, and what stands for another word."""
    if not style.blank and not style.words:
        return raw
    raw = as_factor(raw)
    texts = [show(value) for value in raw.values]
    swapped = [
        "" if text in style.blank else style.words.get(text, value)
        for text, value in zip(texts, raw.values, strict=True)
    ]
    return factor(raw.codes, swapped)


def as_factor(raw: RawColumn) -> Factor:
    """Return the column as a factor."""
    if isinstance(raw, Factor):
        return raw
    given = ~blank(raw)
    unique, inverse = np.unique(raw[given], return_inverse=True)
    codes = np.full(len(raw), -1, dtype=np.int32)
    codes[given] = inverse
    return Factor(codes, unique.tolist())


def _spread(raw: Factor, unique: npt.NDArray[np.generic], fill: float) -> npt.NDArray[np.generic]:
    return np.append(unique, np.array([fill], dtype=unique.dtype))[raw.codes]


def _text(raw: RawColumn, *, months: bool) -> Text:
    raw = as_factor(raw)
    if set(map(type, raw.values)) <= {str}:
        return Text(raw.codes, list(raw.values))  # type: ignore[arg-type]
    plain = factor(
        raw.codes,
        [
            show(value)[:7] if months and not isinstance(value, str | float) else show(value)
            for value in raw.values
        ],
    )
    index: dict[object, int] = {}
    codes = np.array([*(index.setdefault(value, len(index)) for value in plain.values), -1], dtype=np.int32)
    return Text(codes[plain.codes], [str(value) for value in index])


def _days(raw: RawColumn, style: Style, epoch_1904: bool) -> npt.NDArray[np.int32]:
    if not isinstance(raw, Factor):
        if raw.dtype.kind == "M":
            return stamp_days(cast(Stamps, raw))
        return number_days(cast(Numbers, raw), style, epoch_1904=epoch_1904)
    days = np.full(len(raw.values), NO_DAY, dtype=np.int32)
    texts, numbers, stamps = _by_kind(raw.values)
    days[texts] = read_dates([raw.values[i] for i in texts], style)  # type: ignore[misc]
    days[numbers] = number_days(
        np.array([raw.values[i] for i in numbers], dtype=np.float64), style, epoch_1904=epoch_1904
    )
    days[stamps] = stamp_days(np.array([raw.values[i] for i in stamps], dtype="datetime64[s]"))
    return _spread(raw, days, NO_DAY).astype(np.int32, copy=False)


def _by_kind(values: Sequence[object]) -> tuple[list[int], list[int], list[int]]:
    texts = [i for i, value in enumerate(values) if isinstance(value, str)]
    numbers = [i for i, value in enumerate(values) if isinstance(value, float)]
    rest = (
        sorted(set(range(len(values))) - set(texts) - set(numbers))
        if len(texts) + len(numbers) < len(values)
        else []
    )
    return texts, numbers, rest


def _numbers(raw: RawColumn, style: Style, kind: str) -> Numbers:
    if not isinstance(raw, Factor):
        if raw.dtype.kind == "M":
            return np.full(len(raw), np.nan)
        finite = np.where(np.isinf(raw), np.nan, raw)
        return np.where(np.isin(finite, (0, 1)), finite, np.nan) if kind == "yesno" else finite
    unique = np.full(len(raw.values), np.nan)
    texts, numbers, _ = _by_kind(raw.values)
    unique[texts] = _READERS[kind]([raw.values[i] for i in texts], style)  # type: ignore[misc]
    unique[numbers] = [raw.values[i] for i in numbers]
    return _spread(raw, unique, np.nan).astype(np.float64, copy=False)


def _yes_no(values: Sequence[str], _style: Style) -> Numbers:
    words = [value.casefold() for value in values]
    return np.array([1.0 if word in _YES else 0.0 if word in _NO else np.nan for word in words])


def _value(values: Sequence[str], style: Style) -> Numbers:
    said = _yes_no([value if value not in ("0", "1") else "" for value in values], style)
    other = [i for i in range(len(values)) if np.isnan(said[i])]
    said[other] = read_amounts([values[i] for i in other], style)
    return said


_READERS: dict[str, Callable[[Sequence[str], Style], Numbers]] = {
    "number": read_amounts,
    "amount": read_amounts,
    "yesno": _yes_no,
    "value": _value,
}
