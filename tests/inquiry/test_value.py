"""Value matrix, engagement value and value balance sheet of data, by hand."""

from __future__ import annotations

from typing import cast

import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.errors import BadArgument, NoValue
from cbsc_xl.inquiry import engagement, matrix, value_balance
from cbsc_xl.inquiry.matrix import Value
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, table_from_rows
from tests.accounting.books import cost, ledger, sale, worked_example

EXACT = 1e-8


def with_table(book: Ledger, name: str, rows: list[dict[str, object]]) -> Ledger:
    return Ledger(Data({**book.data.tables, name: table_from_rows(name, rows)}, book.settings))


def test_the_matrix_of_the_worked_example() -> None:
    """Scores of definitions.md par. 4; E was not asked."""
    scores = {"A": 62, "B": 55, "C": 80, "D": 85}
    surveys: list[dict[str, object]] = [
        {
            "date": "2025-06-01",
            "customer_id": name,
            "metric": "perceived_value",
            "score": score,
            "scale_min": 0,
            "scale_max": 100,
        }
        for name, score in scores.items()
    ]
    calculator = Calculator(with_table(worked_example(), "Surveys", surveys))
    found = matrix(calculator, "", "2025", threshold_of=10_206, threshold_for=78)
    assert {name: place.quadrant for name, place in found.places.items()} == {
        "A": "at risk",
        "B": "at risk",
        "C": "in balance, high",
        "D": "over-served",
    }
    assert found.without_score == ("E",)
    assert list(matrix(calculator, "Silver", "2025").places) == ["D"]


def roles() -> Ledger:
    """C1 to C5 buy in 2024, C1 to C4 and C6, brought by C1, in 2025: retention 4/5, margin 150 each."""
    earlier = [sale(f"C{i}", "2024-06-01", 500, cogs=300) for i in range(1, 6)]
    later = [sale(f"C{i}", "2025-06-01", 500, cogs=300) for i in (1, 2, 3, 4, 6)]
    own = [cost(50, "service", "2025-07-01", customer_id=f"C{i}") for i in (1, 2, 3, 4, 6)]
    return ledger(
        {
            "Customers": [
                *({"customer_id": f"C{i}", "segment": "Gold"} for i in range(1, 6)),
                {"customer_id": "C6", "segment": "Silver", "referred_by": "C1"},
            ],
            "Transactions": [*earlier, *later],
            "Costs": [*own, cost(250, "marketing", "2025-03-01", purpose="acquisition")],
            "Contacts": [{"date": "2025-02-01", "customer_id": "C2", "channel": "phone", "cost": 9.2}],
            "Contributions": [
                {"date": "2025-06-15", "customer_id": "C1", "role": "promoter", "cost": 30},
                {
                    "date": "2025-03-01",
                    "customer_id": "C2",
                    "role": "cocreator",
                    "value": 5_000,
                    "cost": 500,
                    "status": "implemented",
                },
                {"date": "2025-03-01", "customer_id": "C3", "role": "service", "quantity": 100, "cost": 60},
                {
                    "date": "2025-01-01",
                    "customer_id": "C4",
                    "role": "investor",
                    "quantity": 100_000,
                    "rate": 0.04,
                },
            ],
        },
        discount_rate=0.10,
        referral_incremental_share=0.5,
        deflection_rate=0.5,
        alternative_cost_of_funds=0.07,
    )


def test_the_matrix_may_take_lifetime_value_and_roles() -> None:
    """As below: each is worth 400, C1 820 with his referral; C5 is no longer in the base."""
    calculator = Calculator(roles())
    assert matrix(calculator, "", "2025", value="clv").without_score == ("C1", "C2", "C3", "C4", "C6")
    survey: dict[str, object] = {"date": "2025-06-01", "customer_id": "C1", "metric": "perceived_value"}
    survey |= {"score": 80, "scale_min": 0, "scale_max": 100}
    book = Calculator(with_table(roles(), "Surveys", [survey]))
    for value, expected in (("profit", 150), ("clv", 400), ("engagement", 820)):
        found = matrix(book, "", "2025", value=cast(Value, value))
        assert found.places["C1"].value_of == pytest.approx(expected)


