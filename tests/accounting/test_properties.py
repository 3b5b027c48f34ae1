"""No cent is created or lost: invariants on random books, and the same P&L in SQL."""

from __future__ import annotations

import random

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbsc_xl.accounting import Pnl, charges, group_charges, pool_traces, reconcile
from cbsc_xl.accounting.lines import COST_LINES, LINES, RISK_LINES
from cbsc_xl.accounting.statement import row_names
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.view import View
from cbsc_xl.period import parse_period
from tests.accounting import sql
from tests.accounting.books import Tables, ledger, pnl_of
from tests.accounting.random_books import SETTINGS, books

PERIODS = ("2025", "2025-Q1", "2024")
FEW = settings(max_examples=40)
CENT = 1e-6


def make(tables: Tables, **more: float | str) -> Ledger:
    return ledger({name: rows for name, rows in tables.items() if rows}, **{**SETTINGS, **more})


def spent(tables: Tables, first: str, after: str) -> float:
    return sum(float(str(row["amount"])) for row in tables["Costs"] if first <= str(row["date"]) < after)


@FEW
@given(books, st.sampled_from(("revenue", "customers")), st.booleans())
def test_what_comes_in_goes_out_or_stays(tables: Tables, key: str, spread: bool) -> None:
    pnl = pnl_of(make(tables, segment_cost_key=key), "2025", spread=spread)
    traces = pool_traces(pnl)
    assert all(trace.balance == pytest.approx(0, abs=CENT) for trace in traces)
    total = spent(tables, "2025-01-01", "2026-01-01")
    assert sum(trace.input for trace in traces) == pytest.approx(total, abs=CENT)
    charged = sum(pnl.line(line).sum() for line in COST_LINES)
    assert charged + pnl.unallocated[0] == pytest.approx(total, abs=CENT)
    sold = [row for row in tables["Transactions"] if str(row["date"])[:4] == "2025"]
    margin = sum(float(str(row["amount"])) - float(str(row["cogs"])) for row in sold)
    lost = pnl.risk.written_off[0]
    everyone = np.ones(pnl.shape[0], bool)
    assert reconcile(pnl, everyone).operating_result == pytest.approx(margin - total - lost, abs=CENT)


@FEW
@given(books, st.sampled_from(("revenue", "customers")), st.randoms(use_true_random=False))
def test_the_charges_of_a_group_are_its_cost_lines(tables: Tables, key: str, chance: random.Random) -> None:
    pnl = pnl_of(make(tables, segment_cost_key=key), "2025")
    group = np.array([chance.random() < 0.5 for _ in range(pnl.shape[0])])
    charged = dict.fromkeys((*COST_LINES, *RISK_LINES), 0.0)
    for part in group_charges(pnl, group):
        assert part.amount == pytest.approx(part.rate * part.volume)
        charged[part.line] += part.amount
    for line, amount in charged.items():
        assert amount == pytest.approx(pnl.line(line)[group, 0].sum(), abs=CENT), line


@FEW
@given(books)
def test_the_lines_of_a_customer_add_up(tables: Tables) -> None:
    pnl = pnl_of(make(tables), *PERIODS)
    line = {name: pnl.line(name) for name in LINES}
    close = {"atol": CENT, "rtol": 0}
    np.testing.assert_allclose(
        line["gross_revenue"] - line["discounts"] - line["returns"], line["net_revenue"], **close
    )
    cost = sum(line[name] for name in COST_LINES)
    np.testing.assert_allclose(line["gross_margin"] - cost, line["contribution"], **close)
    risk = line["credit_risk_cost"] + line["receivables_financing"]
    np.testing.assert_allclose(line["contribution"] - risk, line["customer_profit"], **close)


@FEW
@given(books)
def test_the_trace_of_every_row_adds_up(tables: Tables) -> None:
    pnl = pnl_of(make(tables), "2025")
    for code, name in enumerate(row_names(pnl.view.ledger)):
        parts = charges(pnl, name)
        for line in (*COST_LINES, "credit_risk_cost", "receivables_financing"):
            expected = pnl.line(line)[code, 0]
            assert sum(part.amount for part in parts if part.line == line) == pytest.approx(
                expected, abs=CENT
            )
        assert all(part.amount == pytest.approx(part.rate * part.volume, abs=CENT) for part in parts)


@FEW
@given(books, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tables: Tables, dice: random.Random) -> None:
    shuffled = {name: dice.sample(list(rows), len(rows)) for name, rows in tables.items()}
    one, other = pnl_of(make(tables), *PERIODS), pnl_of(make(shuffled), *PERIODS)
    places = [other.view.ledger.customers.codes[name] for name in one.view.ledger.customers.ids[:-1]]
    for line in LINES:
        np.testing.assert_allclose(one.line(line)[: len(places)], other.line(line)[places], atol=CENT)


@FEW
@given(books)
def test_several_periods_at_once_are_each_period_alone(tables: Tables) -> None:
    book = make(tables)
    together = pnl_of(book, *PERIODS)
    for place, period in enumerate(PERIODS):
        alone = pnl_of(book, period)
        for line in LINES:
            np.testing.assert_allclose(together.line(line)[:, place], alone.line(line)[:, 0], atol=CENT)


MODULES = ("profit", "cost", "lifetime", "referral")
FACTS = [fact for fact in VOCABULARY.values() if fact.function.__module__.rpartition(".")[2] in MODULES]


@FEW
@given(books)
def test_groups_add_up_to_all(tables: Tables) -> None:
    tables = {**tables, "Customers": [{**row, "referred_by": "A"} for row in tables["Customers"]]}
    tables["Costs"] = [
        *tables["Costs"],
        {"date": "2024-01-01", "amount": 0, "cost_type": "other", "purpose": "acquisition"},
    ]
    tables["Contributions"] = [{"date": "2024-01-01", "customer_id": "A", "role": "promoter", "cost": 3}]
    book = make(tables)
    periods = [parse_period(period) for period in PERIODS]
    everyone, segments, ids = (
        View(book, group_by(book, columns, periods), periods)
        for columns in ((), ("segment",), ("customer_id",))
    )
    for fact in FACTS:
        whole = fact.function(everyone)
        for view in (segments, ids):
            found = fact.function(view)
            if fact.additive:
                np.testing.assert_allclose(found.sum(axis=0), whole[0], atol=CENT, err_msg=fact.name)
            else:
                np.testing.assert_allclose(found, np.broadcast_to(whole, found.shape), err_msg=fact.name)


@pytest.fixture(scope="module")
def db():
    with duckdb.connect() as connection:
        yield connection


def compare(pnl: Pnl, found: sql.Found) -> None:
    amounts, unallocated = found
    customers = pnl.view.ledger.customers
    for line in LINES:
        own = pnl.line(line)[:, 0]
        for name in customers.ids[:-1]:
            expected = amounts.get((name, line), 0.0)
            assert own[customers.codes[name]] == pytest.approx(expected, abs=CENT), (name, line)
    assert pnl.unallocated[0] == pytest.approx(unallocated, abs=1e-5)


@settings(max_examples=60)
@given(tables=books, key=st.sampled_from(("revenue", "customers")))
def test_sql_gives_the_same(db, tables: Tables, key: str) -> None:
    sql.fill(db, tables)
    found = sql.customer_pnl(db, "2025-01-01", "2025-04-01", {**SETTINGS, "key": key})
    compare(pnl_of(make(tables, segment_cost_key=key), "2025-Q1"), found)
