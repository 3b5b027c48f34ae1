"""Excel's side of the port: the same macros write the same cells as on a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.hosts.classic.excel import ExcelBook, ExcelUser
from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.macros import run
from cbsc_xl.hosts.port import Cancelled, CellError, Content, Formula
from cbsc_xl.hosts.session import Session
from cbsc_xl.workbook.references import Place
from tests.hosts.books import SALES
from tests.macros import fake_excel
from tests.macros.desk import NOW, Answers, book_of
from tests.macros.test_data import ERP


def opened(book: FileBook) -> fake_excel.Book:
    """The same workbook, open in the stand-in."""
    found = fake_excel.Book(book.path)
    for name in book.sheets():
        sheet = found.sheets.add(name)
        used = book.used(name)
        for down, row in enumerate(book.read(used)):
            for right, value in enumerate(row):
                cell = used.cell(down, right)
                sheet.cells[cell.top, cell.left] = value
                if formula := book.formula(cell):
                    sheet.formulas[cell.top, cell.left] = formula
    for name, place in book.tables().items():
        sheet = found.sheets[place.sheet]
        sheet.tables.add(sheet.range(place.address), name, True)
    chosen = book.selection()
    found.app.selection = found.sheets[chosen.sheet].range(chosen.address)
    return found


def content(book: Any) -> dict[str, list[list[Any]]]:
    """Formulas and values of all sheets, the log of the Python used aside."""
    result = {}
    for name in book.sheets():
        used = book.used(name)
        cells = [[used.cell(r, c) for c in range(used.columns)] for r in range(used.rows)]
        result[name] = [
            [book.formula(cell) or book.read(cell)[0][0] or None for cell in row] for row in cells
        ]
    return result


def _shown(book: Any, cell: Place) -> Any:
    return book.formula(cell) or book.read(cell)[0][0] or None


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("paste", ["Customers", True]),
        ("check", []),
        ("build", ["2025-Q1", "Gold"]),
        ("snapshot", ["2025-Q1"]),
        ("explain", []),
        ("browser", []),
        ("about", []),
        ("language", ["uk"]),
    ],
)
def test_a_macro_writes_the_same_as_on_a_file(tmp_path: Path, name: str, answers: list[Any]) -> None:
    pasted = name == "paste"
    sheets: dict[str, Any] = {"Mine": [[Formula("=CBSC_CHURN(B1)"), "Gold"]]}
    file = book_of(tmp_path / "x.xlsx", {} if pasted else SALES, {"Export": ERP} if pasted else sheets)
    file.selected = Place("Export" if pasted else "Mine", 1, 1, 1, 1)
    excel = ExcelBook(opened(file))
    said = []
    for book in (file, excel):
        user = Answers([*answers])
        assert run(name, book, user, Session(), NOW), user.said
        said.append((user.said, user.asked))
    assert said[0] == said[1]
    assert content(excel) == content(file)
    assert excel.tables() == file.tables()
    assert excel.name("cbsc_language") == file.name("cbsc_language")


def excel_book(tmp_path: Path) -> tuple[ExcelBook, fake_excel.Book]:
    fake = opened(book_of(tmp_path / "x.xlsx"))
    return ExcelBook(fake), fake


def test_texts_stay_texts_and_errors_errors(tmp_path: Path) -> None:
    book, fake = excel_book(tmp_path)
    place = Place("Data_Customers", 5, 5, 8, 5)
    book.write(place, [["=1+1", "007", 3.0, CellError("#N/A")]])
    assert book.read(place) == [["=1+1", "007", 3.0, "#N/A"]]
    assert isinstance(book.read(place)[0][3], CellError)
    assert fake.sheets["Data_Customers"].formulas == {}
    assert book.formula(place.cell(0, 0)) == ""
    assert list(book.formulas()) == []


def test_what_fails_leaves_the_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, fake = excel_book(tmp_path)
    before = content(book)
    write = ExcelBook.write

    def half(self: ExcelBook, area: Place, rows: Any) -> None:
        write(self, area, rows)
        if rows == [["a"]]:
            raise OSError("disk")

    monkeypatch.setattr(ExcelBook, "write", half)
    for name in ("New", "Data_Customers"):
        fake.sheets["Data_Customers"].tables.found.clear()
        with pytest.raises(OSError, match="disk"):
            book.put_sheet(name, Content([["a"]]))
    assert content(book) == before


def test_notes_replace_each_other(tmp_path: Path) -> None:
    book, _ = excel_book(tmp_path)
    cell = Place("Data_Customers", 1, 1, 1, 1)
    assert book.note(cell) == ""
    book.put_note(cell, "first")
    book.put_note(cell, "second")
    assert book.note(cell) == "second"


def test_recalculate(tmp_path: Path) -> None:
    book, fake = excel_book(tmp_path)
    book.recalculate()
    assert fake.app.calculated == 1


def test_the_user_is_asked_until_the_answer_is_an_option() -> None:
    app = fake_excel.App()
    user = ExcelUser(app)
    app.answers = ["nobody", "2", "gold", False, "yes", "no", "C:\\new.xlsm"]
    assert user.choose("Which?", ["Gold", "Silver"], "Gold") == "Silver"
    assert user.choose("Which?", ["Gold", "Silver"], "Gold") == "Gold"
    assert app.shown[0] == "Which?\n1  Gold\n2  Silver"
    with pytest.raises(Cancelled):
        user.ask("Period", "2025")
    assert user.confirm("Go?")
    assert not user.confirm("Go?")
    assert user.new_file("book.xlsm") == Path("C:\\new.xlsm")
    assert app.shown[-1] == "Excel (*.xlsm), *.xlsm"


def test_formulas_know_how_far_they_spill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, fake = excel_book(tmp_path)
    sheet = fake.sheets.add("Mine")
    for row in (1, 2):  # of a cell that a formula spills over, Excel tells the formula, too
        sheet.formulas[row, 1], sheet.cells[row, 1] = "=CBSC_LIST()", f"line {row}"
    corner = sheet.range("A1").api
    spilled = type("Api", (), {"Row": 1, "Column": 1, "Rows": _Two, "Columns": _One})
    monkeypatch.setattr(fake_excel.Api, "HasSpill", True, raising=False)
    monkeypatch.setattr(fake_excel.Api, "SpillParent", corner, raising=False)
    monkeypatch.setattr(fake_excel.Api, "SpillingToRange", spilled, raising=False)
    (found,) = book.formulas()
    assert (str(found.area), found.formula) == ("Mine!$A$1:$A$2", "=CBSC_LIST()")
    assert found.values == [["line 1"], ["line 2"]]


class _One:
    Count = 1


class _Two:
    Count = 2
