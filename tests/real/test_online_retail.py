"""UK online retailer by country: the figures that were worked out beforehand, and why some are not ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import accumulate

import pytest

from tests.real.independent import Independent
from tests.real.sources import ALL, Figures, expected, unequal

WHOLE = "ALL:2011"
FACTS = {
    "active_customers": "active_customers",
    "new_customers": "customers_new",
    "orders": "orders",
    "active_prev_quarter": "customers_opening",
    "retained": "customers_kept",
    "lost": "customers_lost",
}
RATIOS = {
    "avg_order_value_net": "CBSC_ORDER_VALUE",
    "net_revenue_per_active_customer": "CBSC_REVENUE_PER_CUSTOMER",
    "retention_rate": "CBSC_RETENTION",
    "churn_rate": "CBSC_CHURN",
}
QUARTERS = 25
GROUPS = 7


def group(row: dict[str, str]) -> str:
    return ALL if row["country"] == "TOTAL" else row["country"]


def quarters() -> list[tuple[str, str, dict[str, str]]]:
    rows = expected("or_country_quarter.csv")
    assert len(rows) == QUARTERS
    return [(group(row), row["quarter"].replace("Q", "-Q"), row) for row in rows]


def totals() -> dict[str, dict[str, str]]:
    rows = {group(row): row for row in expected("or_country_total.csv")}
    assert len(rows) == GROUPS
    return rows


def number(text: str) -> float | None:
    return float(text) if text else None


def profile() -> dict[str, str]:
    return {row["k"]: row["v"] for row in expected("or_profile.csv")}


def test_all_rows_are_accounted_for(figures: Callable[[str], Figures]) -> None:
    report, known = figures("online_retail").data.report, profile()
    count = report.counts["Transactions"]
    refused = Counter[str]()
    for problem in report.refusals:
        if problem.table == "Transactions":
            refused[problem.reason] += len(problem.rows)
    assert count.read == int(known["rows"]) == 541_909
    assert count.used == int(known["sale_lines"]) + int(known["return_lines"])
    assert refused["left out by mapping: no customer"] == int(known["rows_CustomerID_null"])
    assert count.used + refused.total() == count.read


def test_rows_left_out_are_the_ones_that_sql_leaves_out(
    figures: Callable[[str], Figures], independent: Callable[[str], Independent]
) -> None:
    kept = figures("online_retail").data.table("Transactions").origin.tolist()
    rows = independent("online_retail").rows("select place + 1 as row from line order by 1")
    assert kept == [row["row"] for row in rows]


def test_why_orders_and_groups_agree(independent: Callable[[str], Independent]) -> None:
    database = independent("online_retail")
    shared = """
        select count(*) from (select document from line group by document
        having count(distinct customer) > 1 or count(distinct day) > 1)"""
    assert database.value(shared) == 0
    nobody = "from raw group by country having count(customer) = 0"
    assert database.rows(f"select country, count(*) as lines {nobody}") == [
        {"country": "Hong Kong", "lines": 288}
    ]


@pytest.mark.parametrize("name", FACTS)
def test_counts_by_country_and_quarter(name: str, figures: Callable[[str], Figures]) -> None:
    found = figures("online_retail quarterly")
    for country, quarter, row in quarters():
        assert found.fact(FACTS[name], country, quarter) == int(row[name]), (country, quarter)


@pytest.mark.parametrize("name", RATIOS)
def test_ratios_by_country_and_quarter(name: str, figures: Callable[[str], Figures]) -> None:
    found = figures("online_retail quarterly")
    theirs = {(country, quarter): number(row[name]) for country, quarter, row in quarters()}
    ours = {key: found.measure(RATIOS[name], *key) for key in theirs}
    assert unequal(ours, theirs, digits=0.51 * 10 ** (-6 if "rate" in name else -4)) == {}


def test_revenue_by_country_and_quarter(figures: Callable[[str], Figures]) -> None:
    net, sales = figures("online_retail quarterly"), figures("online_retail sales only")
    for country, quarter, row in quarters():
        revenue = net.fact("net_revenue", country, quarter)
        gross = sales.fact("net_revenue", country, quarter)
        assert revenue == pytest.approx(float(row["net_revenue"]), abs=1e-6)
        assert gross == pytest.approx(float(row["gross_revenue"]), abs=1e-6)
        assert gross - revenue == pytest.approx(float(row["returns_value"]), abs=1e-6)
        assert sales.measure("CBSC_ORDER_VALUE", country, quarter) == pytest.approx(
            float(row["avg_order_value_gross"]), abs=0.000051
        )


def test_returning_and_repeating_customers(figures: Callable[[str], Figures]) -> None:
    """Their repeat rate asks for two orders inside the quarter; ours is LOYAL_RATIO with 2 as its limit."""
    found = figures("online_retail quarterly")
    for country, quarter, row in quarters():
        assert found.fact("customers_existing", country, quarter) == int(row["returning_customers"])
        loyal = found.fact("customers_loyal", country, quarter)
        share = loyal / found.fact("active_customers", country, quarter)
        assert share == pytest.approx(float(row["repeat_rate_in_quarter"]), abs=5.1e-7)
        assert found.fact("customers_repeating", country, quarter) >= int(row["returning_customers"])


@pytest.mark.parametrize("country", ["All", "United Kingdom", "EIRE", "Germany", "France", "Spain", "Japan"])
def test_whole_time_by_country(country: str, figures: Callable[[str], Figures]) -> None:
    found, row = figures("online_retail"), totals()[country]
    assert found.fact("active_customers", country, WHOLE) == int(row["customers_with_sale"])
    assert found.fact("customers_to_date", country, WHOLE) == int(row["customers_with_sale"])
    assert found.fact("orders", country, WHOLE) == int(row["orders"])
    assert found.fact("net_revenue", country, WHOLE) == pytest.approx(float(row["net_revenue"]), abs=1e-6)
    assert found.measure("CBSC_REPEAT_CUSTOMERS", country, WHOLE) == pytest.approx(
        float(row["repeat_customer_rate"]), abs=5.1e-7
    )
    gross = figures("online_retail sales only").fact("net_revenue", country, WHOLE)
    assert gross == pytest.approx(float(row["gross_revenue"]), abs=1e-6)


def test_customers_who_only_returned_goods_are_in_the_table_but_never_active(
    figures: Callable[[str], Figures],
) -> None:
    customers = figures("online_retail").data.table("Customers")
    country = Counter(customers.text("country").strings())
    for name, row in totals().items():
        size = len(customers) if name == ALL else country[name]
        assert size == int(row["customers_any"])
    only_returns = len(customers) - figures("online_retail").fact("active_customers", ALL, WHOLE)
    assert only_returns == int(profile()["customers_only_returns"])


@pytest.mark.parametrize(
    ("months", "until", "name", "between"),
    [
        (3, "2011-12-09", "inactive_90d_at_end", "2011-09-10"),
        (6, "2011-12-11", "inactive_180d_at_end", "2011-06-12"),
    ],
)
def test_inactive_customers(
    months: int,
    until: str,
    name: str,
    between: str,
    figures: Callable[[str], Figures],
    independent: Callable[[str], Independent],
) -> None:
    """They count from 12:50 on a day, we from its beginning: those last seen that morning are between."""
    found = figures("online_retail quarterly" if months == 3 else "online_retail half-yearly")
    morning = independent("online_retail").rows(f"""
        with seen as (select customer, max(moment) as last from line where amount > 0 group by customer)
        select grp, count(*) as customers from member join seen using (customer)
        where last >= date '{between}' and last < timestamp '{between} 12:50:00' group by grp""")
    last_seen = {row["grp"]: row["customers"] for row in morning}
    for country, row in totals().items():
        period = f"2010-12-01:{until}"
        lost = int(row["customers_with_sale"]) - found.fact("customers_closing", country, period)
        assert lost + last_seen.get(country, 0) == int(row[name])


def test_customer_by_customer(figures: Callable[[str], Figures]) -> None:
    net, sales = figures("online_retail"), figures("online_retail sales only")
    orders, gross = net.each("orders", WHOLE, "customer_id"), sales.each("net_revenue", WHOLE, "customer_id")
    sample = expected("or_rfm_sample.csv")
    assert len(sample) == 20
    for row in sample:
        assert orders[row["CustomerID"]] == int(row["frequency"])
        assert gross[row["CustomerID"]] == pytest.approx(float(row["monetary"]), abs=1e-6)


def test_whale_curve_of_revenue(figures: Callable[[str], Figures]) -> None:
    found = figures("online_retail")
    revenue = found.each("net_revenue", WHOLE, "customer_id")
    values = sorted((revenue[name] for name in found.customers), reverse=True)
    running = list(accumulate(values, initial=0.0))
    rows = expected("or_whale_curve.csv")
    assert len(rows) == 12
    for row in rows:
        assert len(values) == int(row["customers"])
        assert running[int(row["top_customers"])] == pytest.approx(float(row["cum_net_revenue"]), abs=1e-5)
        assert max(running) == pytest.approx(float(row["peak_cumulative"]), abs=1e-5)
        assert sum(value < -1e-6 for value in values) == int(row["customers_negative"])
        assert sum(abs(value) <= 1e-6 for value in values) == int(row["customers_zero"])


def test_cohorts_by_month(figures: Callable[[str], Figures]) -> None:
    found = figures("online_retail sales only")
    rows = expected("or_cohort_monthly_sales_only.csv")
    assert len(rows) == 91
    active = {}
    for row in rows:
        month = 12 * int(row["cohort"][:4]) + int(row["cohort"][5:]) - 1 + int(row["month_no"])
        period = f"{month // 12}-{month % 12 + 1:02d}"
        active[row["cohort"], period] = int(row["customers"])
        if row["month_no"] == "0":
            assert found.fact("customers_new", ALL, period) == int(row["customers"])
    months = {period for _, period in active}
    ours = {
        (cohort, period): customers
        for period in months
        for cohort, customers in found.each("active_customers", period, "cohort").items()
        if customers
    }
    assert ours == active
