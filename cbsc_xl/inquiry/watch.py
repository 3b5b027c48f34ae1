"""A ledger and a view that do what the plain ones do, and note on a trail what is asked of them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from cbsc_xl.calculator import Cube, FactColumn
from cbsc_xl.errors import CbscError
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.inquiry.trail import CUSTOMERS, Source, TracedRows, Trail
from cbsc_xl.ledger import Grouping, Ledger, View
from cbsc_xl.ledger.answers import usable_answers
from cbsc_xl.ledger.cases import Cases
from cbsc_xl.ledger.customers import Customers
from cbsc_xl.ledger.documents import Documents
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.purchases import Purchases
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows
from cbsc_xl.ledger.view import GroupPeriods
from cbsc_xl.period import Period
from cbsc_xl.tables import Data, Settings, Table, Text
from cbsc_xl.tables.data import SettingValue

Default = TypeVar("Default")


@dataclass(frozen=True)
class WatchedSettings(Settings):
    """Settings that note which of them are read."""

    trail: Trail | None = None

    def __getitem__(self, name: str) -> SettingValue:
        """Return a setting, as the plain settings do."""
        value = super().__getitem__(name)
        if self.trail is not None:
            self.trail.settings[name] = value
        return value


class WatchedTables(dict[str, Table]):
    """Tables that note which of them are asked for."""

    def __init__(self, tables: dict[str, Table], trail: Trail) -> None:
        super().__init__(tables)
        self._trail = trail

    def __getitem__(self, name: str) -> Table:
        self._trail.tables.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a table, or the default without it."""
        self._trail.tables.add(name)
        return super().get(name, default)


@dataclass(frozen=True)
class WatchedCustomers(Customers):
    """Customers who note that they are asked for, and whose codes stand for which rows."""

    trail: Trail

    def given(self) -> Table:
        """Return table Customers, as the plain customers do."""
        self.trail.tables.add(CUSTOMERS)
        return super().given()

    def codes_of(self, column: Text) -> Ints:
        """Return the customer code of each cell, as the plain customers do."""
        codes = super().codes_of(column)
        self.trail.passes(column.codes, codes)
        return codes


class WatchedPurchases(Purchases):
    """Purchases that note when those before the period count too."""

    def __init__(self, documents: Documents, trail: Trail) -> None:
        super().__init__(documents)
        self._trail = trail

    def _look_back(self) -> None:
        self._trail.added(self.rows, self._trail.until_end, self._trail.group, alone=False)

    @cached_property
    def gaps(self) -> tuple[Rows, Ints]:
        """Purchase days with a previous one, which is looked at as well."""
        self._look_back()
        return super().gaps

    @cached_property
    def first_of_category(self) -> Rows:
        """The first purchase per customer and category; all others before it are looked at as well."""
        self._look_back()
        return super().first_of_category


class WatchedLedger(Ledger):
    """A ledger that hands out traced rows; what the plain ledger has worked out is used again."""

    def __init__(self, plain: Ledger, trail: Trail) -> None:
        settings = WatchedSettings(plain.settings.chosen, trail)
        self.data = Data(WatchedTables(plain.data.tables, trail), settings, plain.data.report)
        self.settings = settings
        self.assumed_retention = plain.assumed_retention
        own = {item.name: getattr(plain.customers, item.name) for item in fields(Customers)}
        self.customers = WatchedCustomers(**own, trail=trail)
        self._rows: dict[tuple[str, str], Rows] = {}
        self._plain = plain
        self._trail = trail

    def span(self, dated: str) -> tuple[int, int]:
        """Return the days that data know about; looking at their ends is not looking at rows."""
        return self._plain.span(dated)

    def rows(self, name: str, dated: str = "date") -> Rows:
        """Return the rows of a table, traced."""
        if (name, dated) not in self._rows:
            rows = self._plain.rows(name, dated)
            self._rows[name, dated] = self._traced(rows, rows, np.arange(len(rows), dtype=np.int32))
        return self._rows[name, dated]

    def _traced(self, units: Rows, rows: Rows, unit: Ints) -> TracedRows:
        source = Source(rows.table.name, unit, rows.customer, rows.day)
        self._trail.took(source)
        return TracedRows(units, source, np.arange(len(units)), self._trail)

    @cached_property
    def answers(self) -> Rows:
        """The rows of table Surveys whose score lies on a known scale."""
        plain = self._plain.answers
        table = self._plain.table("Surveys")
        numbered = replace(table, origin=np.arange(len(table), dtype=np.int32))
        unit = np.full(len(table), -1, np.int32)
        unit[usable_answers(numbered).origin] = np.arange(len(plain), dtype=np.int32)
        return self._traced(plain, self._plain.rows("Surveys"), unit)

    @cached_property
    def cases(self) -> Cases:
        """The cases behind table Contacts, each standing for its contacts."""
        cases = copy.copy(self._plain.cases)
        unit = np.empty(len(self._plain.rows("Contacts")), np.int32)
        sizes = np.diff(cases._starts, append=len(unit))
        unit[cases._contacts._order] = np.repeat(np.arange(len(cases.first), dtype=np.int32), sizes)
        cases.first = self._traced(cases.first, self._plain.rows("Contacts"), unit)
        return cases

    @cached_property
    def documents(self) -> Documents:
        """The documents of table Transactions, each standing for its lines."""
        documents = copy.copy(self._plain.documents)
        documents.lines = self.rows("Transactions")
        places = np.arange(len(documents.rows), dtype=np.int32)
        documents.rows = self._traced(documents.rows, documents.lines, documents.to_lines(places))
        return documents

    @cached_property
    def purchases(self) -> Purchases:
        """The purchases of table Transactions."""
        return WatchedPurchases(self.documents, self._trail)

    @cached_property
    def first_purchase(self) -> Ints:
        """Day of the first purchase of each customer: of those before the end of the period."""
        first = self.purchases.rows.where(~self.purchases.later)
        self._trail.added(first, self._trail.until_end, self._trail.group, alone=False)
        return super().first_purchase


