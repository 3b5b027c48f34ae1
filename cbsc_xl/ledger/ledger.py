"""Ledger: the data of one company, ready to be added up.

Customers are numbered once; what facts share (documents, purchases, the first purchase
of a customer) is worked out when first asked and kept.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cbsc_xl.errors import Needs, NoValue
from cbsc_xl.ledger import customers
from cbsc_xl.ledger.answers import usable_answers
from cbsc_xl.ledger.cases import Cases
from cbsc_xl.ledger.documents import Documents
from cbsc_xl.ledger.purchases import Purchases
from cbsc_xl.ledger.rows import Floats, Ints, Rows
from cbsc_xl.period import Period, add_months, day_number, name_of, to_date
from cbsc_xl.tables import NO_DAY, Data, Settings, Table, Text


class Ledger:
    """The tables of one company: ``Ledger(read(path))``.

    ``assumed_retention`` per customer, a share per year, takes the place of whether he stayed in the base;
    nan is what the data say.
    """

    def __init__(self, data: Data, assumed_retention: Floats | None = None) -> None:
        self.data = data
        self.assumed_retention = assumed_retention
        self.settings: Settings = data.settings
        self.customers = customers.collect(data.tables)
        self._rows: dict[tuple[str, str], Rows] = {}
        self._spans: dict[tuple[str, str], tuple[int, int]] = {}

    def table(self, name: str) -> Table:
        """Return a table; Needs if it was not pasted."""
        if name not in self.data.tables:
            raise Needs("table", name)
        return self.data.tables[name]

    def rows(self, name: str, dated: str = "date") -> Rows:
        """Return the rows of a table as they were pasted, with the day in column ``dated``.

        Needs without that column, and without ids where the data model requires them.
        """
        if (name, dated) not in self._rows:
            self._rows[name, dated] = self._coded(self.table(name), dated)
        return self._rows[name, dated]

    def _coded(self, table: Table, dated: str) -> Rows:
        return Rows(table, self.customers.of_rows(table), table.days(dated))

    @cached_property
    def answers(self) -> Rows:
        """The rows of table Surveys whose score lies on a known scale."""
        return self._coded(usable_answers(self.table("Surveys")), "date")

    @cached_property
    def cases(self) -> Cases:
        """The cases behind table Contacts."""
        return Cases(self.rows("Contacts"))

    @cached_property
    def documents(self) -> Documents:
        """The documents of table Transactions."""
        return Documents(self.rows("Transactions"))

    @cached_property
    def purchases(self) -> Purchases:
        """The purchases of table Transactions."""
        return Purchases(self.documents)

    @cached_property
    def first_purchase(self) -> Ints:
        """Day of the first purchase of each customer, NO_DAY without one."""
        result = np.full(self.customers.size, NO_DAY, np.int32)
        first = self.purchases.rows.where(~self.purchases.later)
        result[first.customer] = first.day
        return result

    @cached_property
    def start(self) -> Ints:
        """First day of each customer: Customers.start_date, or the first purchase where it is blank."""
        if not self.customers.has("start_date"):
            return self.first_purchase
        if "Transactions" not in self.data.tables:
            return self.customers.days("start_date")
        given = self.customers.days("start_date")
        return np.where(given == NO_DAY, self.first_purchase, given).astype(np.int32)

    @cached_property
    def first_day(self) -> int:
        """Day of the first pasted transaction."""
        return self.span("Transactions")[0]

    def span(self, dated: str) -> tuple[int, int]:
        """Return the first day that data know about and the day after the last; twice NO_DAY without any.

        ``dated`` is a table, ``Table.column`` or ``Table.first:last``, where a row without a last day
        goes on; or ``base``, what decides who is a customer: purchases or relationships, by the settings.
        """
        rule = {"relationship": "Customers.start_date:end_date", "inactivity": "Transactions"}
        what = rule[self.settings.text("base_rule")] if dated == "base" else dated
        table, _, columns = what.partition(".")
        key = table, columns or "date"
        if key not in self._spans:
            self._spans[key] = self._span(*key)
        return self._spans[key]

    def _span(self, name: str, columns: str) -> tuple[int, int]:
        table = self.table(name)
        first, colon, last = columns.partition(":")
        starts = ends = table.days(first)
        if colon:
            ends = table.days(last) if last in table else np.full(len(table), NO_DAY, np.int32)
        end = int(ends.max(where=starts != NO_DAY, initial=-NO_DAY))
        return (int(starts.min()), min(end + 1, NO_DAY)) if end > -NO_DAY else (NO_DAY, NO_DAY)

    def attribute(self, column: str) -> Text:
        """Return an attribute per row of table Customers."""
        return self.table("Customers").text(column)

    def default_period(self) -> Period:
        """Return the 12 months that end with the last complete month of Transactions.

        A month is complete when its last working day (Monday to Friday) has been reached.
        """
        end = self.span("Transactions")[1]
        if end == NO_DAY:
            raise NoValue("table Transactions has no rows")
        last = to_date(end - 1)
        next_month = add_months(day_number(last.replace(day=1)), 1)
        last_working_day = next_month - 1 - max(0, to_date(next_month - 1).weekday() - 4)
        until = next_month if end - 1 >= last_working_day else day_number(last.replace(day=1))
        start = add_months(until, -12)
        return Period(start, until, name_of(start, until))
