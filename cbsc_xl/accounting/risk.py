"""Financial risk of customers: the loss to expect on what they owe, and the cost of financing it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cbsc_xl.errors import Needs
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows
from cbsc_xl.period import BEGINNING
from cbsc_xl.tables import NO_DAY

YEAR = 365


class FinancialRisk:
    """What customers owed in each period, to the day, and what that costs; nothing without Receivables."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._shape = (view.ledger.customers.size, len(view.periods))
        self.known = "Receivables" in view.ledger.data.tables

    @cached_property
    def _rows(self) -> Rows:
        return self._view.ledger.rows("Receivables")

    @cached_property
    def _closed(self) -> Ints:
        """Day from which an invoice is no longer open."""
        return np.minimum(self._rows.optional_days("paid_date"), self._rows.optional_days("written_off_date"))

    @cached_property
    def owed_days(self) -> Floats:
        """Amount times days open inside the period: from the invoice up to payment or write-off."""
        rows = self._rows
        amount = rows.numbers("amount", blank=0.0)
        open_days = self._view.overlap(rows.day, self._closed - 1)
        return self._view.customers_of_rows(rows.customer, (amount * days for days in open_days))

    @cached_property
    def present(self) -> Bools:
        """Whether a customer has a receivable: an invoice of the period, or one open in it."""
        if not self.known:
            return np.zeros(self._shape, bool)
        rows = self._rows
        touched = (
            (days > 0) | ((rows.day >= period.start) & (rows.day < period.end))
            for days, period in zip(
                self._view.overlap(rows.day, self._closed - 1), self._view.periods, strict=True
            )
        )
        return self._view.customers_of_rows(rows.customer, touched) > 0

    @property
    def _days(self) -> Floats:
        first = min(self._first("Transactions"), self._first("Receivables"))
        starts = [first if p.start == BEGINNING else p.start for p in self._view.periods]
        return np.maximum(self._view.ends - np.array(starts, np.float64), 1.0)

    def _first(self, table: str) -> int:
        tables = self._view.ledger.data.tables
        return self._view.ledger.span(table)[0] if table in tables else NO_DAY

    @cached_property
    def average(self) -> Floats:
        """What a customer owed on an average day of the period."""
        return self.owed_days / self._days if self.known else np.zeros(self._shape)

    @cached_property
    def unsecured(self) -> Floats:
        """The part of the average receivable that nothing secures, at least 0."""
        return np.maximum(self.average - self._secured[:, None], 0.0)

    @cached_property
    def loss(self) -> Floats:
        """Expected credit loss: probability of default x loss given default x unsecured receivable.

        Not a number where a customer owes and nothing tells the probability of default.
        Needs column Customers.pd or setting default_pd if there is neither.
        """
        if not self.known:
            return np.zeros(self._shape)
        exposed = self.unsecured * self._days / YEAR
        loss = exposed * self._view.settings.number("lgd") * self._default[:, None]
        return np.where(exposed > 0, loss, 0.0)

    @cached_property
    def financing(self) -> Floats:
        """Interest on what customers owe; Needs setting receivables_rate."""
        if not self.known:
            return np.zeros(self._shape)
        return np.asarray(self.owed_days * self._view.settings.number("receivables_rate") / YEAR)

    def _number(self, column: str, blank: float) -> Floats:
        customers = self._view.ledger.customers
        if not customers.has(column):
            return np.full(customers.size, blank)
        return customers.optional_numbers(column, blank)

    @property
    def _secured(self) -> Floats:
        return self._number("secured_amount", 0.0)

    @property
    def _default(self) -> Floats:
        if "default_pd" not in self._view.settings and not self._view.ledger.customers.has("pd"):
            raise Needs("column", "Customers.pd or setting default_pd")
        return self._number("pd", self._view.number_or_nan("default_pd"))

    @cached_property
    def written_off(self) -> Floats:
        """Invoices written off per period."""
        if not self.known:
            return np.zeros(len(self._view.periods))
        rows = self._rows
        day, amount = rows.optional_days("written_off_date"), rows.numbers("amount", blank=0.0)
        periods = self._view.periods
        return np.array([amount[(day >= p.start) & (day < p.end)].sum() for p in periods])
