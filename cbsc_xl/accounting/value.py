"""Value of and for the customer: the matrix, the balance index, the value balance sheet."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np

AT_RISK, HIGH, LOW, OVER_SERVED = "at risk", "in balance, high", "in balance, low", "over-served"
QUADRANTS = {(True, False): AT_RISK, (True, True): HIGH, (False, False): LOW, (False, True): OVER_SERVED}
"""By whether the value of the customer, and the value for the customer, is high."""

WITHOUT_SCORE, NEW, LEFT = "no value-for score", "new", "left"
"""Where customers stand who are in no quadrant: not asked, not there before, no longer there."""

DIGITS = 9
"""Decimals of a value: what differs less is equal, its rest an error of adding up."""

BALANCED = 0.25
"""Balance index up to which giving and getting are in balance, either way."""


@dataclass(frozen=True)
class Place:
    """A customer in the matrix; ``balance`` below 0: gives more than he gets, above 0: the reverse."""

    value_of: float
    value_for: float
    quadrant: str
    balance: float

    @property
    def balanced(self) -> bool:
        """Whether what the customer gives and gets are in balance."""
        return abs(round(self.balance, DIGITS)) <= BALANCED


@dataclass(frozen=True)
class ValueMatrix:
    """Customers by quadrant, the two thresholds, and customers for whom no value-for score is known."""

    places: dict[str, Place]
    threshold_of: float
    threshold_for: float
    without_score: tuple[str, ...]

    @cached_property
    def standings(self) -> dict[str, str]:
        """Quadrant of each customer, `WITHOUT_SCORE` for one without a value-for score."""
        return {name: place.quadrant for name, place in self.places.items()} | dict.fromkeys(
            self.without_score, WITHOUT_SCORE
        )


def value_matrix(
    value_of: Mapping[str, float],
    value_for: Mapping[str, float],
    threshold_of: float | None = None,
    threshold_for: float | None = None,
) -> ValueMatrix:
    """Place each customer by the value of (money) and for the customer (0 to 100).

    High is at or above the threshold; left out, it is the median of the customers with both values.
    """
    both = [name for name in value_of if name in value_for]
    ofs, fors = ([round(values[name], DIGITS) for name in both] for values in (value_of, value_for))
    high_of = (median(ofs) if ofs else math.nan) if threshold_of is None else threshold_of
    high_for = (median(fors) if fors else math.nan) if threshold_for is None else threshold_for
    balances = [get - give for get, give in zip(_ranks(fors), _ranks(ofs), strict=True)]
    places = {
        name: Place(give, get, QUADRANTS[give >= high_of, get >= high_for], balance)
        for name, give, get, balance in zip(both, ofs, fors, balances, strict=True)
    }
    return ValueMatrix(places, high_of, high_for, tuple(name for name in value_of if name not in value_for))


@dataclass(frozen=True)
class Migration:
    """Where each customer of two matrices stood and stands.

    Both are a quadrant or `WITHOUT_SCORE`; who is in one matrix only comes from `NEW` or goes to `LEFT`.
    """

    moves: dict[str, tuple[str, str]]

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """Number of customers by where they stood and stand."""
        return Counter(self.moves.values())


def value_migration(before: ValueMatrix, now: ValueMatrix) -> Migration:
    """Compare two matrices, each with its own thresholds.

    >>> was, is_ = ({"A": 1.0, "B": 2.0}, {"A": 9.0, "B": 5.0}), ({"A": 3.0, "C": 1.0}, {"A": 9.0})
    >>> value_migration(value_matrix(*was), value_matrix(*is_)).moves
    {'A': ('over-served', 'in balance, high'), 'B': ('at risk', 'left'), 'C': ('new', 'no value-for score')}
    """
    then, today = before.standings, now.standings
    return Migration({name: (then.get(name, NEW), today.get(name, LEFT)) for name in then | today})


def _ranks(values: Sequence[float]) -> list[float]:
    """Return (rank - 0.5) / n of each value; equal values share the middle of their ranks."""
    order = np.sort(values)
    below, upto = (np.searchsorted(order, values, side) for side in ("left", "right"))
    return list(((below + upto) / (2 * max(len(values), 1))).tolist())


def annuity(years: int, retention: float, discount_rate: float) -> float:
    """Return the sum of r^t / (1 + d)^t for t from 1 to ``years``.

    >>> round(annuity(3, 0.9, 0.10), 6)
    2.035312
    """
    return math.fsum((retention / (1 + discount_rate)) ** year for year in range(1, years + 1))


@dataclass(frozen=True)
class ValueBalanceSheet:
    """Present values of what a customer brings (bright side) and costs (dark side)."""

    bright: float
    dark: float

    @property
    def balance(self) -> float:
        """Bright less dark."""
        return self.bright - self.dark

    @property
    def ratio(self) -> float | None:
        """Bright per unit of dark; None if the dark side is not above 0."""
        return self.bright / self.dark if self.dark > 0 else None


def value_balance_sheet(
    direct_revenue: float,
    indirect_revenue: float,
    direct_cost: float,
    indirect_cost: float,
    financial_risk: float,
    factor: float,
) -> ValueBalanceSheet:
    """Return the balance sheet of a customer from figures per year and the ``annuity`` of its years."""
    bright = (direct_revenue + indirect_revenue) * factor
    return ValueBalanceSheet(bright, (direct_cost + indirect_cost + financial_risk) * factor)
