"""The worked example of the customer P&L under scenarios; every expected figure is worked out by hand."""

from __future__ import annotations

import pytest

from cbsc_xl.accounting.lines import LINES
from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.scenario import Change
from cbsc_xl.scenario.comparison import RESULT, UNALLOCATED
from tests.accounting.books import cost, of, pnl_of, sale, worked_example
from tests.accounting.books import ledger as book
from tests.scenario.books import compared, scenario, under

CUSTOMERS = "ABCDE"


def line(ledger: Ledger, name: str, customer: str) -> float:
    return of(pnl_of(ledger, "2025", columns=["segment"]), name, customer)


def test_a_price_raises_revenue_by_its_percentage_and_margin_by_the_same_money() -> None:
    then = under(worked_example(), segment="Gold", price_change=0.02)
    assert [line(then, "net_revenue", c) for c in "ABC"] == pytest.approx([102_000, 77_520, 30_600])
    assert [line(then, "gross_margin", c) for c in "ABC"] == pytest.approx([42_000, 28_120, 12_600])
    assert line(then, "gross_revenue", "A") == pytest.approx(107_100)
    assert line(then, "discounts", "A") == pytest.approx(5_100)
    assert line(then, "returns", "B") == pytest.approx(4_080)


def test_invoices_follow_the_price() -> None:
    then = under(worked_example(), segment="Gold", price_change=0.02)
    assert line(then, "receivables_financing", "A") == pytest.approx(24_200 * 1.02 * 0.06)
    exposed = 14_520 * 1.02 - 5_000  # C, of whom 5,000 is secured
    assert line(then, "credit_risk_cost", "C") == pytest.approx(exposed * 0.08 * 0.45)


def test_the_cost_of_a_segment_keeps_its_total() -> None:
    then = under(worked_example(), segment="customer_id=A", price_change=0.06)
    shares = [line(then, "marketing_other", c) for c in "ABC"]  # by net revenue 106, 76 and 30 thousand
    assert shares == pytest.approx([2_060 * 106 / 212, 2_060 * 76 / 212, 2_060 * 30 / 212])


@pytest.mark.parametrize("name", LINES)
def test_groups_that_a_scenario_does_not_name_stay_the_same_to_the_last_digit(name: str) -> None:
    change = {"price_change": 0.02, "payment_days_change": -20, "discount_change": 0.01, "retention": 0.5}
    then = under(worked_example(), segment="Gold", **change)
    for customer in "DE":
        assert line(then, name, customer) == line(worked_example(), name, customer)


def test_a_discount_moves_by_points_of_gross_revenue_but_never_below_none() -> None:
    less = under(worked_example(), segment="Gold", discount_change=-0.01)
    assert [line(less, "discounts", c) for c in "ABC"] == pytest.approx([3_950, 3_160, 0])
    assert [line(less, "net_revenue", c) for c in "ABC"] == pytest.approx([101_050, 76_840, 30_000])
    more = under(worked_example(), segment="Gold", discount_change=0.01)
    assert [line(more, "discounts", c) for c in "ABC"] == pytest.approx([6_050, 4_840, 300])
    for ledger in (less, more):
        assert line(ledger, "gross_revenue", "A") == pytest.approx(105_000)
        assert line(ledger, "returns", "B") == pytest.approx(4_000)


def test_a_price_goes_before_a_discount() -> None:
    then = under(worked_example(), segment="customer_id=A", price_change=0.1, discount_change=0.1)
    assert line(then, "gross_revenue", "A") == pytest.approx(115_500)
    assert line(then, "discounts", "A") == pytest.approx(5_500 + 11_550)


@pytest.mark.parametrize(
    ("activity", "rate", "name", "before", "after", "unused"),
    [
        ("order handling", 50, "sales", 60, 50, 660),  # 66 orders x 10 less
        ("Delivery", 40, "logistics", 50, 40, 660),  # a pool charged in full gets a rate: 3,300 - 66 x 40
        ("service desk", 1.5, "service", 1, 1.5, -1_190),  # 2,380 minutes x 0.50 more
    ],
)
def test_a_rate_moves_volume_times_its_change_out_of_the_pool(
    activity: str, rate: float, name: str, before: float, after: float, unused: float
) -> None:
    volume = {"service": 200}.get(name, 10)  # of customer D
    today, then = worked_example(), under(worked_example(), activity=activity, rate=rate)
    change = line(then, name, "D") - line(today, name, "D")
    assert change == pytest.approx(volume * (after - before))
    everyone = compared(worked_example(), scenario(Change(activity=activity, rate=rate))).everyone
    assert everyone.figure(UNALLOCATED).difference(0) == pytest.approx(unused)
    assert everyone.figure("customer_profit").difference(0) == pytest.approx(unused)
    assert everyone.figure(RESULT).difference(0) == 0


