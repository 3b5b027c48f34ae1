"""Where the scorecard of a group comes from: table Scorecard, or a preset that makes its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cbsc_xl import catalogue
from cbsc_xl.calculator import Outcome
from cbsc_xl.errors import ScorecardError
from cbsc_xl.measures.measure import Measure
from cbsc_xl.resources import template_path
from cbsc_xl.scorecard.model import Scorecard
from cbsc_xl.scorecard.reading import Record, scorecards
from cbsc_xl.toml import read_toml

Benchmark = Callable[[Measure, str | None], tuple[Outcome, Outcome]]
"""Gives, for a measure and channel, the figure of all customers and the group's own of a year ago."""

RULES = ("all customers", "previous year")
PRESETS = ("retention", "revenue")


@dataclass
class ScorecardSource:
    """Scorecards by segment from rows, or one preset for every group without rows of its own."""

    rows: Sequence[Record] = ()
    preset: Path = field(default_factory=lambda: preset_path(PRESETS[0]))
    language: str = "en"

    def __post_init__(self) -> None:
        self._given = scorecards(self.rows)
        self._objectives: list[dict[str, Any]] | None = None

    @property
    def given(self) -> frozenset[str]:
        """Segments that have a scorecard of their own."""
        return frozenset(self._given)

    def of(self, group: str, benchmark: Benchmark) -> Scorecard:
        """Return the scorecard of a group; a preset sets its targets against the benchmark."""
        found = self._given.get(group) or self._given.get("")
        return found or scorecards(self._preset_rows(group, benchmark))[group]

    def _preset_rows(self, group: str, benchmark: Benchmark) -> list[dict[str, Any]]:
        if self._objectives is None:
            self._objectives = read_toml(self.preset).get("objective", [])
        return [
            row
            for objective in self._objectives
            for row in _objective_rows(objective, group, self.language, benchmark)
        ]


def preset_path(name: str) -> Path:
    """Return the file of a preset that comes with the product."""
    return template_path(f"scorecards/{name}.toml")


def _objective_rows(
    objective: dict[str, Any], group: str, language: str, benchmark: Benchmark
) -> list[dict[str, Any]]:
    head = {
        "segment": group,
        "level": objective.get("level"),
        "perspective": objective.get("perspective"),
        "process": objective.get("process"),
        "focus": objective.get("focus"),
        "objective_id": objective.get("id"),
        "parent_objective_id": objective.get("parent"),
        "objective": objective.get(language) or objective.get("en"),
        "owner": objective.get("owner"),
    }
    measures = objective.get("measure", [])
    return [head | _line_row(measure, benchmark) for measure in measures] or [head]


def _line_row(measure: dict[str, Any], benchmark: Benchmark) -> dict[str, Any]:
    row = {"measure_id": measure["id"], **{key: value for key, value in measure.items() if key != "id"}}
    target = measure.get("target")
    if isinstance(target, str):
        row["target"] = _resolved(target, catalogue.find(measure["id"]), measure.get("channel"), benchmark)
    return row


def _resolved(rule: str, measure: Measure, channel: str | None, benchmark: Benchmark) -> float | None:
    """Return the number that a rule stands for, None where it has no value that can be a target."""
    if rule not in RULES:
        raise ScorecardError(f"target {rule!r} is not understood: type a number, {' or '.join(RULES)}")
    value = benchmark(measure, channel)[RULES.index(rule)].value
    return value if value is not None and value > 0 else None
