"""The budget of groups and customers, by hand on the worked example of definitions.md par. 2 and 8."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cbsc_xl.errors import BadArgument, Needs
from cbsc_xl.inquiry import BudgetReport, BudgetRules, budget, budget_run
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.report import Run
from tests.accounting.books import cost, ledger, sale, worked_example
from tests.workbook.demo import demo_run

GAP = {"A": 0.5, "B": 0.3, "C": 0.9, "D": 1.0, "E": 0.8}
CENT = 0.006


def line(segment: str, objective: str, measure: str, baseline: float, target: float) -> dict[str, object]:
    return {
        "segment": segment,
        "level": "operational",
        "perspective": "customer" if measure == "active_customers" else "financial",
        "objective_id": objective,
        "objective": objective,
        "measure_id": measure,
        "baseline": baseline,
        "target": target,
    }


def run(book: Ledger, rows: Sequence[dict[str, object]] = ()) -> Run:
    return Run(book, parse_period("2025"), "segment", "en", ScorecardSource(rows))


def scored() -> Run:
    """Gold: 3 customers of 4 (0.75), revenue 206,000 / 3 of 412,000 / 3 (0.5); Silver: 2 of 1."""
    return run(
        worked_example(),
        [
            line("Gold", "grow", "active_customers", 0, 4),
            line("Gold", "earn", "revenue_per_customer", 0, 412_000 / 3),
            line("Silver", "grow", "active_customers", 0, 1),
        ],
    )


def column(found: BudgetReport, name: str) -> dict[str, object]:
    return {row.name: getattr(row, name) for row in found.rows}


@pytest.mark.parametrize(
    ("total", "expected", "left"),
    [
        (10_000, [4_931.865, 2_959.488, 1_398.57, 710.08, 0], 0),
        (12_000, [4_931.865, 2_959.488, 1_530.912, 855.00, 0], 1_722.74),
    ],
)
def test_customers_of_the_example(total: float, expected: list[float], left: float) -> None:
    found = budget(run(worked_example()), total, by="customer_id", rules=BudgetRules(scores=GAP))
    assert list(column(found, "allocated").values()) == pytest.approx(expected, abs=CENT)
    assert found.not_justified == pytest.approx(left, abs=CENT)
    weights = [49_318.65, 33_540.86, 11_226.69, 5_700, 0]
    assert list(column(found, "weight").values()) == pytest.approx(weights, abs=CENT)
    capped = [name for name, held in column(found, "capped").items() if held]
    assert capped == (["A", "B"] if total == 10_000 else ["A", "B", "C", "D"])


def test_what_groups_spent_is_marketing_and_sales_of_their_customers() -> None:
    """Gold: campaign 2,060, sales 4,240 + 1,200 + 120; Silver: acquisition 900, sales 600 + 1,800."""
    found = budget(run(worked_example()), 10_000, rules=BudgetRules(scores={"gold": 0.5, "Silver": 1}))
    assert column(found, "actual") == pytest.approx({"Gold": 7_620, "Silver": 3_300})
    # weights 62,815.10 x 1.5 and 3,335.08; caps 9,422.265 and 500.262
    assert column(found, "weight") == pytest.approx({"Gold": 94_222.65, "Silver": 3_335.08})
    assert column(found, "limit") == pytest.approx({"Gold": 9_422.265, "Silver": 500.262})
    share = 10_000 * 94_222.65 / (94_222.65 + 3_335.08)
    assert share > 9_422.265
    assert column(found, "allocated") == pytest.approx({"Gold": 9_422.265, "Silver": 500.262})
    assert found.not_justified == pytest.approx(10_000 - 9_922.527)
    assert column(found, "variance") == pytest.approx({"Gold": 7_620 - 9_422.265, "Silver": 3_300 - 500.262})
    assert found.outside == 0


def test_scores_come_from_the_scorecards() -> None:
    def scores(serves: str) -> dict[str, object]:
        return column(budget(scored(), 1_000, rules=BudgetRules(serves=serves)), "score")

    assert scores("active_customers") == pytest.approx({"Gold": 0.75, "Silver": 1})
    assert scores("Grow") == pytest.approx({"Gold": 0.75, "Silver": 1})
    assert scores("customer") == pytest.approx({"Gold": 0.75, "Silver": 1})
    assert scores("earn") == {"Gold": pytest.approx(0.5), "Silver": None}
    assert scores("") == pytest.approx({"Gold": 0.625, "Silver": 1})
    with pytest.raises(BadArgument, match="ern"):
        scores("ern")


def test_without_a_score_value_alone_decides() -> None:
    found = budget(scored(), 1_000, rules=BudgetRules(serves="earn"))
    assert column(found, "weight") == pytest.approx({"Gold": 62_815.10 * 1.5, "Silver": 3_335.08})
    assert found.notes == ("no score, so value alone decides: Silver",)


def test_a_customer_has_the_score_of_his_group() -> None:
    found = budget(scored(), 1_000, "Gold", by="customer_id", rules=BudgetRules(serves="customer"))
    assert column(found, "score") == pytest.approx({"A": 0.75, "B": 0.75, "C": 0.75})


def test_without_groups_a_customer_has_the_score_of_all() -> None:
    """100 and 300 of profit; 2 active customers where 4 are aimed at."""
    book = ledger(
        {
            "Transactions": [sale("A", "2025-01-01", 100), sale("B", "2025-01-01", 300)],
            "Costs": [cost(0)],
            "Scorecard": [line("", "grow", "active_customers", 0, 4)],
        }
    )
    found = budget(budget_run(book, parse_period("2025"), "customer_id"), 40, by="customer_id")
    assert column(found, "score") == {"A": 0.5, "B": 0.5}
    assert column(found, "allocated") == pytest.approx({"A": 10, "B": 30})
    with pytest.raises(Needs, match="needs table Customers"):
        budget(budget_run(book, parse_period("2025")), 40)


def test_customers_of_no_group_get_nothing_and_are_told() -> None:
    book = ledger(
        {
            "Customers": [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B"}],
            "Transactions": [sale("A", "2025-01-01", 100), sale("B", "2025-01-01", 100)],
            "Costs": [cost(10, customer_id="A"), cost(7, "marketing", customer_id="B"), cost(5, "service")],
        }
    )
    found = budget(run(book), 20, rules=BudgetRules(scores={"Gold": 1}, floors={"Gold": 15}))
    assert column(found, "allocated") == {"Gold": 15}
    assert (found.outside, found.not_justified) == (7, 5)


def test_by_lifetime_value() -> None:
    """The value of a group is the lifetime value of all its customers."""
    asked = demo_run()
    found = budget(asked, 100_000, rules=BudgetRules(value="clv"))
    for row in found.rows:
        clv = asked.calculator.measure("clv", row.name, "2025").value or 0.0
        base = asked.calculator.cube(("segment",), [asked.period])
        group = base.grouping.labels.index(row.name)
        assert row.value == pytest.approx(clv * base.fact_value("customers_closing", group, 0))
    with pytest.raises(BadArgument, match="has no lifetime value"):
        budget(run(worked_example()), 1_000, rules=BudgetRules(value="clv"))


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"gap_weight": -1}, "cannot be below 0"),
        ({"cap": -0.1}, "cannot be below 0"),
        ({"floors": {"Gold": -1}}, "cannot be below 0"),
        ({"scores": {"Gold": 1.5}}, "between 0 and 1"),
        ({"scores": {"Golt": 1}}, "did you mean 'Gold'"),
        ({"floors": {"Gold": 2_000}}, "more than the budget"),
    ],
)
def test_what_is_not_understood(rules: dict[str, object], message: str) -> None:
    with pytest.raises(BadArgument, match=message):
        budget(run(worked_example()), 1_000, rules=BudgetRules(**rules))  # type: ignore[arg-type]


def test_a_budget_below_0_is_refused() -> None:
    with pytest.raises(BadArgument, match="give 0 or more"):
        budget(run(worked_example()), -1)
