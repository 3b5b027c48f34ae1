"""xlwings' own CallUDF, given what VBA sends; stand-ins for pywin32, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.classic.call_udf"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    answers: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return answers


def test_version_arrives(answers: dict[str, Any]) -> None:
    assert answers["version"] == __version__


def test_ranges_become_data_and_a_measure_a_number(answers: dict[str, Any]) -> None:
    assert answers["data"].startswith("CBSC:")
    assert "5 rows read, 0 refused" in answers["data"]
    assert answers["churn"] == 0.5  # of the two customers who bought in 2023, one bought in 2024


def test_errors_are_the_texts_that_vba_knows(answers: dict[str, Any]) -> None:
    assert answers["error cell as argument"] == "#DIV/0!"
    assert answers["bad argument"] == "#VALUE!"


def test_tables_of_the_calling_workbook_are_found(answers: dict[str, Any]) -> None:
    assert answers["churn of the workbook"] == 0.5
    assert answers["churn of a book from 1904"] == 0.5


def test_table_has_rows_without_gaps(answers: dict[str, Any]) -> None:
    rows = answers["list"]
    assert len(rows) > 50
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(cell is not None for row in rows for cell in row)


def test_a_button_runs_its_macro(answers: dict[str, Any]) -> None:
    assert answers["macro"] == [[["check", "one.xlsx"]], ""]
