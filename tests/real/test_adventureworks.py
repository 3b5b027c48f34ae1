"""Bicycle maker's resellers by type of business: the figures that were worked out beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import duckdb
import pytest

from cbsc_xl.accounting import pnl_by
from cbsc_xl.accounting.whale import whale_curve
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import whale
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.report import GroupReport, Run
from tests.office.compare import differences
from tests.office.driver import Office
from tests.real.sources import ALL, SHARED, Figures, expected, unequal
from tests.workbook.demo import template

WHOLE = "ALL:2013"
FACTS = {
    "active_customers": "active_customers",
    "new_customers": "customers_new",
    "orders": "orders",
    "active_prev": "customers_opening",
    "retained": "customers_kept",
    "lost": "customers_lost",
}
RATIOS = {
    "avg_order_value": ("CBSC_ORDER_VALUE", 0.51e-4),
    "sales_per_active_customer": ("CBSC_REVENUE_PER_CUSTOMER", 0.51e-4),
    "retention_rate": ("CBSC_RETENTION", 0.51e-6),
    "churn_rate": ("CBSC_CHURN", 0.51e-6),
}


def group(row: dict[str, str]) -> str:
    return ALL if row["segment"] == "TOTAL" else row["segment"]


def quarters() -> dict[tuple[str, str], dict[str, str]]:
    rows = expected("aw_reseller_segment_quarter.csv")
    return {(group(row), row["quarter"].replace("Q", "-Q")): row for row in rows}


@pytest.fixture
def quarterly(figures: Callable[[str], Figures]) -> Figures:
    return figures("adventureworks quarterly")


def test_expected_figures_are_there() -> None:
    assert {name for name, _ in quarters()} >= {ALL}
    assert len(quarters()) == 13


@pytest.mark.parametrize("name", FACTS)
def test_counts_by_quarter(name: str, quarterly: Figures) -> None:
    for key, row in quarters().items():
        assert quarterly.fact(FACTS[name], *key) == int(row[name]), key


@pytest.mark.parametrize("name", RATIOS)
def test_ratios_by_quarter(name: str, quarterly: Figures) -> None:
    function, digits = RATIOS[name]
    theirs = {key: float(row[name]) if row[name] else None for key, row in quarters().items()}
    ours = {key: quarterly.measure(function, *key) for key in theirs}
    assert unequal(ours, theirs, digits) == {}


def test_sales_by_quarter(quarterly: Figures) -> None:
    for key, row in quarters().items():
        assert quarterly.fact("net_revenue", *key) == pytest.approx(float(row["sales"]), abs=1e-4)


def test_totals_by_type_of_business(figures: Callable[[str], Figures]) -> None:
    found = figures("adventureworks")
    rows = expected("aw_reseller_segment_total.csv")
    assert {group(row) for row in rows} == {ALL, "Specialty Bike Shop", "Value Added Reseller", "Warehouse"}
    for row in rows:
        name = group(row)
        assert found.fact("active_customers", name, WHOLE) == int(row["customers_with_orders"])
        assert found.fact("orders", name, WHOLE) == int(row["orders"])
        assert found.fact("net_revenue", name, WHOLE) == pytest.approx(float(row["sales"]), abs=1e-4)
        assert found.fact("customers_repeating", name, WHOLE) == int(row["customers_2plus_orders"])


def test_profile(figures: Callable[[str], Figures]) -> None:
    found = figures("adventureworks")
    known = {row["k"]: row["v"] for row in expected("aw_profile.csv")}
    counts = found.data.report.counts
    assert counts["Transactions"].used == counts["Transactions"].read == int(known["reseller_lines"])
    assert counts["Customers"].used == int(known["resellers_in_dimension"])
    assert found.fact("orders", ALL, WHOLE) == int(known["reseller_orders"])
    assert found.fact("customers_to_date", ALL, WHOLE) == int(known["reseller_customers"])
    sales = found.fact("revenue_to_date", ALL, WHOLE)
    assert sales == pytest.approx(float(known["reseller_sales"]), abs=1e-4)


def test_profit_and_freight_by_quarter(
    figures: Callable[[str], Figures],
) -> None:
    net, gross = figures("adventureworks"), figures("adventureworks without freight")
    for key, row in quarters().items():
        assert net.fact("customer_profit", *key) == pytest.approx(
            float(row["profit_after_freight"]), abs=1e-4
        )
        assert net.fact("cost_to_serve", *key) == pytest.approx(float(row["freight"]), abs=1e-4)
        assert gross.fact("customer_profit", *key) == pytest.approx(float(row["gross_profit"]), abs=1e-4)
        margin = gross.measure("CBSC_PROFIT_MARGIN", *key)
        assert margin == pytest.approx(float(row["gross_margin"]), abs=0.51e-6)


def test_profit_by_type_of_business(figures: Callable[[str], Figures]) -> None:
    net, gross = figures("adventureworks"), figures("adventureworks without freight")
    for row in expected("aw_reseller_segment_total.csv"):
        name = group(row)
        assert net.fact("customer_profit", name, WHOLE) == pytest.approx(
            float(row["profit_after_freight"]), abs=1e-4
        )
        assert gross.fact("customer_profit", name, WHOLE) == pytest.approx(
            float(row["gross_profit"]), abs=1e-4
        )
        losses = int(row["customers_with_negative_gross_profit"])
        assert gross.fact("customers_unprofitable", name, WHOLE) == losses


def test_whale_curve_of_gross_profit(figures: Callable[[str], Figures]) -> None:
    found = figures("adventureworks without freight")
    sales = found.each("active_customers", WHOLE, "customer_id")
    profit = found.each("customer_profit", WHOLE, "customer_id")
    values = sorted((profit[name] for name in found.customers if sales[name]), reverse=True)
    running = list(accumulate(values, initial=0.0))
    rows = expected("aw_reseller_whale_curve.csv")
    assert len(rows) == 4
    for row in rows:
        assert len(values) == int(row["customers"])
        assert running[int(row["top_customers"])] == pytest.approx(float(row["cum_gross_profit"]), abs=1e-4)
        assert max(running) == pytest.approx(float(row["peak_cumulative"]), abs=1e-4)
        assert sum(value > 0 for value in values) == int(row["profitable"])
        assert sum(value < 0 for value in values) == int(row["unprofitable"])
        loss = sum(value for value in values if value < 0)
        assert loss == pytest.approx(float(row["loss_of_unprofitable"]), abs=1e-4)


def test_whale_curve_with_a_total_near_0(figures: Callable[[str], Figures]) -> None:
    """Profit of all is 0.6% of sales: the curve peaks at 561.88% and losers give back 461.88%."""
    found = figures("adventureworks without freight")
    sales = found.each("active_customers", WHOLE, "customer_id")
    profit = found.each("customer_profit", WHOLE, "customer_id")
    curve = whale_curve({name: profit[name] for name in found.customers if sales[name]})
    assert curve.total == pytest.approx(470_482.6033, abs=1e-3)
    assert curve.peak == pytest.approx(5.618791, abs=5e-7)
    assert curve.eroded == pytest.approx(4.618791, abs=5e-7)
    assert curve.unprofitable == 335 / 635
    row = expected("aw_reseller_whale_curve.csv")[0]
    assert curve.shares is not None
    assert curve.shares[int(row["top_customers"]) - 1] == pytest.approx(4.381776, abs=5e-7)
    assert sum(curve.deciles()) == pytest.approx(curve.total)
    assert min(curve.deciles()) == curve.deciles()[-1] < 0


def test_a_total_loss_has_amounts_only(figures: Callable[[str], Figures]) -> None:
    """Warehouses lose 4,789.98 before freight, everybody 1,540,783.31 after it."""
    found = figures("adventureworks")
    profit = found.each("customer_profit", WHOLE, "customer_id")
    curve = whale_curve({name: profit[name] for name in found.customers})
    assert curve.total == pytest.approx(-1_540_783.3125, abs=1e-3)
    assert (curve.shares, curve.peak, curve.eroded, curve.top_share) == (None, None, None, None)
    assert sum(curve.deciles()) == pytest.approx(curve.total)
    assert curve.peak_amount > 0


CATEGORIES = """
select c.EnglishProductCategoryName as category, sum(s.SalesAmount) as net_revenue,
       sum(s.DiscountAmount) as discounts, sum(s.TotalProductCost) as cogs
