"""Acquisition cost: what was spent to win customers, and for whom."""

from __future__ import annotations

import numpy as np

from cbsc_xl.accounting.costs import NOBODY, CostRows
from cbsc_xl.accounting.membership import NONE, membership
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Bools, Floats


def started(view: View) -> Bools:
    """Tell which customers started in each period; Needs without table Customers."""
    view.ledger.table("Customers")
    return np.asarray((view.start >= view.starts) & (view.start < view.ends))


class AcquisitionCost:
    """Acquisition cost of the periods of a view, of one channel of table Costs if the view asks for one.

    Needs column Costs.purpose.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._size = view.ledger.customers.size
        self._costs = CostRows(view.ledger, view.everyone.rows("Costs"))
        self._costs.rows.text("purpose")

    @property
    def traced(self) -> Floats:
        """Cost booked on customers, and on segments divided over their new customers, per customer."""
        costs = self._costs
        booked = costs.acquisition & (costs.customer != NOBODY)
        return costs.totals(booked, costs.customer, self._size, self._view.periods) + self._of_segments

    @property
    def _of_segments(self) -> Floats:
        """Cost of each segment divided equally; that of a segment without new customers is left out."""
        costs, segments = self._costs, self._view.ledger.customers.segments
        booked = costs.acquisition & (costs.segment != NOBODY)
        if not booked.any():
            return np.zeros((self._size, len(self._view.periods)))
        spent = costs.totals(booked, costs.segment, len(segments), self._view.periods)
        member = np.where(started(self._view), membership(self._view), NONE)
        count = np.stack([np.bincount(m + 1, minlength=len(segments) + 1)[1:] for m in member.T], axis=1)
        share = np.divide(spent, count, out=np.zeros_like(spent), where=count > 0)
        padded = np.vstack([share, np.zeros(len(self._view.periods))])
        return np.take_along_axis(padded, member, axis=0)

    @property
    def shared(self) -> Floats:
        """Cost booked on neither customers nor segments, per period."""
        costs = self._costs
        booked = costs.acquisition & (costs.customer == NOBODY) & (costs.segment == NOBODY)
        nowhere = np.zeros(len(costs.rows), np.int32)
        return np.asarray(costs.totals(booked, nowhere, 1, self._view.periods)[0])
