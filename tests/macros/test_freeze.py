"""Freeze: a copy without functions, whose figures are the same."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.hosts.editions import HOSTS
from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.macros.calls import calls
from cbsc_xl.hosts.port import Formula
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import read
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.runs import run_over
from tests.macros.desk import book_of, faults, press


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A live workbook as cbsc-xl writes it: functions with their values."""
    folder = tmp_path_factory.mktemp("live")
    book_of(folder / "data.xlsx")
    run = run_over(Ledger(read(folder / "data.xlsx")), "2025-Q1")
    return generate(run, folder, ["Gold"], host=HOSTS["libreoffice"]).files[0]


def test_every_function_becomes_its_value(live: Path, tmp_path: Path) -> None:
    copy = tmp_path / "share.xlsx"
    user = press("freeze", FileBook(live), copy)
    shown = openpyxl.load_workbook(live, data_only=True)
    source, frozen = openpyxl.load_workbook(live), openpyxl.load_workbook(copy)
    count = 0
    for sheet in source:
        for row in sheet.iter_rows():
            for cell in row:
                now = frozen[sheet.title][cell.coordinate]
                assert calls(str(now.value)) == [], (sheet.title, cell.coordinate)
                if calls(str(cell.value)):
                    count += 1
                    assert now.value == shown[sheet.title][cell.coordinate].value
                    assert now.comment.text == f"was {cell.value} on 2025-04-07 09:30"[:500]
                elif isinstance(cell.value, str) and cell.value.startswith("="):
                    assert now.value == cell.value
    assert count > 2_500
    assert user.said == [f"{count} formulas are values in share.xlsx."]
    assert user.asked == [f"{live.stem} 2025-04-07.xlsx"]
    assert [path.name for path in tmp_path.iterdir()] == ["share.xlsx"]
    assert not re.search(rb"CBSC_CHURN\(", b"".join(formula_parts(copy)))


def formula_parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        return [formula for name in parts for formula in re.findall(rb"<f>.*?</f>", package.read(name))]


def test_the_live_workbook_stays_as_it_is(live: Path, tmp_path: Path) -> None:
    book = FileBook(live)
    formulas = [(found.area, found.formula) for found in book.formulas()]
    press("freeze", book, tmp_path / "share.xlsx")
    assert [(found.area, found.formula) for found in book.formulas()] == formulas


def test_the_copy_is_sound(live: Path, tmp_path: Path) -> None:
    """Frozen cells bring no fault that saving by openpyxl does not bring by itself."""
    press("freeze", FileBook(live), tmp_path / "share.xlsx")
    plain = FileBook(live).copy(tmp_path / "plain.xlsx")
    plain.save()
    assert set(faults(tmp_path / "share.xlsx")) <= set(faults(tmp_path / "plain.xlsx"))


def test_what_fails_leaves_no_file(live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileBook, "put_note", lambda self, cell, text: 1 / 0)
    user = press("freeze", FileBook(live), tmp_path / "share.xlsx")
    assert user.said == ["Freeze for sharing stopped: About and doctor says why."]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence(live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: FileBook) -> None:
        raise OSError(28, "No space left on device", "share.xlsx")

    monkeypatch.setattr(FileBook, "save", full)
    user = press("freeze", FileBook(live), tmp_path / "share.xlsx")
    assert user.said == ["share.xlsx: No space left on device"]
    assert list(tmp_path.iterdir()) == []


def test_a_function_without_a_value_is_not_frozen(tmp_path: Path) -> None:
    book = book_of(tmp_path / "x.xlsx", sheets={"Mine": [[Formula("=CBSC_CHURN()")]]})
    assert press("freeze", book).said == ["Mine!A1 has no value yet: recalculate, then try again."]


def test_a_workbook_without_functions_has_nothing_to_freeze(tmp_path: Path) -> None:
    assert "nothing to freeze" in press("freeze", book_of(tmp_path / "x.xlsx")).said[0]


def test_no_file_is_replaced(live: Path, tmp_path: Path) -> None:
    (tmp_path / "there.xlsx").write_text("mine")
    assert "exists already" in press("freeze", FileBook(live), tmp_path / "there.xlsx").said[0]
    assert (tmp_path / "there.xlsx").read_text() == "mine"
