"""The customer P&L: every line for every customer and period of a view at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import cast

import numpy as np

from cbsc_xl.accounting.control import control_totals
from cbsc_xl.accounting.costs import NOBODY, CostRows
from cbsc_xl.accounting.lines import COST_LINES, COST_TO_SERVE, RISK_LINES, SPREAD
from cbsc_xl.accounting.pools import Pool, pools_of
from cbsc_xl.accounting.risk import FinancialRisk
from cbsc_xl.accounting.sales import SALES
from cbsc_xl.accounting.segments import SegmentCosts
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Bools, Floats
from cbsc_xl.texts import Note, mark


class Pnl:
    """P&L lines as arrays of customers (codes of the ledger) by periods, worked out when first asked.

    After the customers come the codes for rows without a customer and for segments. With
    ``spread`` cost that no customer causes is spread by net revenue: the fully loaded version.
    """

    def __init__(self, view: View, spread: bool = False) -> None:
        self.view = view
        self.spread = spread
        self.risk = FinancialRisk(view)
        self.shape = (view.ledger.customers.size, len(view.periods))
        self._lines: dict[str, Floats] = {}
        self._direct: dict[str, Floats] = {}

    def line(self, name: str) -> Floats:
        """Return a line per customer and period; costs are positive.

        Needs where a table, column or setting is missing; not a number where a customer's risk
        cannot be known.
        """
        if name not in self._lines:
            self._lines[name] = self.cost(name) if name in COST_LINES else _FORMULAS[name](self)
        return self._lines[name]

    @cached_property
    def costs(self) -> CostRows:
        """The rows of table Costs with their carriers."""
        return CostRows(self.view.ledger, self.view.ledger.rows("Costs"))

    @cached_property
    def control_totals(self) -> tuple[dict[str, float], ...]:
        """The control totals of table Ledger, per period."""
        return tuple(control_totals(self.view.ledger, period) for period in self.view.periods)

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """The pools of the activities."""
        return pools_of(self.view, self.costs)

    @cached_property
    def segments(self) -> SegmentCosts:
        """The cost of segments."""
        return SegmentCosts(self.view, self.costs)

    @cached_property
    def untraceable(self) -> Floats:
        """Cost that no customer, activity or segment causes, per period."""
        costs = self.costs
        nowhere = np.zeros(len(costs.rows), np.int32)
        return np.asarray(costs.totals(costs.untraced, nowhere, 1, self.view.periods)[0])

    @property
    def unallocated(self) -> Floats:
        """All cost that customers are not charged, per period: untraceable, and what is left in pools."""
        left = [pool.without_customer + pool.unused + pool.remainder for pool in self.pools]
        return np.asarray(sum(left, self.untraceable))

    @property
    def cost_to_serve(self) -> Floats:
        """Marketing without acquisition, sales, service and logistics cost."""
        return np.asarray(np.sum([self.line(name) for name in COST_TO_SERVE], axis=0))

    def less(self, first: str, others: Sequence[str]) -> Floats:
        """Return a line less others."""
        return np.asarray(self.line(first) - np.sum([self.line(name) for name in others], axis=0))

    def direct(self, line: str) -> Floats:
        """Return the cost booked on customers themselves."""
        if line not in self._direct:
            self._direct[line] = self._booked(line)
        return self._direct[line]

    def _booked(self, line: str) -> Floats:
        costs = self.costs
        mask = (costs.customer != NOBODY) & (costs.line == COST_LINES.index(line))
        return costs.totals(mask, costs.customer, self.shape[0], self.view.periods)

    def cost(self, line: str) -> Floats:
        """Return a cost line: direct cost, the share in the cost of the segment, and charged activities."""
        result = self.direct(line) + self.segments.charged(line)
        for pool in self.pools:
            if pool.line == line:
                result += pool.charged
        return result

    def sales(self, line: str) -> Floats:
        """Add up a line above gross margin over the transaction lines."""
        rows = self.view.ledger.rows("Transactions")
        return self.view.per_customer(rows, SALES[line](rows))

    def spread_cost(self) -> Floats:
        """Spread unallocated cost by net revenue above 0; it stays where nobody has any."""
        if not self.spread:
            return np.zeros(self.shape)
        key = self.line("net_revenue").clip(min=0)
        total = key.sum(axis=0)
        rate = np.divide(self.unallocated, total, out=np.zeros_like(total), where=total > 0)
        return np.asarray(key * rate)

    @cached_property
    def present(self) -> Bools:
        """Customers of the P&L: with a transaction line, a direct cost, a driver volume or a receivable."""
        costs, periods = self.costs, self.view.periods
        present = self.view.per_customer(self.view.ledger.documents.rows) > 0
        present |= costs.counts(costs.customer != NOBODY, costs.customer, self.shape[0], periods) > 0
        present |= self.risk.present
        for pool in self.pools:
            present |= pool.volume > 0
        present[self.view.ledger.customers.anonymous :] = False
        return np.asarray(present)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures must know."""
        ledger = self.view.ledger
        said: list[str] = []
        if self.spread:
            said.append(Note(mark("fully loaded: cost that no customer causes is spread by net revenue")))
        if not self.risk.known:
            said.append(Note(mark("profit before financial risk: table Receivables is missing")))
        if blank := int(np.isnan(ledger.rows("Transactions").numbers("cogs")).sum()):
            words = mark("{count} transaction lines have no cogs; their cost of goods counts as 0")
            said.append(Note(words, count=blank))
        if unknown := ", ".join(pool.name for pool in self.pools if not pool.driver):
            said.append(Note(mark("not in table Activities, so unallocated: {names}"), names=unknown))
        return tuple(said)


_FORMULAS: dict[str, Callable[[Pnl], Floats]] = {
    "gross_revenue": lambda p: p.sales("gross_revenue"),
    "discounts": lambda p: p.sales("discounts"),
    "returns": lambda p: p.sales("returns"),
    "net_revenue": lambda p: p.view.revenue,
    "cogs": lambda p: p.sales("cogs"),
    "gross_margin": lambda p: p.line("net_revenue") - p.line("cogs"),
    "contribution": lambda p: p.less("gross_margin", COST_LINES),
    "credit_risk_cost": lambda p: p.risk.loss,
    "receivables_financing": lambda p: p.risk.financing,
    SPREAD: Pnl.spread_cost,
    "customer_profit": lambda p: p.less("contribution", (*RISK_LINES, SPREAD)),
}


def pnl(view: View) -> Pnl:
    """Return the customer P&L of a view, kept with it."""
    return _kept(view, "pnl", lambda: Pnl(view))


def pnl_to_date(view: View) -> Pnl:
    """Return the customer P&L from the start of the data to the end of each period of a view."""
    return _kept(view, "pnl_to_date", lambda: Pnl(View(view.ledger, view.grouping, view.to_date)))


def _kept(view: View, name: str, make: Callable[[], Pnl]) -> Pnl:
    kept = vars(view)
    if name not in kept:
        kept[name] = make()
    return cast(Pnl, kept[name])