class WatchedView(View):
    """A view that notes what is added up."""

    def __init__(
        self,
        ledger: WatchedLedger,
        grouping: Grouping,
        periods: Sequence[Period],
        channel: tuple[str, str] | None,
        trail: Trail,
        group: Bools,
    ) -> None:
        super().__init__(ledger, grouping, periods, channel)
        self._watched = ledger
        self._trail = trail
        self._group = group

    @cached_property
    def everyone(self) -> View:
        """The same view with all customers as one group, watched as well."""
        grouping, all_of_them = group_by(self.ledger, (), self.periods), np.ones_like(self._group)
        return WatchedView(self._watched, grouping, self.periods, self.channel, self._trail, all_of_them)

    @property
    def to_date(self) -> list[Period]:
        """From the first row of the data to the end of each period."""
        self._trail.to_date = True
        return super().to_date

    def per_customer(
        self, rows: Rows, values: npt.NDArray[Any] | None = None, windows: Sequence[Period] | None = None
    ) -> Floats:
        """Add up per customer, as the plain view does."""
        self._trail.added(rows, windows or self.periods, self._group)
        return super().per_customer(rows, values, windows)

    def total(
        self, rows: Rows, values: npt.NDArray[Any] | None = None, windows: Sequence[Period] | None = None
    ) -> GroupPeriods:
        """Add up per group, as the plain view does."""
        self._trail.added(rows, windows or self.periods, self._group)
        return super().total(rows, values, windows)

    def sum_rows(self, customer: Ints, values: Iterable[npt.NDArray[Any]]) -> GroupPeriods:
        """Add up a figure per row per group, as the plain view does."""
        figures = list(values)
        self._trail.added_figures(customer, figures, self._group)
        return super().sum_rows(customer, figures)

    def customers_of_rows(self, customer: Ints, values: Iterable[npt.NDArray[Any]]) -> Floats:
        """Add up a figure per row per customer, as the plain view does."""
        figures = list(values)
        self._trail.added_figures(customer, figures, self._group)
        return super().customers_of_rows(customer, figures)

    def of_all(self, values: npt.ArrayLike) -> GroupPeriods:
        """Give every group the same figures: then the rows of all customers count."""
        self._trail.of_all = True
        return super().of_all(values)


class WatchedCube(Cube):
    """The facts of one figure, each computed on a view of its own that leaves a trail."""

    def __init__(self, ledger: Ledger, grouping: Grouping, period: Period, group: int | None) -> None:
        super().__init__(ledger, grouping, [period])
        self.trails: dict[str, Trail] = {}
        self.members: Bools = grouping.codes_at(0) == (-1 if group is None else group)

    def _compute(self, name: str, channel: tuple[str, str] | None) -> FactColumn:
        trail = Trail(self.members, self.periods)
        ledger = WatchedLedger(self.ledger, trail)
        view = WatchedView(ledger, self.grouping, self.periods, channel, trail, self.members)
        self.trails[name] = trail
        try:
            fact = VOCABULARY[name]
            return fact.finish(fact.function(view))
        except CbscError as error:
            return error
