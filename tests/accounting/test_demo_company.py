"""The demo company: its P&L in SQL, and every line of its ledger."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from cbsc_xl.accounting import customer_pnl
from cbsc_xl.accounting.reconciliation import COMPARED
from cbsc_xl.demo import write
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period, to_date
from cbsc_xl.tables import read
from tests.accounting import sql
from tests.accounting.test_properties import compare

LINES = ("net_revenue", "cogs", "marketing", "sales", "service", "logistics", "other", "operating_result")
PERIODS = ("2023", "2024", "2025", "2024-Q3", "2025-11", "LTM:2025-06")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def book(folder: Path) -> Ledger:
    return Ledger(read(folder))


@pytest.fixture(scope="module")
def db(folder: Path):
    with duckdb.connect() as connection:
        sql.fill(connection, {})
        for name, columns in sql.COLUMNS.items():
            names = [column.split()[0] for column in columns.split(", ")]
            source = f"read_csv('{folder / name}.csv', header = true, all_varchar = true)"
            header = [row[0] for row in connection.execute(f"describe select * from {source}").fetchall()]
            given = ", ".join(column for column in names if column in header)
            connection.execute(f"insert into {name} ({given}) select {given} from {source}")
        yield connection


@pytest.mark.parametrize("period", PERIODS)
def test_every_line_equals_the_ledger(book: Ledger, period: str) -> None:
    found = customer_pnl(book, None, parse_period(period)).reconciliation
    assert found.status == COMPARED
    assert tuple(line.line for line in found.lines) == LINES
    assert [round(line.difference, 2) for line in found.lines] == [0.0] * len(LINES)
    assert found.agrees


@pytest.mark.parametrize("period", ["2024", "2025", "2025-Q3"])
def test_sql_gives_the_same(book: Ledger, db: duckdb.DuckDBPyConnection, period: str) -> None:
    asked = parse_period(period)
    settings = {
        "lgd": 0.45,
        "default_pd": 0.03,
        "receivables_rate": 0.06,
        "cost_per_minute": 0.95,
        "key": "revenue",
    }
    found = sql.customer_pnl(db, to_date(asked.start).isoformat(), to_date(asked.end).isoformat(), settings)
    assert len({customer for customer, _ in found[0]}) > 200
    compare(customer_pnl(book, None, asked).pnl, found)


def test_groups_add_up_to_the_company(book: Ledger) -> None:
    year = parse_period("2025")
    groups = ("Hotels", "Restaurants", "Care homes", "Event caterers", "(none)", "(unknown)", "(anonymous)")
    totals = [customer_pnl(book, f'segment="{group}"', year).total["customer_profit"] for group in groups]
    assert sum(totals) == pytest.approx(customer_pnl(book, None, year).total["customer_profit"])
