"""BG/NBD: how often customers will come back, and who still is one, from repeat purchases alone.

Each customer buys at random with an own rate (gamma distributed: ``r``, ``alpha``) and may leave for good
after any purchase with an own probability (beta distributed: ``a``, ``b``).
Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cbsc_xl.ledger.rows import Floats
from cbsc_xl.valuation.likelihood import maximise
from cbsc_xl.valuation.repeat import RepeatPurchases


@dataclass(frozen=True)
class BgNbd:
    """Parameters, time in weeks; ``inside`` is False where one of them ran to its limit."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    inside: bool

    def alive(self, purchases: RepeatPurchases) -> Floats:
        """Return the probability that each customer still is one at the end of the observation."""
        from scipy.special import expit

        x = purchases.frequency
        longer = np.log(self.alpha + purchases.age) - np.log(self.alpha + purchases.recency)
        odds = np.log(self.a / (self.b + np.maximum(x, 1) - 1)) + (self.r + x) * longer
        return np.where(x > 0, expit(-odds), 1.0)

    def expected_purchases(self, purchases: RepeatPurchases, weeks: float) -> Floats:
        """Return how many purchases each customer is expected to make in the next weeks.

        Euler's transformation keeps the arguments of the hypergeometric function small.
        """
        from scipy.special import hyp2f1

        later = weeks / (self.alpha + purchases.age + weeks)
        end = self.a + self.b + purchases.frequency - 1
        series = hyp2f1(self.a + self.b - 1 - self.r, self.a - 1, end, later)
        ever = end / (self.a - 1) * (1 - (1 - later) ** (self.a - 1) * series)
        return np.asarray(ever * self.alive(purchases))


def fit_bgnbd(purchases: RepeatPurchases) -> BgNbd:
    """Return the parameters that make the repeat purchases most likely; NoValue without any."""
    histories = Histories.of(purchases)
    scale = float(np.average(histories.age, weights=histories.count))
    found = maximise(histories.scaled(scale).log_likelihood, 4)
    r, alpha, a, b = found.parameters
    unit = float(purchases.frequency.sum() * np.log(scale))
    return BgNbd(r, alpha * scale, a, b, found.log_likelihood - unit, found.inside)


@dataclass(frozen=True)
class Histories:
    """The different histories and how many customers share each.

    ``frequency`` holds the different numbers of repeat purchases, ``place`` which of them a history has.
    """

    frequency: Floats
    place: np.ndarray[tuple[int, ...], np.dtype[np.intp]]
    recency: Floats
    age: Floats
    count: Floats

    @classmethod
    def of(cls, purchases: RepeatPurchases) -> Histories:
        """Return the different histories of customers."""
        rows = np.column_stack([purchases.frequency, purchases.recency, purchases.age])
        order = np.lexsort(rows.T)
        changed = np.any(np.diff(rows[order], axis=0, prepend=np.nan) != 0, axis=1)
        starts = np.flatnonzero(changed)
        distinct = rows[order[starts]]
        frequency, place = np.unique(distinct[:, 0], return_inverse=True)
        count = np.diff(starts, append=len(rows)).astype(np.float64)
        return cls(frequency, place, distinct[:, 1], distinct[:, 2], count)

    def scaled(self, weeks: float) -> Histories:
        """Return the histories in a unit of time of some weeks: numbers near 1 are found sooner."""
        return Histories(self.frequency, self.place, self.recency / weeks, self.age / weeks, self.count)

    def log_likelihood(self, parameters: Floats) -> tuple[float, Floats]:
        """Return ln L at r, alpha, a, b and its derivative by each of them."""
        from scipy.special import expit, gammaln, psi

        r, alpha, a, b = parameters
        x = self.frequency
        rate = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        leave = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        before = b + np.maximum(x, 1) - 1
        odds = np.where(x > 0, np.log(a / before), -np.inf)

        power = (r + x)[self.place]
        log_age, log_recency = np.log(alpha + self.age), np.log(alpha + self.recency)
        gone = odds[self.place] + power * (log_age - log_recency)
        share = expit(gone)
        terms = (rate + leave)[self.place] - power * log_age + np.logaddexp(0, gone)

        passed = log_age + share * (log_recency - log_age)
        by_r = (psi(r + x) - psi(r) + np.log(alpha))[self.place] - passed
        inverse = (1 - share) / (alpha + self.age) + share / (alpha + self.recency)
        by_alpha = r / alpha - power * inverse
        together = psi(a + b) - psi(a + b + x)
        by_a = together[self.place] + share / a
        by_b = (together + psi(b + x) - psi(b))[self.place] - share / before[self.place]
        value, *slopes = (self.count * (terms, by_r, by_alpha, by_a, by_b)).sum(axis=1)
        return float(value), np.array(slopes)
