"""Customer P&L, Customer ledger and Reconciliation, recalculated by a real spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import Data, Report, Settings, table_from_rows
from cbsc_xl.workbook.accounts import Accounts
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.pages.pools import traced
from cbsc_xl.workbook.pages.ranking import ENDS
from cbsc_xl.workbook.plan import Cell
from cbsc_xl.workbook.profit import GroupProfit
from cbsc_xl.workbook.report import GroupReport, Run
from tests.accounting.books import cost, sale, worked_example
from tests.accounting.test_worked_example import EXPECTED
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.books import opened
from tests.workbook.demo import book, demo_run, template

Values = Mapping[str, Mapping[str, Any]]
PAGES = ("Customer P&L", "Reconciliation")


def company(tables: Mapping[str, list[dict[str, Any]]], **settings: float | str) -> Ledger:
    data = {name: table_from_rows(name, rows) for name, rows in tables.items()}
    return Ledger(Data(data, Settings(settings), Report()))


def report(
    ledger: Ledger, group: str = "All", column: str | None = None, language: str = "en"
) -> GroupReport:
    run = Run(ledger, parse_period("2025"), column, language, ScorecardSource([]))
    return GroupReport(run, group)


def at(block: str, field: str, row: int) -> str:
    return template().layout.at(block, field, row).replace("$", "").replace("'", "")


def read(values: Values, address: str) -> Any:
    sheet, _, cell = address.partition("!")
    return values[sheet][cell]


def shown(path: Path) -> Values:
    book = opened(path.read_bytes(), data_only=True)
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
        for sheet in book
    }


def title(values: Values, sheet: str) -> str:
    return str(read(values, template().layout.cell(f"{sheet}_title").replace("$", "").replace("'", "")))


def sound(office: Office, path: Path) -> Values:
    """Recalculate a book, which must be free of faults and equal its cached values."""
    assert lint(path) == []
    values = office.recalculate(path)
    assert differences(path, values) == []
    return values


def test_the_worked_example_to_the_cent(office: Office, tmp_path: Path) -> None:
    """Totals, contribution of E and the operating result are those of definitions.md par. 2."""
    path = book(report(worked_example()), tmp_path / "book.xlsx")
    values = sound(office, path)
    for line, amounts in EXPECTED.items():
        assert read(values, at("pnl", line, 6)) == pytest.approx(sum(amounts), abs=1e-6), line
    assert read(values, at("pnl", "customer_profit", 1)) == pytest.approx(32_879.10)
    assert read(values, at("pnl", "contribution", 5)) == pytest.approx(-2_060)
    cached = shown(path)
    rows = range(2, 10)
    amount = {read(cached, at("bridge", "label", i)): read(cached, at("bridge", "amount", i)) for i in rows}
    assert amount["less cost that no customer causes"] == pytest.approx(-20_000)
    assert amount["less unused capacity"] == pytest.approx(-840 - 620)
    assert amount["Operating result"] == pytest.approx(49_280)
    assert "not compared with the ledger" in title(values, "reconciliation")
    assert title(values, "pnl") == "Loss on 1 of 5 customers: EUR 2,365; the others earn EUR 68,515"


def test_a_cost_line_can_be_followed_to_pool_and_driver(office: Office, tmp_path: Path) -> None:
    """Sales of Gold: 4,000 booked on A and 26 orders at 60."""
    gold = report(worked_example(), "Gold", "segment")
    path = book(gold, tmp_path / "book.xlsx")
    values, cached = sound(office, path), shown(path)
    assert isinstance(gold.profit, GroupProfit)
    found = {(row.name or row.kind, row.line): i for i, row in enumerate(traced(gold.profit))}
    orders, direct = found["order handling", "sales"], found["direct", "sales"]
    figures = [read(cached, at("pools", name, orders)) for name in ("driver", "rate", "group_volume")]
    assert figures == ["orders", 60, 26]
    assert read(values, at("pools", "group_charge", orders)) == pytest.approx(1_560)
    assert read(values, at("pools", "group_charge", direct)) == pytest.approx(4_000)
    assert read(values, at("traced", "charged", 4)) == pytest.approx(5_560)
    assert read(values, at("traced", "statement", 4)) == pytest.approx(5_560)
    assert [read(values, at("traced", "difference", i)) for i in range(2, 10)] == [0] * 8


def test_a_value_changed_in_the_sheet_and_in_python(office: Office, tmp_path: Path) -> None:
    """Service for the best customer costs 90,000 more: he comes last, and the ledger is not met any more."""
    before = GroupReport(demo_run(), "Hotels").work_out()
    assert isinstance(before.profit, GroupProfit)
    best = Accounts.of(before.profit).rows[0]
    more = best.lines["service"] + 90_000
    path = book(before, tmp_path / "before.xlsx")
    values = office.recalculate(path, {at("accounts", "service", 0): more})
    after = GroupReport(before.run, before.group)
    after.__dict__ |= {name: getattr(before, name) for name in ("values", "facts", "scorecard", "evaluation")}
    after.__dict__["profit"] = _with(before.profit, best.id, service=more)
    changed = book(after, tmp_path / "after.xlsx")
    wrong = [text for text in differences(changed, values) if text.startswith(PAGES)]
    place = at("pnl", "position", 1).rstrip("0123456789")  # the table itself stays in its old order
    assert [text for text in wrong if "checks fail" not in text and not text.startswith(place)] == []
    last = at("pnl", "name", 2 * ENDS + 1)
    assert read(values, last) == read(shown(changed), last) == best.name
    assert title(values, "reconciliation").endswith("not as in the ledger")
    assert str(read(values, template().layout.cell("checks_light").replace("$", ""))).startswith("▼")


def _with(profit: GroupProfit, id: str, **lines: float) -> GroupProfit:
    rows = tuple(row | lines if row["customer_id"] == id else row for row in profit.statement.customers)
    return replace(profit, statement=replace(profit.statement, customers=rows))


NO_COGS = [{"customer_id": "A", "date": "2025-02-01", "amount": 100.0}]
SALES = [sale("A", "2025-02-01", 100.0), sale("B", "2025-03-01", 50.0)]


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        ({"Transactions": SALES}, "needs table Costs"),
        ({"Transactions": NO_COGS, "Costs": [cost(10)]}, "needs column Transactions.cogs"),
        (
            {
                "Transactions": SALES,
                "Costs": [cost(10)],
                "Receivables": [{"customer_id": "A", "date": "2025-02-01", "amount": 100}],
            },
            "needs",
        ),
    ],
)
def test_what_is_missing_is_said(
    office: Office, tmp_path: Path, tables: dict[str, list[dict[str, Any]]], reason: str
) -> None:
    path = book(report(company(tables)), tmp_path / "book.xlsx")
    sound(office, path)
    for sheet in ("pnl", "reconciliation", "accounts"):
        assert reason in title(shown(path), sheet)
    rows = opened(path.read_bytes())["Customer P&L"].row_dimensions
    first = int(at("pnl", "name", 0).partition("!")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert all(rows[row].hidden for row in range(first, first + 24))


def test_without_receivables_the_page_says_so() -> None:
    pages = plan(report(company({"Transactions": SALES, "Costs": [cost(10)]})), template().layout)
    said = [row.values["text"] for row in pages.blocks["pnlsays"]]
    assert "profit before financial risk: table Receivables is missing" in said


def test_a_group_without_customers(office: Office, tmp_path: Path) -> None:
    old = [sale("A", "2024-02-01", 100.0)]
    path = book(report(company({"Transactions": old, "Costs": [cost(10)]})), tmp_path / "book.xlsx")
    assert lint(path) == []
    wrong = differences(path, office.recalculate(path))
    assert [text for text in wrong if text.startswith((*PAGES, "Customer ledger", "Checks"))] == []
    assert title(shown(path), "pnl") == "No customer bought or caused cost in 2025"


@pytest.mark.parametrize("count", [2 * ENDS + 1, 2 * ENDS + 2, 1_000])
def test_many_customers_with_equal_profits(office: Office, tmp_path: Path, count: int) -> None:
    """Profits repeat: equal ones stand in the order of the ids at both ends, and nobody is shown twice."""
    names = [f"C{number:04}" for number in range(count)]
    names[0] = "=1+1"
    sales = [sale(name, "2025-02-01", float(number % 4)) for number, name in enumerate(names)]
    costs = [cost(2.0, customer_id=name) for name in names[:-1]]
    found = report(company({"Transactions": sales, "Costs": costs}))
    path = book(found, tmp_path / "book.xlsx")
    values = sound(office, path)
    rows = range(1, min(count, 2 * ENDS + 1) + 1)
    shown_names = [read(values, at("pnl", "name", row)) for row in rows if row != ENDS + 1 or count == 21]
    assert isinstance(found.profit, GroupProfit)
    ranked = [row.id for row in Accounts.of(found.profit).rows]
    assert shown_names == (ranked if count == 21 else ranked[:ENDS] + ranked[-ENDS:])
    cells = opened(path.read_bytes())["Customer ledger"]
    assert [cell.data_type for row in cells for cell in row if cell.value == "=1+1"] == ["s", "s"]


def test_the_charges_of_a_group_are_formulas() -> None:
    gold = plan(report(worked_example(), "Gold", "segment"), template().layout)
    charged = [row.values.get("group_charge") for row in gold.blocks["pools"]]
    assert all(entry.formula for entry in charged if isinstance(entry, Cell))
    assert sum(isinstance(entry, Cell) for entry in charged) == 8
