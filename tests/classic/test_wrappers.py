"""The generated VBA: three functions as they must read, and rules that all functions keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cbsc_xl.hosts.classic.wrappers import declared, support, vba_project, wrappers
from cbsc_xl.hosts.function import Argument, Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.texts import LANGUAGES, Voice
from tests.classic.books import FUNCTIONS, function
from tests.classic.readers import olevba_modules

GOLDEN = Path(__file__).parent / "golden"
ENGLISH = Voice("en")
WORDS = {*(GOLDEN / "vba_words.txt").read_text().split()}
"""Words of VBA, which name no argument, and the function Array, which a wrapper calls."""


def test_three_functions_read_as_they_must() -> None:
    assert wrappers(FUNCTIONS, ENGLISH) == (GOLDEN / "CbscFunctions.bas").read_text(encoding="ascii")


def test_helper_modules_are_private_and_name_the_dll_of_the_version() -> None:
    calls, server = (module.source for module in support("0.37.8", ENGLISH))
    for source in (calls, server):
        assert source.startswith("Option Explicit\nOption Private Module\n")
        assert "{" not in source.replace("'$(CLSID)'", "")
    assert {*re.findall(r"xlwings\w+-[\d.]+\.dll", server)} == {
        "xlwings64-0.37.8.dll",
        "xlwings32-0.37.8.dll",
    }


def test_dll_is_declared_as_xlwings_declares_it() -> None:
    """The names and types of the entry point, checked against the module that the installed xlwings ships."""
    import xlwings

    shipped = (Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text(encoding="utf-8")
    _, server = support(xlwings.__version__, ENGLISH)
    pattern = (
        r'Lib "(xlwings\d\d-[\d.]+\.dll)".*?\(ByRef Result As Variant, .*?ByVal mode As Long.*?\) As Long'
    )
    theirs = {*re.findall(f"Function XLPyDLLActivateAuto {pattern}", shipped)}
    ours = {*re.findall(f"Function ActivateServer {pattern.replace('Result', 'result')}", server.source)}
    assert ours == theirs != set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_functions_are_in_the_project(language: str) -> None:
    modules = olevba_modules(vba_project(functions(), "0.37.8", ["Sheet1"], language))
    text = modules["CbscFunctions"]
    assert re.findall(r"^Public Function (\w+)", text, re.MULTILINE) == [f.name for f in functions()]
    assert "?" not in text.replace("?)", "") or language == "en"
    assert max(map(len, text.splitlines())) < 1023


@pytest.mark.parametrize("described", functions(), ids=lambda f: f.name)
def test_names_are_allowed_in_vba(described: Function) -> None:
    names = [argument.name.lower() for argument in described.arguments]
    assert len({*names}) == len(names)
    assert [name for name in names if name in WORDS or not re.fullmatch("[a-z][a-z0-9_]*", name)] == []
    required = [not argument.optional for argument in described.arguments]
    assert required == sorted(required, reverse=True)
    assert not any(argument.repeated for argument in described.arguments[:-1])


def test_long_help_is_cut() -> None:
    long = function("CBSC_LONG", Argument("a", "word " * 80), help="word\n" * 80)
    assert len(declared(long, ENGLISH)[0].help) <= 255
    line = next(line for line in wrappers([long], ENGLISH).splitlines() if "VB_Description" in line)
    assert len(line.split('"')[1]) <= 255
