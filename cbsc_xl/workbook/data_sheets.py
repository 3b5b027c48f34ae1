"""Sheets with the tables of the data, one each, as Excel tables of their own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from cbsc_xl.errors import TemplateError
from cbsc_xl.period import to_date
from cbsc_xl.tables import NO_DAY, Data, Text
from cbsc_xl.tables.books import DATA_SHEETS
from cbsc_xl.tables.data import ColumnData
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.workbook.addition import NewSheet, TableRange
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.plan import LAST_ROW
from cbsc_xl.workbook.references import letters

Columns = Mapping[str, Sequence[Any]]
_WIDTH = 16


def plain_tables(data: Data) -> dict[str, Columns]:
    """Return the columns of each table as plain values; the settings are those that were given."""
    found = {
        name: {column: _plain(values) for column, values in table.columns.items()}
        for name, table in data.tables.items()
    }
    if data.settings.chosen:
        found["Settings"] = {"name": [*data.settings.chosen], "value": [*data.settings.chosen.values()]}
    return {name: found[name] for name in TABLES if name in found}


def data_sheets(tables: Mapping[str, Columns], writer: CellWriter, date_style: int) -> list[NewSheet]:
    """Return a sheet per table; TemplateError for a table with more rows than a sheet has."""
    return [_sheet(name, columns, writer, date_style) for name, columns in tables.items()]


def _plain(values: ColumnData) -> list[Any]:
    if isinstance(values, Text):
        return list(values.strings())
    if values.dtype == np.int32:
        return [None if day == NO_DAY else to_date(day) for day in values.tolist()]
    return [None if value != value else value for value in values.tolist()]


def _sheet(name: str, columns: Columns, writer: CellWriter, date_style: int) -> NewSheet:
    size = len(next(iter(columns.values()), ()))
    if size >= LAST_ROW:
        raise TemplateError(
            f"Table {name} has {size:,} rows, more than a sheet holds: leave it in its file, and give "
            "CBSC_DATA the path of the folder."
        )
    styles = [f' s="{date_style}"' if _has_dates(values) else "" for values in columns.values()]
    rows = _rows(columns, styles, writer)
    return NewSheet(DATA_SHEETS + name, rows, [_WIDTH] * len(columns), TableRange(name, [*columns], size), 1)


def _has_dates(values: Sequence[Any]) -> bool:
    return isinstance(next((value for value in values if value is not None), None), date)


def _rows(columns: Columns, styles: Sequence[str], writer: CellWriter) -> Iterator[str]:
    names = [letters(i) for i in range(1, len(columns) + 1)]
    heads = (f'<c r="{at}1"{writer.constant(text)}' for at, text in zip(names, columns, strict=True))
    yield f'<row r="1">{"".join(heads)}</row>'
    starts = list(zip(names, styles, strict=True))
    for number, values in enumerate(zip(*columns.values(), strict=True), 2):
        cells = (
            f'<c r="{at}{number}"{style}{writer.constant(value)}'
            for (at, style), value in zip(starts, values, strict=True)
            if value is not None
        )
        yield f'<row r="{number}">{"".join(cells)}</row>'
