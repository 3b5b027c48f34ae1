"""The live demo workbook in a real LibreOffice: opened, other rows pasted, beside another workbook."""

from __future__ import annotations

import string
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cbsc_xl.hosts.editions import HOSTS
from cbsc_xl.hosts.handles import raw_tables
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import read
from cbsc_xl.tables.reading import read_raw
from cbsc_xl.workbook.data_sheets import plain_tables
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.live import NOTE_ROW, STATE_ROW, TABLES_ROW
from cbsc_xl.workbook.plan import LAST_ROW
from cbsc_xl.workbook.references import letters
from cbsc_xl.workbook.report import Run
from tests.office.compare import cached, differences, same
from tests.office.driver import Office, Value
from tests.workbook.demo import demo_run, template

Rows = list[list[Any]]
VALUES_ONLY = {
    "Budget",
    "Customer ledger",
    "Customer P&L",
    "Reconciliation",
    "Value balance",
    "Value matrix",
    "Whale curve",
}
"""Sheets that hold the customer ledger as values, and say so."""

SHAPES = defaultdict(lambda: LAST_ROW, {"Trends": template().layout.area("whalepoint").first})
"""Rows from which a sheet holds what the charts of those pages draw."""

OWN = {"Data", "Checks"}
"""Sheets that tell whether the data have changed."""


def tables_of(run: Run) -> dict[str, Rows]:
    """The tables as rows, headers first."""
    return {
        name: [[*columns], *map(list, zip(*columns.values(), strict=True))]
        for name, columns in plain_tables(run.ledger.data).items()
    }


def other_invoices(rows: Rows) -> Rows:
    """Dropped, dearer and new invoices: more rows than before, the channels in the same order."""
    head, *lines = rows
    amount, document = head.index("amount"), head.index("document_id")
    kept = [line[:] for i, line in enumerate(lines) if i % 7]
    for line in kept[::3]:
        line[amount] *= 1.5
    calls = [line for line in kept if line[head.index("channel")] == "phone"][::2]
    return [*kept, *([*line[:document], f"N{i}", *line[document + 1 :]] for i, line in enumerate(calls))]


def typed(value: Any) -> Any:
    """A value as LibreOffice holds it in a cell."""
    return float((value - date(1899, 12, 30)).days) if isinstance(value, date) else value


@pytest.fixture(scope="module")
def runs() -> tuple[Run, Run]:
    """The demo company, and the same with other invoices."""
    first = demo_run()
    tables = tables_of(first)
    tables["Transactions"] = [tables["Transactions"][0], *other_invoices(tables["Transactions"])]
    ledger = Ledger(read_raw(raw_tables(tables.items())))
    return first, Run(ledger, first.period, first.column, first.language, first.scorecards)


@pytest.fixture(scope="module")
def books(runs: tuple[Run, Run], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A live workbook of each."""
    folder = tmp_path_factory.mktemp("live")
    first, second = (
        generate(run, folder / str(i), ["Hotels"], host=HOSTS["libreoffice"]).files[0]
        for i, run in enumerate(runs)
    )
    return first, second


def test_every_formula_says_what_the_file_says(calc: Office, books: tuple[Path, Path]) -> None:
    found = calc.recalculate(books[0])
    assert differences(books[0], found) == []
    assert sum(map(len, found.values())) > 7_500


def test_pasted_invoices_change_every_page_that_follows(
    calc: Office, runs: tuple[Run, Run], books: tuple[Path, Path]
) -> None:
    """More rows than before, as people paste them: the same as a new workbook from the new data."""
    rows = tables_of(runs[1])["Transactions"][1:]
    assert len(rows) > len(tables_of(runs[0])["Transactions"])
    pasted = {"Data_Transactions!A2": [list(map(typed, row)) for row in rows]}
    found = calc.recalculate(books[0], paste=pasted)
    before, wanted = cached(books[0]), cached(books[1])
    asked = formulas_of(books[1])
    assert len(found["Facts"]) > 1_000
    for sheet in wanted.keys() - VALUES_ONLY - OWN:
        formulas = asked[sheet]
        follows = {
            place: value
            for place, value in wanted[sheet].items()
            if row_of(place) < SHAPES[sheet] and not any(name in formulas[place] for name in VALUES_ONLY)
        }
        assert wrong(found[sheet], follows) == {}, sheet
    moved = wrong(found["Scorecard"], before["Scorecard"])
    assert len(moved) > 20
    for sheet in VALUES_ONLY:
        assert "the data have changed since" in str(found[sheet]["B3"]), sheet
    assert str(found["Data"][f"C{STATE_ROW}"]).startswith("● the data have changed")
    assert str(found["Scorecard"]["S1"]).startswith("▼ 1 checks fail")


def formulas_of(path: Path) -> dict[str, dict[str, str]]:
    """Formulas by sheet and address."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: {cell.coordinate: str(cell.value) for row in sheet.iter_rows() for cell in row}
        for sheet in book.worksheets
    }


