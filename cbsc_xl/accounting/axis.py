"""Axis: the channels, products or categories of transaction lines, and what else carries them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cbsc_xl.accounting.drivers import ORDERS, counted
from cbsc_xl.ledger import Ledger, View
from cbsc_xl.ledger.customers import NO_SEGMENT
from cbsc_xl.ledger.rows import Floats, Ints, Rows

LINE_COLUMNS = ("channel", "product", "category")
NOT_SPLIT = "(not split)"
LINES = "Transactions"
CARRIERS = (LINES, "Contacts", "Costs")


class Axis:
    """The values of a column, each with a place; then the place of lines without value, and of what
    cannot be split.

    Raises Needs if the transaction lines do not carry the column.
    """

    def __init__(self, ledger: Ledger, column: str) -> None:
        ledger.rows(LINES).text(column)
        self.column = column
        self._ledger = ledger
        self._tables = [ledger.table(name) for name in CARRIERS if name in ledger.data.tables]

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        """Return the place of each value by table: equal spelling, else equal but for its case, else new."""
        exact: dict[str, int] = {}
        folded: dict[str, int] = {}
        result: dict[str, dict[str, int]] = {}
        for table in self._tables:
            found = {}
            for value in table.text(self.column).values if self.column in table else ():
                known = exact.get(value) if table.name == LINES else folded.get(value.casefold())
                found[value] = exact.setdefault(value, len(exact)) if known is None else known
                folded.setdefault(value.casefold(), found[value])
            result[table.name] = found
        return result

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The values in the order of their places, lines without value, what is not split."""
        names = {
            place: value
            for found in reversed(list(self._places.values()))
            for value, place in reversed(found.items())
        }
        return (*(names[place] for place in sorted(names)), NO_SEGMENT, NOT_SPLIT)

    @property
    def not_split(self) -> int:
        """The place of what cannot be split."""
        return len(self.names) - 1

    def carries(self, rows: Rows) -> bool:
        """Tell whether rows carry the column."""
        return self.column in rows.table

    def of_rows(self, rows: Rows) -> Ints:
        """Return the place of each row; a blank is a place of its own for transaction lines only."""
        if not self.carries(rows):
            return np.full(len(rows), self.not_split, np.int32)
        text, places = rows.text(self.column), self._places[rows.table.name]
        blank = self.not_split - (rows.table.name == LINES)
        lookup = np.array([*(places[value] for value in text.values), blank], np.int32)
        return np.asarray(lookup[text.codes])

    def of_driver(self, view: View, driver: str) -> tuple[Rows, Ints, Floats] | None:
        """Return what a driver counts, row by row with its place; None if that does not carry the column.

        An order belongs to a value if all its lines do.
        """
        found = counted(view, driver)
        if found is None or not self.carries(found[0]):
            return None
        rows, values = found
        if driver.casefold() == ORDERS:
            places = self._ledger.purchases.shared(self.of_rows(self._ledger.rows(LINES)), self.not_split)
        else:
            places = self.of_rows(rows)
        return rows, places, np.ones(len(rows)) if values is None else values
