"""The scenarios that ship, on the demo company: against SQL over its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import pytest

from cbsc_xl.demo import write
from cbsc_xl.resources import template_path
from cbsc_xl.scenario import Comparison, compare, read_scenarios
from cbsc_xl.scenario.comparison import RESULT, SCORE
from cbsc_xl.workbook.report import GroupReport
from tests.workbook.demo import demo_run

SQL = Path(__file__).with_name("demo.sql").read_text(encoding="utf-8")
HOTELS = ("C0080", "C0117", "C0148", "C0178")
DISCOUNTS, CATERERS, RESTAURANTS = range(3)


@cache
def comparison() -> Comparison:
    return compare(demo_run(), read_scenarios(template_path("scenarios/demo.toml")))


@cache
def files() -> duckdb.DuckDBPyConnection:
    folder = Path(mkdtemp(prefix="cbsc-demo-"))
    write(folder)
    sql = duckdb.connect()
    for table in ("Customers", "Transactions", "Receivables"):
        sql.sql(f"create table {table} as from read_csv('{folder / table}.csv', all_varchar = false)")
    return sql


def independent(change: str) -> tuple[float, float, float]:
    """Net revenue today and then, and receivables financing then, of the customers that are changed."""
    found = files().execute(SQL.replace("with lines", f"with change as ({change}), lines", 1)).fetchone()
    assert found is not None
    return found


def figure(group: str, name: str, scenario: int) -> tuple[float, float]:
    everything = {found.group: found for found in (*comparison().groups, comparison().everyone)}
    found = everything[group].figure(name)
    assert found.today.value is not None
    value = found.then[scenario].value
    assert value is not None
    return found.today.value, value


def test_less_discount_for_four_hotels() -> None:
    ids = ", ".join(f"('{name}')" for name in HOTELS)
    change = "select customer_id, {} as price, {} as points, 0 as days from (values {}) c(customer_id)"
    before, after, financing = independent(change.format(0, -0.05, ids))
    _, _, today = independent(change.format(0, 0, ids))
    now, then = figure("Hotels", "net_revenue", DISCOUNTS)
    assert then - now == pytest.approx(after - before)
    now, then = figure("Hotels", "gross_margin", DISCOUNTS)
    assert then - now == pytest.approx(after - before)
    now, then = figure("Hotels", "receivables_financing", DISCOUNTS)
    assert then - now == pytest.approx(financing - today)


def test_caterers_pay_more_and_sooner() -> None:
    change = (
        "select customer_id, {} as price, 0 as points, {} as days "
        "from customers where segment = 'Event caterers'"
    )
    before, after, financing = independent(change.format(0.02, -15))
    _, _, today = independent(change.format(0, 0))
    assert figure("Event caterers", "net_revenue", CATERERS) == pytest.approx((before, after))
    assert after == pytest.approx(1.02 * before)
    assert figure("Event caterers", "receivables_financing", CATERERS) == pytest.approx((today, financing))


def test_lifetime_value_follows_profit() -> None:
    """The base and retention stay: lifetime value moves as profit before acquisition cost does."""
    now, then = (
        sum(values)
        for values in zip(
            figure("Event caterers", "customer_profit", CATERERS),
            figure("Event caterers", "marketing_acquisition", CATERERS),
            strict=True,
        )
    )
    value, higher = figure("Event caterers", "CBSC_CLV", CATERERS)
    assert higher / value == pytest.approx(then / now)


def test_picking_moves_cost_to_unused_capacity() -> None:
    lines = files().execute("select count(*) from transactions where year(date) = 2025").fetchone()
    assert lines is not None
    now, then = figure("All customers", "logistics", RESTAURANTS)
    assert now - then == pytest.approx((24.50 - 22.00) * lines[0])
    assert figure("All customers", RESULT, RESTAURANTS)[1] == pytest.approx(
        figure("All customers", RESULT, RESTAURANTS)[0]
    )


def test_retention_moves_churn_and_its_score() -> None:
    restaurants = next(group for group in comparison().groups if group.group == "Restaurants")
    ((now, then),) = restaurants.scored(RESTAURANTS)
    assert (then.line.baseline, then.line.target, then.actual.value) == (0.25, 0.12, pytest.approx(0.15))
    assert then.score == pytest.approx((0.25 - 0.15) / (0.25 - 0.12))
    assert now.score is not None
    before, after = figure("Restaurants", SCORE, RESTAURANTS)
    share = now.line.weight / 100  # the weights of all measures add up to 100, and all have a score
    assert after - before == pytest.approx(share * (then.score - now.score))


def test_targets_are_those_of_today() -> None:
    for group in comparison().groups:
        assert group.today is not None
        for then in group.then:
            assert [line.line for line in then.lines] == [line.line for line in group.today.lines]
            assert then.scorecard is group.today.scorecard


def test_today_is_what_the_scorecards_show() -> None:
    for group in comparison().groups:
        report = GroupReport(demo_run(), group.group)
        assert group.figure(SCORE).today.value == pytest.approx(report.evaluation.total.score)
