"""The rules of customer-based accounting one by one, computed by hand."""

from __future__ import annotations

import pytest

from cbsc_xl.accounting import customer_pnl, pool_traces
from cbsc_xl.accounting.reconciliation import COMPARED, NOT_COMPARED
from cbsc_xl.errors import BadArgument, CbscError, Needs
from cbsc_xl.period import parse_period
from tests.accounting.books import Rows, Tables, cost, ledger, of, pnl_of, sale

YEAR = parse_period("2025")


def activity(name: str, driver: str, **more: object) -> dict[str, object]:
    return {"activity": name, "cost_type": "sales", "driver": driver, **more}


def test_time_driven_rates_of_kaplan_and_anderson() -> None:
    """HBR Nov. 2004: 560,000 / 700,000 min = 0.80; 49,000 orders, 1,400 inquiries, 2,500 credit checks.

    The volumes are quantity, lines and contacts here; all cost of the department is in the first pool.
    """
    minutes = {"orders": (8, "quantity"), "inquiries": (44, "order_lines"), "checks": (50, "contacts")}
    book = ledger(
        {
            "Transactions": [sale("A", "2025-03-01", 10, quantity=35)] * 1_400,
            "Contacts": [{"date": "2025-03-01", "customer_id": "A"}] * 2_500,
            "Costs": [cost(560_000, activity="orders")],
            "Activities": [activity(n, driver, unit_minutes=m) for n, (m, driver) in minutes.items()],
        },
        cost_per_minute=560_000 / 700_000,
    )
    pnl = pnl_of(book, "2025")
    traces = [trace for trace in pool_traces(pnl) if trace.kind == "activity"]
    assert [trace.rate for trace in traces] == [pytest.approx(rate) for rate in (6.40, 35.20, 40.00)]
    assert [trace.volume for trace in traces] == [49_000, 1_400, 2_500]
    assert [trace.allocated_out for trace in traces] == [
        pytest.approx(amount) for amount in (313_600, 49_280, 100_000)
    ]
    assert of(pnl, "sales", "A") == pytest.approx(462_880)
    assert sum(trace.unused for trace in traces) == pytest.approx(97_120)


