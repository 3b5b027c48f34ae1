"""Customer profit in the workbooks of one run: the P&L of each group, pools, and what its customers get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cbsc_xl.accounting import Charge, PoolTrace, Statement, group_charges, pool_traces, statement_of
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.calculator import Cube
from cbsc_xl.catalogue import find
from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.ledger import Grouping, Ledger, View
from cbsc_xl.ledger.grouping import CUSTOMER, group_by
from cbsc_xl.ledger.rows import Floats
from cbsc_xl.period import Period

VALUE_FOR = find("perceived_value")
"""The measure that says what a customer gets, 0 to 100."""


@dataclass(frozen=True)
class GroupProfit:
    """What the pages on profit show of one group.

    ``names`` and ``perceived`` are by customer id; a customer without a name or a score is left out.
    ``pools`` are those of the whole company, ``charges`` what the group bears of them.
    """

    statement: Statement
    names: Mapping[str, str]
    perceived: Mapping[str, float]
    pools: tuple[PoolTrace, ...]
    charges: tuple[Charge, ...]


class Profits:
    """The P&L of all customers over one period, from which each group takes its own."""

    def __init__(self, ledger: Ledger, grouping: Grouping, period: Period) -> None:
        self.ledger = ledger
        self.grouping = grouping
        self.period = period

    def of(self, group: int) -> GroupProfit | CbscError:
        """Return the profit of a group by its place in the grouping, or what keeps it from being known."""
        members = self.grouping.codes_at(0) == group
        try:
            statement = statement_of(self._pnl, members)
        except CbscError as error:
            return error
        ids = [str(row["customer_id"]) for row in statement.customers]
        names = {id: self._names[id] for id in ids if self._names.get(id)}
        perceived = {id: value for id in ids if (value := self._perceived(id)) is not None}
        parts = pool_traces(self._pnl), group_charges(self._pnl, members)
        return GroupProfit(statement, names, perceived, *parts)

    def per_group(self, *lines: str) -> Floats:
        """Return the sum of lines of the P&L per group; Needs for what the P&L lacks."""
        values = np.sum([self._pnl.line(line)[:, 0] for line in lines], axis=0)
        sums = np.bincount(self.grouping.codes_at(0), weights=values, minlength=self.grouping.size)
        if np.isnan(sums).any():
            raise Needs("setting", "default_pd")
        return np.asarray(sums, np.float64)

    @cached_property
    def _pnl(self) -> Pnl:
        return Pnl(View(self.ledger, self.grouping, [self.period]))

    @cached_property
    def _names(self) -> dict[str, str]:
        table = self.ledger.customers.table
        if table is None or "name" not in table:
            return {}
        customers = zip(table.text("customer_id").strings(), table.text("name").strings(), strict=True)
        return {id: name for id, name in customers if id and name}

    @cached_property
    def _each(self) -> tuple[Cube, dict[str, int]]:
        """Every customer as a group of its own, and the place of each."""
        grouping = group_by(self.ledger, [CUSTOMER], [self.period])
        return Cube(self.ledger, grouping, [self.period]), {id: i for i, id in enumerate(grouping.labels)}

    def _perceived(self, id: str) -> float | None:
        cube, places = self._each
        return cube.outcome(VALUE_FOR, places[id], 0).value if id in places else None
