"""The live edition: functions over the tables in the workbook say what was computed when it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from cbsc_xl.cli import main
from cbsc_xl.errors import TemplateError
from cbsc_xl.hosts.editions import HOSTS
from cbsc_xl.hosts.session import Session
from cbsc_xl.ledger import Ledger
from cbsc_xl.resources import template_path
from cbsc_xl.tables import Data, read
from cbsc_xl.workbook.addition import NewSheet, TableRange, add_sheets
from cbsc_xl.workbook.data_sheets import data_sheets, plain_tables
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.report import Run
from cbsc_xl.workbook.source import for_host
from tests.workbook.demo import demo_ledger, demo_run
from tests.workbook.live import HANDLE, OpenBook

LIBREOFFICE = HOSTS["libreoffice"]


def live(run: Run, folder: Path, group: str = "Hotels") -> Path:
    return generate(run, folder, [group], host=LIBREOFFICE).files[0]


def same(cached: object, result: object) -> bool:
    numbers = isinstance(cached, int | float) and isinstance(result, int | float)
    return result == pytest.approx(cached, rel=1e-9, abs=1e-9) if numbers else cached == result


@pytest.mark.parametrize(("language", "period"), [("en", "2025"), ("uk", "2023-Q1")])
def test_functions_say_what_the_workbook_says(tmp_path: Path, language: str, period: str) -> None:
    book, session = OpenBook(live(demo_run(period, language), tmp_path)), Session()
    results = list(book.results(session))
    assert [(place, cached, now) for place, cached, now in results if not same(cached, now)] == []
    assert len(results) > 2_500
    assert not session.log
    assert book.cached["Data"][HANDLE].value == book.handle(session)


def test_other_rows_change_what_it_says(tmp_path: Path) -> None:
    """Half of the invoices deleted in the sheet equal a new workbook from half of the invoices."""
    run = demo_run()
    path = live(run, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["Data_Transactions"]
    rows = sheet.max_row // 2
    sheet.delete_rows(rows + 1, sheet.max_row - rows)
    sheet.tables["Transactions"].ref = f"A1:J{rows}"
    book.save(tmp_path / "changed.xlsx")
    data = run.ledger.data
    halved = data.tables | {"Transactions": data.tables["Transactions"].take(np.arange(rows - 1))}
    fewer = Ledger(Data(halved, data.settings, data.report))
    other = Run(fewer, run.period, run.column, run.language, run.scorecards)
    wanted = figures(live(other, tmp_path / "new"))
    found = figures(tmp_path / "changed.xlsx")
    assert {place: found[place] for place in wanted if not same(wanted[place], found[place])} == {}


def figures(path: Path) -> dict[str, object]:
    return {place: now for place, _, now in OpenBook(path).results(Session())}


def test_live_workbooks_are_sound_and_keep_their_values(tmp_path: Path) -> None:
    path = live(demo_run(), tmp_path)
    assert lint(path) == []
    assert b"fullCalcOnLoad" not in path.read_bytes()
    again = live(demo_run(), tmp_path / "again")
    assert again.read_bytes() == path.read_bytes()


def test_portable_workbooks_hold_the_tables_if_asked(tmp_path: Path) -> None:
    path = generate(demo_run(), tmp_path, ["Hotels"], data=True).files[0]
    assert lint(path) == []
    data, source = read(path), demo_ledger().data
    assert data.report.refused() == 0
    for name, table in source.tables.items():
        assert len(data.tables[name]) == len(table), name
    assert dict(data.settings) == dict(source.settings)
    assert "CBSC_" not in str(openpyxl.load_workbook(path)["Facts"]["F7"].value)


def test_a_table_that_is_longer_than_a_sheet_is_refused() -> None:
    table = demo_ledger().data.tables["Products"]
    long = replace(table, size=2_000_000)
    tables = plain_tables(Data({"Products": table}))
    tables["Products"] = {"product": range(long.size)}  # type: ignore[dict-item]
    with pytest.raises(TemplateError, match="Products has 2,000,000 rows, more than a sheet holds"):
        data_sheets(tables, None, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (NewSheet("cover", []), "a sheet cover, as the data will"),
        (NewSheet("New", [], table=TableRange("Facts_Table", ["a"], 1)), "a table or name Facts_Table"),
        (NewSheet("New", [], table=TableRange("status_word", ["a"], 1)), "a table or name status_word"),
    ],
)
def test_names_that_the_template_uses_are_refused(sheet: NewSheet, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        add_sheets(Package(template_path("scorecard.xlsx")), [sheet])


def test_a_template_without_the_looks_of_checks_is_refused(tmp_path: Path) -> None:
    package = Package(template_path("scorecard.xlsx"))
    package.replace("xl/workbook.xml", package["xl/workbook.xml"].replace(b"checks_title", b"my_title"))
    (tmp_path / "own.xlsx").write_bytes(package.write({}))
    with pytest.raises(TemplateError, match="checks_title"):
        for_host(tmp_path / "own.xlsx", demo_run(), LIBREOFFICE, [])


def test_the_command_offers_the_hosts_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["generate", "--host", "abacus"])
    said = capsys.readouterr().err
    assert all(name in said for name in HOSTS)