def test_first_customer_then_activity_then_segment() -> None:
    tables: Tables = {
        "Customers": [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B", "segment": "Gold"}],
        "Transactions": [sale("A", "2025-02-01", 100), sale("B", "2025-02-01", 300)],
        "Costs": [
            cost(10, customer_id="A", activity="pick", segment="Gold"),
            cost(20, activity="pick", segment="Gold"),
            cost(40, segment="gold"),
            cost(80),
        ],
        "Activities": [activity("pick", "orders")],
    }
    pnl = pnl_of(ledger(tables), "2025")
    assert (of(pnl, "sales", "A"), of(pnl, "sales", "B")) == (10 + 10 + 10, 10 + 30)
    assert pnl.untraceable[0] == 80
    equally = pnl_of(ledger(tables, segment_cost_key="customers"), "2025")
    assert (of(equally, "sales", "A"), of(equally, "sales", "B")) == (10 + 10 + 20, 10 + 20)


def test_purpose_of_row_or_activity_decides_the_line() -> None:
    """Pool 100, of which 30 to win customers; two orders each: 15 + 35 for each customer."""
    book = ledger(
        {
            "Transactions": [sale(name, f"2025-02-0{day}", 100) for name in "AB" for day in (1, 2)],
            "Costs": [
                cost(7, "service", customer_id="A", purpose="acquisition"),
                cost(30, activity="visit", purpose="acquisition"),
                cost(70, activity="visit", purpose="retention"),
                cost(50, "marketing", activity="fair"),
                cost(60, activity="given", purpose="acquisition"),
                cost(60, activity="given"),
            ],
            "Activities": [
                activity("visit", "orders"),
                activity("fair", "orders", purpose="acquisition"),
                activity("given", "customers", rate=40),
            ],
        }
    )
    pnl = pnl_of(book, "2025")
    assert of(pnl, "marketing_acquisition", "A") == 7 + 15 + 25 + 20
    assert of(pnl, "marketing_acquisition", "B") == 15 + 25 + 20
    assert of(pnl, "sales", "A") == 35 + 20
    assert sum(pool.unused[0] for pool in pnl.pools) == 120 - 80


@pytest.mark.parametrize(
    ("won", "rest", "acquisition", "sales"),
    [(-20, 60, 0, 40), (60, -20, 40, 0), (30, -30, 0, 40), (-30, -10, 0, 40), (30, 30, 20, 20)],
)
def test_credits_in_a_pool_with_a_given_rate(
    won: float, rest: float, acquisition: float, sales: float
) -> None:
    """One customer is charged 40 whatever the pool; a part of the pool takes no more than all of it."""
    book = ledger(
        {
            "Transactions": [sale("A", "2025-02-01", 100)],
            "Costs": [cost(won, activity="visit", purpose="acquisition"), cost(rest, activity="visit")],
            "Activities": [activity("visit", "customers", rate=40)],
        }
    )
    pnl = pnl_of(book, "2025")
    assert (of(pnl, "marketing_acquisition", "A"), of(pnl, "sales", "A")) == (acquisition, sales)
    assert sum(pool.unused[0] for pool in pnl.pools) == won + rest - 40


@pytest.mark.parametrize(
    ("first", "paid", "counts"),
    [
        ("2024-06-01", None, True),
        ("2024-06-01", "2025-01-01", False),
        ("2025-03-01", "2025-03-01", True),
        ("2026-01-01", None, False),
    ],
)
def test_a_receivable_of_the_period_makes_a_customer_of_the_pnl(
    first: str, paid: str | None, counts: bool
) -> None:
    book = ledger(
        {
            "Transactions": [sale("A", "2025-02-01", 100)],
            "Costs": [cost(0)],
            "Receivables": [{"customer_id": "B", "date": first, "amount": 10, "paid_date": paid}],
        },
        default_pd=0.01,
        receivables_rate=0.1,
    )
    names = [row["customer_id"] for row in customer_pnl(book, None, YEAR).customers]
    assert names == (["A", "B"] if counts else ["A"])


def test_a_customer_has_no_volume_below_zero() -> None:
    """A took back more than he bought; B bears the pool. A's revenue is no key for segment cost either."""
    book = ledger(
        {
            "Customers": [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B", "segment": "Gold"}],
            "Transactions": [
                sale("A", "2025-02-01", -50, quantity=-5),
                sale("B", "2025-02-01", 60, quantity=2),
            ],
            "Costs": [cost(10, activity="ship"), cost(20, segment="Gold")],
            "Activities": [activity("ship", "quantity")],
        }
    )
    pnl = pnl_of(book, "2025")
    assert (of(pnl, "sales", "A"), of(pnl, "sales", "B")) == (0, 30)


@pytest.mark.parametrize(("more", "charged", "left"), [({}, 25, 75), ({"rate": 2.0}, 2, 98)])
def test_volume_without_a_customer_counts_and_its_cost_is_charged_to_nobody(
    more: dict[str, object], charged: float, left: float
) -> None:
    calls = [{"date": "2025-02-01", "customer_id": name} for name in ("A", None, None, None)]
    tables = {
        "Transactions": [sale("A", "2025-02-01", 100)],
        "Contacts": calls,
        "Costs": [cost(100, activity="call")],
        "Activities": [activity("call", "contacts", **more)],
    }
    pnl = pnl_of(ledger(tables), "2025")
    assert of(pnl, "sales", "A") == charged
    assert pnl.unallocated[0] == left
    statement = customer_pnl(ledger(tables), None, YEAR)
    assert "call for rows without a customer" in [step.name for step in statement.reconciliation.unallocated]
    assert statement.pnl.present.sum() == 1


def test_contacts_of_one_type() -> None:
    kinds = [("A", "visit"), ("A", "Visit"), ("B", "visit"), ("B", "service")]
    book = ledger(
        {
            "Transactions": [sale("A", "2025-02-01", 100)],
            "Contacts": [{"date": "2025-02-01", "customer_id": name, "type": kind} for name, kind in kinds],
            "Costs": [cost(90, activity="visit")],
            "Activities": [activity("visit", "contacts:visit")],
        }
    )
    pnl = pnl_of(book, "2025")
    assert (of(pnl, "sales", "A"), of(pnl, "sales", "B")) == (60, 30)
    assert pnl.present[pnl.view.ledger.customers.codes["B"], 0]


def test_cost_of_a_segment_stays_inside_it() -> None:
    """Silver has no revenue: its cost is no customer's, but the segment's."""
    book = ledger(
        {
            "Customers": [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B", "segment": "Silver"}],
            "Transactions": [sale("A", "2025-02-01", 100)],
            "Costs": [cost(10, segment="Silver")],
        }
    )
    assert customer_pnl(book, "Silver", YEAR).total["sales"] == 10
    assert customer_pnl(book, "Silver", YEAR).customers[0]["customer_id"] == "(Silver, not split)"
    assert customer_pnl(book, "Gold", YEAR).total["sales"] == 0
    assert customer_pnl(book, None, YEAR).total["customer_profit"] == 90


def test_membership_is_that_of_the_period() -> None:
    """B was Silver in 2024 and is Gold in 2025."""
    book = ledger(
        {
            "Customers": [
                {
                    "customer_id": "A",
                    "segment": "Gold",
                    "segment_from": "2020-01-01",
                    "start_date": "2020-01-01",
                },
                {
                    "customer_id": "B",
                    "segment": "Silver",
                    "segment_from": "2020-01-01",
                    "start_date": "2020-01-01",
                },
                {
                    "customer_id": "B",
                    "segment": "Gold",
                    "segment_from": "2024-07-01",
                    "start_date": "2020-01-01",
                },
            ],
            "Transactions": [sale(name, f"{year}-02-01", 100) for name in "AB" for year in (2024, 2025)],
            "Costs": [cost(10, day=f"{year}-03-01", segment="Gold") for year in (2024, 2025)],
        }
    )
    pnl = pnl_of(book, "2024", "2025")
    assert [of(pnl, "sales", "A", period) for period in (0, 1)] == [10, 5]
    assert [of(pnl, "sales", "B", period) for period in (0, 1)] == [0, 5]


def test_receivables_count_by_the_day_inside_the_period() -> None:
    """January: 1,000 from the 11th on is open 21 of 31 days; what is written off is open until then."""
    book = ledger(
        {
            "Customers": [{"customer_id": "A", "pd": 0.02, "secured_amount": 100}],
            "Transactions": [sale("A", "2025-01-11", 100)],
            "Costs": [cost(0)],
            "Receivables": [
                {"customer_id": "A", "date": "2025-01-11", "amount": 1_000, "paid_date": "2025-06-01"},
                {"customer_id": "A", "date": "2024-12-01", "amount": 310, "written_off_date": "2025-01-11"},
                {"customer_id": "A", "date": "2025-01-05", "amount": 500, "paid_date": "2025-01-05"},
            ],
        },
        lgd=0.5,
        receivables_rate=0.1,
    )
    pnl = pnl_of(book, "2025-01")
    average = (21 * 1_000 + 10 * 310) / 31
    assert of(pnl, "receivables_financing", "A") == pytest.approx(average * 0.1 * 31 / 365)
    assert of(pnl, "credit_risk_cost", "A") == pytest.approx(0.02 * 0.5 * (average - 100) * 31 / 365)
    assert pnl.risk.written_off[0] == 310


def test_a_net_credit_balance_is_no_exposure_but_earns_interest() -> None:
    book = ledger(
        {
            "Customers": [{"customer_id": "A", "pd": 0.02}],
            "Transactions": [sale("A", "2025-01-11", 100)],
            "Costs": [cost(0)],
            "Receivables": [{"customer_id": "A", "date": "2025-01-01", "amount": -365}],
        },
        receivables_rate=0.1,
    )
    pnl = pnl_of(book, "2025")
    assert of(pnl, "credit_risk_cost", "A") == 0
    assert of(pnl, "receivables_financing", "A") == pytest.approx(-36.5)


def test_rows_of_later_days_change_nothing() -> None:
    def profit(later: Rows, paid: str | None) -> float:
        tables: Tables = {
            "Customers": [{"customer_id": "A", "pd": 0.02}],
            "Transactions": [sale("A", "2025-02-01", 100, cogs=60), *later],
            "Costs": [cost(10, customer_id="A"), cost(5, activity="pick")],
            "Activities": [activity("pick", "orders")],
            "Receivables": [{"customer_id": "A", "date": "2025-12-01", "amount": 365, "paid_date": paid}],
        }
        return of(pnl_of(ledger(tables, receivables_rate=0.1), "2025"), "customer_profit", "A")

    later = [sale("A", "2026-01-01", 500), sale("B", "2026-01-01", 500)]
    expected = 100 - 60 - 10 - 5 - 0.02 * 0.45 * 31 - 0.1 * 31
    assert profit([], None) == pytest.approx(expected)
    assert profit(later, "2026-01-01") == pytest.approx(expected)


START: Tables = {
    "Transactions": [sale("A", "2025-02-01", 100, cogs=60)],
    "Costs": [cost(10, activity="pick")],
    "Activities": [activity("pick", "orders")],
    "Receivables": [{"customer_id": "A", "date": "2025-12-01", "amount": 365}],
}


@pytest.mark.parametrize(
    ("change", "settings", "message"),
    [
        (
            {"Transactions": [{"customer_id": "A", "date": "2025-02-01", "amount": 9}]},
            {},
            "needs column Transactions.cogs",
        ),
        ({"Costs": None}, {}, "needs table Costs"),
        ({"Activities": [activity("pick", "orders", unit_minutes=5)]}, {}, "needs setting cost_per_minute"),
        ({"Activities": [activity("pick", "contacts")]}, {}, "needs table Contacts"),
        ({"Activities": [activity("pick", "quantity")]}, {}, "needs column Transactions.quantity"),
        ({}, {"default_pd": 0.1}, "needs setting receivables_rate"),
        ({}, {"receivables_rate": 0.1}, "needs column Customers.pd or setting default_pd"),
        (
            {"Customers": [{"customer_id": "A"}, {"customer_id": "B", "pd": 0.1}]},
            {"receivables_rate": 0.1},
            "needs setting default_pd",
        ),
    ],
)
def test_what_is_missing_is_said(change: dict, settings: dict, message: str) -> None:
    tables = {name: rows for name, rows in {**START, **change}.items() if rows is not None}
    with pytest.raises(Needs) as error:
        customer_pnl(ledger(tables, **settings), None, YEAR)
    assert str(error.value) == message


@pytest.mark.parametrize("driver", ["order", "weight", "orders:big"])
def test_an_unknown_driver_is_a_bad_argument(driver: str) -> None:
    with pytest.raises(BadArgument, match="Activities"):
        customer_pnl(ledger({**START, "Activities": [activity("pick", driver)]}), None, YEAR)


def test_without_receivables_and_activities() -> None:
    tables = {name: START[name] for name in ("Transactions", "Costs")}
    statement = customer_pnl(ledger(tables), None, YEAR)
    assert statement.total["customer_profit"] == 40
    assert statement.notes == (
        "profit before financial risk: table Receivables is missing",
        "not in table Activities, so unallocated: pick",
    )
    assert statement.reconciliation.operating_result == 30


def test_a_pool_without_volume_stays() -> None:
    tables: Tables = {**START, "Activities": [activity("pick", "returns")]}
    statement = customer_pnl(ledger(tables, default_pd=0, receivables_rate=0), None, YEAR)
    steps = [(step.name, step.amount) for step in statement.reconciliation.unallocated]
    assert steps == [("untraceable", 0), ("pick without driver volume", 10)]


def control(*rows: tuple[str, str, float]) -> Rows:
    return [{"period": period, "line": line, "amount": amount} for period, line, amount in rows]


HALVES = control(("2025-H1", "sales", 4), ("2025-Q3", "sales", 4), ("2025-Q4", "sales", 4))


@pytest.mark.parametrize(
    ("rows", "status", "differences"),
    [
        (control(("2025", "sales", 10.5)), COMPARED, [("sales", -0.5)]),
        (
            control(("2025", "operating_result", 30), ("2025-Q1", "sales", 99)),
            COMPARED,
            [("operating_result", 0)],
        ),
        (HALVES, COMPARED, [("sales", -2)]),
        (
            control(("2025", "sales", 10), ("2025-Q1", "sales", 4), ("2025-H1", "sales", 7)),
            COMPARED,
            [("sales", 0)],
        ),
        (HALVES[:2], NOT_COMPARED, []),
        (
            control(("2025-H1", "sales", 4), ("FY2026-Q3", "sales", 9), ("LTM:2026-06", "sales", 9)),
            NOT_COMPARED,
            [],
        ),
        ([], NOT_COMPARED, []),
    ],
)
def test_comparison_with_table_ledger(rows: Rows, status: str, differences: list) -> None:
    tables = {**START, **({"Ledger": rows} if rows else {})}
    found = customer_pnl(ledger(tables, default_pd=0, receivables_rate=0), None, YEAR).reconciliation
    assert found.status == status
    assert [(line.line, pytest.approx(line.difference)) for line in found.lines] == differences
    assert found.agrees == all(abs(difference) < 0.01 for _, difference in differences)


def test_a_segment_found_nowhere_is_a_bad_argument() -> None:
    tables: Tables = {**START, "Customers": [{"customer_id": "A", "segment": "Gold"}]}
    with pytest.raises(CbscError, match="did you mean 'Gold'"):
        customer_pnl(ledger(tables, default_pd=0, receivables_rate=0), "Golden", YEAR)
