"""The workbook of worked examples: current, small, and every example comes out in a real spreadsheet."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.catalogue import catalogue, example_of
from cbsc_xl.workbook.lint import lint
from docs.generator import book
from docs.generator.example import sheet_name
from tests.office.compare import differences
from tests.office.driver import Office

BOOK = Path(__file__).parents[2] / "docs" / "examples.xlsx"
LARGEST = 300_000


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def committed() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BOOK)


def column(sheet: str, head: str) -> dict[str, str]:
    """Cells of column B by what stands before them in column A, below a head."""
    rows = list(committed()[sheet].iter_rows(max_col=2))
    start = next(i for i, row in enumerate(rows) if row[0].value == head)
    return {str(row[0].value): row[1].coordinate for row in rows[start + 1 :] if row[0].value}


def test_the_same_bytes_on_every_run() -> None:
    assert book.content() == book.content()


def test_book_is_current(tmp_path: Path) -> None:
    path = tmp_path / "examples.xlsx"
    path.write_bytes(book.content())
    assert parts(path) == parts(BOOK), "run python -m docs.generator"


def test_book_is_small_and_sound() -> None:
    assert BOOK.stat().st_size < LARGEST
    assert lint(BOOK) == []


def test_every_example_comes_out(office: Office) -> None:
    """Formulas recalculate to their cached values, results are those of the docstrings, checks say ok."""
    found = office.recalculate(BOOK)
    assert differences(BOOK, found) == []
    assert list(found) == ["Index", *map(sheet_name, catalogue())]
    for measure in catalogue():
        name = sheet_name(measure)
        cells = column(name, "Measure")
        assert found[name][cells["result"]] == pytest.approx(example_of(measure).expected, rel=1e-9)
        assert found[name][cells["check"]] == "ok"
    assert f"{len(catalogue())} of {len(catalogue())}" in found["Index"].values()


def test_a_wrong_result_is_noticed(office: Office) -> None:
    cells = column("CHURN", "Facts")
    found = office.recalculate(BOOK, {f"CHURN!{cells['customers_lost']}": 2.0})
    assert found["CHURN"][cells["check"]] == "differs"
    assert f"{len(catalogue()) - 1} of {len(catalogue())}" in found["Index"].values()
