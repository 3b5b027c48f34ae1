"""The demo company as reports, and reports in which a figure was changed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from cbsc_xl.calculator import Outcome
from cbsc_xl.demo import write
from cbsc_xl.errors import CbscError
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.resources import template_path
from cbsc_xl.scorecard.model import Scorecard
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import read
from cbsc_xl.tables.records import records
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.report import POINTS, FactKey, GroupReport, Run
from cbsc_xl.workbook.template import Template


@cache
def template() -> Template:
    return Template.load(template_path("scorecard.xlsx"))


@cache
def demo_ledger() -> Ledger:
    folder = Path(mkdtemp(prefix="cbsc-demo-"))
    write(folder)
    return Ledger(read(folder))


def demo_run(period: str = "2025", language: str = "en") -> Run:
    ledger = demo_ledger()
    source = ScorecardSource(records(ledger.table("Scorecard")), language=language)
    return Run(ledger, parse_period(period), "segment", language, source)


def book(report: GroupReport, path: Path) -> Path:
    """Write the workbook of a report."""
    path.write_bytes(template().fill(plan(report, template().layout)))
    return path


def with_changes(
    report: GroupReport,
    facts: dict[str, float],
    targets: dict[int, float],
    weights: dict[int, float],
    green: float,
) -> GroupReport:
    """Return the report as Python would compute it from other facts of the period, targets and weights."""
    changed = GroupReport(report.run, report.group)
    changed.__dict__["facts"] = _changed_facts(report, facts)
    changed.__dict__["values"] = {
        key: [_outcome(key, [changed.facts[fact][point] for fact in key.facts()]) for point in range(POINTS)]
        for key in report.values
    }
    changed.__dict__["scorecard"] = _changed_lines(report.scorecard, targets, weights)
    changed.run = replace(report.run)
    changed.run.__dict__["rules"] = replace(report.run.rules, green=green)
    return changed


def _changed_facts(report: GroupReport, facts: dict[str, float]) -> dict[FactKey, list[float | CbscError]]:
    return {
        key: [*values[:-1], facts[key.fact]] if key.fact in facts and not key.channel[0] else values
        for key, values in report.facts.items()
    }


def _outcome(key: object, facts: list[float | CbscError]) -> Outcome:
    error = next((fact for fact in facts if isinstance(fact, CbscError)), None)
    if error:
        return Outcome(error=error)
    try:
        measure = key.measure  # type: ignore[attr-defined]
        return Outcome(measure(**dict(zip(measure.parameters, facts, strict=True))))
    except CbscError as no_value:
        return Outcome(error=no_value)


def _changed_lines(scorecard: Scorecard, targets: dict[int, float], weights: dict[int, float]) -> Scorecard:
    order = {id(line): i for i, (_, line) in enumerate(scorecard.lines())}

    def changed(line):  # type: ignore[no-untyped-def]
        i = order[id(line)]
        return replace(line, target=targets.get(i, line.target), weight=weights.get(i, line.weight))

    objectives = tuple(
        replace(objective, lines=tuple(changed(line) for line in objective.lines))
        for objective in scorecard.objectives
    )
    return Scorecard(scorecard.segment, objectives)
