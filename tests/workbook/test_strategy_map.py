"""Strategy map: the demo, other shapes of a scorecard, and what changes when a target does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.scorecard.model import LEVELS, Objective, Scorecard
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.pages.strategymap import ACROSS, DOWN, LANE, MOST
from cbsc_xl.workbook.plan import Cell, Row
from cbsc_xl.workbook.report import GroupReport
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.demo import book, demo_run, template


def report_of(scorecard: Scorecard | None = None, preset: bool = False) -> GroupReport:
    run = demo_run()
    if preset:
        run.scorecards = ScorecardSource([])
    report = GroupReport(run, "Hotels")
    if scorecard:
        report.__dict__["scorecard"] = scorecard
    return report


def rows(report: GroupReport) -> list[Row]:
    return list(plan(report, template().layout).blocks["map"])


def said(row: Row, field: str) -> Any:
    entry = row.values.get(field)
    return entry.value if isinstance(entry, Cell) else entry


def everything(report: GroupReport, field: str) -> list[str]:
    fields = (f"{field}{number}" for number in range(1, len(LEVELS) + 1))
    cells = [said(row, name) for name in fields for row in rows(report)]
    return [str(cell) for cell in cells if cell]


def crowd(count: int) -> Scorecard:
    """A customer perspective that is too full, and no other one."""
    line = demo_run_line()
    aim = Objective("A", "I stay", "strategic", "customer", lines=(line,))
    ways = (Objective(f"W{i}", f"Way {i}", "tactical", "customer", "A", lines=(line,)) for i in range(count))
    return Scorecard("Hotels", (aim, *ways))


def demo_run_line() -> Any:
    return next(line for _, line in report_of().scorecard.lines() if line.measure)


def test_every_objective_is_a_card_with_its_status() -> None:
    report = report_of()
    voices = everything(report, "voice")
    for scored in report.evaluation.objectives.values():
        assert f"“{scored.objective.text}”" in voices
        assert any(voice.startswith(scored.objective.id) for voice in voices)
    assert len([word for word in everything(report, "status") if word[0] in "▲●▼○"]) == len(
        report.evaluation.objectives
    )


def test_the_relation_stands_between_customer_and_internal() -> None:
    order = [(row.pattern, said(row, "perspective")) for row in rows(report_of())]
    place = order.index(("figure", "Hotels"))
    bands = [order.index(("card", name)) for name in ("Financial", "Customer", "Internal", "Learning")]
    assert bands == sorted(bands)
    assert bands[1] < place < bands[2]


def test_a_link_to_another_perspective_is_named_and_one_within_is_drawn() -> None:
    report = report_of(preset=True)
    served = everything(report, "score")
    assert "serves R1, Customer" in served
    assert served.count("serves R3, Customer") == 2
    lines = [row for row in rows(report) if row.values.get("in2") == ACROSS]
    assert [said(row, "voice2") for row in lines] == ["“I come back”"]


def test_what_exceeds_the_page_is_said_and_a_missing_perspective_too(office: Office, tmp_path: Path) -> None:
    report = report_of(crowd(MOST + 3))
    assert "3 more: see Objectives" in [said(row, "perspective") for row in rows(report)]
    assert "No objective in the learning perspective." in everything(report, "voice")
    down = [row for row in rows(report) if row.values.get("out2") == DOWN]
    assert len(down) == (MOST - 1) * LANE
    path = book(report, tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


def test_the_page_holds_the_fullest_map() -> None:
    one = crowd(2 * MOST)
    full = tuple(
        replace(
            objective, id=f"{name}{objective.id}", parent=objective.parent and f"{name}A", perspective=name
        )
        for name in ("financial", "customer", "internal", "learning")
        for objective in one.objectives
    )
    assert len(rows(report_of(Scorecard("Hotels", full[:38])))) <= template().layout.capacity("map")


@pytest.mark.parametrize("preset", [False, True])
def test_a_target_typed_in_the_sheet_moves_card_and_title(
    office: Office, tmp_path: Path, preset: bool
) -> None:
    report = report_of(preset=preset)
    layout = template().layout
    place = next(
        i
        for i, scored in enumerate(report.evaluation.lines)
        if scored.line.target and scored.line.direction == "higher" and scored.line.baseline is None
    )
    objective, line = list(report.scorecard.lines())[place]
    changed = tuple(
        replace(one, lines=tuple(replace(each, target=1e9) if each is line else each for each in one.lines))
        if one is objective
        else one
        for one in report.scorecard.objectives
    )
    after = report_of(Scorecard(report.scorecard.segment, changed), preset)
    target = layout.at("targets", "target", place).replace("$", "").replace("'", "")
    before = book(report, tmp_path / "before.xlsx")
    found = office.recalculate(before, {target: 1e9})
    wrong = differences(book(after, tmp_path / "after.xlsx"), found)
    assert [text for text in wrong if text.startswith(("Strategy map", "Objectives", "Cover"))] == []