def test_engagement_of_customers() -> None:
    """m r / (1 + d - r) = 150 x 0.8 / 0.3 = 400; roles as in definitions.md par. 7."""
    found = {one.name: one for one in engagement(Calculator(roles()), "", "2025")}
    assert list(found) == ["C1", "C2", "C3", "C4", "C5", "C6"]
    for name in ("C1", "C2", "C3", "C4", "C6"):
        assert found[name].lifetime.value == pytest.approx(400)
    assert found["C5"].lifetime.status == "no value: not in the base at the end of the period"
    assert found["C5"].total is None
    values = {name: {k: one.value for k, one in found[name].roles.items()} for name in found}
    # 250 of acquisition cost for the one new customer, + 0.5 x 400 - 30
    assert values["C1"]["referral_value"] == pytest.approx(250 + 0.5 * 400 - 30)
    assert values["C2"]["cocreation_value"] == 4_500
    assert values["C3"]["peer_support_value"] == pytest.approx(100 * 0.5 * 9.20 - 60)
    assert values["C4"]["investor_value"] == pytest.approx(3_000)
    totals = {name: found[name].total for name in ("C1", "C2", "C3", "C4", "C6")}
    expected = {"C1": 820, "C2": 4_900, "C3": 800, "C4": 3_400, "C6": 400}
    assert totals == pytest.approx(expected)


def test_engagement_of_groups() -> None:
    """Gold keeps 4 of 5, each 150: 4 x 400; a new group has no retention yet."""
    gold, silver = engagement(Calculator(roles()), "", "2025", "segment")
    assert (gold.name, gold.lifetime.value) == ("Gold", pytest.approx(1_600))
    assert gold.total == pytest.approx(1_600 + 420 + 4_500 + 400 + 3_000)
    assert (silver.lifetime.value, silver.total) == (None, None)
    assert [one.name for one in engagement(Calculator(roles()), "Silver", "2025")] == ["C6"]
    with pytest.raises(BadArgument):
        engagement(Calculator(roles()), "", "2025", "sgment")


def test_roles_that_cannot_be_known_say_what_they_need() -> None:
    book = worked_example()
    (first, *_) = engagement(Calculator(book), "", "2025")
    assert first.roles["cocreation_value"].status == "needs table Contributions"
    assert first.total is None


def test_value_balance_of_the_example() -> None:
    """Customer A of definitions.md par. 4, with an idea worth 1,500 a year."""
    idea: dict[str, object] = {
        "date": "2025-03-01",
        "customer_id": "A",
        "role": "cocreator",
        "value": 1_500,
        "status": "implemented",
    }
    calculator = Calculator(with_table(worked_example(), "Contributions", [idea]))
    found = value_balance(calculator, "customer_id=A", "2025", 3, retention=0.9, discount_rate=0.10)
    assert (found.direct_revenue, found.direct_cost) == (pytest.approx(100_000), pytest.approx(60_000))
    assert found.indirect_revenue["cocreation_value"] == 1_500
    assert (found.indirect_cost, found.financial_risk) == (pytest.approx(5_560), pytest.approx(1_560.90))
    assert found.factor == pytest.approx(2.035312, abs=5e-7)
    assert found.sheet.bright == pytest.approx(206_584.15, abs=0.006)
    assert found.sheet.dark == pytest.approx(136_611.96, abs=0.006)
    assert found.sheet.balance == pytest.approx(69_972.19, abs=0.006)
    assert found.sheet.ratio == pytest.approx(1.5122, abs=5e-5)
    assert found.unknown["referral_value"] == "needs column Customers.referred_by"


def test_value_balance_takes_retention_and_rate_from_the_data() -> None:
    calculator = Calculator(roles())
    assert value_balance(calculator, "Gold", "2025").retention == pytest.approx(0.8)
    assert value_balance(calculator, "Gold", "2025").discount_rate == 0.10
    assert value_balance(calculator, "customer_id=C1", "2025").retention == pytest.approx(0.8)
    with pytest.raises(NoValue, match="give the retention"):
        value_balance(calculator, "Silver", "2025")
    with pytest.raises(NoValue, match="no active customers"):
        value_balance(calculator, "Silver;customer_id=C1", "2025")
    with pytest.raises(BadArgument, match="give 1 or more"):
        value_balance(calculator, "Gold", "2025", 0)


def test_flows_are_per_year() -> None:
    """Half a year of C1: revenue 500 is 1,000 a year; E has acquisition cost, which is spent once."""
    half = value_balance(Calculator(roles()), "customer_id=C1", "2025-H1", retention=0.8)
    assert half.direct_revenue == pytest.approx(1_000)
    year = value_balance(Calculator(worked_example()), "customer_id=E", "2025", 1, 0.5, 0.1)
    assert year.indirect_cost == pytest.approx(1_800 + 1_100 + 1_500)
