"""The whale curve: cumulative profit of customers, the most profitable first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

TOP = 0.2


@dataclass(frozen=True)
class WhaleCurve:
    """Customers by profit, descending, ties by id; amounts always, shares where total profit is above 0."""

    ids: tuple[str, ...]
    profits: tuple[float, ...]

    @cached_property
    def cumulative(self) -> tuple[float, ...]:
        """Profit of the first k customers, for k from 1."""
        return tuple(np.cumsum(self.profits).tolist())

    @cached_property
    def total(self) -> float:
        """Profit of all customers, to a millionth: what is smaller is an error of adding up."""
        return round(math.fsum(self.profits), 6) + 0.0

    @property
    def shares(self) -> tuple[float, ...] | None:
        """Cumulative profit as a share of total profit; None if that is 0 or negative."""
        return tuple(amount / self.total for amount in self.cumulative) if self.total > 0 else None

    @cached_property
    def peak_customers(self) -> int:
        """How many customers there are up to the peak."""
        return sum(profit > 0 for profit in self.profits)

    @cached_property
    def peak_amount(self) -> float:
        """Profit at the peak: that of all profitable customers."""
        return math.fsum(profit for profit in self.profits if profit > 0)

    @property
    def peak(self) -> float | None:
        """The peak as a share of total profit."""
        return self.peak_amount / self.total if self.total > 0 else None

    @property
    def eroded(self) -> float | None:
        """Profit that unprofitable customers consume, as a share of total profit."""
        return None if self.peak is None else self.peak - 1

    @property
    def top_share(self) -> float | None:
        """Share of total profit of the best fifth of customers, along the curve between two points."""
        if self.shares is None:
            return None
        count = len(self.ids)
        return float(np.interp(TOP * count, range(count + 1), (0.0, *self.shares)))

    @property
    def unprofitable(self) -> float | None:
        """Share of customers with a loss; None without customers."""
        return sum(profit < 0 for profit in self.profits) / len(self.ids) if self.ids else None

    def deciles(self) -> tuple[float, ...]:
        """Return the profit of each tenth of the customers, the best first, along the curve."""
        count = len(self.ids)
        ends = np.interp(np.arange(11) / 10 * count, range(count + 1), (0.0, *self.cumulative))
        return tuple(np.diff(ends).tolist())


def whale_curve(profits: Mapping[str, float]) -> WhaleCurve:
    """Return the curve of profits by customer id.

    >>> curve = whale_curve({"A": 60.0, "B": 80.0, "C": -40.0})
    >>> curve.ids, curve.peak, curve.peak_customers
    (('B', 'A', 'C'), 1.4, 2)
    """
    order = sorted(profits, key=lambda name: (-profits[name], name))
    return WhaleCurve(tuple(order), tuple(float(profits[name]) for name in order))
