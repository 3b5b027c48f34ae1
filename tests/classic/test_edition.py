"""Live workbooks for Excel on Windows: the functions are inside, the project fits the sheets."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pyopenvba.vba
import pytest
from pyopenvba.cfb import CFB

from cbsc_xl.errors import HostError
from cbsc_xl.hosts.classic import install
from cbsc_xl.hosts.classic.edition import add_functions
from cbsc_xl.hosts.classic.ovba import Module, project, sheet_module, workbook_module
from cbsc_xl.hosts.classic.wrappers import support, wrappers
from cbsc_xl.hosts.editions import HOSTS
from cbsc_xl.hosts.functions import functions
from cbsc_xl.resources import template_path
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.markup import parse
from cbsc_xl.workbook.package import Package
from tests.classic.readers import compound, olevba_modules
from tests.office.driver import Office
from tests.workbook.test_generated_names import hostile_run

STAND_IN = (Path(__file__).parent / "CbscServer.bas").read_text(encoding="ascii")
PROJECT = "xl/vbaProject.bin"


def dressed(language: str = "en") -> Package:
    """The template with the functions."""
    package = Package(template_path("scorecard.xlsx"))
    add_functions(package, language)
    return package


@pytest.mark.parametrize("language", ["en", "uk"])
def test_project_has_a_module_for_every_sheet_under_its_code_name(language: str) -> None:
    package = dressed(language)
    book = Book(package)
    codes = [parse(package.xml(p), p).one("sheetPr").get("codeName") for p in book.sheets.values()]  # type: ignore[union-attr]
    modules = olevba_modules(package[PROJECT])
    assert len({*codes}) == len(codes) == len(book.sheets)
    assert [name for name in modules if name.startswith("Sheet")] == codes
    assert modules.keys() - {*codes} == {"ThisWorkbook", "CbscFunctions", "CbscCalls", "CbscServer"}
    assert modules["CbscFunctions"].count("Public Function CBSC_") == len(functions())
    properties = parse(package.xml(book.part), book.part).one("workbookPr")
    assert properties is not None
    assert properties.get("codeName") == "ThisWorkbook"
    file = CFB.from_bytes(package[PROJECT])
    assert pyopenvba.vba.parse_vba_project(file).validate(file) == []
    compound(package[PROJECT])


def test_parts_are_sound_and_always_the_same() -> None:
    content = dressed().write({})
    assert lint(content) == []
    assert dressed().write({}) == content


def test_without_xlwings_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "installed_version", lambda package: None)
    with pytest.raises(HostError, match=r"xlwings is missing: run pip install cbsc-xl\[excel\]"):
        dressed()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A live workbook of a small company."""
    run = hostile_run(["Gold", "Silver"])
    return generate(run, tmp_path_factory.mktemp("classic"), ["Gold"], host=HOSTS["classic"]).files[0]


def test_workbook_has_macros_and_the_help_last(workbook: Path) -> None:
    assert workbook.name == "Gold.xlsm"
    assert lint(workbook) == []
    book = openpyxl.load_workbook(workbook, keep_vba=True)
    last = book.worksheets[-1]
    assert (last.title, last.sheet_state) == ("_IntelliSense_", "hidden")
    assert str(book["Data"]["C5"].value).startswith('=CBSC_DATA("Customers",Customers[#All],"Transactions",')
    with zipfile.ZipFile(workbook) as archive:
        assert b"sheet.macroEnabled.main+xml" in archive.read("[Content_Types].xml")


def test_libreoffice_runs_the_wrappers_of_the_workbook(
    office: Office, workbook: Path, tmp_path: Path
) -> None:
    """Each figure asks the wrapper inside; a stand-in for Python says what arrives there."""
    voice = Voice("en")
    calls, _ = support("0.37.8", voice)
    codes = [f"Sheet{i}" for i in range(1, len(openpyxl.load_workbook(workbook).sheetnames) + 1)]
    modules = [
        workbook_module(),
        *map(sheet_module, codes),
        Module("CbscFunctions", wrappers(functions(), voice)),
        calls,
        Module("CbscServer", STAND_IN),
    ]
    path = tmp_path / "stand-in.xlsm"
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = project("CBSC", modules) if name == PROJECT else source.read(name)
            target.writestr(name, content)
    found = office.recalculate(path, macros=True)
    for sheet, text in (
        ("Facts", "net_revenue of stand-in.xlsm, 5 given"),
        ("Trends", "Gold of stand-in.xlsm, 4 given"),
    ):
        assert text in {str(value) for value in found[sheet].values()}
