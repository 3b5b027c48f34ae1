"""Macros about the scorecard: build, generate, recalculate, snapshot."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.macros.calls import calls, value_of
from cbsc_xl.hosts.port import Formula
from cbsc_xl.hosts.session import Session
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import read
from tests.hosts.books import SALES
from tests.macros.desk import book_of, faults, press, rows_of


def test_build_writes_functions_over_the_tables(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    user = press("build", book, "2025-Q1", "Gold")
    assert user.said == ["See the sheet Scorecard Gold."]
    rows = rows_of(book, "Scorecard Gold")
    assert rows[3:7] == [
        ["customer group", "Gold"],
        ["period", "2025-Q1"],
        ["previous year", "2024-Q1"],
        ["data", '=CBSC_DATA("Customers",Customers[#All],"Transactions",Transactions[#All])'],
    ]
    assert faults(tmp_path / "x.xlsx") == []


def test_figures_of_the_built_sheet_are_those_of_the_calculator(tmp_path: Path) -> None:
    book, session = book_of(tmp_path / "x.xlsx"), Session()
    press("build", book, "2025-Q1", "Gold")
    calculator = Calculator(Ledger(read(tmp_path / "x.xlsx")))
    found = 0
    for row in book._book["Scorecard Gold"].iter_rows(min_row=10, min_col=5, max_col=5):
        (cell,) = row
        for call in calls(str(cell.value or "")):
            arguments = [value_of(book, "Scorecard Gold", text) for text in call.arguments[:3]]
            shown = session.call(call.function, arguments, book)
            wanted = calculator.measure(call.function, "Gold", "2025-Q1", arguments[2])
            found += wanted.value is not None
            if wanted.value is not None:
                assert shown == pytest.approx(wanted.value)
    assert found > 5


def test_build_uses_the_data_cell_that_is_there(tmp_path: Path) -> None:
    formula = Formula('=CBSC_DATA("Customers",Customers[#All],"Transactions",Transactions[#All])')
    book = book_of(tmp_path / "x.xlsx", sheets={"Start": [["data", formula]]})
    press("build", book, "2025-Q1", "Silver")
    assert rows_of(book, "Scorecard Silver")[6] == ["data", "=Start!$B$1"]
    press("build", book, "2025-Q1", "Silver")
    assert len([name for name in book.sheets() if name.startswith("Scorecard")]) == 1


def test_long_names_of_groups_get_sheets_of_their_own(tmp_path: Path) -> None:
    groups = ["Wholesale [North]: all of them A", "Wholesale [North]: all of them B"]
    customers = [["customer_id", "segment"], ["A", groups[0]], ["B", groups[1]]]
    book = book_of(tmp_path / "x.xlsx", SALES | {"Customers": customers})
    for group in groups:
        press("build", book, "2025-Q1", group)
    assert [name for name in book.sheets() if name.startswith("Scorecard")] == [
        "Scorecard Wholesale  North   al",
        "Scorecard Wholesale  North (2)",
    ]
    assert faults(tmp_path / "x.xlsx") == []


def test_generate_writes_a_workbook_per_group(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    user = press("generate", book, "2025-Q1", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"Gold.xlsx", "Silver.xlsx", "Overview.xlsx", "manifest.json"}
    assert user.opened == [tmp_path / "out" / "Overview.xlsx"]
    assert user.said[0].startswith("2 workbooks and Overview.xlsx are in")
    before = (tmp_path / "out" / "Gold.xlsx").stat().st_mtime_ns
    assert press("generate", book, "2025-Q1", tmp_path / "out", False).said == []
    assert (tmp_path / "out" / "Gold.xlsx").stat().st_mtime_ns == before


def test_a_period_that_is_not_understood_writes_nothing(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    before = (tmp_path / "x.xlsx").read_bytes()
    for name in ("build", "generate", "snapshot"):
        assert "soon" in press(name, book, "soon").said[0]
    assert (tmp_path / "x.xlsx").read_bytes() == before


def test_recalculate_asks_for_every_formula(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    assert press("recalculate", book).said == ["Every formula was worked out anew."]
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").calculation.fullCalcOnLoad


def test_snapshot_twice_is_snapshot_once(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    press("snapshot", book, "2025-Q1")
    once = rows_of(FileBook(tmp_path / "x.xlsx"), "History")
    again = press("snapshot", FileBook(tmp_path / "x.xlsx"), "2025-Q1")
    assert rows_of(FileBook(tmp_path / "x.xlsx"), "History") == once
    assert again.said[0].endswith("They replace those of the same period.")
    assert faults(tmp_path / "x.xlsx") == []


def test_snapshot_keeps_other_periods(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    press("snapshot", book, "2025-Q1")
    once = rows_of(book, "History")
    press("snapshot", book, "2025-01")
    rows = rows_of(book, "History")
    assert rows[: len(once)] == once
    assert {row[0] for row in rows[len(once) :]} == {"2025-01"}
    assert str(book.tables()["History"]) == f"History!$A$1:$E${len(rows)}"


def test_snapshot_has_the_figures(tmp_path: Path) -> None:
    """Net revenue per active customer of the quarter: Gold 150 from one, all 400 from two."""
    book = book_of(tmp_path / "x.xlsx")
    press("snapshot", book, "2025-Q1")
    figures = {(row[1], row[2]): row[3:] for row in rows_of(book, "History")[1:]}
    measure = "revenue_per_customer"
    assert {key[0] for key in figures} >= {"All", "Gold", "Silver"}
    names = {key[1] for key in figures}
    assert measure in names, sorted(names)
    assert figures["Gold", measure] == [150.0, "ok"]
    assert figures["All", measure] == [200.0, "ok"]
    assert all(row[0] is None for row in figures.values() if row[1] != "ok")


def test_snapshot_leaves_a_sheet_of_the_user(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx", sheets={"History": [["my notes"]]})
    assert "your own" in press("snapshot", book).said[0]
    assert rows_of(book, "History") == [["my notes"]]
