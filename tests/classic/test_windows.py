"""The chain on Windows without Excel, under Wine: xlwings' DLL, COM, a Python process, the functions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl import __version__
from cbsc_xl.hosts.classic.values import cells
from cbsc_xl.hosts.session import Session
from tests.classic.windows.data import CUSTOMERS, LARGE, QUESTIONS, SMALL

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / ".windows"
MISSING = "Wine or Python for Windows is missing; run tools/install_windows_chain"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Excel shows on Windows."""
    if not (WINDOWS / "complete").exists() or not shutil.which("wine"):
        pytest.fail(MISSING, pytrace=False)
    library = WINDOWS / "python" / "library"
    shutil.rmtree(library, ignore_errors=True)
    for part in ("cbsc_xl", "tests/classic/windows"):
        shutil.copytree(ROOT / part, library / part, ignore=shutil.ignore_patterns("__pycache__"))
    (dll,) = (WINDOWS / "python").glob("xlwings64-*.dll")
    environment = {**os.environ, "WINEPREFIX": str(WINDOWS / "prefix"), "WINEDEBUG": "-all"}
    command = ["wine", "python.exe", "-m", "tests.classic.windows.excel", dll.name]
    try:
        run = subprocess.run(
            command,
            cwd=WINDOWS / "python",
            env=environment,
            input="\n",
            capture_output=True,
            text=True,
            timeout=240,
        )
    finally:
        subprocess.run(["wineserver", "-k"], env=environment, check=False)
    if run.returncode:
        pytest.fail(run.stderr[-2000:], pytrace=False)
    return json.loads(run.stdout.splitlines()[-1])


class Unnamed:
    """A workbook whose tables nobody asks for."""

    key = "book"

    def table(self, name: str) -> None:
        """No table."""


@pytest.fixture(scope="module")
def here() -> dict[str, list[Any]]:
    """The same questions, asked of the session without Windows."""
    found = {}
    for name, rows in (("large", LARGE), ("small", SMALL)):
        session = Session()
        handle = session.call("CBSC_DATA", ["Customers", CUSTOMERS, "Transactions", rows], Unnamed())
        answers = [session.call(*_named(question, handle), Unnamed()) for question in QUESTIONS]
        found[name] = [cells(answer)[0][0] for answer in answers]
    return found


def _named(question: tuple[Any, ...], handle: Any) -> tuple[str, list[Any]]:
    return question[0], [*question[1:], handle]


def test_python_answers(shown: dict[str, Any]) -> None:
    assert shown["version"] == __version__


def test_100_000_rows_arrive(shown: dict[str, Any]) -> None:
    assert "105,000 rows read, 0 refused" in shown["handles"]["large"]


def test_handles_survive_switching_between_workbooks(
    shown: dict[str, Any], here: dict[str, list[Any]]
) -> None:
    assert shown["first"] == shown["second"] == here
    assert here["large"] != here["small"]
    assert shown["process later"] == shown["process"]


def test_revenue_is_the_sum_of_the_rows(shown: dict[str, Any]) -> None:
    first, after = 44287.0, 44378.0  # 1 April and 1 July 2021
    for name, rows in (("large", LARGE), ("small", SMALL)):
        assert shown["first"][name][1] == sum(row[2] for row in rows[1:] if first <= row[1] < after)


def test_tables_of_the_workbook_answer_where_no_data_are_given(
    shown: dict[str, Any], here: dict[str, list[Any]]
) -> None:
    assert shown["without handle"] == here["small"]


def test_errors_are_the_texts_that_vba_knows(shown: dict[str, Any]) -> None:
    assert shown["broken"] == ["#VALUE!", "#DIV/0!", "needs table Surveys"]


def test_table_comes_back_as_rows(shown: dict[str, Any]) -> None:
    assert shown["list"][0][0] == "function"


def test_crash_of_python_is_recovered(shown: dict[str, Any], here: dict[str, list[Any]]) -> None:
    assert shown["process after crash"] != shown["process"]
    assert shown["after crash"] == "recalculate CBSC_DATA"
    assert shown["after crash, rebuilt"] == here["small"][0]


def test_call_is_quick(shown: dict[str, Any]) -> None:
    assert shown["milliseconds"] < 50
