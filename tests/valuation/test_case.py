"""Business cases: identities, a root search of another kind, and LibreOffice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from cbsc_xl.valuation import BusinessCase, clv_npv
from tests.office.driver import Office

money = st.floats(1, 1e7)
ratios = st.floats(0.02, 5)
rates = st.floats(0, 0.5)


def test_worked_case() -> None:
    """48 now, 62 a year for three years at 8%: 57.41 + 53.16 + 49.22 = 159.78, less 48."""
    case = BusinessCase(48, 62, 3, 0.08)
    assert case.npv == pytest.approx(111.78, abs=0.005)
    assert [round(value) for value in case.cumulative] == [-48, 9, 63, 112]
    assert case.payback == pytest.approx(48 / 62 * 12)


@given(money, ratios, st.integers(1, 30), rates)
def test_npv_is_that_of_the_flows(budget: float, ratio: float, years: int, rate: float) -> None:
    case = BusinessCase(budget, budget * ratio, years, rate)
    assert case.npv == pytest.approx(clv_npv(case.flows, rate), rel=1e-6, abs=1e-6 * budget)
    assert case.cumulative[-1] == pytest.approx(case.npv, rel=1e-6, abs=1e-6 * budget)


@given(money, ratios, st.one_of(st.integers(1, 30), st.floats(1, 30)))
def test_irr_leaves_nothing(budget: float, ratio: float, years: float) -> None:
    def left(rate: float) -> float:
        if abs(rate) < 1e-12:
            return ratio * years - 1
        return ratio * (1 - (1 + rate) ** -years) / rate - 1

    irr = BusinessCase(budget, budget * ratio, years, 0.1).irr
    assert irr == pytest.approx(brentq(left, -0.9999, ratio + 1e-6, xtol=1e-14), abs=1e-7)


def test_break_even() -> None:
    case = BusinessCase(100, 25, 4, 0)
    assert (case.npv, case.irr, case.payback) == (0, 0, 48)


@pytest.mark.parametrize(("budget", "benefit"), [(0, 10), (10, 0), (10, -5)])
def test_one_side_alone_has_no_rate(budget: float, benefit: float) -> None:
    assert BusinessCase(budget, benefit, 4, 0.1).irr is None


def test_a_benefit_that_ends_too_early_never_pays_back() -> None:
    case = BusinessCase(100, 20, 3, 0.1)
    assert case.payback is None
    assert case.irr is not None
    assert case.irr < 0


def test_libreoffice_says_the_same(office: Office) -> None:
    cases = [
        BusinessCase(1000, 1000 * ratio, years, 0.08)
        for years in (1, 2.5, 3, 10, 30)
        for ratio in (0.03, 0.2, 0.7, 2.5, 40)
    ]
    formulas = [
        text
        for case in cases
        for text in (
            f"=RATE({case.years},{case.benefit},-{case.budget},0,0,{case.benefit}/{case.budget})",
            f"=PV({case.rate},{case.years},-{case.benefit})-{case.budget}",
        )
    ]
    ours = [value for case in cases for value in (case.irr, case.npv)]
    assert office.evaluate(formulas) == pytest.approx(ours, rel=1e-9, abs=1e-9)
