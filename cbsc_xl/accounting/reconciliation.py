"""Reconciliation: from the profit of customers to the operating result of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cbsc_xl.accounting.control import CONTROL_LINES, RESULT
from cbsc_xl.accounting.lines import RISK_LINES, SPREAD
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.ledger.rows import Bools
from cbsc_xl.texts import mark

NOT_COMPARED = mark("not compared with the ledger")
COMPARED = "compared with table Ledger"
TOLERANCE = 0.01
UNTRACEABLE = "untraceable"


@dataclass(frozen=True)
class Step:
    """One step of the bridge; the amount carries the sign with which it is added."""

    name: str
    amount: float


@dataclass(frozen=True)
class Compared:
    """A line of the pasted tables beside its control total."""

    line: str
    tables: float
    ledger: float

    @property
    def difference(self) -> float:
        """The tables less the ledger."""
        return self.tables - self.ledger


@dataclass(frozen=True)
class Reconciliation:
    """The bridge for the whole company, its unallocated cost, and the comparison with table Ledger."""

    steps: tuple[Step, ...]
    unallocated: tuple[Step, ...]
    lines: tuple[Compared, ...]
    status: str

    @property
    def operating_result(self) -> float:
        """The end of the bridge."""
        return sum(step.amount for step in self.steps)

    @property
    def agrees(self) -> bool:
        """Whether every line is within a cent of the ledger; without table Ledger there is none."""
        return all(abs(line.difference) < TOLERANCE for line in self.lines)

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded."""
        return {
            "steps": [{"name": step.name, "amount": step.amount} for step in self.steps],
            "operating_result": self.operating_result,
            "unallocated": [{"name": step.name, "amount": step.amount} for step in self.unallocated],
            "status": self.status,
            "lines": [
                {
                    "line": line.line,
                    "tables": line.tables,
                    "ledger": line.ledger,
                    "difference": line.difference,
                }
                for line in self.lines
            ],
        }


def reconcile(pnl: Pnl, group: Bools, period: int = 0) -> Reconciliation:
    """Reconcile the profit of a group of customers, and of all others, to the operating result."""
    unallocated = tuple(_unallocated(pnl, period))
    steps = (*_charged(pnl, group, period), *(Step(s.name, -s.amount) for s in unallocated))
    steps = (*steps, Step("write-offs booked in the ledger", 0.0 - float(pnl.risk.written_off[period])))
    result = sum(step.amount for step in steps)
    totals = pnl.control_totals[period]
    tables = {**_tables(pnl, period), RESULT: result}
    lines = tuple(Compared(line, tables[line], totals[line]) for line in tables if line in totals)
    return Reconciliation(steps, unallocated, lines, COMPARED if lines else NOT_COMPARED)


def _charged(pnl: Pnl, group: Bools, period: int) -> Iterator[Step]:
    """Customer profit, and what was charged to customers without being booked."""
    profit = pnl.line("customer_profit")[:, period]
    yield Step("customer profit", float(profit[group].sum()))
    if not group.all():
        yield Step("customer profit outside the group", float(profit[~group].sum()))
    names = ("expected credit loss charged", "receivables financing charged")
    for name, line in zip(names, RISK_LINES, strict=True):
        yield Step(name, float(pnl.line(line)[:, period].sum()))
    if pnl.spread:
        yield Step("unallocated cost spread over customers", float(pnl.line(SPREAD)[:, period].sum()))


def _unallocated(pnl: Pnl, period: int) -> Iterator[Step]:
    """Cost that customers are not charged: untraceable, unused, without driver, without customer."""
    yield Step(UNTRACEABLE, float(pnl.untraceable[period]))
    left: dict[str, float] = {}
    for pool in pnl.pools:
        reason = "without driver volume" if pool.driver else "not in table Activities"
        for name, amounts in (
            (f"unused capacity {pool.name}", pool.unused),
            (f"{pool.name} for rows without a customer", pool.without_customer),
            (f"{pool.name} {reason}", pool.remainder),
        ):
            left[name] = left.get(name, 0.0) + float(amounts[period])
    yield from (Step(name, amount) for name, amount in left.items() if amount)


def _tables(pnl: Pnl, period: int) -> dict[str, float]:
    """Totals of the pasted tables by line of the ledger."""
    costs = pnl.costs
    kind = costs.rows.text("cost_type")
    everything = np.ones(len(costs.rows), bool)
    sums = costs.totals(everything, kind.codes + 1, len(kind.values) + 1, pnl.view.periods)[1:, period]
    spent = dict(zip(kind.values, sums.tolist(), strict=True))
    totals = {line: float(spent.get(line, 0.0)) for line in CONTROL_LINES}
    return {**totals, **{line: float(pnl.line(line)[:, period].sum()) for line in CONTROL_LINES[:2]}}