from read_csv('{0}/FactResellerSales.csv.gz') s
join read_csv('{0}/DimProduct.csv.gz') p using (ProductKey)
join read_csv('{0}/DimProductSubcategory.csv.gz') b on b.ProductSubcategoryKey = p.ProductSubcategoryKey::int
join read_csv('{0}/DimProductCategory.csv.gz') c using (ProductCategoryKey)
group by all
"""


def test_pnl_by_category_of_product(figures: Callable[[str], Figures]) -> None:
    """Revenue and cost of goods as SQL adds them up; freight is booked on resellers, so it is not split."""
    found = figures("adventureworks")
    ledger = Ledger(found.data)
    by_category = pnl_by(ledger, None, parse_period(WHOLE), "category")
    ours = {row["category"]: row for row in by_category.rows}
    with duckdb.connect() as database:
        sums = database.execute(CATEGORIES.format(SHARED / "adventureworks_dw")).fetchall()
    assert ours.keys() == {*(name for name, *_ in sums), "(not split)"}
    for name, *expected_sums in sums:
        amounts = [ours[name][line] for line in ("net_revenue", "discounts", "cogs")]
        assert amounts == pytest.approx(expected_sums, abs=1e-4)
        assert ours[name]["logistics"] == 0
    assert ours["(not split)"]["logistics"] == pytest.approx(2_011_265.9158, abs=1e-3)
    assert by_category.total["customer_profit"] == pytest.approx(-1_540_783.3125, abs=1e-3)
    by_product = pnl_by(ledger, None, parse_period(WHOLE), "product")
    assert sum(float(row["customer_profit"]) for row in by_product.rows) == pytest.approx(
        by_category.total["customer_profit"]
    )


def test_the_page_of_a_total_near_zero(
    figures: Callable[[str], Figures], office: Office, tmp_path: Path
) -> None:
    """The peak is 562% of the total: the curve shows money, the key figures still show the share."""
    ledger = Ledger(figures("adventureworks without freight").data)
    run = Run(ledger, parse_period(WHOLE), None, "en", ScorecardSource([]))
    context = Context(GroupReport(run, ALL), template().layout)
    whale.fill(context)
    path = tmp_path / "book.xlsx"
    path.write_bytes(template().fill(context.plan))
    values = office.recalculate(path)
    assert lint(path) == []
    assert differences(path, values) == []
    known = expected("aw_reseller_whale_curve.csv")[0]
    unprofitable = int(known["unprofitable"]) / int(known["customers"])
    key = [
        values["Whale curve"][template().layout.at("whalekey", "value", row).replace("$", "").split("!")[1]]
        for row in (0, 2, 3, 6)
    ]
    peak = pytest.approx(float(known["peak_share"]), abs=1e-6)
    assert key == [int(known["customers"]), peak, int(known["profitable"]), pytest.approx(unprofitable)]
    title = str(values["Whale curve"][template().layout.cell("whale_title").replace("$", "").split("!")[1]])
    assert re.fullmatch(
        r"The best 300 customers earn [A-Z]{3} 2,643,543; 335 customers take [A-Z]{3} 2,173,061 back", title
    )
