"""Reading workbooks and parquet files into columns."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from cbsc_xl.errors import DataError
from cbsc_xl.tables.arrow import arrow_column
from cbsc_xl.tables.layout import Layout, header_row
from cbsc_xl.tables.raw import RawTable, from_objects
from cbsc_xl.tables.textfiles import without_blank_rows

DATA_SHEETS = "Data_"
"""How the names of sheets begin that hold the tables of a generated workbook."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REF = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Region:
    """An Excel table on a sheet; rows and columns from 0, the header row included."""

    name: str
    sheet: str
    top: int
    bottom: int
    left: int
    right: int
    has_totals: bool


def read_book(path: Path, layout: Layout) -> list[tuple[str, RawTable]]:
    """Read every sheet and Excel table of a workbook: its name and its columns.

    A sheet that holds Excel tables is read by these alone. Of a workbook with sheets ``Data_...``, such as
    cbsc-xl writes, these alone are read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        regions, epoch_1904 = _structure(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            names = [layout.sheet] if layout.sheet else _holding_data(book.sheet_names)
            cells = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except (CalamineError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise DataError(
            f"workbook {path.name} cannot be opened ({error}); save it as .xlsx without a password"
        ) from None
    found = []
    for name, rows in cells.items():
        here = [region for region in regions if region.sheet == name]
        tops = {region.top for region in here}
        for region in here:
            region = _with_rows_below(region, rows, tops)
            found.append((region.name, _region(rows, region, f"{path.name}, {name}", epoch_1904)))
        if not here:
            found.append((name, _sheet(rows, layout, f"{path.name}, {name}", epoch_1904)))
    return found


def _holding_data(names: Sequence[str]) -> Sequence[str]:
    return [name for name in names if name.startswith(DATA_SHEETS)] or names


def _sheet(rows: Sequence[Sequence[object]], layout: Layout, source: str, epoch_1904: bool) -> RawTable:
    at = (layout.header_row or 0) - 1 if layout.header or layout.header_row else header_row(rows[:50])
    headers = layout.header or (tuple(str(cell).strip() for cell in rows[at]) if rows else ())
    return rows_table(headers, rows[at + 1 :], at + 2, source, epoch_1904)


def _with_rows_below(region: Region, rows: Sequence[Sequence[object]], tops: Collection[int]) -> Region:
    """Take in the rows right below a table, which a paste left outside it, down to the first blank one."""
    end = region.bottom + 1
    while not region.has_totals and end < len(rows) and end not in tops:
        if all(cell == "" for cell in rows[end][region.left : region.right + 1]):
            break
        end += 1
    return replace(region, bottom=end - 1)


def _region(rows: Sequence[Sequence[object]], region: Region, source: str, epoch_1904: bool) -> RawTable:
    part = [row[region.left : region.right + 1] for row in rows[region.top : region.bottom + 1]]
    headers = tuple(str(cell).strip() for cell in part[0]) if part else ()
    return rows_table(headers, part[1:], region.top + 2, source, epoch_1904)


def rows_table(
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    first: int,
    source: str,
    epoch_1904: bool = False,
) -> RawTable:
    """Make a table of rows of cells, the first of which has number `first`; blank rows are dropped."""
    used = [i for i, header in enumerate(headers) if header]
    origin = np.arange(len(rows), dtype=np.int32) + first
    columns = [from_objects(list(map(itemgetter(i), rows))) for i in used]
    table = RawTable(source, [headers[i] for i in used], columns, origin, epoch_1904)
    return without_blank_rows(table)


def _structure(path: Path) -> tuple[list[Region], bool]:
    """Return the Excel tables of a workbook, and whether its dates count from 1904."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return [], False
    regions: list[Region] = []
    with zipfile.ZipFile(path) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
        properties = book.find(f"{_MAIN}workbookPr")
        epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        targets = _relations(package, "xl/workbook.xml")
        for sheet in book.iter(f"{_MAIN}sheet"):
            part = targets.get(sheet.get(_RELATION, ""), "")
            for target in _relations(package, part).values():
                if "/tables/" in target:
                    regions.append(_table_region(package.read(target), sheet.get("name", "")))
    return regions, epoch_1904


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    return {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/" + folder, link.get("Target", ""))).lstrip(
            "/"
        )
        for link in ElementTree.fromstring(package.read(path))  # noqa: S314
    }


def _table_region(xml: bytes, sheet: str) -> Region:
    table = ElementTree.fromstring(xml)  # noqa: S314
    corners = _REF.findall(table.get("ref", "A1:A1"))
    (left, top), (right, bottom) = corners[0], corners[-1]
    totals = int(table.get("totalsRowCount", "0"))
    last = int(bottom) - totals - 1
    name = table.get("displayName", "")
    return Region(name, sheet, int(top) - 1, last, _column(left), _column(right), totals > 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_parquet(path: Path) -> RawTable:
    """Read a parquet file; DataError if pyarrow is missing or the file is damaged."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError:
        raise DataError(f"file {path.name}: reading parquet needs pyarrow; run pip install pyarrow") from None
    try:
        schema = parquet.read_schema(path)
        texts = [
            field.name
            for field in schema
            if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        table = parquet.read_table(path, read_dictionary=texts)
    except (pa.ArrowInvalid, OSError) as error:
        raise DataError(f"file {path.name} is not a parquet file ({error})") from None
    columns = [arrow_column(column) for column in table.columns]
    origin = np.arange(table.num_rows, dtype=np.int32) + 2
    return without_blank_rows(RawTable(path.name, list(table.column_names), columns, origin))
