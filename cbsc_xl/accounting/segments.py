"""Cost that is traceable to a segment only: it stays inside the segment."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cbsc_xl.accounting.costs import CostRows
from cbsc_xl.accounting.lines import COST_LINES
from cbsc_xl.accounting.membership import NONE, membership
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Floats


class SegmentCosts:
    """Cost of segments, split over their customers by net revenue or equally over active customers.

    The total of a segment is exact. A segment in which no customer has the key keeps its cost at
    the code that stands for rows of the segment itself.
    """

    def __init__(self, view: View, costs: CostRows) -> None:
        self._view = view
        self.names = view.ledger.customers.segments
        self.key_name = view.settings.text("segment_cost_key")
        self._costs = costs

    @cached_property
    def input(self) -> dict[str, Floats]:
        """Cost per segment and period of each line that has any."""
        costs = self._costs
        chosen = {i: (costs.segment != NONE) & (costs.line == i) for i in range(len(COST_LINES))}
        return {
            COST_LINES[i]: costs.totals(mask, costs.segment, len(self.names), self._view.periods)
            for i, mask in chosen.items()
            if mask.any()
        }

    @cached_property
    def key(self) -> Floats:
        """The key of each customer and period, 0 for customers of no segment."""
        view = self._view
        key = view.active.astype(np.float64) if self.key_name == "customers" else view.revenue.clip(min=0)
        return np.asarray(key * (self.member != NONE))

    @cached_property
    def member(self) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
        """Place of the segment of each customer and period."""
        return membership(self._view)

    @cached_property
    def total_key(self) -> Floats:
        """The key added up per segment and period."""
        columns = zip(self.member.T, self.key.T, strict=True)
        size = len(self.names) + 1
        sums = [np.bincount(member + 1, weights=key, minlength=size)[1:] for member, key in columns]
        return np.stack(sums, axis=1)

    def rate(self, line: str) -> Floats:
        """Return the cost per unit of the key, per segment and period; 0 where nobody has the key."""
        spent = self.input[line]
        return np.divide(spent, self.total_key, out=np.zeros_like(spent), where=self.total_key > 0)

    def kept(self, line: str) -> Floats:
        """Return the cost that no customer of the segment can bear, per segment and period."""
        return np.asarray(self.input[line] * (self.total_key <= 0))

    def charged(self, line: str) -> Floats:
        """Return the cost charged to each customer per period, and to segments that keep theirs."""
        if line not in self.input:
            return np.zeros((self._view.ledger.customers.size, len(self._view.periods)))
        rate = np.vstack([self.rate(line), np.zeros(len(self._view.periods))])
        result = self.key * np.take_along_axis(rate, self.member, axis=0)
        first = self._view.ledger.customers.anonymous + 1
        result[first:] += self.kept(line)
        return np.asarray(result)
