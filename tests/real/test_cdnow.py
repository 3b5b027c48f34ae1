"""CDNOW sample as one group: the figures that were worked out beforehand, and why some are not ours.

Eight customers are in the sample with one row of 0 dollars only, in the first quarter of 1997. There they
are active; here nobody is active who never paid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.real.independent import Independent
from tests.real.sources import ALL, Figures, expected, unequal

WHOLE = "ALL:1998"
WEEKS_39 = "1997-01-01:1997-09-30"
NEVER_PAID = {"1997-Q1": 8}


def quarters() -> dict[str, dict[str, str]]:
    rows = {row["quarter"].replace("Q", "-Q"): row for row in expected("cdnow_sample_cohort_quarter.csv")}
    assert len(rows) == 6
    return rows


@pytest.fixture
def found(figures: Callable[[str], Figures]) -> Figures:
    return figures("cdnow quarterly")


def test_who_never_paid(independent: Callable[[str], Independent]) -> None:
    rows = independent("cdnow").rows("""
        select year(min(day)) || '-Q' || quarter(min(day)) as quarter, count(distinct day) as visits
        from line group by customer having sum(amount) = 0""")
    assert Counter(row["quarter"] for row in rows) == NEVER_PAID
    assert all(row["visits"] == 1 for row in rows)


def test_all_rows_are_used(found: Figures) -> None:
    (profile,) = expected("cdnow_sample_profile.csv")
    count = found.data.report.counts["Transactions"]
    assert count.used == count.read == int(profile["row_count"])
    assert len(found.customers) == int(profile["customers"])
    assert found.fact("net_revenue", ALL, WHOLE) == pytest.approx(float(profile["dollars"]), abs=1e-6)
    unpaid = sum(NEVER_PAID.values())
    visits = int(profile["row_count"]) - int(profile["same_day_repeats_beyond_first"])
    assert found.fact("orders", ALL, WHOLE) == visits - unpaid
    assert found.fact("customers_disloyal", ALL, WHOLE) == int(profile["customers_one_day_only"]) - unpaid


def test_quarters(found: Figures) -> None:
    for quarter, row in quarters().items():
        unpaid = NEVER_PAID.get(quarter, 0)
        assert found.fact("active_customers", ALL, quarter) == int(row["active_customers"]) - unpaid
        assert found.fact("customers_new", ALL, quarter) == int(row["new_customers"])
        assert found.fact("orders", ALL, quarter) == int(row["purchase_days"]) - unpaid
        assert found.fact("net_revenue", ALL, quarter) == pytest.approx(float(row["dollars"]), abs=1e-6)
        assert found.fact("customers_kept", ALL, quarter) == int(row["retained_from_prev_quarter"])


def test_ratios_by_quarter(found: Figures) -> None:
    theirs = {q: row for q, row in quarters().items() if q not in NEVER_PAID}
    order_value = {q: found.measure("CBSC_ORDER_VALUE", ALL, q) for q in theirs}
    given = {q: float(row["dollars_per_purchase_day"]) for q, row in theirs.items()}
    assert unequal(order_value, given, digits=0.51e-4) == {}
    del theirs["1997-Q2"]  # its base is the quarter of those who never paid
    retention = {q: found.measure("CBSC_RETENTION", ALL, q) for q in theirs}
    given = {q: float(row["retention_rate"]) for q, row in theirs.items()}
    assert unequal(retention, given, digits=0.51e-6) == {}


def test_ratios_that_those_who_never_paid_change(found: Figures) -> None:
    first, second = quarters()["1997-Q1"], quarters()["1997-Q2"]
    days = int(first["purchase_days"]) - NEVER_PAID["1997-Q1"]
    base = int(second["active_prev_quarter"]) - NEVER_PAID["1997-Q1"]
    retained = int(second["retained_from_prev_quarter"])
    assert found.measure("CBSC_ORDER_VALUE", ALL, "1997-Q1") == pytest.approx(float(first["dollars"]) / days)
    assert found.measure("CBSC_RETENTION", ALL, "1997-Q2") == pytest.approx(retained / base)
    assert found.measure("CBSC_RETENTION", ALL, "1997-Q1") is None


def test_repeat_purchases_of_the_first_39_weeks(found: Figures) -> None:
    repeats = found.each("purchase_gaps", WEEKS_39, "customer_id")
    customers = Counter(min(int(repeats[name]), 7) for name in found.customers)
    rows = expected("cdnow_sample_repeat_39weeks.csv")
    assert customers == {int(row["repeat_purchases"].strip("+")): int(row["customers"]) for row in rows}
    total = sum(int(row["total_repeat"]) for row in rows)
    assert found.measure("CBSC_REPEAT_PURCHASES", ALL, WEEKS_39) == total
    assert sum(repeats.values()) == total


def test_whale_curve_of_revenue(found: Figures) -> None:
    revenue = found.each("net_revenue", WHOLE, "customer_id")
    values = sorted((revenue[name] for name in found.customers), reverse=True)
    rows = expected("cdnow_sample_whale.csv")
    assert len(rows) == 6
    for row in rows:
        assert len(values) == int(row["customers"])
        assert sum(values[: int(row["top_customers"])]) == pytest.approx(float(row["cum_dollars"]), abs=1e-6)
