"""CDNOW through the product: the published parameters of BG/NBD and Gamma-Gamma, and the 39 weeks held out.

Published: Fader, Hardie & Lee 2005 and Fader & Hardie, note 025. They count eight customers who never paid;
a grain of money on each row makes them customers here, too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.valuation import ClvForecast, clv_bgnbd
from tests.real.sources import accounted, expected, prepare

CALIBRATION, HELD_OUT = "1997-01-01:1997-09-30", "1997-10-01:1998-06-30"
PAID = {'{ column = "dollars", decimal = "." }': '"dollars + 0.00001"'}
Forecast = Callable[[str, dict[str, str]], ClvForecast]


@pytest.fixture
def forecast(tmp_path: Path) -> Forecast:
    def of(period: str, edits: dict[str, str]) -> ClvForecast:
        ledger = Ledger(accounted(prepare("cdnow", tmp_path, edits)))
        return clv_bgnbd(ledger, "", parse_period(period))

    return of


def test_published_parameters(forecast: Forecast) -> None:
    found = forecast(CALIBRATION, PAID)
    figures = {row["k"]: float(row["v"]) for row in expected("cdnow_sample_btyd.csv")}
    model, spending = found.purchasing, found.spending
    assert (found.customers, found.repeating) == (2357, 946)
    assert [round(value, 3) for value in (model.r, model.alpha, model.a, model.b)] == [
        0.243,
        4.414,
        0.793,
        2.426,
    ]
    assert round(model.log_likelihood, 1) == -9582.4
    assert [round(value, 2) for value in (spending.p, spending.q, spending.gamma)] == [6.25, 3.74, 15.44]
    ours = (model.r, model.alpha, model.a, model.b, model.log_likelihood)
    names = ("r", "alpha_weeks", "a", "b", "loglik")
    assert ours == pytest.approx([figures[f"bgnbd_{name}"] for name in names], rel=2e-6)
    ours = (spending.p, spending.q, spending.gamma, spending.log_likelihood)
    assert ours == pytest.approx([figures[f"gg_{name}"] for name in ("p", "q", "gamma", "loglik")], rel=1e-5)
    assert round(spending.correlation, 2) == 0.11


def test_the_39_weeks_after_it(forecast: Forecast) -> None:
    """Actual purchases by independent SQL; the model is known to stay somewhat below them."""
    held = forecast(HELD_OUT, PAID).holdout
    figures = {row["k"]: float(row["v"]) for row in expected("cdnow_sample_btyd.csv")}
    assert held is not None
    assert held.customers == 2357
    assert held.actual == figures["purchases_after_39_weeks"]
    assert -0.15 < held.error < 0


def test_without_those_who_never_paid_little_changes(forecast: Forecast) -> None:
    found = forecast(CALIBRATION, {})
    model = found.purchasing
    assert (found.customers, found.repeating) == (2349, 946)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), rel=0.02)
    assert found.spending.q == pytest.approx(3.744224, rel=1e-5)
    assert "no CLV: needs column Transactions.cogs" in found.remarks
