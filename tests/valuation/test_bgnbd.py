"""BG/NBD against the model written out: integrals over rates and chances, and customers drawn from it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import approx_fprime
from scipy.special import beta as beta_function
from scipy.stats import beta, gamma

from cbsc_xl.valuation.bgnbd import BgNbd, Histories, fit_bgnbd
from tests.valuation.histories import buyers, history, observed

CDNOW = BgNbd(0.2426, 4.4136, 0.7929, 2.4259, 0.0, True)
MODELS = (CDNOW, BgNbd(1.5, 8.0, 2.0, 6.0, 0.0, True), BgNbd(4.4, 20.9, 0.26, 26.4, 0.0, True))
SEEN = ((0, 0, 38.9), (2, 30.43, 38.86), (1, 1.7, 38.9), (7, 29.4, 38.9), (30, 150, 156))
positive = st.floats(0.05, 20)


def likelihoods(model: BgNbd, x: int, recency: float, age: float) -> tuple[float, float]:
    """Chance density of a history by integration: of customers who stay, and of those who left after it."""
    rates = gamma(model.r, scale=1 / model.alpha)
    stays = quad(lambda k: k**x * math.exp(-k * age) * rates.pdf(k), 0, np.inf, limit=200)[0]
    stays *= quad(lambda p: (1 - p) ** x * beta.pdf(p, model.a, model.b), 0, 1, limit=200)[0]
    if x == 0:
        return stays, 0.0
    left = quad(lambda k: k**x * math.exp(-k * recency) * rates.pdf(k), 0, np.inf, limit=200)[0]
    left *= quad(lambda p: p * (1 - p) ** (x - 1) * beta.pdf(p, model.a, model.b), 0, 1, limit=200)[0]
    return stays, left


@pytest.mark.parametrize("model", MODELS[:2])
@pytest.mark.parametrize("seen", SEEN[:4])
def test_likelihood_and_survival_are_the_integrals(model: BgNbd, seen: tuple[int, float, float]) -> None:
    stays, left = likelihoods(model, *seen)
    one = history(*seen)
    ours, _ = Histories.of(one).log_likelihood(np.array([model.r, model.alpha, model.a, model.b]))
    assert ours == pytest.approx(math.log(stays + left), rel=1e-6)
    assert model.alive(one)[0] == pytest.approx(stays / (stays + left), rel=1e-6)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("weeks", [1.0, 52.0])
def test_expected_purchases_are_the_integral(
    model: BgNbd, seen: tuple[int, float, float], weeks: float
) -> None:
    """Of a customer with chance p to leave, (1 - E exp(-k p t)) / p; the chances are integrated."""
    x, _, age = seen
    rate, until = model.r + x, model.alpha + age

    def bought(p: float) -> float:
        return -math.expm1(-rate * math.log1p(p * weeks / until)) / p if p else rate * weeks / until

    powers = (model.a - 1, model.b + x - 1)
    ever = quad(bought, 0, 1, weight="alg", wvar=powers)[0] / beta_function(model.a, model.b + x)
    one = history(*seen)
    assert model.expected_purchases(one, weeks)[0] == pytest.approx(ever * model.alive(one)[0], rel=1e-6)


def test_the_published_customer() -> None:
    """Fader, Hardie & Lee 2005: 2 purchases, the last in week 30.43 of 38.86: 1.226 in 39 weeks."""
    assert CDNOW.expected_purchases(history(2, 30.43, 38.86), 39)[0] == pytest.approx(1.226, abs=5e-4)


@settings(max_examples=50)
@given(st.lists(positive, min_size=4, max_size=4))
def test_slopes_are_differences(parameters: list[float]) -> None:
    draw = observed(buyers(60, 0.8, 5, 0.8, 2.5, 60), 60)
    histories, at = Histories.of(draw), np.array(parameters)
    slopes = histories.log_likelihood(at)[1]
    near = approx_fprime(at, lambda point: histories.log_likelihood(point)[0], 1e-7 * at)
    np.testing.assert_allclose(slopes, near, rtol=1e-3, atol=1e-3 * np.abs(slopes).max())


@pytest.mark.parametrize("truth", [(0.25, 4.4, 0.8, 2.4), (1.5, 8.0, 2.0, 6.0), (4.0, 20.0, 0.5, 20.0)])
def test_parameters_are_found_again(truth: tuple[float, ...]) -> None:
    draw = buyers(6000, *truth, 78.0)
    model = fit_bgnbd(observed(draw, 78.0))
    assert model.inside
    found = (model.r, model.alpha, model.a / (model.a + model.b))
    assert found == pytest.approx((*truth[:2], truth[2] / (truth[2] + truth[3])), rel=0.15)
    at_truth = Histories.of(observed(draw, 78.0)).log_likelihood(np.array(truth))[0]
    assert model.log_likelihood >= at_truth


def test_the_likelihood_does_not_depend_on_the_unit_of_the_search() -> None:
    draw = observed(buyers(2000, 0.5, 4, 1, 3, 60), 60)
    model = fit_bgnbd(draw)
    at = np.array([model.r, model.alpha, model.a, model.b])
    value, slopes = Histories.of(draw).log_likelihood(at)
    assert model.log_likelihood == pytest.approx(value, abs=1e-6)
    np.testing.assert_allclose(slopes * at, 0, atol=0.05)


def test_predicted_purchases_are_those_that_come() -> None:
    """The total of the next 39 weeks, over customers that the model has not seen there."""
    draw = buyers(8000, 0.5, 4, 1, 3, 78)
    seen = observed(draw, 39)
    actual = sum((bought > 39).sum() for bought in draw[1])
    predicted = fit_bgnbd(seen).expected_purchases(seen, 39).sum()
    assert predicted == pytest.approx(actual, rel=0.04)


def test_customers_who_never_leave_send_a_parameter_to_its_limit() -> None:
    steady = observed(buyers(1500, 3, 10, 1e-9, 5, 60), 60)
    model = fit_bgnbd(steady)
    assert not model.inside
    assert model.alive(steady).mean() > 0.99
    assert np.isfinite(model.expected_purchases(steady, 52)).all()
