"""Accounts: the P&L lines of each customer as the workbook works them out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cbsc_xl.accounting.lines import LINES, SUBTOTALS
from cbsc_xl.texts import mark
from cbsc_xl.workbook.profit import GroupProfit

LINE_NAMES = {
    "gross_revenue": mark("Gross revenue"),
    "discounts": mark("Discounts"),
    "returns": mark("Returns"),
    "net_revenue": mark("Net revenue"),
    "cogs": mark("Cost of goods"),
    "gross_margin": mark("Gross margin"),
    "marketing_acquisition": mark("Acquisition"),
    "marketing_other": mark("Marketing"),
    "sales": mark("Sales"),
    "service": mark("Service"),
    "logistics": mark("Logistics"),
    "other": mark("Other cost"),
    "contribution": mark("Contribution"),
    "credit_risk_cost": mark("Credit risk"),
    "receivables_financing": mark("Financing"),
    "customer_profit": mark("Profit"),
}
"""Short names of the lines of the P&L."""


@dataclass(frozen=True)
class Account:
    """One row of the P&L: a customer, or in brackets what has none."""

    id: str
    name: str
    lines: Mapping[str, float]

    @property
    def profit(self) -> float:
        """The last line."""
        return self.lines["customer_profit"]

    @property
    def is_customer(self) -> bool:
        """Whether it is a customer; a spreadsheet asks the same of the id."""
        return not self.id.startswith("(")


@dataclass(frozen=True)
class Accounts:
    """The rows of a group by profit, the largest first; equal ones by id."""

    rows: tuple[Account, ...]

    @classmethod
    def of(cls, profit: GroupProfit) -> Accounts:
        """Take the rows of a group's statement."""
        rows = [_account(row, profit.names) for row in profit.statement.customers]
        return cls(tuple(sorted(rows, key=lambda row: (-row.profit, row.id))))

    def total(self, line: str) -> float:
        """Return the sum of a line."""
        return self._totals[line]

    @cached_property
    def _totals(self) -> dict[str, float]:
        return {line: math.fsum([row.lines[line] for row in self.rows]) for line in LINES}

    @cached_property
    def customers(self) -> int:
        """How many rows are customers."""
        return sum(row.is_customer for row in self.rows)

    @cached_property
    def losing(self) -> tuple[Account, ...]:
        """Customers with a loss."""
        return tuple(row for row in self.rows if row.profit < 0 and row.is_customer)


def _account(row: Mapping[str, str | float], names: Mapping[str, str]) -> Account:
    """Work the subtotals out as the formulas of the workbook do, in the same order."""
    id = str(row["customer_id"])
    lines: dict[str, float] = {}
    for line in LINES:
        if line in SUBTOTALS:
            first, others = SUBTOTALS[line]
            value = lines[first]
            for other in others:
                value -= lines[other]
        else:
            value = float(row[line])
        lines[line] = value + 0.0
    return Account(id, names.get(id) or id, lines)
