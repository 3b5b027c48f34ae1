"""What each transaction line adds to the lines of the P&L above gross margin."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cbsc_xl.ledger.rows import Floats, Rows


def _amount(rows: Rows) -> Floats:
    return rows.numbers("amount")


def _discount(rows: Rows) -> Floats:
    """Discount of lines that are no returns."""
    return np.where(_amount(rows) >= 0, rows.optional_numbers("discount", 0.0), 0.0)


SALES: dict[str, Callable[[Rows], Floats]] = {
    "gross_revenue": lambda rows: _amount(rows).clip(min=0) + _discount(rows),
    "discounts": _discount,
    "returns": lambda rows: (-_amount(rows)).clip(min=0),
    "net_revenue": _amount,
    "cogs": lambda rows: rows.numbers("cogs", blank=0.0),
}
"""Line of the P&L to the figure per transaction line; cogs Needs its column."""
