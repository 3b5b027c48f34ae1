"""The file cbsc_xl.xlam: sound, complete, the same every time."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.hosts.classic.addin import Ribbon, addin, argument_help, function_groups
from cbsc_xl.hosts.classic.ovba import Module
from cbsc_xl.hosts.functions import functions
from cbsc_xl.texts import LANGUAGES, Voice
from cbsc_xl.workbook.lint import lint
from tests.classic.books import FUNCTIONS
from tests.classic.readers import compound, olevba_modules

GOLDEN = Path(__file__).parent / "golden"
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ADDIN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/vbaProject.bin",
]


def as_workbook(content: bytes) -> bytes:
    """The same parts as a plain workbook, which readers and the lint accept."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, source.read(name).replace(ADDIN, PLAIN))
    return target.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_is_sound_and_always_the_same(language: str) -> None:
    content = addin(functions(), "0.37.8", language)
    assert addin(functions(), "0.37.8", language) == content
    assert lint(as_workbook(content)) == []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == PARTS
        assert ADDIN in archive.read("[Content_Types].xml")
        compound(archive.read("xl/vbaProject.bin"))


def test_help_of_arguments_reads_as_it_must() -> None:
    voice = Voice("en")
    text = (
        function_groups(FUNCTIONS, voice)
        + "\n"
        + argument_help(FUNCTIONS, voice).replace("><", ">\n<")
        + "\n"
    )
    assert text == (GOLDEN / "workbook.xml").read_text(encoding="ascii")


def test_last_sheet_is_what_intellisense_reads() -> None:
    book = openpyxl.load_workbook(BytesIO(as_workbook(addin(FUNCTIONS, "0.37.8"))))
    sheet = book.worksheets[-1]
    assert (sheet.title, sheet.sheet_state) == ("_IntelliSense_", "hidden")
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["FunctionInfo", "1.0"]
    assert rows[2] == [
        "CBSC_DATA",
        "Help.",
        "source",
        "a table or a folder",
        "more",
        "its range; further tables",
    ]


def test_ribbon_has_its_place() -> None:
    xml = '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"/>'
    ribbon = Ribbon(xml, (Module("CbscRibbon", "Option Explicit\n"),))
    content = addin(FUNCTIONS, "0.37.8", ribbon=ribbon)
    assert lint(as_workbook(content)) == []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert xml in archive.read("customUI/customUI14.xml").decode()
        assert "customUI/customUI14.xml" in archive.read("_rels/.rels").decode()
        assert "CbscRibbon" in olevba_modules(archive.read("xl/vbaProject.bin"))
