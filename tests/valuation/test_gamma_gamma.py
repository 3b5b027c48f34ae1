"""Gamma-Gamma against the model written out and customers drawn from it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import approx_fprime
from scipy.stats import gamma

from cbsc_xl.valuation.gamma_gamma import GammaGamma, fit_gamma_gamma, gamma_gamma_likelihood
from cbsc_xl.valuation.repeat import RepeatPurchases
from tests.valuation.histories import history

CDNOW = GammaGamma(6.25, 3.74, 15.44, 0.0, True, 0.0)


def spenders(count: int, p: float, q: float, g: float, seed: int = 3) -> RepeatPurchases:
    dice = np.random.default_rng(seed)
    x = dice.integers(0, 9, count).astype(float)
    nu = dice.gamma(q, 1 / g, count)
    orders = np.maximum(x, 1)
    mean = np.where(x > 0, dice.gamma(p * orders, 1 / nu) / orders, np.nan)
    return RepeatPurchases(np.arange(count, dtype=np.int32), x, x, x, mean)


@pytest.mark.parametrize(("x", "mean"), [(1, 20.0), (5, 60.0), (30, 12.5)])
def test_expected_value_is_the_posterior_mean(x: int, mean: float) -> None:
    """Given nu, orders have mean p / nu and the sum of x of them is gamma distributed."""

    def weight(nu: float) -> float:
        spent = gamma.pdf(x * mean, CDNOW.p * x, scale=1 / nu)
        return float(spent * gamma.pdf(nu, CDNOW.q, scale=1 / CDNOW.gamma))

    below = quad(weight, 0, 20, limit=400, points=[CDNOW.p / mean])[0]
    above = quad(lambda nu: CDNOW.p / nu * weight(nu), 0, 20, limit=400, points=[CDNOW.p / mean])[0]
    expected = CDNOW.expected_value(history(x, 1, 1, mean))[0]
    assert expected == pytest.approx(above / below, rel=1e-6)
    likelihood, _ = gamma_gamma_likelihood(
        np.array([CDNOW.p, CDNOW.q, CDNOW.gamma]), np.array([x], float), np.array([mean])
    )
    assert likelihood == pytest.approx(math.log(below * x), rel=1e-6)


def test_who_never_came_back_is_like_everybody() -> None:
    assert CDNOW.expected_value(history(0, 0, 9))[0] == pytest.approx(6.25 * 15.44 / 2.74)


@settings(max_examples=50)
@given(st.lists(st.floats(0.1, 20), min_size=3, max_size=3))
def test_slopes_are_differences(parameters: list[float]) -> None:
    who, at = spenders(50, 6, 4, 15), np.array(parameters)
    seen = who.repeating
    x, mean = who.frequency[seen], who.monetary_value[seen]
    slopes = gamma_gamma_likelihood(at, x, mean)[1]
    near = approx_fprime(at, lambda point: gamma_gamma_likelihood(point, x, mean)[0], 1e-7 * at)
    np.testing.assert_allclose(slopes, near, rtol=1e-3, atol=1e-3 * np.abs(slopes).max())


def test_parameters_are_found_again() -> None:
    model = fit_gamma_gamma(spenders(60_000, 6.25, 3.74, 15.44))
    assert (model.p, model.q, model.gamma) == pytest.approx((6.25, 3.74, 15.44), rel=0.08)
    assert model.inside
    assert abs(model.correlation) < 0.05


def test_order_values_that_grow_with_their_number_are_noticed() -> None:
    who = spenders(2000, 6.25, 3.74, 15.44)
    grown = replace(who, monetary_value=who.monetary_value * who.frequency)
    assert fit_gamma_gamma(grown).correlation > 0.5


def test_a_tail_that_is_too_heavy_has_no_mean() -> None:
    assert not fit_gamma_gamma(spenders(5000, 4, 0.6, 15)).has_mean
