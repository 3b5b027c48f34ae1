"""The nine measures on customer profit: worked examples, identities, needs, and LibreOffice."""

from __future__ import annotations

import pytest

from cbsc_xl import catalogue
from cbsc_xl.calculator import Calculator, Outcome
from cbsc_xl.errors import NoValue
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, Settings, table_from_rows
from cbsc_xl.workbook.dialect import native
from tests.accounting.books import Tables, cost, ledger, sale

EXPECTED = {
    "customer_acquisition_cost": (6_000 + 2_500) / 5,
    "profit_per_customer": 338 / 2,
    "profit_to_date": (150 + 200 - 40) / 2,
    "customer_profit_margin": 338 / 1_400,
    "unprofitable_customer_rate": 2 / 4,
    "customer_lifetime_value": 150 * 0.8 / 0.3,
    "clv_cac_ratio": 400 / 250,
    "cost_to_serve_ratio": (60 + 30 + 80) / 1_400,
    "referral_value": 1 * (250 + 0.5 * 400) - 30,
}


def example_book(name: str) -> tuple[Ledger, catalogue.Example]:
    example = catalogue.example_of(catalogue.find(name))
    tables = {table: table_from_rows(table, rows) for table, rows in example.tables.items()}
    settings = {key: float(value) for key, value in example.options.items()}
    return Ledger(Data(tables, Settings(settings))), example


@pytest.mark.parametrize("name", EXPECTED)
def test_worked_example(name: str) -> None:
    book, example = example_book(name)
    outcome = Calculator(book).measure(name, "", example.period)
    assert outcome.value == pytest.approx(EXPECTED[name], rel=1e-12)
    assert example.expected == pytest.approx(EXPECTED[name], rel=1e-12)


def facts_of(name: str) -> dict[str, float]:
    book, example = example_book(name)
    calculator = Calculator(book)
    cube = calculator.cube((), [calculator.period(example.period)])
    return {fact: cube.fact_value(fact, 0, 0) for fact in catalogue.find(name).parameters}


NO_VALUE = {
    "customer_acquisition_cost": [{"customers_acquired": 0}],
    "profit_per_customer": [{"active_customers": 0}],
    "profit_to_date": [{"customers_to_date": 0}],
    "customer_profit_margin": [{"net_revenue": 0}, {"net_revenue": -5}],
    "unprofitable_customer_rate": [{"customers_in_pnl": 0}],
    "customer_lifetime_value": [
        {"customers_opening": 0, "customers_kept": 0},
        {"customers_closing": 0},
        {"customers_kept": 5, "discount_rate": 0},
    ],
    "clv_cac_ratio": [
        {"customers_acquired": 0},
        {"acquisition_cost_shared_all": 0},
        {"customers_closing": 0},
    ],
    "cost_to_serve_ratio": [{"net_revenue": 0}],
    "referral_value": [{"customers_opening_all": 0, "customers_kept_all": 0}, {"customers_closing_all": 0}],
}
VARIANTS = {
    "customer_lifetime_value": [
        ({"customers_kept": 0}, 0),
        ({"years_of_period": 0.25}, 600 * 0.8**4 / (1.1 - 0.8**4)),
        ({"customer_profit": -600}, -400),
        ({"customer_profit": 500, "acquisition_charged": 100}, 400),
    ],
    "customer_acquisition_cost": [
        ({"acquisition_cost_traced": 600, "customers_acquired": 2}, 600 / 2 + 8_500 / 5),
    ],
    "referral_value": [
        ({"customers_referred": 0, "customers_acquired_all": 0, "customers_opening_all": 0}, -30),
        ({"customers_referred": 3, "referral_incremental_share": 1}, 3 * (250 + 400) - 30),
    ],
}


def python_value(name: str, facts: dict[str, float]) -> float | None:
    try:
        return catalogue.find(name)(**facts)
    except NoValue:
        return None


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [(name, change, value) for name, changes in VARIANTS.items() for change, value in changes],
)
def test_variants_by_hand(name: str, change: dict[str, float], expected: float) -> None:
    assert python_value(name, {**facts_of(name), **change}) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "change"), [(name, change) for name, changes in NO_VALUE.items() for change in changes]
)
def test_no_value(name: str, change: dict[str, float]) -> None:
    assert python_value(name, {**facts_of(name), **change}) is None


