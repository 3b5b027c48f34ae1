"""The workbook that calls, read over COM while Excel waits for the function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import xlwings as xw

from cbsc_xl.hosts.classic.values import plain_rows


class ComBook:
    """A workbook of a running Excel; tables and sheets are found by name in any case."""

    def __init__(self, key: str) -> None:
        """Take the full name, which no other open workbook has."""
        self._key = key

    @property
    def key(self) -> str:
        """The full name."""
        return self._key

    @cached_property
    def _api(self) -> Any:
        """The Workbook object of Excel, asked for only when a table is read: each question takes a while."""
        return xw.Book.caller().api

    def table(self, name: str) -> Sequence[Sequence[Any]] | None:
        """Return the cells of the table of that name, else of the sheet of that name, else None."""
        cells = self._areas.get(name.casefold())
        if cells is None:
            return None
        return plain_rows(cells.Value if self._counts_from_1904 else cells.Value2)

    @cached_property
    def _areas(self) -> dict[str, Any]:
        """The cells of every sheet and table by its name; a table wins over a sheet."""
        sheets = list(_items(self._api.Worksheets))
        found = {sheet.Name.casefold(): sheet.UsedRange for sheet in sheets}
        for sheet in sheets:
            found |= {table.Name.casefold(): table.Range for table in _items(sheet.ListObjects)}
        return found

    @cached_property
    def _counts_from_1904(self) -> bool:
        """Dates are plain numbers, unless the workbook counts them from 1904."""
        return bool(self._api.Date1904)


def _items(collection: Any) -> Iterator[Any]:
    for number in range(1, collection.Count + 1):
        yield collection.Item(number)
