"""The add-in in a real LibreOffice: worked examples, errors, blanks, dates, changed rows, every function."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from cbsc_xl import __version__
from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.libreoffice.extension import build
from tests.hosts.books import SALES, Range, example
from tests.office.driver import ErrorValue, Office, Value

HANDLE = "A1"
GOLD = "bad argument: no segment 'Gld'; did you mean 'Gold'?"
REVENUE = "CBSC_REVENUE_PER_CUSTOMER"


def typed(value: Any) -> Any:
    """A cell as people type it: numbers and dates where the text is one."""
    if not isinstance(value, str):
        return value
    for read in (float, date.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    return value


def lay_out(sheet: Any, tables: dict[str, Range], top: int = 3) -> str:
    """Write tables side by side; return the formula that reads them."""
    column, given = 1, []
    for name, rows in tables.items():
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                sheet.cell(top + i, column + j).value = typed(value)
        first, last = get_column_letter(column), get_column_letter(column + len(rows[0]) - 1)
        given.append(f'"{name}",{first}{top}:{last}{top + len(rows) - 1}')
        column += len(rows[0]) + 1
    return f"=CBSC_DATA({','.join(given)})"


def literal(value: Any) -> str:
    """A value in a formula."""
    return "" if value is None else str(value) if isinstance(value, float) else '"' + value + '"'


def evaluate(calc: Office, path: Path, formulas: list[str], **cells: Any) -> list[Value]:
    """Results of formulas in a workbook with the small sales, the handle in A1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales"
    sheet[HANDLE].value = lay_out(sheet, SALES)
    for address, value in cells.items():
        sheet[address].value = value
    for row, formula in enumerate(formulas, 1):
        sheet.cell(row, 20).value = formula
    book.save(path)
    found = calc.recalculate(path)["Sales"]
    return [found[f"T{row}"] for row in range(1, len(formulas) + 1)]


def test_every_worked_example(calc: Office, tmp_path: Path) -> None:
    """A sheet per measure with the data of its example, one formula that reads them and one that asks."""
    book = openpyxl.Workbook()
    expected = {}
    for measure in catalogue():
        tables, asked, value = example(measure)
        sheet = book.create_sheet(measure.id[:31])
        sheet[HANDLE].value = lay_out(sheet, tables)
        sheet["B1"].value = f"={measure.function}({','.join(map(literal, asked))},{HANDLE})"
        expected[sheet.title] = value
    path = tmp_path / "examples.xlsx"
    book.save(path)
    found = calc.recalculate(path)
    for name, value in expected.items():
        assert str(found[name][HANDLE]).endswith(" 0 refused"), name
        assert found[name]["B1"] == pytest.approx(value, rel=1e-9), name


