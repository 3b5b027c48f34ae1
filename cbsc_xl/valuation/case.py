"""The business case of an initiative: a budget now, the same benefit at the end of each year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

import numpy_financial as npf

MONTHS = 12


@dataclass(frozen=True)
class BusinessCase:
    """Money, years and the discount rate per year.

    >>> case = BusinessCase(budget=48_000, benefit=62_000, years=3, rate=0.08)
    >>> round(case.npv), round(case.irr, 4), round(case.payback, 1)
    (111780, 1.1642, 9.3)

    Equal to PV and RATE of spreadsheets.
    """

    budget: float
    benefit: float
    years: float
    rate: float

    @property
    def npv(self) -> float:
        """Net present value: the benefits, discounted, less the budget."""
        discounted = -math.expm1(-self.years * math.log1p(self.rate)) / self.rate if self.rate else self.years
        return self.benefit * discounted - self.budget

    @property
    def irr(self) -> float | None:
        """Internal rate of return: the discount rate at which nothing is left; None if either side is 0.

        The search starts at benefit / budget, which an endless benefit would yield: from there it
        converges for every case.
        """
        if self.budget <= 0 or self.benefit <= 0 or self.years <= 0:
            return None
        if self.years * self.benefit == self.budget:
            return 0.0
        start = self.benefit / self.budget
        return float(npf.rate(self.years, self.benefit, -self.budget, 0, guess=start, tol=1e-12))

    @property
    def payback(self) -> float | None:
        """Months of benefit that pay the budget back, not discounted; None if the benefit ends before."""
        if self.benefit <= 0 or self.budget > self.benefit * self.years:
            return None
        return self.budget / self.benefit * MONTHS

    @property
    def flows(self) -> tuple[float, ...]:
        """Cash flow now and at the end of each whole year."""
        return (-self.budget, *(self.benefit for _ in range(int(self.years))))

    @property
    def discounted(self) -> tuple[float, ...]:
        """The cash flows as they are worth now."""
        return tuple(flow / (1 + self.rate) ** year for year, flow in enumerate(self.flows))

    @property
    def cumulative(self) -> tuple[float, ...]:
        """Running total of the discounted cash flows; of whole years the last is the net present value."""
        return tuple(accumulate(self.discounted))