def test_native_formulas_in_libreoffice(office) -> None:
    """Each example, variant and case without value, recalculated over constants in place of cells."""
    cases = [(name, facts_of(name), EXPECTED[name]) for name in EXPECTED]
    cases += [
        (n, {**facts_of(n), **change}, value) for n, changes in VARIANTS.items() for change, value in changes
    ]
    cases += [(n, {**facts_of(n), **change}, "none") for n, changes in NO_VALUE.items() for change in changes]
    formulas = [
        native(catalogue.find(name), {fact: f"({value!r})" for fact, value in facts.items()}, '"none"')
        for name, facts, _ in cases
    ]
    found = office.evaluate(formulas)
    for (name, facts, expected), value in zip(cases, found, strict=True):
        wanted = expected if isinstance(expected, str) else pytest.approx(expected)
        assert value == wanted, (name, facts)


def measure(
    tables: Tables, name: str, segment: str = "", period: str = "2025", channel: str = "", **more
) -> Outcome:
    return Calculator(ledger(tables, **more)).measure(name, segment, period, channel)


WINNING: Tables = {
    "Customers": [
        {"customer_id": "G1", "segment": "Gold", "start_date": "2025-01-01"},
        {"customer_id": "G2", "segment": "Gold", "start_date": "2025-12-31"},
        {"customer_id": "G0", "segment": "Gold", "start_date": "2020-01-01"},
        {"customer_id": "S1", "segment": "Silver", "start_date": "2025-06-01"},
        {"customer_id": "S2", "segment": "Silver", "start_date": "2026-01-01"},
        {"customer_id": "B0", "segment": "Bronze", "start_date": "2020-01-01"},
    ],
    "Costs": [
        cost(60, "marketing", segment="Gold", purpose="acquisition", channel="fair"),
        cost(5, customer_id="G0", purpose="acquisition"),
        cost(90, activity="visit", purpose="acquisition"),
        cost(30, activity="hunt"),
        cost(1_000, "marketing", segment="Bronze", purpose="acquisition"),
        cost(77, "marketing", purpose="retention"),
    ],
    "Activities": [{"activity": "hunt", "cost_type": "sales", "driver": "orders", "purpose": "acquisition"}],
}


def test_acquisition_cost_of_groups_adds_up_to_the_total() -> None:
    """Gold (60 + 5)/2 + 120/3, Silver 120/3; 2 x 72.5 + 40 = 185 = 60 + 5 + 90 + 30; Bronze won nobody."""
    assert measure(WINNING, "CAC", "Gold").value == pytest.approx(72.5)
    assert measure(WINNING, "CAC", "Silver").value == pytest.approx(40)
    assert measure(WINNING, "CAC").value == pytest.approx(185 / 3)
    assert measure(WINNING, "CAC", "Bronze").status == "no value: no new customers"
    assert measure(WINNING, "CAC", "Gold", channel="fair").value == pytest.approx(30)


@pytest.mark.parametrize(
    ("taken", "status"),
    [
        ("Costs", "needs table Costs"),
        ("Customers", "needs table Customers"),
        ("Costs.purpose", "needs column Costs.purpose"),
        ("Customers.start_date", "needs table Transactions"),
    ],
)
def test_acquisition_cost_needs(taken: str, status: str) -> None:
    assert measure(without(WINNING, taken), "CAC").status == status


def without(tables: Tables, taken: str) -> Tables:
    table, _, column = taken.partition(".")
    if not column:
        return {name: rows for name, rows in tables.items() if name != table}
    kept = [{key: value for key, value in row.items() if key != column} for row in tables[table]]
    return {**tables, table: kept}


