"""Customer profit in the workbooks of one run: the P&L of each group, pools, and what its customers get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cbsc_xl.accounting import Charge, PoolTrace, Statement, group_charges, pool_traces, statement_of
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.accounting.value import ValueMatrix, value_matrix
from cbsc_xl.calculator import Cube
from cbsc_xl.catalogue import find
from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.ledger import Grouping, Ledger, View
from cbsc_xl.ledger.grouping import CUSTOMER, group_by
from cbsc_xl.ledger.rows import Bools, Floats
from cbsc_xl.period import Period

VALUE_FOR = find("perceived_value")
"""The measure that says what a customer gets, 0 to 100."""
ANSWERS = "value_answers"
"""The fact without which it has no value."""


@dataclass(frozen=True)
class GroupProfit:
    """What the pages on profit show of one group.

    ``names`` and ``perceived`` are by customer id; a customer without a name or a score is left out.
    ``pools`` are those of the whole company, ``charges`` what the group bears of them. ``before`` is the
    value matrix of the same customers in the previous year, None if that year is incomplete or its profit
    cannot be known.
    """

    statement: Statement
    names: Mapping[str, str]
    perceived: Mapping[str, float]
    pools: tuple[PoolTrace, ...]
    charges: tuple[Charge, ...]
    before: ValueMatrix | None = None

    @property
    def profits(self) -> dict[str, float]:
        """Customer profit by customer id."""
        return self.statement.profits


class Profits:
    """The P&L of all customers over one period, from which each group takes its own.

    ``previous`` is the period to compare with, None if there is none.
    """

    def __init__(
        self, ledger: Ledger, grouping: Grouping, period: Period, previous: Period | None = None
    ) -> None:
        self.ledger = ledger
        self.grouping = grouping
        self.period = period
        self.previous = previous
        self._pnls: dict[Period, Pnl] = {}

    def of(self, group: int) -> GroupProfit | CbscError:
        """Return the profit of a group by its place in the grouping, or what keeps it from being known."""
        members = self.grouping.codes_at(0) == group
        try:
            pnl = self._pnl(self.period)
            statement = statement_of(pnl, members)
        except CbscError as error:
            return error
        profits = statement.profits
        names = {id: self._names[id] for id in profits if self._names.get(id)}
        perceived = self._perceived(profits)
        parts = pool_traces(pnl), group_charges(pnl, members)
        return GroupProfit(statement, names, perceived, *parts, self._before(members))

    def per_group(self, *lines: str) -> Floats:
        """Return the sum of lines of the P&L per group; Needs for what the P&L lacks."""
        pnl = self._pnl(self.period)
        values = np.sum([pnl.line(line)[:, 0] for line in lines], axis=0)
        sums = np.bincount(self.grouping.codes_at(0), weights=values, minlength=self.grouping.size)
        if np.isnan(sums).any():
            raise Needs("setting", "default_pd")
        return np.asarray(sums, np.float64)

    def _before(self, members: Bools) -> ValueMatrix | None:
        if self.previous is None:
            return None
        try:
            profits = statement_of(self._pnl(self.previous), members).profits
        except CbscError:
            return None
        return value_matrix(profits, self._perceived(profits, 1)) if profits else None

    def _pnl(self, period: Period) -> Pnl:
        if period not in self._pnls:
            self._pnls[period] = Pnl(View(self.ledger, self.grouping, [period]))
        return self._pnls[period]

    @cached_property
    def _names(self) -> dict[str, str]:
        table = self.ledger.customers.table
        if table is None or "name" not in table:
            return {}
        customers = zip(table.text("customer_id").strings(), table.text("name").strings(), strict=True)
        return {id: name for id, name in customers if id and name}

    @cached_property
    def _scores(self) -> tuple[dict[str, float], ...]:
        """What each customer with answers gets, by his id: in the period, and in the previous one."""
        grouping = group_by(self.ledger, [CUSTOMER], [self.period])
        cube = Cube(self.ledger, grouping, [self.period, self.previous or self.period])
        try:
            answers = cube.fact(ANSWERS)
        except CbscError:
            return {}, {}
        return tuple(_scores(cube, np.flatnonzero(answers[:, period]).tolist(), period) for period in (0, 1))

    def _perceived(self, ids: Iterable[str], period: int = 0) -> dict[str, float]:
        scores = self._scores[period]
        return {id: scores[id] for id in ids if id in scores}


def _scores(cube: Cube, places: list[int], period: int) -> dict[str, float]:
    outcomes = {cube.grouping.labels[place]: cube.outcome(VALUE_FOR, place, period) for place in places}
    return {id: outcome.value for id, outcome in outcomes.items() if outcome.value is not None}
