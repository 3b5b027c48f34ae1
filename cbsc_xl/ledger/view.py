"""View: what a fact sees, the ledger for all groups and all periods of one call.

Rows are added up per customer and stretch of days between the ends of the periods,
then per group and period; so periods may overlap and nothing is done per group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from cbsc_xl.errors import Needs
from cbsc_xl.ledger.grouping import Grouping, group_by
from cbsc_xl.ledger.ledger import Ledger
from cbsc_xl.ledger.products import new_from_to
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows
from cbsc_xl.ledger.segment import DEFAULT_COLUMN, find_value
from cbsc_xl.period import BEGINNING, Period, add_months, to_date
from cbsc_xl.tables import NO_DAY, Table

DAYS_PER_YEAR = 365.25

GroupPeriods = Floats
"""One number per group (first axis) and period (second axis)."""


class View:
    """Ledger, groups, periods and, if asked, one channel of one table."""

    def __init__(
        self,
        ledger: Ledger,
        grouping: Grouping,
        periods: Sequence[Period],
        channel: tuple[str, str] | None = None,
    ) -> None:
        self.ledger = ledger
        self.settings = ledger.settings
        self.grouping = grouping
        self.periods = tuple(periods)
        self.channel = channel

    @cached_property
    def starts(self) -> Ints:
        """First day of each period."""
        return np.array([period.start for period in self.periods], np.int32)

    @cached_property
    def ends(self) -> Ints:
        """Day after the last of each period."""
        return np.array([period.end for period in self.periods], np.int32)

    def number_or_nan(self, setting: str) -> float:
        """Return a numeric setting, nan if it must be given and is not."""
        return self.settings.number(setting) if setting in self.settings else np.nan

    @cached_property
    def start(self) -> Ints:
        """First day of each customer, as a column beside the periods."""
        return self.ledger.start[:, None]

    @cached_property
    def everyone(self) -> View:
        """The same view with all customers as one group."""
        return View(self.ledger, group_by(self.ledger, (), self.periods), self.periods, self.channel)

    def rows(self, table: str, dated: str = "date") -> Rows:
        """Return the rows of a table, of the channel if one is asked; Needs if they cannot be grouped."""
        return self._chosen(self.ledger.rows(table, dated))

    @cached_property
    def answers(self) -> Rows:
        """Survey answers, of the channel if one is asked."""
        return self._chosen(self.ledger.answers)

    @cached_property
    def cases_chosen(self) -> Bools:
        """Which cases are of the channel asked."""
        cases = self.ledger.cases.first
        self._require_groups(cases.table)
        mask = self._channel_mask(cases)
        return np.ones(len(cases), bool) if mask is None else mask

    def _chosen(self, rows: Rows) -> Rows:
        self._require_groups(rows.table)
        mask = self._channel_mask(rows)
        return rows if mask is None else rows.where(mask)

    def _require_groups(self, table: Table) -> None:
        """Raise Needs if groups are asked and nothing in a table tells the group of a row."""
        of_segment = self.grouping.columns == (DEFAULT_COLUMN,) and DEFAULT_COLUMN in table
        if self.grouping.columns and "customer_id" not in table and not of_segment:
            raise Needs("column", f"{table.name}.customer_id")

    @cached_property
    def lines(self) -> Rows:
        """Transaction lines, of the channel if one is asked."""
        return self.rows("Transactions")

    @cached_property
    def new_product_lines(self) -> Rows:
        """Transaction lines of products that were new on the day."""
        lines = self.lines
        months = self.settings.whole("new_product_months")
        launch, old = new_from_to(self.ledger.table("Products"), lines.text("product"), months)
        return lines.where((launch <= lines.day) & (lines.day < old))

    @cached_property
    def purchases(self) -> Rows:
        """Purchases; of a channel those with at least one line in it."""
        mask = self._channel_mask(self.ledger.rows("Transactions"))
        purchases = self.ledger.purchases
        return purchases.rows if mask is None else purchases.with_lines(mask)

    def _channel_mask(self, rows: Rows) -> Bools | None:
        if self.channel is None or self.channel[0] != rows.table.name:
            return None
        values = rows.text("channel").values
        found = find_value(self.channel[1], values, f"channel of table {rows.table.name}").casefold()
        return rows.says("channel", *(value for value in values if value.casefold() == found))

    @cached_property
    def net_amounts(self) -> tuple[Rows, Floats]:
        """Net amounts to add up: of documents, or of the lines of the channel if one is asked."""
        lines, documents = self.lines, self.ledger.documents
        if lines is documents.lines:
            return documents.rows, documents.amounts
        return lines, lines.numbers("amount")

    @cached_property
    def revenue(self) -> Floats:
        """Net revenue per customer and period."""
        return self.per_customer(*self.net_amounts)

    @cached_property
    def revenue_previous_year(self) -> Floats:
        """Net revenue per customer in the same period a year earlier."""
        return self.per_customer(*self.net_amounts, [period.previous_year for period in self.periods])

    @cached_property
    def orders(self) -> Floats:
        """Number of purchases per customer and period."""
        return self.per_customer(self.purchases)

    @cached_property
    def active(self) -> Bools:
        """Whether a customer purchased in a period."""
        return np.asarray(self.orders > 0)

    @cached_property
    def base_at_start(self) -> Bools:
        """Whether a customer is in the base at the start of a period."""
        return self._base([period.start for period in self.periods])

    @cached_property
    def base_at_end(self) -> Bools:
        """Whether a customer is in the base at the end of a period."""
        return self._base([period.end for period in self.periods])

    def _base(self, instants: list[int]) -> Bools:
        """Tell which customers are in the base at each instant, by the rule of the settings."""
        if self.settings["base_rule"] == "relationship":
            start = self.ledger.customers.days("start_date")
            start = np.where(start == NO_DAY, self.ledger.start, start)
            has_end = self.ledger.customers.has("end_date")
            end = self.ledger.customers.days("end_date") if has_end else np.full(len(start), NO_DAY)
            at = np.array(instants)
            return np.asarray((start[:, None] < at) & (end[:, None] >= at))
        months = self.settings.whole("inactive_months")
        windows = [Period(min(add_months(at, -months), at - 1), at) for at in instants]
        return np.asarray(self.per_customer(self.ledger.purchases.rows, windows=windows) > 0)

    @cached_property
    def kept(self) -> Floats:
        """Customers of the base at the start who are in it at the end; a share where retention is assumed."""
        stayed = (self.base_at_start & self.base_at_end).astype(np.float64)
        assumed = self.ledger.assumed_retention
        if assumed is None:
            return stayed
        share = assumed[:, None] ** self.years
        return np.asarray(np.where(np.isnan(share), stayed, self.base_at_start * share))

    @cached_property
    def years(self) -> Floats:
        """Whole months / 12, else days / 365.25; a period without a start begins at the first transaction."""
        return np.array([self._years(period) for period in self.periods])

    def _years(self, period: Period) -> float:
        start = period.start if period.start > BEGINNING else min(self.ledger.first_day, period.end - 1)
        first, after = to_date(start), to_date(period.end)
        months = (after.year - first.year) * 12 + after.month - first.month
        if months and add_months(start, months) == period.end:
            return months / 12
        return (period.end - start) / DAYS_PER_YEAR

    @property
    def to_date(self) -> list[Period]:
        """From the first row of the data to the end of each period."""
        return [Period(BEGINNING, period.end) for period in self.periods]

    def per_customer(
        self, rows: Rows, values: npt.NDArray[Any] | None = None, windows: Sequence[Period] | None = None
    ) -> Floats:
        """Add up values (or count rows) per customer and period."""
        return _sums(rows.customer, self.ledger.customers.size, rows.day, values, windows or self.periods)

    def total(
        self, rows: Rows, values: npt.NDArray[Any] | None = None, windows: Sequence[Period] | None = None
    ) -> GroupPeriods:
        """Add up values (or count rows) per group and period."""
        if self.grouping.changes:
            return self.sum_customers(self.per_customer(rows, values, windows))
        group = self.grouping.codes_at(0)[rows.customer]
        return _sums(group, self.grouping.size, rows.day, values, windows or self.periods)

    def total_by(self, rows: Rows, column: str, *values: npt.NDArray[Any]) -> Floats:
        """Count rows and add up figures per group, period and text of an optional column.

        The third axis has a place for each text and one for blank, the fourth the count and the figures.
        """
        text = rows.text(column) if column in rows.table else None
        codes = np.full(len(rows), -1) if text is None else text.codes
        parts = []
        for code in range(-1, len(text.values) if text else 0):
            of_code = codes == code
            own = rows.where(of_code)
            parts.append(np.stack([self.total(own, v) for v in (None, *(v[of_code] for v in values))], -1))
        return np.stack(parts, axis=2)

    def sum_customers(self, values: npt.NDArray[Any]) -> GroupPeriods:
        """Add up a figure per customer and period (or count customers) per group."""
        return _stack(self.grouping.size, ((self.grouping.codes_at(p), v) for p, v in enumerate(values.T)))

    def sum_rows(self, customer: Ints, values: Iterable[npt.NDArray[Any]]) -> GroupPeriods:
        """Add up a figure per row (or count rows) per group; ``values`` has the figures of each period."""
        codes = (self.grouping.codes_at(p)[customer] for p in range(len(self.periods)))
        return _stack(self.grouping.size, zip(codes, values, strict=True))

    def customers_of_rows(self, customer: Ints, values: Iterable[npt.NDArray[Any]]) -> Floats:
        """Add up a figure per row per customer; ``values`` has the figures of each period."""
        return _stack(self.ledger.customers.size, ((customer, v) for v in values))

    def overlap(self, first: Ints, last: Ints) -> Iterator[Ints]:
        """Return, period by period, how many days of each span from ``first`` through ``last`` lie in it."""
        for period in self.periods:
            yield np.maximum(np.minimum(last, period.end - 1) - np.maximum(first, period.start) + 1, 0)

    def of_all(self, values: npt.ArrayLike) -> GroupPeriods:
        """Give every group the same figures, one per period."""
        return np.broadcast_to(values, (self.grouping.size, len(self.periods))).astype(np.float64)


def _stack(size: int, columns: Iterable[tuple[Ints, npt.NDArray[Any]]]) -> Floats:
    """Add up, period by period, a figure per code."""
    sums = [np.bincount(codes, weights=v, minlength=size) for codes, v in columns]
    stacked: Floats = np.stack(sums).T.astype(np.float64, copy=False)
    return stacked


def _sums(
    code: Ints, size: int, day: Ints, values: npt.NDArray[Any] | None, windows: Sequence[Period]
) -> Floats:
    """Add up rows per code and stretch of days between all ends, then the stretches of each window."""
    cuts = sorted({end for window in windows for end in (window.start, window.end)})
    stretches = len(cuts) + 1
    key = _stretch(day, cuts) * size + code
    cells = np.bincount(key, weights=values, minlength=stretches * size).reshape(stretches, size)
    place = {cut: i for i, cut in enumerate(cuts)}
    sums = np.empty((len(windows), size))
    for row, window in zip(sums, windows, strict=True):
        np.sum(cells[place[window.start] + 1 : place[window.end] + 1], axis=0, out=row)
    return np.asarray(sums.T)


def _stretch(day: Ints, cuts: list[int]) -> npt.NDArray[np.int64]:
    """Return the stretch of each day by looking it up in a table of all days that occur."""
    if not len(day):
        return np.zeros(0, np.int64)
    first, last = int(day.min()), int(day.max())
    if last - first > 100_000:
        return np.searchsorted(cuts, day, side="right").astype(np.int64)
    table = np.searchsorted(cuts, np.arange(first, last + 1), side="right").astype(np.int64)
    return np.asarray(table[day - first])
