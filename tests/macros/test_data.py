"""Macros about data: new book, paste helper, check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.port import Content
from cbsc_xl.tables import read
from cbsc_xl.workbook.blank import blank_workbook
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.references import Place
from tests.hosts.books import CUSTOMERS, SALES, TRANSACTIONS
from tests.macros.desk import book_of, press, rows_of

ERP = [
    ["Debiteurenlijst Voorbeeld BV"],
    [],
    ["Klantnr", "Naam", "Klantgroep", "Relatiebeheerder", "Landcode", None, "Relatiebeheerder"],
    ["0012", "Bakkerij De Halm", "Goud", "J. Jansen", "NL", "x", "y"],
    ["0013", "=Café Zuid", "Zilver", "P. Smit", "BE", "", ""],
]


def test_new_book_is_written_where_the_user_says(tmp_path: Path) -> None:
    book = book_of(tmp_path / "mine.xlsx")
    user = press("new", book, tmp_path / "fresh.xlsx")
    assert user.opened == [tmp_path / "fresh.xlsx"]
    assert (tmp_path / "fresh.xlsx").read_bytes() == blank_workbook("en")


def test_new_book_replaces_nothing(tmp_path: Path) -> None:
    book = book_of(tmp_path / "mine.xlsx")
    before = (tmp_path / "mine.xlsx").read_bytes()
    assert "exists already" in press("new", book, tmp_path / "mine.xlsx").said[0]
    assert (tmp_path / "mine.xlsx").read_bytes() == before


def test_paste_helper_reads_the_heads_of_a_dutch_erp(tmp_path: Path) -> None:
    book = book_of(tmp_path / "erp.xlsx", {}, {"Export": ERP})
    user = press("paste", book, True, True)
    question = user.asked[1]
    assert "Table Customers, 2 rows:" in question
    assert "Klantnr → customer_id" in question
    area = book.tables()["Customers"]
    assert str(area) == "Export!$A$3:$G$5"
    heads = book.read(area.row(0))[0]
    assert heads[:3] == ["customer_id", "name", "segment"]
    assert len({head.casefold() for head in heads}) == len(heads)
    assert book.note(area.cell(0, 0)) == "pasted as: Klantnr"
    assert lint(tmp_path / "erp.xlsx") == []
    customers = read(tmp_path / "erp.xlsx").tables["Customers"]
    assert list(customers.text("customer_id").strings()) == ["0012", "0013"]
    assert list(customers.text("name").strings()) == ["Bakkerij De Halm", "=Café Zuid"]


def test_paste_helper_says_what_is_missing(tmp_path: Path) -> None:
    rows = [["Klantnummer", "Factuurdatum", "Omschrijving"], ["A", "2025-01-02", "zout"]]
    book = book_of(tmp_path / "x.xlsx", {}, {"Blad1": rows})
    user = press("paste", book, "Transactions", True)
    assert "missing: amount" in user.asked[1]
    assert "amount" in user.said[0]


def test_paste_helper_takes_only_the_selected_cells(tmp_path: Path) -> None:
    rows = [["", "customer_id", "segment", "remark"], ["", "A", "Gold", 1], ["", "B", "Silver", 2]]
    book = book_of(tmp_path / "x.xlsx", {}, {"Mine": rows})
    book.selected = Place("Mine", 2, 1, 3, 3)
    press("paste", book, "Customers", True)
    assert str(book.tables()["Customers"]) == "Mine!$B$1:$C$3"


@pytest.mark.parametrize("answers", [("Customers", False), (None,)])
def test_paste_helper_leaves_the_workbook_if_refused(tmp_path: Path, answers: tuple[object, ...]) -> None:
    book = book_of(tmp_path / "erp.xlsx", {}, {"Export": ERP})
    before = rows_of(book, "Export")
    assert press("paste", book, *answers).said == []
    assert rows_of(book, "Export") == before
    assert book.tables() == {}


def test_paste_helper_takes_the_name_of_an_empty_table_only(tmp_path: Path) -> None:
    (tmp_path / "blank.xlsx").write_bytes(blank_workbook("en"))
    book = FileBook(tmp_path / "blank.xlsx")
    book.put_sheet("Export", Content(ERP[2:]))
    book.selected = Place("Export", 1, 1, 1, 1)
    press("paste", book, True, True)
    assert book.tables()["Customers"].sheet == "Export"
    other = book_of(tmp_path / "full.xlsx", {"Customers": CUSTOMERS}, {"Export": ERP})
    other.selected = Place("Export", 1, 1, 1, 1)
    said = press("paste", other, True, True).said[0]
    assert (
        said == "Table Customers on sheet Data_Customers holds rows already: paste there, or delete it first."
    )
    assert other.tables()["Customers"].sheet == "Data_Customers"


def test_paste_helper_puts_the_old_heads_back_if_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of(tmp_path / "erp.xlsx", {}, {"Export": ERP})
    before = rows_of(book, "Export")
    monkeypatch.setattr(book, "put_table", lambda name, area: 1 / 0)
    assert press("paste", book, True, True).said == ["Paste helper stopped: About and doctor says why."]
    assert rows_of(book, "Export") == before


def test_paste_helper_needs_rows(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx", {}, {"Empty": []})
    assert press("paste", book).said[0].startswith("Select the pasted cells")


def test_check_lists_what_was_left_out(tmp_path: Path) -> None:
    wrong = [*TRANSACTIONS, ["A", "4", "31 Febember", 10.0]]
    book = book_of(tmp_path / "x.xlsx", SALES | {"Transactions": wrong})
    user = press("check", book)
    rows = rows_of(book, "CBSC check")
    assert user.said == ["6 rows read, 1 left out: see the sheet CBSC check."]
    assert ["Transactions", 4, 3, 1, "Transactions"] in rows
    (found,) = [row for row in rows if row[:2] == ["Transactions", 5]]
    assert found[2:4] == ["date", "31 Febember"]
    assert found[4]
    assert lint(tmp_path / "x.xlsx") == []


def test_check_replaces_its_own_sheet_but_no_other(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    press("check", book)
    press("check", book, now=datetime(2025, 4, 8))
    assert book.sheets().count("CBSC check") == 1
    assert rows_of(book, "CBSC check")[1] == ["cbsc-xl 0.1.0, 2025-04-08 00:00"]
    mine = book_of(tmp_path / "y.xlsx", sheets={"CBSC check": [["my notes"], ["keep"]]})
    assert press("check", mine).said == ["The sheet CBSC check is your own: rename it, then try again."]
    assert rows_of(mine, "CBSC check") == [["my notes"], ["keep"]]


def test_a_workbook_without_data_says_so(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx", {}, {"Mine": [["a"]]})
    before = (tmp_path / "x.xlsx").read_bytes()
    assert "no table that is known" in press("check", book).said[0]
    assert (tmp_path / "x.xlsx").read_bytes() == before


def test_formulas_of_data_stay_text(tmp_path: Path) -> None:
    """A refused value that looks like a formula is listed as text."""
    wrong = [*TRANSACTIONS, ["A", "4", "@SUM(1)", 10.0]]
    book = book_of(tmp_path / "x.xlsx", SALES | {"Transactions": wrong})
    press("check", book)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "x.xlsx")["CBSC check"] for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "@SUM(1)"] == ["s"]
