"""The driver itself: it must find what is wrong, or no other test with it means anything."""

from __future__ import annotations

import datetime
import re
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.office import driver
from tests.office.compare import Cells, cached, differences
from tests.office.driver import ErrorValue, Office, OfficeError

# formula and the value that stands cached; hand-made XML, since openpyxl writes no cached values
CELLS = {
    "C1": ("A1*2", "<v>6</v>", ""),
    "C2": ('IF(A1&gt;2,"hi&amp;gh","low")', "<v>hi&amp;gh</v>", ' t="str"'),
    "C3": ("A1=3", "<v>1</v>", ' t="b"'),
    "C4": ("NA()", "<v>#N/A</v>", ' t="e"'),
    "C5": ('""', "<v></v>", ' t="str"'),
    "C6": ("A1/3", "<v>1</v>", ""),
    "C7": ("A1=4", "<v>0</v>", ' t="b"'),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return workbook(tmp_path / "book.xlsx", CELLS)


def workbook(path: Path, cells: dict[str, tuple[str, str, str]]) -> Path:
    """A workbook with A1 = 3 and formulas below each other in column C, each with its cached value."""
    rows = "".join(
        f'<row r="{address[1:]}">'
        + ('<c r="A1"><v>3</v></c>' if address == "C1" else "")
        + f'<c r="{address}"{kind}><f>{formula}</f>{value}</c></row>'
        for address, (formula, value, kind) in cells.items()
    )
    return saved(
        openpyxl.Workbook(), path, r"<sheetData ?/>|<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>"
    )


def saved(book: openpyxl.Workbook, path: Path, pattern: str, text: str) -> Path:
    """Save a workbook with `text` in place of the one `pattern` in the XML of its first sheet."""
    sheet, plain = "xl/worksheets/sheet1.xml", path.with_suffix(".plain")
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        xml, count = re.subn(pattern, lambda _: text, source.read(sheet).decode())
        assert count == 1
        for name in source.namelist():
            target.writestr(name, xml if name == sheet else source.read(name))
    return path


def changed(path: Path, address: str, cell: tuple[str, str, str]) -> Path:
    return workbook(path.with_name("changed.xlsx"), CELLS | {address: cell})


def test_right_values_are_accepted(office: Office, book: Path) -> None:
    found = office.recalculate(book)
    expected = {
        "C1": 6.0,
        "C2": "hi&gh",
        "C3": True,
        "C4": ErrorValue("#N/A"),
        "C5": "",
        "C6": 1.0,
        "C7": False,
    }
    assert found == {"Sheet": expected}
    assert cached(book) == {"Sheet": expected}
    assert differences(book, found) == []


@pytest.mark.parametrize(
    ("address", "cell", "sentence"),
    [
        ("C1", ("A1*2", "<v>6.0001</v>", ""), "Sheet!C1: cached 6.0001, recalculated 6.0"),
        ("C1", ("A1*2", "", ""), "Sheet!C1: no cached value, recalculated 6.0"),
        (
            "C1",
            ("A1*2", "<v>#N/A</v>", ' t="e"'),
            "Sheet!C1: cached ErrorValue(name='#N/A'), recalculated 6.0",
        ),
        ("C2", ('"high"', "<v>low</v>", ' t="str"'), "Sheet!C2: cached 'low', recalculated 'high'"),
        ("C3", ("A1=3", "<v>0</v>", ' t="b"'), "Sheet!C3: cached False, recalculated True"),
        ("C3", ("A1=3", "<v>1</v>", ""), "Sheet!C3: cached 1, recalculated True"),
        ("C4", ("NA()", "<v>0</v>", ""), "Sheet!C4: cached 0, recalculated ErrorValue(name='#N/A')"),
        ("C6", ("A1/0", "<v>#DIV/0!</v>", ' t="e"'), "Sheet!C6: holds the error #DIV/0!"),
        ("C6", ("NIX(1)", "<v>#NAME?</v>", ' t="e"'), "Sheet!C6: holds the error #NAME?"),
    ],
)
def test_wrong_values_are_found(
    office: Office, book: Path, address: str, cell: tuple[str, str, str], sentence: str
) -> None:
    wrong = changed(book, address, cell)
    assert differences(wrong, office.recalculate(wrong)) == [sentence]


def test_formula_on_one_side_only_is_found(office: Office, book: Path) -> None:
    found = office.recalculate(book)
    less = {"Sheet": {k: v for k, v in found["Sheet"].items() if k != "C1"}}
    assert differences(book, less) == ["Sheet!C1: the spreadsheet sees no formula here"]
    more: Cells = {**found, "Extra": {"A1": 1.0}}
    assert differences(book, more) == ["Extra!A1: the spreadsheet sees a formula that the file does not hold"]


def test_cached_date_is_its_serial_number(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=DATE(2025,3,31)+0.25"
    book.worksheets[0]["A1"].number_format = "yyyy-mm-dd hh:mm"
    stored = saved(book, tmp_path / "stored.xlsx", r"(?<=</f>)(<v ?/>|<v></v>)", "<v>45747.25</v>")
    assert (datetime.date(2025, 3, 31) - datetime.date(1899, 12, 30)).days == 45747
    assert cached(stored) == {"Sheet": {"A1": 45747.25}}
    assert differences(stored, office.recalculate(stored)) == []


def test_changed_inputs_reach_the_formulas(office: Office, book: Path) -> None:
    found = office.recalculate(book, {"Sheet!A1": 1.5})["Sheet"]
    assert (found["C1"], found["C2"], found["C3"]) == (3.0, "low", False)
    assert office.recalculate(book, {"Sheet!A1": None})["Sheet"]["C1"] == 0.0
    assert office.recalculate(book, {"Sheet!A1": True})["Sheet"]["C1"] == 2.0
    assert office.recalculate(book, {"Sheet!A1": "x"})["Sheet"]["C1"] == ErrorValue("#VALUE!")
    assert office.recalculate(book)["Sheet"]["C1"] == 6.0


def test_protected_and_hidden_sheets_are_reached(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Tom & Co!")
    hidden["A1"], hidden["AB30"] = 2, "=A1^2"
    hidden.sheet_state = "hidden"
    hidden.protection.sheet = True
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    assert office.recalculate(path, {"Tom & Co!!A1": 3})["Tom & Co!"] == {"AB30": 9.0}


def test_evaluate(office: Office) -> None:
    formulas = ["=SUM(1,2.5)", '"a"&"b"', "1=2", "1/0", "NA()", 'SUM("x")', "NIX()", 'TEXT(1234.5,"0.00")']
    errors = [ErrorValue(name) for name in ("#DIV/0!", "#N/A", "#VALUE!", "#NAME?")]
    assert office.evaluate(formulas) == [3.5, "ab", False, *errors, "1234.50"]
    assert office.evaluate([]) == []


def test_pictures(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "first page"
    book.create_sheet("Two")["A1"] = "second page"
    path = tmp_path / "two pages.xlsx"
    book.save(path)
    pictures = office.pictures(path, tmp_path / "out", dpi=50)
    assert [p.name for p in pictures] == ["two pages-1.png", "two pages-2.png"]
    assert all(p.read_bytes().startswith(b"\x89PNG") for p in pictures)


def test_unreadable_file_is_said_and_the_next_one_works(office: Office, book: Path, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"absent\.xlsx"):
        office.recalculate(tmp_path / "absent.xlsx")
    assert office.recalculate(book)["Sheet"]["C1"] == 6.0


def test_time_limit_ends_libreoffice_and_a_new_one_starts(book: Path) -> None:
    hasty = Office(seconds=0.01)
    try:
        with pytest.raises(OfficeError, match=r"no answer within 0\.01 seconds"):
            hasty.recalculate(book)
        hasty.seconds = 60
        assert hasty.recalculate(book)["Sheet"]["C1"] == 6.0
    finally:
        hasty.stop()


@pytest.mark.parametrize("tool", ["soffice", "pdftoppm"])
def test_missing_tool_names_the_command(monkeypatch: pytest.MonkeyPatch, tool: str) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == tool else which(name))
    with pytest.raises(OfficeError, match=f"{tool}.* is missing; install it with: {driver.INSTALL}$"):
        Office()


def test_missing_uno_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PYTHONS", (sys.executable + "-absent",))
    with pytest.raises(OfficeError, match=r"uno .* install it with"):
        Office()


def test_missing_font_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_output", lambda *command: "DejaVu Sans")
    with pytest.raises(OfficeError, match=r"Carlito .* install it with"):
        Office()
