"""LibreOffice runs the wrappers: formulas reach a stand-in for Python and show what it answers.

An error value that VBA makes is shown by LibreOffice as the text ``Error 2042``, by Excel as #N/A.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cbsc_xl.hosts.classic.ovba import Module, project, sheet_module, workbook_module
from cbsc_xl.hosts.classic.wrappers import support, wrappers
from cbsc_xl.texts import Voice
from tests.classic.books import FUNCTIONS, with_macros
from tests.office.driver import Office, Value

STAND_IN = (Path(__file__).parent / "CbscServer.bas").read_text(encoding="ascii")
CELLS = {
    "A1": '=CBSC_CHURN("Gold")',
    "A2": "=CBSC_CHURN()",
    "A3": '=CBSC_CHURN("Gold",,"web")',
    "A4": "=CBSC_CHURN(D1)",
    "A5": '=INDEX(CBSC_DATA("Customers",D1:E2),1,1)',
    "A6": '=INDEX(CBSC_DATA("Customers",D1:E2),1,2)',
    "A7": '=INDEX(CBSC_DATA("Customers",D1:E2,"Contacts",D1:D2),2,1)',
    "A8": '=INDEX(CBSC_DATA("folder"),2,1)',
    "A9": "=CBSC_VERSION()",
    "A10": '=CBSC_CHURN("broken")',
    "A11": '=INDEX(CBSC_DATA("Customers",D:E),1,1)',
    "D1": "id",
}


@pytest.fixture(scope="module")
def values(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Value]:
    voice = Voice("en")
    calls, _ = support("0.37.8", voice)
    modules = [
        workbook_module(),
        sheet_module("Sheet1"),
        Module("CbscFunctions", wrappers(FUNCTIONS, voice)),
        calls,
        Module("CbscServer", STAND_IN),
    ]
    path = with_macros(CELLS, project("CBSC", modules), tmp_path_factory.mktemp("book") / "book.xlsm")
    return office.recalculate(path, macros=True)["Sheet1"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("A1", "Gold of book.xlsm, 4 given"),
        ("A2", "Error 2042"),
        ("A3", "Gold of book.xlsm, 4 given"),
        ("A4", "id of book.xlsm, 4 given"),
        ("A5", "id"),
        ("A6", "Error 2042"),
        ("A7", 4.0),
        ("A8", 1.0),
        ("A11", "id"),
    ],
)
def test_arguments_arrive_and_results_are_shown(values: dict[str, Value], cell: str, expected: Value) -> None:
    assert values[cell] == expected


def test_server_that_fell_is_asked_again(values: dict[str, Value]) -> None:
    assert values["A9"] == "forgotten before this answer"


def test_server_that_stays_silent_is_named(values: dict[str, Value]) -> None:
    assert values["A10"] == "Python does not answer: run cbsc-xl doctor"