def row_of(place: str) -> int:
    """The row of an address."""
    return int(place.lstrip(string.ascii_uppercase))


def wrong(found: dict[str, Value], wanted: dict[str, Value | None]) -> dict[str, tuple[Any, Any]]:
    """What is not as wanted."""
    return {
        place: (found.get(place), value)
        for place, value in wanted.items()
        if place not in found or value is None or not same(value, found[place])
    }


def test_rows_that_are_not_read_turn_the_light(
    calc: Office, runs: tuple[Run, Run], books: tuple[Path, Path]
) -> None:
    """A date that is none is refused; what stands below the range of CBSC_DATA is noticed."""
    column = letters(tables_of(runs[0])["Transactions"][0].index("date") + 1)
    typed = {f"Data_Transactions!{column}5": "some day", "Data_Products!A1048576": "P99"}
    found = calc.recalculate(books[0], typed)
    lines = {row: str(value) for row, value in found["Data"].items() if row.startswith("G")}
    assert sum(line.startswith("▼ rows left out") for line in lines.values()) == 1
    assert sum(line.startswith("▼ rows outside") for line in lines.values()) == 1
    assert str(found["Data"]["C5"]).endswith(" 1 refused")
    assert found["Data"][f"C{STATE_ROW}"] == "▼ not all rows are read: see below"
    assert (
        found["Data"][f"C{NOTE_ROW}"] == "▼ the data have changed since: generate again to update this page"
    )


def test_an_opened_workbook_answers_before_cbsc_data_is_recalculated(
    calc: Office, runs: tuple[Run, Run], books: tuple[Path, Path]
) -> None:
    """The handle in the file, written where dates are dates, names the tables as LibreOffice has them."""
    point = f"Data!C{TABLES_ROW + len(tables_of(runs[0])) + 3}"
    found, before = calc.recalculate(books[0], {point: "2020-01"}, hard=False), cached(books[0])
    moved = wrong(found["Facts"], before["Facts"])
    assert len(moved) > 50
    assert all(now in (0, "–") or isinstance(now, float) for now, _ in moved.values())
    assert found["Data"]["C5"] == before["Data"]["C5"]


def row_of_hotel(tables: dict[str, Rows]) -> int:
    """The row in the sheet of an invoice of 2025 to a hotel."""
    customers, invoices = tables["Customers"], tables["Transactions"]
    segment, who, day = (
        customers[0].index("segment"),
        invoices[0].index("customer_id"),
        invoices[0].index("date"),
    )
    hotels = {row[customers[0].index("customer_id")] for row in customers if row[segment] == "Hotels"}
    return next(
        number
        for number, row in enumerate(invoices[1:], 2)
        if row[who] in hotels and row[day] > date(2025, 1, 1)
    )


def test_a_saved_workbook_lives_on_after_its_process(
    calc: Office, office_again: Office, runs: tuple[Run, Run], books: tuple[Path, Path], tmp_path: Path
) -> None:
    """Pasted and saved; LibreOffice and Python ended; opened in new ones; a row edited: figures follow."""
    head, *rows = tables_of(runs[1])["Transactions"]
    pasted = {"Data_Transactions!A2": [list(map(typed, row)) for row in rows]}
    saved = tmp_path / "saved.xlsx"
    calc.recalculate(books[0], paste=pasted, save=saved)
    again = office_again.recalculate(saved, hard=False)
    wanted = cached(books[1])["Facts"]
    assert wrong(again["Facts"], wanted) == {}
    hotel = row_of_hotel(tables_of(runs[1]))
    amount = f"Data_Transactions!{letters(head.index('amount') + 1)}{hotel}"
    edited = office_again.recalculate(saved, {amount: 1e6}, hard=False)
    assert edited["Data"]["C5"] != again["Data"]["C5"]
    assert len(wrong(edited["Facts"], wanted)) > 10


def test_two_open_workbooks_never_see_each_others_data(calc: Office, books: tuple[Path, Path]) -> None:
    """Both ask CBSC_DATA of their own tables, in one LibreOffice and one worker."""
    assert differences(books[0], calc.recalculate(books[0], beside=books[1])) == []


def test_a_live_workbook_is_data_of_the_command_line(books: tuple[Path, Path], runs: tuple[Run, Run]) -> None:
    data = read(books[1])
    assert data.report.refused() == 0
    assert {name: len(table) for name, table in data.tables.items()} == {
        name: len(table) for name, table in runs[1].ledger.data.tables.items()
    }
