"""Reading csv, tsv and other text files into columns."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cbsc_xl.errors import DataError
from cbsc_xl.tables.arrow import arrow_column
from cbsc_xl.tables.headers import fields_of, toml_text
from cbsc_xl.tables.layout import Layout, Shape, decode, records, shape
from cbsc_xl.tables.raw import RawTable, blank, from_objects, take
from cbsc_xl.tables.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

_PLAIN = re.compile(r"-?\d+(?:\.\d*)?")
_UNCLEAR = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_BLOCK = 1 << 23


def read_text(path: Path, layout: Layout) -> RawTable:
    """Read a text file, gzipped or not; DataError if it cannot be taken apart."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DataError(f"file {path.name} is damaged: it cannot be unzipped; export it again") from None
    return parse_text(data, layout, path.name)


def parse_text(data: bytes, layout: Layout, source: str) -> RawTable:
    """Take the bytes of a text file apart."""
    data = decode(data, layout, source)
    found = shape(data, layout)
    if not found.headers:
        return RawTable(source, [], [], np.empty(0, dtype=np.int32))
    table = None if found.delimiter == "whitespace" else _fast(data, found, source)
    return table or _careful(data, found, source)


def _fast(data: bytes, found: Shape, source: str) -> RawTable | None:
    """Read a file of regular rows with pyarrow; None if that is missing or a row is irregular."""
    try:
        import pyarrow as pa
    except ImportError:
        return None
    end = len(data)
    while end and data[end - 1] in b"\r\n":
        end -= 1
    if end <= found.start:
        return None
    body = pa.py_buffer(data).slice(found.start, end - found.start)
    quotes = data.count(found.quote.encode(), found.start) if found.quote else 0
    if quotes % 2:
        return None
    for decimals in [True, False] if any(_decimal(found)) else [False]:
        try:
            table = _arrow(body, found, quoted=quotes > 0, decimals=decimals)
        except pa.ArrowInvalid:
            continue
        return _from_arrow(table, found, source)
    return None


def _decimal(found: Shape) -> list[bool]:
    """Tell which columns the headers and the first rows prove to be numbers with a decimal point."""
    columns = list(zip(*(row for row in found.sample if len(row) == len(found.headers)), strict=True))
    if not columns:
        return [False] * len(found.headers)
    return [
        _is_number(header) and _proves(cells) for header, cells in zip(found.headers, columns, strict=True)
    ]


def _is_number(header: str) -> bool:
    types = {TABLES[table][name].type for table, name in fields_of(header)}
    return bool(types) and types <= {"number", "amount"}


def _proves(cells: Sequence[str]) -> bool:
    given = [cell for cell in cells if cell]
    if not all(_PLAIN.fullmatch(cell) for cell in given):
        return False
    return any("." in cell and not _UNCLEAR.fullmatch(cell) for cell in given)


def _arrow(body: pa.Buffer, found: Shape, *, quoted: bool, decimals: bool) -> pa.Table:
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    names = [str(i) for i in range(len(found.headers))]
    text = pa.dictionary(pa.int32(), pa.string())
    numbers = _decimal(found) if decimals else [False] * len(names)
    types = {name: pa.float64() if number else text for name, number in zip(names, numbers, strict=True)}
    return arrow_csv.read_csv(
        pa.BufferReader(body),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
        parse_options=arrow_csv.ParseOptions(
            delimiter=found.delimiter,
            quote_char=found.quote or False,
            newlines_in_values=quoted,
            ignore_empty_lines=False,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True
        ),
    )


def _from_arrow(table: pa.Table, found: Shape, source: str) -> RawTable:
    columns = [arrow_column(column) for column in table.columns]
    origin = np.arange(table.num_rows, dtype=np.int32) + found.skipped + 1
    return without_blank_rows(RawTable(source, list(found.headers), columns, origin))


def _careful(data: bytes, found: Shape, source: str) -> RawTable:
    """Read row by row: short rows are filled with blanks, rows with too many cells are broken."""
    text = data[found.start :].decode("utf-8")
    width = len(found.headers)
    rows: list[list[str]] = []
    numbers: list[int] = []
    broken: list[tuple[int, str, str]] = []
    for number, row in enumerate(_rows(text, found, source), found.skipped + 1):
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) > width:
            reason = f"{len(row)} cells where the header has {width}"
            broken.append((number, found.delimiter.join(row)[:80], reason))
            continue
        numbers.append(number)
        rows.append(row + [""] * (width - len(row)))
    columns = (
        [from_objects(cells) for cells in zip(*rows, strict=True)] if rows else [from_objects([])] * width
    )
    origin = np.array(numbers, dtype=np.int32)
    return without_blank_rows(RawTable(source, list(found.headers), columns, origin, broken=tuple(broken)))


def _rows(text: str, found: Shape, source: str) -> list[list[str]]:
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    if found.delimiter == "whitespace":
        return [line.split() for line in lines]
    try:
        rows = list(records(lines, found.delimiter, found.quote))
    except csv.Error as error:
        raise DataError(
            f"file {source} cannot be taken apart ({error}); set its `quote` or `delimiter` in mapping.toml"
        ) from None
    if found.quote and text.count(found.quote) % 2 and _stays_open(lines, found):
        raise DataError(
            f"file {source}: a quote that opens in row {found.skipped + len(rows)} never closes; "
            f'correct that row, or write quote = "" under [files.{toml_text(source)}] in mapping.toml '
            "if quotes mean nothing in it"
        )
    return rows


def _stays_open(lines: list[str], found: Shape) -> bool:
    try:
        list(csv.reader(lines, delimiter=found.delimiter, quotechar=found.quote, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def without_blank_rows(table: RawTable) -> RawTable:
    """Drop the rows in which every cell is blank: they are not rows of data."""
    if not table.columns or not len(table):
        return table
    empty = np.ones(len(table), dtype=np.bool_)
    for column in table.columns:
        empty &= blank(column)
        if not empty.any():
            return table
    keep = ~empty
    columns = [take(column, keep) for column in table.columns]
    return RawTable(table.source, table.headers, columns, table.origin[keep], table.epoch_1904, table.broken)
