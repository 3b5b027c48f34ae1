"""Workbooks of groups whose names would be dangerous as a path or as a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import Data, Report, Settings, table_from_rows
from cbsc_xl.workbook.generate import Result, generate
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.report import Run
from tests.workbook.books import opened

LONG = "Very long names of customer groups " * 9
NAMES = ["../x", "CON", "A/B", LONG[:300], "Готелі", "hotels", "Hotels", "=1+1", "+cmd", "@x"]


def hostile_run(names: Sequence[str]) -> Run:
    """A small company whose groups, objectives and initiatives bear these names."""
    rows: list[dict[str, object]] = []
    sales: list[dict[str, object]] = []
    for number, name in enumerate(names):
        for each in range(3):
            customer = f"C{number}-{each}"
            rows.append({"customer_id": customer, "name": name, "segment": name})
            sales += [
                {
                    "customer_id": customer,
                    "date": f"{year}-0{month}-15",
                    "document_id": f"D{number}{each}{year}{month}",
                    "amount": 100 + month,
                }
                for year in (2024, 2025)
                for month in (2, 5, 9)
            ]
    lines = [
        {
            "segment": name,
            "level": "strategic",
            "perspective": "customer",
            "objective_id": f"O{number}",
            "objective": name,
            "measure_id": "churn_rate",
            "target": 0.1,
            "weight": 1,
            "initiative": name,
            "owner": name,
        }
        for number, name in enumerate(names)
    ]
    plans = [
        {
            "segment": name,
            "initiative": name,
            "objective_id": f"O{number}",
            "owner": name,
            "start_date": "2025-01-01",
            "end_date": "2025-12-31",
            "budget": 1000,
        }
        for number, name in enumerate(names)
    ]
    tables = {
        "Customers": rows,
        "Transactions": sales,
        "Scorecard": lines,
        "Initiatives": plans,
    }
    data = Data(
        {name: table_from_rows(name, content) for name, content in tables.items()},
        Settings({"company": "=1+1", "discount_rate": 0.08}),
        Report(),
    )
    return Run(Ledger(data), parse_period("2025"), "segment", "en", ScorecardSource(lines))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return generate(hostile_run(NAMES), tmp_path_factory.mktemp("hostile") / "out")


def test_names_of_groups_become_safe_and_different_files(hostile: Result) -> None:
    folder = hostile.directory
    written = sorted(path.name for path in folder.iterdir())
    assert len(written) == len(NAMES) + 2
    assert len({name.casefold() for name in written}) == len(written)
    assert sorted([*(path.name for path in hostile.files), "manifest.json"]) == written
    assert all(path.parent == folder and path.is_file() for path in hostile.files)
    assert list(folder.parent.iterdir()) == [folder]
    assert {"Готелі.xlsx", "A-B.xlsx", "x.xlsx"} <= set(written)
    assert "con" not in {name.casefold().partition(".")[0] for name in written}
    assert max(len(name.encode()) for name in written) < 140


def test_names_of_groups_make_sound_workbooks(hostile: Result) -> None:
    assert [summary.group for summary in hostile.summaries] == NAMES
    for path in hostile.files:
        assert lint(path) == []


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "@x"])
def test_text_from_data_is_never_a_formula(hostile: Result, name: str) -> None:
    summary = next(summary for summary in hostile.summaries if summary.group == name)
    content = (hostile.directory / summary.file).read_bytes()
    sheets = {cell.parent.title for cell in cells(content) if cell.data_type == "s" and name in cell.value}
    assert {"Cover", "Objectives", "Initiatives"} <= sheets
    formulas = [cell.value for cell in cells(content) if cell.data_type == "f"]
    assert formulas
    assert not any(name in re.sub('"[^"]*"', "", formula) for formula in formulas)
    overview = cells(hostile.files[-1].read_bytes())
    assert any(cell.value == name and cell.data_type == "s" for cell in overview)


def cells(content: bytes) -> list[Any]:
    """Return all cells of a workbook."""
    return [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
