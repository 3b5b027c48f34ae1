"""The customer P&L of a segment and period as rows: one per customer, their total, the reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from cbsc_xl.accounting.lines import LINES, SPREAD
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.accounting.reconciliation import Reconciliation, reconcile
from cbsc_xl.errors import Needs
from cbsc_xl.ledger import Ledger, View, parse_segment
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Bools
from cbsc_xl.period import Period

FULLY_LOADED = "fully loaded"


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
        return {name: value for name, value in vars(self).items() if name != "pnl"}

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded."""
        return {
            "customers": list(self.customers),
            "total": self.total,
            "reconciliation": self.reconciliation.as_dict(),
            "label": self.label,
            "notes": list(self.notes),
        }


def customer_pnl(
    ledger: Ledger, segment: str | None, period: Period, spread: Literal["revenue"] | None = None
) -> Statement:
    """Return the P&L of the customers of a segment as it is typed; None or ``""`` is everybody.

    Raises BadArgument for a segment found nowhere, Needs for what the P&L lacks.
    """
    asked = parse_segment(segment)
    grouping = group_by(ledger, asked.columns, [period])
    index = grouping.index(asked)
    pnl = Pnl(View(ledger, grouping, [period]), spread is not None)
    return statement_of(pnl, grouping.codes_at(0) == (-1 if index is None else index))


def statement_of(pnl: Pnl, group: Bools) -> Statement:
    """Return the statement of the customers that ``group`` marks, for the only period of a P&L.

    Raises Needs for what the P&L lacks.
    """
    lines = (*LINES[:-1], SPREAD, LINES[-1]) if pnl.spread else LINES
    values = np.stack([pnl.line(line)[:, 0] for line in lines], axis=1) + 0.0  # no negative zeros
    if np.isnan(values[group]).any():
        raise Needs("setting", "default_pd")
    shown = np.flatnonzero(group & (pnl.present[:, 0] | _unnamed(pnl, values)))
    names = _names(pnl.view.ledger)
    rows = tuple(
        {"customer_id": names[code], **dict(zip(lines, values[code].tolist(), strict=True))} for code in shown
    )
    total = dict(zip(lines, values[group].sum(axis=0).tolist(), strict=True))
    label = FULLY_LOADED if pnl.spread else ""
    return Statement(pnl, lines, rows, total, reconcile(pnl, group), label, pnl.notes)


def _unnamed(pnl: Pnl, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Bools:
    """Tell which codes stand for no customer and have figures all the same."""
    codes = np.arange(len(values))
    return np.asarray((codes >= pnl.view.ledger.customers.anonymous) & values.any(axis=1))


def _names(ledger: Ledger) -> list[str]:
    segments = [f"({segment}, not split)" for segment in ledger.customers.segments]
    return [*ledger.customers.ids, *segments]