def test_arguments_errors_and_sentences(calc: Office, tmp_path: Path) -> None:
    """Blanks, dates, numbers, texts, cells and what is left out; errors are errors of the spreadsheet."""
    cases: list[tuple[str, Value]] = [
        (f"{REVENUE}()", 200.0),
        (f"{REVENUE}(,,,A1)", 200.0),
        (f'{REVENUE}("Gold",2025)', 150.0),
        (f"{REVENUE}(M1,M2,M3,A1)", 200.0),
        (f"{REVENUE}(M4,M5,M3,A1)", 50.0),
        (f'{REVENUE}("","2025-02",,A1)', 50.0),
        (f'{REVENUE}("","1999",,A1)', ErrorValue("#N/A")),
        (f'{REVENUE}("Gld",2025,,A1)', ErrorValue("#VALUE!")),
        (f'{REVENUE}("","2025-13",,A1)', ErrorValue("#VALUE!")),
        (f'{REVENUE}("",2025,,"other")', ErrorValue("#VALUE!")),
        (f"{REVENUE}(1/0,2025,,A1)", ErrorValue("#DIV/0!")),
        (f"{REVENUE}(M1:M5,2025,,A1)", ErrorValue("#VALUE!")),
        ('CBSC_NPS("",2025,,A1)', "needs table Surveys"),
        ('CBSC_FACT("net_revenue","",2025,,A1)', 400.0),
        ("CBSC_VERSION()", __version__),
        ('INDEX(CBSC_BREAKDOWN("REVENUE_PER_CUSTOMER","segment",,2025,,A1),2,2)', 250.0),
        ('INDEX(CBSC_TREND("REVENUE_PER_CUSTOMER",3,1,"","2025-03",,A1),2,1)', "2025-02"),
        ('INDEX(CBSC_TREND("REVENUE_PER_CUSTOMER",3,12,"","2025-03",,A1),1,2)', ErrorValue("#N/A")),
        ('INDEX(CBSC_EXPLAIN("NPS","Gld",2025,,A1),2,2)', GOLD),
        ('CBSC_PNL("Gld",2025,,A1)', GOLD),
        ("INDEX(CBSC_CHECK(A1),3,1)", "Transactions"),
        ('CBSC_ACHIEVEMENT(0.22,0.2,"lower",0.3)', 0.8),
        ("CBSC_CLV_SIMPLE(150,0.8,0.1)", 400.0),
        ("CBSC_CLV_SIMPLE(150,1,0)", ErrorValue("#N/A")),
        ("CBSC_PROVISION_MATRIX({100000,20000,5000},{0.002,0.02,0.3})", 2100.0),
        ("CBSC_SCORE(TRUE())", 1.0),
    ]
    cells = {"M2": 2025, "M4": "Gold", "M5": date(2025, 2, 14)}
    found = evaluate(calc, tmp_path / "cases.xlsx", ["=" + formula for formula, _ in cases], **cells)
    for (formula, expected), value in zip(cases, found, strict=True):
        assert value == (pytest.approx(expected) if isinstance(expected, float) else expected), formula


def test_every_function_is_known_and_answers(calc: Office, tmp_path: Path) -> None:
    """No function is an unknown name, whatever it makes of no arguments; nothing shows a traceback."""
    names = [function.name for function in functions()]
    required = {f.name: sum(not a.optional for a in f.arguments) for f in functions()}
    formulas = [f"={name}({','.join(['1'] * required[name])})" for name in names]
    for name, value in zip(names, evaluate(calc, tmp_path / "all.xlsx", formulas), strict=True):
        assert value not in (ErrorValue("#NAME?"), ErrorValue("Err:504"), ErrorValue("Err:511")), name
        assert "Traceback" not in str(value), name
        assert "does not answer" not in str(value), name


def test_changed_rows_change_the_result(calc: Office, tmp_path: Path) -> None:
    path = tmp_path / "sales.xlsx"
    before = evaluate(calc, path, [f"={REVENUE}(,2025,,A1)", f"={REVENUE}(,2025)"])
    assert before == [200.0, 200.0]
    amounts = openpyxl.load_workbook(path)["Sales"]
    place = next(cell.coordinate for row in amounts.iter_rows() for cell in row if cell.value == 250)
    after = calc.recalculate(path, {f"Sales!{place}": 450.0})["Sales"]
    assert [after["T1"], after["T2"]] == [300.0, 300.0]
    assert str(after[HANDLE]).partition(" ")[0] != ""


def test_without_cbsc_data_tables_are_read_by_the_names_of_sheets(calc: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"].value = f'={REVENUE}("Gold",2025)'
    for name, rows in SALES.items():
        table = book.create_sheet(name)
        for row in rows:
            table.append([typed(value) for value in row])
    path = tmp_path / "sheets.xlsx"
    book.save(path)
    assert calc.recalculate(path)["Sheet"]["A1"] == 150.0


def test_no_data(calc: Office, tmp_path: Path) -> None:
    """A document never sees the data of another one."""
    book = openpyxl.Workbook()
    book.active["A1"].value = f"={REVENUE}()"
    path = tmp_path / "empty.xlsx"
    book.save(path)
    assert calc.recalculate(path)["Sheet"]["A1"] == "recalculate CBSC_DATA"


def test_the_same_functions_give_the_same_bytes(tmp_path: Path) -> None:
    build(tmp_path / "a.oxt", ["python"])
    build(tmp_path / "b.oxt", ["python"])
    assert (tmp_path / "a.oxt").read_bytes() == (tmp_path / "b.oxt").read_bytes()
