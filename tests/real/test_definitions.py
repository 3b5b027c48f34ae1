"""Every measure of customers and transactions, for every group and period, equals independent SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cbsc_xl.catalogue import catalogue
from cbsc_xl.ledger.customers import ANONYMOUS, NO_SEGMENT, UNKNOWN
from tests.real.conftest import VARIANTS
from tests.real.independent import Independent
from tests.real.sources import ALL, Figures, unequal

MEASURES = (
    *("ACTIVE_CUSTOMERS", "NEW_CUSTOMERS", "REPEAT_PURCHASES", "REPEAT_CUSTOMERS", "LOYAL_RATIO"),
    *("CHURN", "RETENTION", "NRR", "WINBACK", "RELATIONSHIP_DURATION", "CROSS_SELL", "PURCHASE_FREQUENCY"),
    *("TIME_BETWEEN_PURCHASES", "ORDER_VALUE", "REVENUE_PER_CUSTOMER", "REVENUE_TO_DATE", "REVENUE_GROWTH"),
    *("NEW_CUSTOMER_SHARE", "UP_SELL", "EARLY_REPEAT", "RETURNS_RATE"),
)
OF_CHANNEL = ("ACTIVE_CUSTOMERS", "PURCHASE_FREQUENCY", "ORDER_VALUE", "REVENUE_PER_CHANNEL")
CHANNELS = {
    "online_retail all columns": {"articles", "services"},
    "adventureworks regions": {str(region) for region in range(1, 11)},
}
NO_START = {"RELATIONSHIP_DURATION": "needs column Customers.start_date"}
NO_CATEGORY = {"CROSS_SELL": "needs column Transactions.category"}
LACKING = {
    "online_retail": NO_START | NO_CATEGORY,
    "online_retail quarterly": NO_START | NO_CATEGORY,
    "adventureworks": NO_START,
    "adventureworks quarterly": NO_START,
    "cdnow": NO_CATEGORY,
    "cdnow quarterly": NO_CATEGORY,
}
SIZES = {"online_retail": (38, 22), "adventureworks": (4, 18), "cdnow": (2, 9)}
"""Groups, All included, and periods."""
ADD_UP = (
    *("active_customers", "orders", "net_revenue", "customers_new", "customers_opening", "repeat_orders"),
    *("purchase_gap_days", "cohort_revenue", "net_revenue_previous_year", "customers_won_back"),
)


@pytest.mark.parametrize("variant", LACKING)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_group_and_period(
    variant: str,
    measure: str,
    figures: Callable[[str], Figures],
    independent: Callable[[str], Independent],
) -> None:
    function = f"CBSC_{measure}"
    if measure in LACKING[variant]:
        outcome = figures(variant).calculator.measure(function)
        assert outcome.status == LACKING[variant][measure]
        return
    proof = independent(variant).measures()[function]
    groups, periods = SIZES[variant.split()[0]]
    assert len(proof) == groups * periods
    assert unequal({key: figures(variant).measure(function, *key) for key in proof}, proof) == {}


@pytest.mark.parametrize("measure", ["CROSS_SELL", "NEW_CUSTOMERS", "RELATIONSHIP_DURATION", "WINBACK"])
def test_measures_that_need_a_start_or_a_category(
    measure: str, figures: Callable[[str], Figures], independent: Callable[[str], Independent]
) -> None:
    variant, function = "online_retail all columns", f"CBSC_{measure}"
    proof = independent(variant).measures()[function]
    assert unequal({key: figures(variant).measure(function, *key) for key in proof}, proof) == {}
    assert sum(value is not None and value > 0 for value in proof.values()) > 50


@pytest.mark.parametrize("variant", CHANNELS)
@pytest.mark.parametrize("measure", OF_CHANNEL)
def test_every_channel(
    variant: str,
    measure: str,
    figures: Callable[[str], Figures],
    independent: Callable[[str], Independent],
) -> None:
    function = f"CBSC_{measure}"
    proof = independent(variant).measures("channels")[function]
    assert {channel for _, _, channel in proof} == CHANNELS[variant]
    assert unequal({key: figures(variant).measure(function, *key) for key in proof}, proof) == {}


def test_no_measure_of_these_data_is_left_out(figures: Callable[[str], Figures]) -> None:
    calculator = figures("online_retail all columns").calculator
    channel = {True: "articles", False: None}
    outcomes = {
        measure.function: calculator.measure(
            measure.function, period="2011", channel=channel[measure.channel_required]
        )
        for measure in catalogue()
    }
    fed = {function for function, outcome in outcomes.items() if not outcome.status.startswith("needs")}
    assert fed == {f"CBSC_{measure}" for measure in {*MEASURES, *OF_CHANNEL}}


@pytest.mark.parametrize("variant", VARIANTS)
def test_groups_add_up_to_all(variant: str, figures: Callable[[str], Figures]) -> None:
    found = figures(variant)
    for period in ("2011", "ALL:2011") if "cdnow" not in variant else ("1997", "ALL:1998"):
        for fact in ADD_UP:
            groups = found.each(fact, period)
            assert {groups[name] for name in (NO_SEGMENT, UNKNOWN, ANONYMOUS)} == {0.0}
            assert sum(groups.values()) == pytest.approx(found.fact(fact, ALL, period), rel=1e-12)