def test_terms_of_payment_change_what_is_owed_day_by_day() -> None:
    then = under(worked_example(), segment="Gold", payment_days_change=-36)
    owed = {"A": 121_000 * 37 / 365, "B": 96_800 * 37 / 365, "C": 36_300 * 110 / 365}
    for customer, average in owed.items():
        assert line(then, "receivables_financing", customer) == pytest.approx(average * 0.06)
    assert line(then, "credit_risk_cost", "A") == pytest.approx(owed["A"] * 0.01 * 0.45)
    assert line(then, "net_revenue", "A") == 100_000


def test_nobody_pays_before_the_invoice() -> None:
    then = under(worked_example(), payment_days_change=-200)
    assert [line(then, "receivables_financing", c) for c in CUSTOMERS] == [0, 0, 0, 0, 0]


def invoices(*rows: tuple[str, str | None]) -> Ledger:
    """Invoices of 100 to one customer: date, and when it was paid."""
    return book(
        {
            "Customers": [{"customer_id": "A", "segment": "Gold"}],
            "Transactions": [sale("A", "2025-01-01", 100)],
            "Costs": [cost(1)],
            "Receivables": [
                {"customer_id": "A", "date": date, "amount": 100, "paid_date": paid} for date, paid in rows
            ],
        },
        receivables_rate=0.365,
        default_pd=0.0,
        lgd=0.0,
    )


def test_an_open_invoice_is_taken_to_be_paid_after_the_usual_days() -> None:
    """Paid after (30 + 0) / 2 days on average: the invoice of 21 December is expected on 5 January."""
    ledger = invoices(("2025-01-01", "2025-01-31"), ("2025-12-21", None), ("2025-12-31", "2025-12-31"))
    today = line(ledger, "receivables_financing", "A")
    assert today == pytest.approx((30 + 11) * 0.1)
    sooner = under(ledger, payment_days_change=-10)  # open from 21 to 25 December, paid on the 26th
    assert line(sooner, "receivables_financing", "A") == pytest.approx((20 + 5) * 0.1)


def test_an_invoice_open_for_longer_than_usual_stays_open() -> None:
    ledger = invoices(("2025-01-01", "2025-01-31"), ("2025-10-01", None), ("2025-12-31", None))
    sooner = under(ledger, payment_days_change=-10)
    assert line(sooner, "receivables_financing", "A") == pytest.approx((20 + 92 + 1) * 0.1)


def test_retention_gives_the_lifetime_value_of_the_definitions() -> None:
    """Margin 150, retention 0.8, discount rate 10%: 150 x 0.8 / (1 + 0.1 - 0.8) = 400."""
    ids = [f"C{i}" for i in range(5)]
    ledger = book(
        {
            "Customers": [{"customer_id": name, "segment": "Gold"} for name in ids],
            "Transactions": [sale(name, f"{year}-06-01", 150) for name in ids for year in (2024, 2025)],
            "Costs": [cost(1)],
        },
        discount_rate=0.10,
    )
    gold = compared(ledger, scenario(Change("Gold", retention=0.8))).groups[0]
    assert gold.figure("CBSC_RETENTION").then[0].value == pytest.approx(0.8)
    assert gold.figure("CBSC_CHURN").then[0].value == pytest.approx(0.2)
    assert gold.figure("CBSC_CLV").today.value == pytest.approx(1_500)
    assert gold.figure("CBSC_CLV").then[0].value == pytest.approx(400)
    assert gold.figure("customer_profit").difference(0) == 0
    calculator = Calculator(under(ledger, segment="Gold", retention=0.81, period="2025-H1"))
    assert calculator.measure("retention", "Gold", "2025-H1").value == pytest.approx(0.9)


def test_a_scenario_without_changes_is_today() -> None:
    comparison = compared(worked_example(), scenario())
    for group in (*comparison.groups, comparison.everyone):
        assert not any(figure.moved(0) for figure in group.figures)
        assert list(group.scored(0)) == []
        assert all(figure.then[0] == figure.today for figure in group.figures if figure.today.error is None)


def test_groups_add_up_to_all_customers() -> None:
    changes = (Change("Gold", price_change=0.03), Change(activity="delivery", rate=12))
    comparison = compared(worked_example(), scenario(*changes))
    for name in LINES:
        parts = [group.figure(name).then[0].value or 0.0 for group in comparison.groups]
        assert sum(parts) == pytest.approx(comparison.everyone.figure(name).then[0].value)
