"""Macros about figures: explain, function browser, language, about."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import pytest

from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.macros.calls import Call, calls, references
from cbsc_xl.hosts.port import Formula
from cbsc_xl.hosts.session import Session
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.references import Place
from tests.macros.desk import book_of, press, rows_of


def asked(tmp_path: Path, *cells: object) -> FileBook:
    """A workbook whose sheet Mine has these cells in its first row; the first is selected."""
    book = book_of(tmp_path / "x.xlsx", sheets={"Mine": [[*cells]]})
    book.selected = Place("Mine", 1, 1, 1, 1)
    return book


def told(book: FileBook) -> list[list[object]]:
    assert press("explain", book).said == ["See the sheet CBSC explain."]
    return rows_of(book, "CBSC explain")


def test_explain_a_measure(tmp_path: Path) -> None:
    """Gold has bought 150 on two invoices."""
    formula = Formula('=IF(1>0,CBSC_AVERAGE_ORDER_VALUE(B1,"2025-Q1"),"–")')
    function = next(m.function for m in catalogue() if m.id == "average_order_value")
    book = asked(tmp_path, Formula(formula.replace("CBSC_AVERAGE_ORDER_VALUE", function)), "Gold")
    rows = told(book)
    assert rows[0] == ["Mine!A1 explained"]
    assert ["segment", "Gold"] in rows
    assert ["period", "2025-Q1"] in rows
    assert any(row[:2] == ["value", 75.0] for row in rows), rows
    assert ["B1", "Gold"] in rows
    assert lint(tmp_path / "x.xlsx") == [
        "Sheet Mine: the cell A1 has a formula without a cached value.",
    ]


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("=CBSC_CHURN(LEFT(B1,2))", "put it into a cell of its own"),
        ('=CBSC_CHURN("nobody")', "bad argument"),
        ("=CBSC_NOTHING(1)", "there is no such function"),
        ("=CBSC_ACHIEVEMENT(B1,20,C1)", "How far a target is reached"),
        ("=SUM(B1:C1)", "1 rows, 2 columns"),
    ],
)
def test_explain_other_formulas(tmp_path: Path, formula: str, wanted: str) -> None:
    rows = told(asked(tmp_path, Formula(formula), 25, "lower"))
    assert any(wanted in str(cell) for row in rows for cell in row), rows


def test_explain_a_figure_without_value(tmp_path: Path) -> None:
    """Nobody was a customer before the first quarter."""
    rows = told(asked(tmp_path, Formula('=CBSC_CHURN("Gold","2025-Q1")')))
    assert any(row[:2] == ["value", "#N/A"] for row in rows), rows
    assert any(str(row[1]).startswith("no value") for row in rows if row and row[0] == "status")


def test_explain_a_typed_cell(tmp_path: Path) -> None:
    rows = told(asked(tmp_path, 12.5))
    assert ["value", 12.5] in rows
    assert ["typed or pasted, not worked out"] in rows


def test_calls_of_every_host_are_found() -> None:
    arguments = ('"a,""b"")"', "", "SUM(1,2)", "Data!$B$4")
    inner = '("a,""b"")",,SUM(1,2),Data!$B$4)'
    for prefix in ("", "[1]!", "_xldudf_"):
        assert calls(f"=1+{prefix}CBSC_CHURN{inner}") == [Call("CBSC_CHURN", arguments)]
    assert calls('="CBSC_CHURN(1)"') == []
    assert calls("=MY_CBSC_CHURN(1)") == []
    assert calls("CBSC_CHURN(1)") == []
    assert [call.function for call in calls("=CBSC_SCORE(CBSC_ACHIEVEMENT(1,2,3))")] == [
        "CBSC_SCORE",
        "CBSC_ACHIEVEMENT",
    ]
    assert references("=A1+'My sheet'!B2*A1&\"C3\"") == ["A1", "'My sheet'!B2"]


@pytest.mark.parametrize("language", ["en", "nl", "uk"])
def test_browser_lists_every_function(tmp_path: Path, language: str) -> None:
    book = book_of(tmp_path / "x.xlsx")
    book.put_name("cbsc_language", f'="{language}"')
    press("browser", book)
    rows = rows_of(book, "CBSC functions")
    assert {row[0] for row in rows if row} >= {function.name for function in functions()}
    churn = next(row for row in rows if row and row[0] == "CBSC_CHURN")
    measure = next(m for m in catalogue() if m.function == "CBSC_CHURN")
    assert churn[1] == measure.labels[language]
    assert churn[7] == '=CBSC_CHURN("Gold",2025)'
    assert lint(tmp_path / "x.xlsx") == []


def test_language_is_noted_in_the_workbook(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx")
    assert press("language", book, "nl").said == [
        "Meldingen en nieuwe bladen van deze werkmap zijn in het Nederlands."
    ]
    again = FileBook(tmp_path / "x.xlsx")
    assert again.name("cbsc_language") == '="nl"'
    press("check", again)
    assert rows_of(again, "CBSC check")[0] == ["Wat gelezen is"]
    assert lint(tmp_path / "x.xlsx") == []


def test_settings_tell_the_language(tmp_path: Path) -> None:
    tables = {"Settings": [["name", "value"], ["language", "uk"]]}
    book = book_of(tmp_path / "x.xlsx", tables)
    assert press("recalculate", book).said != ["Every formula was worked out anew."]


def test_about_shows_what_failed(tmp_path: Path) -> None:
    book, session = book_of(tmp_path / "x.xlsx"), Session()
    session.note("CBSC_CHURN", ZeroDivisionError("division by zero").with_traceback(_traceback()))
    press("about", book, session=session)
    rows = rows_of(book, "CBSC about")
    assert any(row[:1] == ["numpy"] and len(row) == 2 for row in rows)
    assert ["no Excel here"] in rows
    assert any("5 rows read, 0 refused" in str(cell) for row in rows for cell in row)
    assert any("ZeroDivisionError: division by zero" in str(cell) for row in rows for cell in row)


def _traceback() -> TracebackType | None:
    try:
        raise ValueError
    except ValueError as error:
        return error.__traceback__
