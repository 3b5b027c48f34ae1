"""The worked example of definitions.md par. 2, to the cent."""

from __future__ import annotations

import numpy as np
import pytest

from cbsc_xl.accounting import charges, customer_pnl, group_charges, pool_traces
from cbsc_xl.accounting.lines import LINES
from cbsc_xl.accounting.reconciliation import NOT_COMPARED
from cbsc_xl.accounting.statement import FULLY_LOADED
from cbsc_xl.period import parse_period
from tests.accounting.books import worked_example

CUSTOMERS = ("A", "B", "C", "D", "E")
TABLE = """
gross_revenue          105000.00 84000.00 30000.00 20000.00 12000.00
discounts                5000.00  4000.00     0.00     0.00     0.00
returns                     0.00  4000.00     0.00     0.00  1200.00
net_revenue            100000.00 76000.00 30000.00 20000.00 10800.00
cogs                    60000.00 49400.00 18000.00 13000.00  7560.00
gross_margin            40000.00 26600.00 12000.00  7000.00  3240.00
marketing_acquisition       0.00     0.00     0.00     0.00   900.00
marketing_other          1000.00   760.00   300.00     0.00     0.00
sales                    4240.00  1200.00   120.00   600.00  1800.00
service                   120.00   900.00    60.00   200.00  1100.00
logistics                 200.00  2500.00   100.00   500.00  1500.00
other                       0.00     0.00     0.00     0.00     0.00
contribution            34440.00 21240.00 11420.00  5700.00 -2060.00
credit_risk_cost          108.90   348.48   342.72     0.00   130.68
receivables_financing    1452.00  1161.60   871.20     0.00   174.24
customer_profit         32879.10 19729.92 10206.08  5700.00 -2364.92
"""
EXPECTED = {
    words[0]: [float(word) for word in words[1:]] for words in map(str.split, TABLE.strip().split("\n"))
}
YEAR = parse_period("2025")
EXACT = 1e-8


@pytest.fixture(scope="module")
def book():
    return worked_example()


def test_every_line_of_every_customer(book) -> None:
    statement = customer_pnl(book, None, YEAR)
    assert [row["customer_id"] for row in statement.customers] == list(CUSTOMERS)
    for line in LINES:
        assert [row[line] for row in statement.customers] == pytest.approx(EXPECTED[line], abs=EXACT), line
        assert statement.total[line] == pytest.approx(sum(EXPECTED[line]), abs=EXACT)


def test_reconciliation(book) -> None:
    found = customer_pnl(book, "", YEAR).reconciliation
    assert [(step.name, pytest.approx(step.amount, abs=EXACT)) for step in found.steps] == [
        ("customer profit", 66_150.18),
        ("expected credit loss charged", 930.78),
        ("receivables financing charged", 3_659.04),
        ("untraceable", -20_000.00),
        ("unused capacity order handling", -840.00),
        ("unused capacity service desk", -620.00),
        ("write-offs booked in the ledger", 0.00),
    ]
    assert found.operating_result == pytest.approx(49_280.00, abs=EXACT)
    assert found.status == NOT_COMPARED
    assert found.lines == ()


def test_a_group_and_the_others_together_give_the_ledger(book) -> None:
    statement = customer_pnl(book, "Gold", YEAR)
    assert [row["customer_id"] for row in statement.customers] == ["A", "B", "C"]
    assert statement.total["customer_profit"] == pytest.approx(62_815.10, abs=EXACT)
    others = statement.reconciliation.steps[1]
    assert (others.name, others.amount) == ("customer profit outside the group", pytest.approx(3_335.08))
    assert statement.reconciliation.operating_result == pytest.approx(49_280.00, abs=EXACT)


def test_fully_loaded_spreads_everything_by_revenue(book) -> None:
    """21,460 over 236,800 of revenue; A has 100,000 of it."""
    statement = customer_pnl(book, None, YEAR, spread="revenue")
    assert statement.label == FULLY_LOADED
    assert statement.customers[0]["untraceable_spread"] == pytest.approx(21_460 * 100_000 / 236_800)
    assert statement.total["customer_profit"] == pytest.approx(66_150.18 - 21_460)
    assert statement.reconciliation.operating_result == pytest.approx(49_280.00, abs=EXACT)
    assert "fully loaded" in statement.notes[0]


def test_trace_of_pools(book) -> None:
    traces = {
        (trace.kind, trace.name or trace.line): trace
        for trace in pool_traces(customer_pnl(book, None, YEAR).pnl)
    }
    orders = traces["activity", "order handling"]
    assert (orders.rate, orders.volume, orders.input) == (60, 66, 4_800)
    assert (orders.allocated_out, orders.unused, orders.remainder) == (3_960, 840, 0)
    gold = traces["segment", "Gold"]
    assert (gold.line, gold.driver, gold.rate, gold.volume) == ("marketing_other", "revenue", 0.01, 206_000)
    assert traces["untraceable", "untraceable"].remainder == 20_000
    assert all(trace.balance == pytest.approx(0, abs=EXACT) for trace in traces.values())


def test_trace_of_a_customer(book) -> None:
    found = charges(customer_pnl(book, None, YEAR).pnl, "A")
    assert [
        (c.line, c.kind, c.pool, c.driver, c.volume, pytest.approx(c.amount, abs=EXACT)) for c in found
    ] == [
        ("marketing_other", "segment", "Gold", "revenue", 100_000, 1_000),
        ("sales", "direct", "", "", 4_000, 4_000),
        ("sales", "activity", "order handling", "orders", 4, 240),
        ("service", "activity", "service desk", "contact_minutes", 120, 120),
        ("logistics", "activity", "delivery", "orders", 4, 200),
        ("credit_risk_cost", "imputed", "", "unsecured receivable", pytest.approx(24_200), 108.90),
        ("receivables_financing", "imputed", "", "average receivable", pytest.approx(24_200), 1_452),
    ]


def test_fully_loaded_trace_balances(book) -> None:
    pnl = customer_pnl(book, None, YEAR, spread="revenue").pnl
    last = pool_traces(pnl)[-1]
    assert (last.input, last.allocated_in) == (20_000, pytest.approx(1_460))
    assert last.allocated_out == pytest.approx(21_460)
    assert last.balance == pytest.approx(0, abs=EXACT)
    assert charges(pnl, "D")[-1].amount == pytest.approx(21_460 * 20_000 / 236_800)


def test_charges_of_a_group(book) -> None:
    """Gold: 26 orders at 60, 1,080 minutes at 1, 26 deliveries at 50, its own campaign."""
    statement = customer_pnl(book, "Gold", YEAR)
    found = group_charges(statement.pnl, _members(book, "A", "B", "C"))
    assert [(c.kind, c.pool, c.line, c.driver, c.rate, c.volume) for c in found if c.kind != "imputed"] == [
        ("direct", "", "sales", "", 1, 4_000),
        ("direct", "", "logistics", "", 1, 1_500),
        ("activity", "order handling", "sales", "orders", 60, 26),
        ("activity", "service desk", "service", "contact_minutes", 1, 1_080),
        ("activity", "delivery", "logistics", "orders", 50, 26),
        ("segment", "Gold", "marketing_other", "revenue", pytest.approx(0.01), 206_000),
    ]
    risk = [(c.line, pytest.approx(c.amount, abs=EXACT)) for c in found if c.kind == "imputed"]
    assert risk == [("credit_risk_cost", 800.10), ("receivables_financing", 3_484.80)]


def _members(book, *ids: str) -> np.ndarray:
    members = np.zeros(book.customers.size, bool)
    members[[book.customers.codes[id] for id in ids]] = True
    return members
