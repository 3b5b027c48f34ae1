"""The P&L by channel, product, category or group: by hand, in SQL, and nothing lost on random books."""

from __future__ import annotations

import random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbsc_xl.accounting import customer_pnl, pnl_by
from cbsc_xl.accounting.dimension import DimensionStatement
from cbsc_xl.accounting.lines import COST_LINES, LINES, RISK_LINES
from cbsc_xl.accounting.statement import Spread
from cbsc_xl.errors import BadArgument, Needs
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from tests.accounting import sql
from tests.accounting.books import Rows, Tables, cost, ledger, sale, worked_example
from tests.accounting.random_books import SETTINGS, books
from tests.accounting.test_properties import make

YEAR, QUARTER = parse_period("2025"), parse_period("2025-Q1")
CENT = 1e-6
SPREADS: tuple[Spread | None, ...] = (None, "revenue")


def company(*costs: dict[str, object], **driver: object) -> Ledger:
    """A buys a pen on the web and, in one order, a pen and ink in the shop; B returns more than he buys."""
    tables: dict[str, list[dict[str, object]]] = {
        "Customers": [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B", "segment": "Gold"}],
        "Transactions": [
            sale("A", "2025-01-05", 60, document_id="1", channel="web", product="pen", quantity=6, cogs=20),
            sale("A", "2025-02-05", 30, document_id="2", channel="shop", product="pen", quantity=3, cogs=10),
            sale("A", "2025-02-05", 10, document_id="2", channel="shop", product="ink", quantity=1, cogs=5),
            sale(
                "B", "2025-03-05", 40, document_id="3", channel="web", product="ink", quantity=4, discount=2
            ),
            sale("B", "2025-04-05", -50, document_id="4", channel="shop", product="pen", quantity=-5),
            sale("B", "2025-05-05", 20, document_id="5", product="pad", quantity=2),
        ],
        "Contacts": [
            {"date": "2025-06-01", "customer_id": "A", "channel": "Web", "minutes": 30},
            {"date": "2025-06-02", "customer_id": "A", "channel": "phone", "minutes": 10},
            {"date": "2025-06-03", "customer_id": "A", "minutes": 20},
        ],
        "Costs": [*costs, cost(0)],
        "Activities": [{"activity": "work", "cost_type": "sales", **driver}] if driver else [],
    }
    return ledger({name: rows for name, rows in tables.items() if rows})


def column(found: DimensionStatement, line: str) -> dict[str, float]:
    return {str(row[found.by]): pytest.approx(float(row[line])) for row in found.rows if row[line]}


def test_lines_carry_revenue_and_cost_of_goods() -> None:
    found = pnl_by(company(), None, YEAR, "channel")
    assert [row["channel"] for row in found.rows] == ["shop", "web", "(none)"]
    assert column(found, "gross_revenue") == {"web": 102, "shop": 40, "(none)": 20}
    assert column(found, "discounts") == {"web": 2}
    assert column(found, "returns") == {"shop": 50}
    assert column(found, "net_revenue") == {"web": 100, "shop": -10, "(none)": 20}
    assert column(found, "cogs") == {"web": 20, "shop": 15}
    assert column(found, "customer_profit") == {"web": 80, "shop": -25, "(none)": 20}


@pytest.mark.parametrize(
    ("driver", "by", "expected"),
    [
        # 4 purchases, 10 each: two of A (web; shop), two of B (web; no channel)
        ("orders", "channel", {"web": 20, "shop": 10, "(none)": 10}),
        # the purchase in the shop has two products
        ("orders", "product", {"pen": 10, "ink": 10, "pad": 10, "(not split)": 10}),
        ("order_lines", "product", {"pen": 30, "ink": 20, "pad": 10}),
        ("returns", "channel", {"shop": 10}),
        # A: 10 pieces; B: 4 + 2 - 5 = 1 piece, charged to what he bought, 4 : 2
        ("quantity", "product", {"pen": 90, "ink": 10 + 10 * 4 / 6, "pad": 10 * 2 / 6}),
        # Contacts say web in another case; one has no channel
        ("contacts", "channel", {"web": 10, "phone": 10, "(not split)": 10}),
        ("contact_minutes", "channel", {"web": 300, "phone": 100, "(not split)": 200}),
        ("contact_minutes", "product", {"(not split)": 600}),
        ("customers", "channel", {"(not split)": 20}),
    ],
)
def test_activities_follow_what_their_driver_counts(driver: str, by: str, expected: dict[str, float]) -> None:
    found = pnl_by(company(driver=driver, rate=10), None, YEAR, by)
    assert column(found, "sales") == expected
    assert sum(source.not_split for source in found.sources) == expected.get("(not split)", 0)


def test_revenue_of_a_customer_below_0_is_charged_nothing() -> None:
    """A has 100; B 40 - 50 + 20 = 10, charged to what is above 0, 40 : 20."""
    found = pnl_by(company(driver="revenue", rate=0.1), None, YEAR, "channel")
    assert column(found, "sales") == {"web": 6 + 1 * 4 / 6, "shop": 4, "(none)": 1 * 2 / 6}


def test_cost_rows_may_carry_a_channel() -> None:
    """Segment cost of Gold by revenue: all of it in the group, the parts keep their channel."""
    book = company(
        *(cost(7, customer_id="A", channel="WEB"), cost(3, customer_id="A")),
        *(cost(11, "marketing", segment="Gold", channel="fair"), cost(4, "marketing", segment="Gold")),
    )
    found = pnl_by(book, None, YEAR, "channel")
    assert column(found, "sales") == {"web": 7, "(not split)": 3}
    assert column(found, "marketing_other") == {"fair": 11, "(not split)": 4}
    assert column(pnl_by(book, None, YEAR, "product"), "sales") == {"(not split)": 10}
    part = pnl_by(book, "customer_id=A", YEAR, "channel")
    assert column(part, "marketing_other") == {"fair": 11 * 100 / 110, "(not split)": 4 * 100 / 110}
    rules = {(source.kind, source.split, source.not_split): source.rule for source in found.sources}
    assert rules["direct", 7, 3] == "column channel of table Costs"


def test_financial_risk_has_no_channel() -> None:
    with pytest.raises(Needs, match=r"needs column Transactions\.channel"):
        pnl_by(worked_example(), None, YEAR, "channel")
    book = company()
    with pytest.raises(BadArgument, match="no column of table Customers 'chanel'; did you mean 'channel'"):
        pnl_by(book, None, YEAR, "chanel")


def test_groups_of_the_worked_example() -> None:
    """Gold = A + B + C, Silver = D + E of definitions.md par. 2."""
    found = pnl_by(worked_example(), None, YEAR, "Segment")
    assert column(found, "net_revenue") == {"Gold": 206_000, "Silver": 30_800}
    assert column(found, "sales") == {"Gold": 5_560, "Silver": 2_400}
    assert column(found, "customer_profit") == {"Gold": 62_815.10, "Silver": 3_335.08}
    assert found.reconciliation.operating_result == pytest.approx(49_280)
    assert found.sources == ()


def adds_up(book: Ledger, by: str, spread: Spread | None, segment: str | None = None) -> DimensionStatement:
    found, whole = pnl_by(book, segment, YEAR, by, spread), customer_pnl(book, segment, YEAR, spread)
    assert found.lines == whole.lines
    for line in found.lines:
        assert sum(float(row[line]) for row in found.rows) == pytest.approx(whole.total[line], abs=CENT), line
        assert found.total[line] == whole.total[line]
    for row in found.rows:
        value = {line: float(row[line]) for line in found.lines}
        below = (*COST_LINES, *RISK_LINES, *found.lines[len(LINES) - 1 : -1])
        profit = value["net_revenue"] - value["cogs"] - sum(value[line] for line in below)
        assert value["customer_profit"] == pytest.approx(profit, abs=CENT)
    assert found.reconciliation == whole.reconciliation
    return found


def carrying(tables: Tables) -> dict[str, Rows]:
    """Let transaction lines carry a channel and a product: an old line has both."""
    old = sale("A", "2023-06-01", 5, document_id="Z", quantity=1, channel="web", product="pen")
    return {**tables, "Transactions": [old, *tables["Transactions"]]}


BOOKS = books.map(carrying)
AXES = ("channel", "product", "segment", "customer_id")


@settings(max_examples=60)
@given(
    BOOKS, st.sampled_from(AXES), st.sampled_from(SPREADS), st.sampled_from((None, "Gold", "customer_id=B"))
)
def test_nothing_is_lost(tables: Tables, by: str, spread: Spread | None, segment: str | None) -> None:
    found = adds_up(make(tables), by, spread, segment)
    left = sum(source.not_split for source in found.sources)
    shown = [row for row in found.rows if row[found.by] == "(not split)"]
    assert sum(-float(row["customer_profit"]) for row in shown) == pytest.approx(left, abs=CENT)


@settings(max_examples=30)
@given(BOOKS, st.sampled_from(AXES[:2]), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tables: Tables, by: str, dice: random.Random) -> None:
    shuffled = {name: dice.sample(list(rows), len(rows)) for name, rows in tables.items()}
    one, other = (pnl_by(make(book), None, YEAR, by) for book in (tables, shuffled))
    for line in LINES:
        rest = {str(row[by]): float(row[line]) for row in other.rows}
        for row in one.rows:
            assert row[line] == pytest.approx(rest.get(str(row[by]), 0.0), abs=CENT)


@pytest.fixture(scope="module")
def db():
    with duckdb.connect() as connection:
        yield connection


@settings(max_examples=30)
@given(tables=BOOKS, by=st.sampled_from(AXES[:2]), key=st.sampled_from(("revenue", "customers")))
def test_sql_gives_the_same(db, tables: Tables, by: str, key: str) -> None:
    sql.fill(db, tables)
    sql.customer_pnl(db, "2025-01-01", "2025-04-01", {**SETTINGS, "key": key})
    theirs = sql.pnl_by(db, by)
    found = pnl_by(make(tables, segment_cost_key=key), None, QUARTER, by)
    ours = {(str(row[by]), line): float(row[line]) for row in found.rows for line in LINES}
    for line in (*LINES[:5], *COST_LINES, *RISK_LINES):
        names = {name for name, of in (*theirs, *ours) if of == line}
        for name in names:
            expected = theirs.get((name, line), 0.0)
            assert ours.get((name, line), 0.0) == pytest.approx(expected, abs=CENT), (name, line)
