"""Rows of one table, with their customers and days as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cbsc_xl.errors import Needs
from cbsc_xl.tables import NO_DAY, Table, Text

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def says(column: Text, *words: str, blank: bool = False) -> Bools:
    """Tell which cells of a column hold one of the words; with ``blank`` empty cells count too."""
    said = np.array([*(value in words for value in column.values), blank])
    return np.asarray(said[column.codes])


class Rows:
    """Rows of a table: the customer code and the day of each, and its columns.

    ``order`` holds the place of each row in the table; without it the rows are those of the table.
    """

    def __init__(
        self, table: Table, customer: Ints, day: Ints, order: npt.NDArray[np.intp] | None = None
    ) -> None:
        self.table = table
        self.customer = customer
        self.day = day
        self._order = order

    def __len__(self) -> int:
        return len(self.day)

    def _require(self, name: str) -> None:
        if name not in self.table:
            raise Needs("column", f"{self.table.name}.{name}")

    def _ordered(self, values: Any) -> Any:
        return values if self._order is None else values[self._order]

    def numbers(self, name: str, blank: float = np.nan) -> Floats:
        """Return a column of numbers with ``blank`` in empty cells."""
        self._require(name)
        values = np.asarray(self._ordered(self.table.numbers(name)))
        return values if np.isnan(blank) else np.nan_to_num(values, nan=blank)

    def optional_numbers(self, name: str, blank: float) -> Floats:
        """Return a column of numbers with ``blank`` in empty cells and for a missing column."""
        return self.numbers(name, blank) if name in self.table else np.full(len(self), blank)

    def days(self, name: str) -> Ints:
        """Return a column of days; blank is NO_DAY."""
        self._require(name)
        return np.asarray(self._ordered(self.table.days(name)))

    def optional_days(self, name: str) -> Ints:
        """Return a column of days; NO_DAY in empty cells and for a missing column."""
        return self.days(name) if name in self.table else np.full(len(self), NO_DAY, np.int32)

    def text(self, name: str) -> Text:
        """Return a column of text; blank has code -1."""
        self._require(name)
        column = self.table.text(name)
        return Text(np.asarray(self._ordered(column.codes)), column.values)

    def says(self, name: str, *words: str, blank: bool = False) -> Bools:
        """Tell which cells hold one of the words; with ``blank`` so do empty cells and a missing column."""
        if blank and name not in self.table:
            return np.ones(len(self), bool)
        return says(self.text(name), *words, blank=blank)

    def where(self, mask: Bools) -> Rows:
        """Return the rows for which ``mask`` holds."""
        return self.take(np.flatnonzero(mask))

    def take(self, places: npt.NDArray[np.intp]) -> Rows:
        """Return some of the rows, in the order of their places."""
        order = places if self._order is None else self._order[places]
        return Rows(self.table, self.customer[places], self.day[places], order)
