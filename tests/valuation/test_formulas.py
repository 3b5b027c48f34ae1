"""Closed forms: the worked numbers of the literature, sums written out, and what has no value."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cbsc_xl.errors import BadArgument, NoValue
from cbsc_xl.measures.lifetime import customer_lifetime_value
from cbsc_xl.valuation import cac_payback, clv_npv, clv_simple, prospect_value, provision_matrix

shares = st.floats(0, 0.99)
rates = st.floats(0.001, 0.5)
growths = st.floats(-0.3, 0.3)


def summed(margin: float, r: float, d: float, g: float, first: int, count: int) -> float:
    """The margins of years first, first + 1, ... one by one; the first of all has not grown yet."""
    years = range(first, first + count)
    return math.fsum(margin * r**t * (1 + g) ** (t - first) / (1 + d) ** t for t in years)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (clv_simple(150, 0.8, 0.10), 400.00),
        (clv_simple(150, 0.8, 0.10, "now"), 550.00),
        (clv_simple(150, 0.8, 0.10, growth=0.05), 461.54),
        (clv_simple(150, 0.8, 0.10, years=5), 318.61),
        (clv_simple(150, 0.8, 0, "now"), 750.00),
        (clv_npv([-250, 120, 96, 76.8, 61.44, 49.152], 0.10), 68.61),
        (prospect_value(0.012, 10, 100, 0.80), 0.52),
        (cac_payback(600, 75), 8.0),
        (cac_payback(400, 50, 0.97), 10),
        (cac_payback(387.62, 50, 0.97), 9),
        (cac_payback(0, 50, 0.97), 0),
        (cac_payback(410, 50, 1), 9),
        (provision_matrix([], []), 0),
    ],
)
def test_worked_numbers(value: float, expected: float) -> None:
    assert round(value, 2) == expected


@given(shares, rates, growths, st.integers(1, 60))
def test_years_are_a_sum(r: float, d: float, g: float, years: int) -> None:
    assert clv_simple(150, r, d, "year_end", g, years) == pytest.approx(summed(150, r, d, g, 1, years))
    assert clv_simple(150, r, d, "now", g, years) == pytest.approx(summed(150, r, d, g, 0, years))


@given(shares, rates, growths, st.sampled_from(["year_end", "now"]))
def test_without_end_it_is_the_limit(r: float, d: float, g: float, timing: str) -> None:
    assume(r * (1 + g) < 0.95 * (1 + d))
    assert clv_simple(150, r, d, timing, g) == pytest.approx(clv_simple(150, r, d, timing, g, 2000))


@given(shares, rates)
def test_it_is_the_measure_of_one_customer(r: float, d: float) -> None:
    measure = customer_lifetime_value(150, 0, 1, r, 1, 1, d)
    assert clv_simple(150, r, d) == pytest.approx(measure)


@given(st.floats(1, 1000), st.floats(0.1, 100), st.floats(0.01, 0.999))
def test_payback_with_churn_is_the_first_month_that_pays(cac: float, margin: float, r: float) -> None:
    total, month = 0.0, 0
    while total < cac and month < 20_000:
        month += 1
        total += margin * r**month
    assume(abs(total - cac) > 1e-6 * cac and abs(total - margin * r**month - cac) > 1e-6 * cac)
    if total < cac:
        with pytest.raises(NoValue, match=r"^never"):
            cac_payback(cac, margin, r)
    else:
        assert cac_payback(cac, margin, r) == month


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: clv_simple(150, 1.2, 0.1), "retention 1.2 .* from 0 to 1"),
        (lambda: clv_simple(150, math.nan, 0.1), "retention nan"),
        (lambda: clv_simple(150, 0.8, -1), "discount_rate -1 .* above -1"),
        (lambda: clv_simple(150, 0.8, 0.1, growth=-2), "growth -2"),
        (lambda: clv_simple(150, 0.8, 0.1, "start"), "timing 'start'"),
        (lambda: clv_simple(150, 0.8, 0.1, years=2.5), "years 2.5"),
        (lambda: clv_npv([], 0.1), "values is empty"),
        (lambda: prospect_value(12, 10, 100, 0.8), "acquisition_rate 12"),
        (lambda: cac_payback(-1, 10), "cac -1 .* at least 0"),
        (lambda: cac_payback(400, 50, 97), "retention 97"),
        (lambda: provision_matrix([1, 2], [0.1]), "loss_rates has 1 numbers for 2 exposures"),
        (lambda: provision_matrix([1], [3]), "loss_rates 3"),
    ],
)
def test_a_bad_argument_is_named(call: object, named: str) -> None:
    with pytest.raises(BadArgument, match=named):
        call()


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: clv_simple(150, 1, 0), "no limit"),
        (lambda: clv_simple(150, 0.9, 0.05, growth=0.2), "no limit"),
        (lambda: cac_payback(600, 0), "pays nothing back"),
        (lambda: cac_payback(2000, 50, 0.97), "^never"),
        (lambda: cac_payback(2000, 50, 0), "^never"),
    ],
)
def test_no_value_says_why(call: object, reason: str) -> None:
    with pytest.raises(NoValue, match=reason):
        call()