FULL = catalogue.example_of(catalogue.find("REFERRAL_VALUE")).tables


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        (name, taken)
        for name, needs in {
            "PROFIT_PER_CUSTOMER": ("Transactions", "Transactions.cogs", "Costs", "Costs.cost_type"),
            "PROFIT_TO_DATE": ("Transactions", "Transactions.cogs", "Costs"),
            "PROFIT_MARGIN": ("Transactions.cogs", "Costs"),
            "UNPROFITABLE": ("Transactions.cogs", "Costs"),
            "COST_TO_SERVE": ("Transactions", "Costs", "Costs.cost_type"),
            "CLV": ("Transactions.cogs", "Costs"),
            "CLV_CAC": ("Customers", "Transactions.cogs", "Costs", "Costs.purpose"),
            "REFERRAL_VALUE": ("Customers", "Customers.referred_by", "Transactions.cogs", "Costs.purpose"),
        }.items()
        for taken in needs
    ],
)
def test_needs(name: str, taken: str) -> None:
    kind = "column" if "." in taken else "table"
    assert measure(without(FULL, taken), name).status == f"needs {kind} {taken}"


def test_cost_to_serve_needs_no_cost_of_goods() -> None:
    assert measure(without(FULL, "Transactions.cogs"), "COST_TO_SERVE").value == pytest.approx(250 / 2_500)


def test_unknown_default_probability_is_said_for_the_groups_it_concerns() -> None:
    tables: Tables = {
        "Customers": [
            {"customer_id": "A", "segment": "Gold", "pd": 0.1},
            {"customer_id": "B", "segment": "Silver"},
        ],
        "Transactions": [sale(name, "2025-01-01", 100) for name in "AB"],
        "Costs": [cost(0)],
        "Receivables": [{"customer_id": name, "date": "2025-01-01", "amount": 365} for name in "AB"],
    }
    profit = 100 - 0.1 * 0.45 * 365 - 36.5
    assert measure(tables, "PROFIT_PER_CUSTOMER", "Gold", receivables_rate=0.1).value == pytest.approx(profit)
    for name in ("PROFIT_PER_CUSTOMER", "UNPROFITABLE", "PROFIT_TO_DATE", "CLV"):
        for segment in ("", "Silver"):
            assert measure(tables, name, segment, receivables_rate=0.1).status == "needs setting default_pd"


def test_exactly_zero_is_not_unprofitable_and_idle_customers_do_not_count() -> None:
    tables: Tables = {
        "Customers": [{"customer_id": name} for name in "ABCDE"],
        "Transactions": [
            sale("A", "2025-01-01", 0.3),
            sale("B", "2025-01-01", 1),
            sale("E", "2024-01-01", 1),
        ],
        "Costs": [*[cost(0.1, customer_id="A")] * 3, cost(1.01, customer_id="B"), cost(0, customer_id="D")],
    }
    assert measure(tables, "UNPROFITABLE").value == pytest.approx(1 / 3)


def test_profit_per_customer_is_margin_times_revenue_per_customer() -> None:
    names = ("PROFIT_PER_CUSTOMER", "PROFIT_MARGIN", "REVENUE_PER_CUSTOMER")
    profit, margin, revenue = (measure(FULL, name).value for name in names)
    assert profit == pytest.approx(margin * revenue)


def test_a_quarter_and_a_year_of_the_same_business_have_values_of_the_same_order() -> None:
    """Every month the same: margin per year is the same; nobody leaves, so r = 1 and CLV = m / d."""
    days = [f"{year}-{month:02d}-15" for year in (2024, 2025) for month in range(1, 13)]
    tables: Tables = {
        "Transactions": [sale("A", day, 100, cogs=60) for day in days],
        "Costs": [cost(10, customer_id="A", day=day) for day in days],
    }
    for period in ("2025", "2025-Q2", "2025-05"):
        assert measure(tables, "CLV", period=period).value == pytest.approx(12 * 30 / 0.1)


def test_referrals_belong_to_the_group_of_the_promoter() -> None:
    tables: Tables = {
        **FULL,
        "Customers": [
            {"customer_id": "C6", "segment": "Silver", "referred_by": "C1"},
            {"customer_id": "C1", "segment": "Gold"},
        ],
    }
    found = {segment: measure(tables, "REFERRAL_VALUE", segment).value for segment in ("Gold", "Silver", "")}
    assert found == {"Gold": pytest.approx(420), "Silver": 0, "": pytest.approx(420)}
    assert measure(without(tables, "Contributions"), "REFERRAL_VALUE", "Gold").value == pytest.approx(450)
