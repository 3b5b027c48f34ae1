"""Every function as Lite calls it: what it is told, what it hands over, what cells show."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cbsc_xl import __version__
from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.function import Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.measures.measure import Measure
from tests.hosts.books import SALES, arguments, example

ROOT = Path(__file__).parents[2]
REVENUE = "CBSC_REVENUE_PER_CUSTOMER"
EPOCH = date(1899, 12, 30)

each = pytest.mark.parametrize("function", functions(), ids=lambda function: function.name)
each_measure = pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)


def cells(value: Any) -> Any:
    """An argument as Excel hands it to an add-in: rows of cells, blanks as "", dates as numbers."""
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else [[value]]
    return None if value is None else [[cell(item) for item in row] for row in rows]


def cell(value: Any) -> Any:
    if isinstance(value, date):
        return (value - EPOCH).days
    return "" if value is None else value


def ask(xlwings: ModuleType, name: str, *given: Any) -> Any:
    return xlwings.call(name, *map(cells, given))


@each
def test_lite_is_told_help_and_arguments(xlwings: ModuleType, function: Function) -> None:
    """Beside a repeated argument Lite knows no optional ones."""
    told, told_arguments = xlwings.described()[function.name]
    assert told == function.help
    variadic = any(argument.repeated for argument in function.arguments)
    for argument, (name, kind, help) in zip(function.arguments, told_arguments, strict=True):
        assert (name, help) == (argument.name, argument.help)
        optional = argument.optional and not variadic
        assert kind == ("repeated" if argument.repeated else "optional" if optional else "required")


@each_measure
def test_worked_example(xlwings: ModuleType, measure: Measure) -> None:
    tables, asked, expected = example(measure)
    handle = ask(xlwings, "CBSC_DATA", *arguments(tables))
    assert ask(xlwings, measure.function, *asked, handle) == pytest.approx(expected, rel=1e-9)
    assert ask(xlwings, measure.function, *asked) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), 200),
        (("Gold", 2025), 150),
        (("", "2025", "", ""), 200),
        ((None, 45_700), 50),
        (("Gld",), {"error": "#VALUE!"}),
        (("", "2031"), {"error": "#N/A"}),
        (({"error": "#DIV/0!"},), {"error": "#DIV/0!"}),
        (({"error": "#REF!"},), {"error": "#VALUE!"}),
        ((None, None, None, "CBSC:1-0123 9 rows read"), "recalculate CBSC_DATA"),
        (([["Gold"], ["Silver"]],), {"error": "#VALUE!"}),
    ],
)
def test_arguments_and_errors(xlwings: ModuleType, given: tuple[Any, ...], expected: Any) -> None:
    ask(xlwings, "CBSC_DATA", *arguments(SALES))
    assert ask(xlwings, REVENUE, *given) == expected


def test_rows_are_shown_with_their_errors(xlwings: ModuleType) -> None:
    ask(xlwings, "CBSC_DATA", *arguments(SALES))
    said = {row[0]: row[1] for row in ask(xlwings, "CBSC_EXPLAIN", REVENUE, "", "2031")}
    assert said["value"] == {"error": "#N/A"}
    assert said["status"] == "no value: no data for this period"


def test_a_range_of_one_row_stays_a_range(xlwings: ModuleType) -> None:
    handle = ask(xlwings, "CBSC_DATA", "Customers", [["customer_id", "segment"]])
    assert handle.endswith("0 rows read, 0 refused")
    assert ask(xlwings, "CBSC_CLV_NPV", [[-100, 110]], 0.1) == pytest.approx(0)
    assert ask(xlwings, "CBSC_CLV_NPV", [[-100], [110]], 0.1) == pytest.approx(0)


ABSENT = ("openpyxl", "pandas", "pyarrow", "python_calamine", "scipy", "xlwings")
PLAIN = f"""
import sys
sys.modules.update(dict.fromkeys({ABSENT}))
from cbsc_xl.hosts.lite import *
assert CBSC_VERSION() == {__version__!r}
from cbsc_xl.catalogue import catalogue
from tests.hosts.books import arguments, example
for measure in catalogue():
    tables, asked, expected = example(measure)
    handle = CBSC_DATA(*arguments(tables))
    found = globals()[measure.function](*asked, handle)
    assert abs(found - expected) <= 1e-9 * max(abs(expected), 1), (measure.id, found)
"""


def test_measures_need_numpy_alone() -> None:
    """Every worked example where nothing is installed that Pyodide has not, nor xlwings."""
    run = subprocess.run([sys.executable, "-c", PLAIN], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
