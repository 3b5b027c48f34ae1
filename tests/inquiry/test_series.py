"""Trends, breakdowns and single facts, counted by hand on a small company."""

from __future__ import annotations

import math

import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.errors import BadArgument
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.inquiry import Point, breakdown, explain, fact, trend
from cbsc_xl.measures.measure import LIBRARY
from tests.inquiry.books import calculator
from tests.measures.companies import calculator as random_calculator
from tests.measures.companies import company


def values(points: tuple[Point, ...]) -> dict[str, float | None]:
    return {point.label: point.outcome.value for point in points}


def test_trend_of_months() -> None:
    """Customers with a purchase: none in December, A, C and X in January, D in February, B in March."""
    points = trend(calculator(), "active_customers", points=4, period="2025-03")
    assert values(points) == {"2024-12": 0, "2025-01": 3, "2025-02": 1, "2025-03": 1}


def test_trend_of_windows_that_overlap() -> None:
    """Half years, their ends two months apart, of the customers of segment Gold."""
    points = trend(calculator(), "active_customers", points=3, step=2, segment="Gold", period="2025-H1")
    assert values(points) == {"2024-09-01:2025-02-28": 1, "2024-11-01:2025-04-30": 2, "2025-H1": 2}


def test_trend_has_thirteen_points_and_ends_with_the_figure_asked() -> None:
    asked = calculator()
    points = trend(asked, "revenue_per_customer", period="2025-Q1")
    assert len(points) == 13
    assert points[-1].outcome == asked.measure("revenue_per_customer", "", "2025-Q1")


def test_trend_says_why_there_is_no_value() -> None:
    """The data begin in March 2024: a window before has none."""
    points = trend(calculator(), "active_customers", points=2, step=24, period="2025")
    assert [point.outcome.status for point in points] == ["no value: no data for this period", "ok"]


def test_trend_of_a_segment_without_customers_table() -> None:
    points = trend(calculator("Transactions"), "churn", points=2, segment="Gold", period="2025")
    assert [point.outcome.status for point in points] == ["needs table Customers"] * 2


@pytest.mark.parametrize(("points", "step"), [(0, 1), (3, 0), (3, -1), (2000, 1), (10**9, 10**9)])
def test_trend_of_an_impossible_shape(points: int, step: int) -> None:
    with pytest.raises(BadArgument, match=r"^a trend "):
        trend(calculator(), "churn", points, step, period="2025")


def test_breakdown_by_segment() -> None:
    """Bronze has a customer but no purchase; X is unknown; D has no segment; no line is anonymous."""
    points = breakdown(calculator(), "active_customers", "segment", period="2025-Q1")
    assert values(points) == {"Gold": 2, "Silver": 1, "Bronze": 0, "(none)": 1, "(unknown)": 1, "All": 5}
    assert points[-1].label == "All"


def test_breakdown_shows_anonymous_rows_of_the_tables_of_the_measure() -> None:
    points = breakdown(calculator(), "nps", "Segment", period="2025")
    assert values(points) == {
        "Gold": 0, "Silver": 100, "Bronze": None, "(none)": None, "(anonymous)": 100, "All": 50,
    }  # fmt: skip


def test_breakdown_inside_a_segment() -> None:
    points = breakdown(calculator(), "active_customers", "country", "gold", "2025-Q1")
    assert values(points) == {"NL": 1, "BE": 1, "All": 2}


def test_breakdown_by_customer() -> None:
    points = breakdown(calculator(), "repeat_purchases", "customer_id", period="2025-Q1")
    assert values(points) == {"A": 1, "B": 1, "C": 1, "D": 0, "E": 0, "X": 0, "All": 3}


def test_breakdown_by_channel() -> None:
    """D bought without a channel and counts in All only; A bought in both channels."""
    points = breakdown(calculator(), "active_customers", "channel", period="2025-Q1")
    assert values(points) == {"shop": 2, "web": 3, "All": 5}


def test_breakdown_by_channel_of_a_measure_that_needs_one() -> None:
    points = breakdown(calculator(), "revenue_per_channel", "channel", period="2025-Q1")
    assert values(points) == {"shop": 40, "web": pytest.approx(95 / 3), "All": None}
    assert (
        points[-1].outcome.status == "bad argument: CBSC_REVENUE_PER_CHANNEL needs a channel, such as webshop"
    )


def test_breakdown_by_channel_without_the_table() -> None:
    (whole,) = breakdown(calculator("Transactions"), "nps", "channel", period="2025")
    assert (whole.label, whole.outcome.status) == ("All", "needs table Surveys")


def test_breakdown_without_customers() -> None:
    (whole,) = breakdown(calculator("Transactions"), "churn", "segment", period="2025")
    assert (whole.label, whole.outcome.status) == ("All", "needs table Customers")


@pytest.mark.parametrize(
    ("by", "arguments", "said"),
    [
        ("contry", {}, "did you mean 'country'"),
        ("segment", {"segment": "Gold"}, "the segment fixes segment already"),
        ("start_date", {}, "holds dates or numbers"),
        ("channel", {"measure": "churn"}, "channel not applicable to CBSC_CHURN"),
        ("channel", {"channel": "web"}, "is asked already"),
        ("country", {"channel": "wob"}, "did you mean 'web'"),
    ],
)
def test_breakdown_of_what_cannot_be(by: str, arguments: dict[str, str], said: str) -> None:
    asked = {"measure": "active_customers", "period": "2025-Q1", **arguments}
    with pytest.raises(BadArgument, match=said):
        breakdown(calculator(), by=by, **asked)


@pytest.mark.parametrize("column", ["segment", "country", "customer_id"])
def test_groups_add_up(column: str) -> None:
    """A measure that is one additive fact adds up over the groups shown, whatever was left out."""
    asked: Calculator = random_calculator(company(5))
    sums = [m for m in LIBRARY if m.formula in VOCABULARY and VOCABULARY[m.formula].additive]
    assert len(sums) >= 4
    for measure in sums:
        *groups, whole = breakdown(asked, measure.id, column, period="2025")
        assert whole.outcome.value is not None
        total = math.fsum(point.outcome.value or 0 for point in groups)
        assert total == pytest.approx(whole.outcome.value), measure.id


def test_fact() -> None:
    """Net revenue of Gold in the quarter: 60 + 40 - 10 + 50; by web 40 + 50."""
    asked = calculator()
    assert fact(asked, "Net revenue", "Gold", "2025-Q1").outcome.value == 140
    answer = fact(asked, "NET_REVENUE", "Gold", "2025-Q1", "web")
    assert (answer.outcome.value, answer.fact.name, answer.channel) == (90, "net_revenue", "web")


def test_fact_that_is_not_known() -> None:
    assert fact(calculator(), "complaints", "", "2025").outcome.status == "needs table Contacts"
    assert fact(calculator(), "orders", "", "2031").outcome.status == "no value: no data for this period"


@pytest.mark.parametrize(
    ("name", "channel", "said"),
    [
        ("net_revenu", None, "did you mean net_revenue"),
        ("zzz", None, "cbsc-xl explain shows the facts"),
        ("customers_lost", "web", "channel not applicable to fact customers_lost"),
        ("net_revenue", "wob", "did you mean 'web'"),
    ],
)
def test_fact_that_cannot_be(name: str, channel: str | None, said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        fact(calculator(), name, "", "2025", channel)


def test_a_fact_is_what_the_explanation_says() -> None:
    asked = random_calculator(company(5))
    for used in explain(asked, "customer_profit_margin", "country=NL", "2025").facts:
        assert fact(asked, used.name, "country=NL", "2025").outcome == used.outcome
