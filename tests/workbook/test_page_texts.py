"""Words of the pages: heads of periods, long names, statuses that are typed, advice that follows a status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.model import Objective, Scorecard
from cbsc_xl.units import RATIO
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages import plan, statuses
from cbsc_xl.workbook.pages.measures import rows
from cbsc_xl.workbook.plan import Plan
from cbsc_xl.workbook.report import GroupReport
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.demo import book, demo_run, template


@pytest.mark.parametrize(
    ("typed", "end"),
    [("2025", "2025-12"), ("LTM:2024-02", "2024-02"), ("2025-01-15:2025-02-14", "2025-02-14")],
)
def test_the_head_of_a_trend_is_the_end_of_its_period(typed: str, end: str) -> None:
    assert labels.end_of(parse_period(typed)) == end


@pytest.mark.parametrize(("words", "short"), [("Hotels", "Hotels"), ("Hotels and inns", "Hotels…")])
def test_long_names_are_cut_with_an_ellipsis(words: str, short: str) -> None:
    assert labels.shortened(words, 8) == short


def test_a_reason_among_numbers_is_shown_as_a_dash() -> None:
    assert labels.dashed(RATIO.format).split(";")[3:] == ['"–"']


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("on schedule", "on schedule"),
        ("op schema", "on schedule"),
        ("gestopt", "stopped"),
        ("vertraagd", "late"),
        ("завершено", "completed"),
        ("заплановано", "not started"),
    ],
)
def test_a_status_is_understood_in_every_language(typed: str, status: str) -> None:
    assert statuses.known()[typed] == status


def test_no_word_means_two_statuses() -> None:
    others = [word for words in statuses.SYNONYMS.values() for word in words]
    assert len(others) == len(set(others))
    assert statuses.SYNONYMS.keys() == statuses.SYMBOLS.keys()
    assert all(
        statuses.known()[word] == status for status, words in statuses.SYNONYMS.items() for word in words
    )


def test_a_measure_without_a_value_gives_its_reason_the_room_of_its_figures() -> None:
    report = GroupReport(demo_run("2023-Q1"), "Restaurants")
    found = _plan(report).blocks["measures"]
    reasons = 0
    for line, row in zip(rows(), found, strict=True):
        for side in ("say", "do"):
            missing = f"{side}_name" in row.values and f"{side}_actual" not in row.values
            reasons += missing and not line.question
            if not line.question:
                assert missing == (row.pattern in (f"need_{side}", "need_both"))
    assert reasons


def test_advice_follows_the_status(office: Office, tmp_path: Path) -> None:
    """Off target without an initiative, no value, and on target again after its target has been lowered."""
    report = GroupReport(demo_run(), "Hotels")
    report.__dict__["scorecard"] = _without_initiatives(report.scorecard)
    layout = template().layout
    path = book(report, tmp_path / "book.xlsx")
    assert differences(path, office.recalculate(path)) == []
    objectives = _plan(report).blocks["objectives"]
    places = {row.values["id"]: i for i, row in enumerate(objectives) if "id" in row.values}
    order = [line.objective.id for line in report.evaluation.lines]
    target = _plain(layout.at("targets", "target", order.index("HOT-F2")))
    said = {
        name: _plain(layout.at("objectives", "advice", places[name]))
        for name in ("HOT-F2", "HOT-I4", "HOT-C2")
    }
    before, after = office.recalculate(path), office.recalculate(path, {target: 3000.0})
    assert _read(before, said["HOT-F2"]) == "Off target without an initiative: what will change it?"
    assert _read(before, said["HOT-I4"]) == "No value yet: measure it first."
    assert _read(before, said["HOT-C2"]) == ""
    assert _read(after, said["HOT-F2"]) == ""


def _plan(report: GroupReport) -> Plan:
    return plan(report, template().layout)


def _without_initiatives(scorecard: Scorecard) -> Scorecard:
    def bare(objective: Objective) -> Objective:
        return replace(objective, lines=tuple(replace(line, initiative="") for line in objective.lines))

    return replace(scorecard, objectives=tuple(bare(objective) for objective in scorecard.objectives))


def _plain(address: str) -> str:
    return address.replace("$", "").replace("'", "")


def _read(values: dict[str, dict[str, object]], address: str) -> object:
    sheet, _, cell = address.partition("!")
    return values[sheet][cell]
