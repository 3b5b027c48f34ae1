"""Fitting BG/NBD to a cohort, against lifetimes; both must find the same parameters first."""

from __future__ import annotations

import warnings

import numpy as np

from benchmarks.timing import Work, medians, show, work
from cbsc_xl.valuation.bgnbd import BgNbd, fit_bgnbd
from cbsc_xl.valuation.repeat import RepeatPurchases

CUSTOMERS = 2_357
"""As many as in the CDNOW sample."""
TRUTH = (0.243, 4.414, 0.793, 2.426)
"""r, alpha (weeks), a and b: those of the CDNOW sample."""
DAYS, JOINING = 273, 84
"""Observed in all, and during which customers join."""
TOLERANCE = 1e-3


def run(rounds: int) -> None:
    """Fit in turn."""
    purchases = cohort()
    _check_same(fit_bgnbd(purchases), _lifetimes(purchases))
    fits: dict[str, Work[object]] = {
        "cbsc-xl": work(fit_bgnbd, purchases),
        "lifetimes": work(_lifetimes, purchases),
    }
    show(f"BG/NBD fitted to {len(purchases):,} customers", medians(fits, rounds), "cbsc-xl")


def cohort(seed: int = 1) -> RepeatPurchases:
    """Customers who behave as the model supposes, seen by the day."""
    dice = np.random.default_rng(seed)
    r, alpha, a, b = TRUTH
    rates, leaving = dice.gamma(r, 1 / (7 * alpha), CUSTOMERS), dice.beta(a, b, CUSTOMERS)
    ages = DAYS - dice.integers(0, JOINING, CUSTOMERS).astype(float)
    seen = [_days(dice, *one) for one in zip(rates, leaving, ages, strict=True)]
    frequency = np.array([len(days) for days in seen], float)
    recency = np.array([max(days, default=0) for days in seen], float)
    codes = np.arange(CUSTOMERS, dtype=np.int32)
    return RepeatPurchases(codes, frequency, recency / 7, ages / 7, np.full(CUSTOMERS, np.nan))


def _days(dice: np.random.Generator, rate: float, leaving: float, age: float) -> set[int]:
    """Return the days on which a customer purchased again."""
    days: set[int] = set()
    day = 0.0
    while (day := day + dice.exponential(1 / rate)) < age:
        days.add(int(np.ceil(day)))
        if dice.random() < leaving:
            break
    return days


def _lifetimes(purchases: RepeatPurchases) -> BgNbd:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifetimes import BetaGeoFitter

        fitter = BetaGeoFitter()
        fitter.fit(purchases.frequency, purchases.recency, purchases.age)
    return BgNbd(**fitter.params_, log_likelihood=np.nan, inside=True)


def _check_same(ours: BgNbd, theirs: BgNbd) -> None:
    for name in ("r", "alpha", "a", "b"):
        np.testing.assert_allclose(getattr(theirs, name), getattr(ours, name), TOLERANCE, err_msg=name)
