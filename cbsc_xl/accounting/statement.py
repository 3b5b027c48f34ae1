"""The customer P&L of a segment and period as rows: one per customer, their total, the reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from cbsc_xl.accounting.lines import LINES, SPREAD
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.accounting.reconciliation import Reconciliation, reconcile
from cbsc_xl.errors import Needs
from cbsc_xl.ledger import Ledger, View, parse_segment
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Bools, Floats
from cbsc_xl.period import Period

FULLY_LOADED = "fully loaded"
Spread = Literal["revenue"]
"""How the fully loaded version spreads cost that no customer causes."""


@dataclass(frozen=True)
class Statement:
    """A P&L: ``customers`` has a row per customer of the P&L, ``total`` their sum; costs are positive.

    Rows without a customer, and cost of a segment that no customer bears, are rows in brackets. A pickled
    statement has left its ``pnl`` behind.
    """

    pnl: Pnl
    lines: tuple[str, ...]
    customers: tuple[dict[str, str | float], ...]
    total: dict[str, float]
    reconciliation: Reconciliation
    label: str
    notes: tuple[str, ...]

    def __getstate__(self) -> dict[str, Any]:
        kept = {**vars(self), "profits": self.profits}
        return {name: value for name, value in kept.items() if name != "pnl"}

    @cached_property
    def profits(self) -> dict[str, float]:
        """Profit by customer, without the rows in brackets."""
        own = self.pnl.view.ledger.customers.codes
        rows = ((str(row["customer_id"]), float(row["customer_profit"])) for row in self.customers)
        return {name: profit for name, profit in rows if name in own}

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded; total, label and notes stand with the reconciliation."""
        said = {"label": self.label, "notes": list(self.notes), "total": self.total}
        return {
            "customers": list(self.customers),
            "reconciliation": {**said, **self.reconciliation.as_dict()},
        }


@dataclass(frozen=True)
class Asked:
    """The P&L that a question is about: ``values`` per customer code and line, ``group`` the codes asked."""

    pnl: Pnl
    group: Bools
    lines: tuple[str, ...]
    values: Floats

    @property
    def total(self) -> dict[str, float]:
        """Sum of the group per line."""
        return dict(zip(self.lines, self.values[self.group].sum(axis=0).tolist(), strict=True))

    @property
    def label(self) -> str:
        """What tells the fully loaded version from the usual one."""
        return FULLY_LOADED if self.pnl.spread else ""


def asked_pnl(ledger: Ledger, segment: str | None, period: Period, spread: Spread | None = None) -> Asked:
    """Work out the P&L of a segment; errors as in ``customer_pnl``."""
    asked = parse_segment(segment)
    grouping = group_by(ledger, asked.columns, [period])
    index = grouping.index(asked)
    pnl = Pnl(View(ledger, grouping, [period]), spread is not None)
    return asked_of(pnl, grouping.codes_at(0) == (-1 if index is None else index))


def asked_of(pnl: Pnl, group: Bools) -> Asked:
    """Work out the P&L of the customers that ``group`` marks, for the only period of a P&L."""
    lines = (*LINES[:-1], SPREAD, LINES[-1]) if pnl.spread else LINES
    values = np.stack([pnl.line(line)[:, 0] for line in lines], axis=1) + 0.0  # no negative zeros
    if np.isnan(values[group]).any():
        raise Needs("setting", "default_pd")
    return Asked(pnl, group, lines, values)


def customer_pnl(
    ledger: Ledger, segment: str | None, period: Period, spread: Spread | None = None
) -> Statement:
    """Return the P&L of the customers of a segment as it is typed; None or ``""`` is everybody.

    Raises BadArgument for a segment found nowhere, Needs for what the P&L lacks.
    """
    return _statement(asked_pnl(ledger, segment, period, spread))


def statement_of(pnl: Pnl, group: Bools) -> Statement:
    """Return the statement of the customers that ``group`` marks; errors as in ``customer_pnl``."""
    return _statement(asked_of(pnl, group))


def _statement(asked: Asked) -> Statement:
    pnl, values = asked.pnl, asked.values
    shown = np.flatnonzero(asked.group & (pnl.present[:, 0] | _unnamed(pnl, values)))
    names = row_names(pnl.view.ledger)
    rows = tuple(
        {"customer_id": names[code], **dict(zip(asked.lines, values[code].tolist(), strict=True))}
        for code in shown
    )
    bridge = reconcile(pnl, asked.group)
    return Statement(pnl, asked.lines, rows, asked.total, bridge, asked.label, pnl.notes)


def _unnamed(pnl: Pnl, values: Floats) -> Bools:
    """Tell which codes stand for no customer and have figures all the same."""
    codes = np.arange(len(values))
    return np.asarray((codes >= pnl.view.ledger.customers.anonymous) & values.any(axis=1))


def row_names(ledger: Ledger) -> list[str]:
    """Return the name of each customer code in a statement; in brackets where it stands for nobody."""
    segments = [f"({segment}, not split)" for segment in ledger.customers.segments]
    return [*ledger.customers.ids, *segments]
