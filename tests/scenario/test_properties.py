"""Identities of scenarios on random books."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbsc_xl.accounting.lines import LINES
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.ledger import Ledger
from tests.accounting.books import Tables, pnl_of
from tests.accounting.books import ledger as book
from tests.accounting.random_books import SETTINGS, books
from tests.scenario.books import under

EXACT = {"rel": 1e-9, "abs": 1e-6}
prices = st.floats(-0.5, 0.5)


def pnl(ledger: Ledger) -> Pnl:
    return pnl_of(ledger, "2025", columns=["segment"])


def codes(ledger: Ledger, *customers: str) -> list[int]:
    return [ledger.customers.codes[customer] for customer in customers]


@settings(max_examples=60, deadline=None)
@given(books, prices)
def test_a_price_moves_revenue_and_margin_of_its_customers_alone(tables: Tables, price: float) -> None:
    today = book(tables, **SETTINGS)
    then = under(today, segment="customer_id=A", price_change=price)
    own = codes(today, "A")
    rest = np.setdiff1d(np.arange(today.customers.size), own)
    before, after = pnl(today), pnl(then)
    revenue = before.line("net_revenue")[own]
    assert after.line("net_revenue")[own] == pytest.approx(revenue * (1 + price), **EXACT)
    gain = after.line("gross_margin")[own] - before.line("gross_margin")[own]
    assert gain == pytest.approx(revenue * price, **EXACT)
    for name in ("net_revenue", "gross_margin", *LINES[:3], "receivables_financing"):
        assert np.array_equal(after.line(name)[rest], before.line(name)[rest])


@settings(max_examples=60, deadline=None)
@given(books, st.floats(-0.3, 0.3))
def test_a_discount_leaves_gross_revenue_and_returns(tables: Tables, points: float) -> None:
    today = book(tables, **SETTINGS)
    before, after = pnl(today), pnl(under(today, discount_change=points))
    for name in ("gross_revenue", "returns", "cogs"):
        assert after.line(name) == pytest.approx(before.line(name), **EXACT)
    moved = after.line("discounts") - before.line("discounts")
    assert after.line("net_revenue") == pytest.approx(before.line("net_revenue") - moved, **EXACT)
    assert (np.abs(moved) <= abs(points) * before.line("gross_revenue") + 1e-6).all()
    assert (moved * points >= -1e-6).all()


@settings(max_examples=60, deadline=None)
@given(books, prices)
def test_a_price_and_its_reverse_are_today(tables: Tables, price: float) -> None:
    today = book(tables, **SETTINGS)
    there = under(today, segment="Gold", price_change=price)
    back = under(there, segment="Gold", price_change=1 / (1 + price) - 1)
    for name in LINES:
        assert pnl(back).line(name) == pytest.approx(pnl(today).line(name), nan_ok=True, **EXACT)


@settings(max_examples=60, deadline=None)
@given(books, st.integers(-90, 0))
def test_faster_payment_never_lengthens_what_is_owed(tables: Tables, days: int) -> None:
    debts = {**tables, "Receivables": [row for row in tables["Receivables"] if float(str(row["amount"])) > 0]}
    today = book(debts, **SETTINGS)
    before, after = pnl(today), pnl(under(today, payment_days_change=days))
    assert (after.risk.owed_days <= before.risk.owed_days + 1e-6).all()
    if days == 0:
        assert np.array_equal(after.risk.owed_days, before.risk.owed_days)
    for name in ("net_revenue", "contribution"):
        assert np.array_equal(after.line(name), before.line(name))


@settings(max_examples=60, deadline=None)
@given(books, st.sampled_from((0.0, 1.0, 30.0)))
def test_a_rate_moves_cost_between_customers_and_unallocated(tables: Tables, rate: float) -> None:
    activity = {"activity": "pick", "cost_type": "sales", "driver": "orders"}
    today = book({**tables, "Activities": [activity]}, **SETTINGS)
    before, after = pnl(today), pnl(under(today, activity="PICK", rate=rate))
    charged = [state.line("contribution").sum() - state.unallocated.sum() for state in (before, after)]
    assert charged[1] == pytest.approx(charged[0], **EXACT)
