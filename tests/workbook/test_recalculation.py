"""Every formula cell equals what a real spreadsheet recalculates, also after changes in the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.report import POINTS, FactKey, GroupReport
from tests.office.compare import cached, differences
from tests.office.driver import Office
from tests.workbook.demo import book, demo_run, template, with_changes

GROUPS = ["Hotels", "Restaurants", "Care homes", "Event caterers"]


def plain(address: str) -> str:
    return address.replace("$", "").replace("'", "")


@pytest.mark.parametrize("language", ["en", "nl", "uk"])
def test_every_formula_recalculates_to_its_cached_value(
    office: Office, tmp_path: Path, language: str
) -> None:
    result = generate(demo_run(language=language), tmp_path)
    assert len(result.files) == len(GROUPS) + 1
    for path in result.files:
        assert differences(path, office.recalculate(path)) == []


@pytest.mark.parametrize("period", ["2025-Q4", "2023-Q1", "2025-06", "LTM:2024-06", "ALL:2025", "2026-Q1"])
def test_also_for_periods_with_missing_figures(office: Office, tmp_path: Path, period: str) -> None:
    path = book(GroupReport(demo_run(period), "Restaurants"), tmp_path / "book.xlsx")
    assert differences(path, office.recalculate(path)) == []


def test_measures_scores_and_roll_ups_are_formulas(tmp_path: Path) -> None:
    path = book(GroupReport(demo_run(), "Hotels"), tmp_path / "book.xlsx")
    formulas = cached(path)
    layout = template().layout
    for block, field in (
        ("values", f"p{POINTS}"),
        ("targets", "actual"),
        ("targets", "achievement"),
        ("targets", "score"),
        ("objectives", "score"),
        ("rollup", "score"),
        ("scorecard", "achieved"),
        ("perspectives", "score"),
    ):
        sheet, _, cell = plain(layout.at(block, field, 1)).partition("!")
        assert cell in formulas[sheet], f"{block}.{field} is a constant"


def about_checks(difference: str) -> bool:
    """The checks must notice the change in the one workbook, and have nothing to notice in the other."""
    return difference.startswith("Checks!") or "checks fail" in difference


def test_changes_in_the_sheet_and_in_python_agree(office: Office, tmp_path: Path) -> None:
    """A fact, a target, a weight and a threshold are changed in both, then every formula cell is compared."""
    report = GroupReport(demo_run(), "Hotels").work_out()
    layout = template().layout
    path = book(report, tmp_path / "before.xlsx")
    facts = {"customers_lost": 9.0, "net_revenue": 2_500_000.0}
    targets, weights = {0: 1.2, 3: 0.05}, {1: 40.0, 8: 0.0}
    rows = {key: i for i, key in enumerate(report.facts)}
    cells: dict[str, float] = {
        plain(layout.at("facts", f"p{POINTS}", rows[FactKey(name)])): value for name, value in facts.items()
    }
    cells |= {plain(layout.at("targets", "target", i)): value for i, value in targets.items()}
    cells |= {plain(layout.at("targets", "weight", i)): value for i, value in weights.items()}
    cells[plain(layout.at("inputs", "value", 0))] = 1.1
    recalculated = office.recalculate(path, cells)
    changed = with_changes(report, facts, targets, weights, green=1.1)
    assert changed.evaluation.total.score != report.evaluation.total.score
    after = book(changed, tmp_path / "after.xlsx")
    wrong = [text for text in differences(after, recalculated) if not about_checks(text)]
    assert wrong == []


def test_pasting_over_a_fact_is_noticed(office: Office, tmp_path: Path) -> None:
    report = GroupReport(demo_run(), "Hotels")
    path = book(report, tmp_path / "book.xlsx")
    layout = template().layout
    sheet, _, light = plain(layout.cell("checks_light")).partition("!")
    before = office.recalculate(path)[sheet][light]
    after = office.recalculate(path, {plain(layout.at("facts", "p1", 0)): 12345.0})[sheet][light]
    assert str(before).startswith("▲")
    assert str(after).startswith("▼")
