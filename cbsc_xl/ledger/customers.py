"""Every customer that any table names, as one code from 0 upwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cbsc_xl.errors import Needs
from cbsc_xl.ledger.rows import Floats, Ints
from cbsc_xl.tables import NO_DAY, Table, Text
from cbsc_xl.tables.schema import TABLES

NO_SEGMENT = "(none)"
UNKNOWN = "(unknown)"
ANONYMOUS = "(anonymous)"


@dataclass(frozen=True)
class Customers:
    """Ids in the order of their codes: those of table Customers, then ids found only elsewhere,
    last the anonymous customer, who stands for rows without an id.

    After the ids comes one code per segment of ``segments``: it stands for rows that carry only
    a segment. ``first_row`` is the first row of each known customer in table Customers.
    """

    ids: tuple[str, ...]
    known: int
    segments: tuple[str, ...]
    table: Table | None
    first_row: Ints
    codes: dict[str, int]

    @property
    def size(self) -> int:
        """Number of codes: customers, the anonymous one, and segments."""
        return len(self.ids) + len(self.segments)

    @property
    def anonymous(self) -> int:
        """Code of rows without a customer id."""
        return len(self.ids) - 1

    def codes_of(self, column: Text) -> Ints:
        """Return the customer code of each cell of a column of ids."""
        lookup = np.fromiter(map(self.codes.__getitem__, column.values), np.int32, len(column.values))
        return np.append(lookup, np.int32(self.anonymous))[column.codes]

    def of_rows(self, table: Table) -> Ints:
        """Return the code of each row: its customer if table Customers has it, else the row's segment,
        else the id as it is, else the anonymous customer.

        Needs where the data model requires an id and the table lacks it.
        """
        if "customer_id" in table or TABLES[table.name]["customer_id"].required:
            result = self.codes_of(table.text("customer_id"))
        else:
            result = np.full(len(table), self.anonymous, np.int32)
        if "segment" not in table:
            return result
        segment = table.text("segment")
        place = {name.casefold(): len(self.ids) + i for i, name in enumerate(self.segments)}
        lookup = np.array([*(place[value.casefold()] for value in segment.values), -1], np.int32)
        own = lookup[segment.codes]
        return np.where((result >= self.known) & (own >= 0), own, result)

    def days(self, name: str) -> Ints:
        """Return a day per customer, NO_DAY where table Customers has none."""
        result = np.full(self.size, NO_DAY, np.int32)
        result[: self.known] = self.given().days(name)[self.first_row]
        return result

    def optional_numbers(self, name: str, blank: float) -> Floats:
        """Return a number per customer, ``blank`` where table Customers has none or lacks the column."""
        result = np.full(self.size, blank)
        if name in self.given():
            result[: self.known] = np.nan_to_num(self.given().numbers(name)[self.first_row], nan=blank)
        return result

    def given(self) -> Table:
        """Return table Customers; Needs without it or without its ids."""
        if self.table is None:
            raise Needs("table", "Customers")
        self.table.text("customer_id")
        return self.table

    def has(self, name: str) -> bool:
        """Tell whether table Customers has a column."""
        return self.table is not None and name in self.table


def collect(tables: dict[str, Table]) -> Customers:
    """Give every customer id of the tables a code."""
    table = tables.get("Customers")
    known: list[str] = []
    first_row = np.zeros(0, np.int32)
    if table is not None and "customer_id" in table:
        column = table.text("customer_id")
        used, first = np.unique(column.codes, return_index=True)
        keep = np.argsort(first[used >= 0], kind="stable")
        first_row = first[used >= 0][keep].astype(np.int32)
        known = [column.values[code] for code in used[used >= 0][keep].tolist()]
    codes = dict(zip(known, range(len(known)), strict=True))
    for name, other in tables.items():
        if name != "Customers" and "customer_id" in other:
            new = [value for value in other.text("customer_id").values if value not in codes]
            codes.update(zip(new, range(len(codes), len(codes) + len(new)), strict=True))
    return Customers((*codes, ANONYMOUS), len(known), _segments(tables), table, first_row, codes)


def _segments(tables: dict[str, Table]) -> tuple[str, ...]:
    """Return the segments that rows without a customer may carry, spelled as in table Customers."""
    carriers = [name for name in tables if "segment" in tables[name] and "customer_id" in TABLES[name]]
    spelled: dict[str, str] = {}
    for name in sorted(carriers, key=lambda name: name != "Customers"):
        for value in tables[name].text("segment").values:
            spelled.setdefault(value.casefold(), value)
    return tuple(spelled.values()) if set(carriers) - {"Customers"} else ()
