"""A scorecard with figures: achievement and score per line, rolled up to objective, perspective and total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cbsc_xl.calculator import Outcome
from cbsc_xl.errors import ScorecardError
from cbsc_xl.measures.measure import Perspective
from cbsc_xl.scorecard.model import LEVELS, PERSPECTIVES, Line, Objective, Scorecard
from cbsc_xl.scorecard.scoring import RollUp, Status, achievement, roll_up, score, status
from cbsc_xl.tables import Settings

Actual = Callable[[Line], tuple[Outcome, Outcome]]
"""Gives the actual of a line and that of the previous year."""


@dataclass(frozen=True)
class Rules:
    """The settings that scoring uses."""

    green: float
    amber: float
    score_cap: float
    min_coverage: float

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        """Take the rules from the settings of the data."""
        return cls(*(settings.number(name) for name in ("green", "amber", "score_cap", "min_coverage")))


@dataclass(frozen=True)
class ScoredLine:
    """A line with its figures; ``problem`` says why there is an actual but no achievement."""

    objective: Objective
    line: Line
    actual: Outcome
    previous: Outcome
    achievement: float | None
    score: float | None
    status: Status
    green: float
    amber: float
    problem: str = ""


@dataclass(frozen=True)
class ScoredObjective:
    """An objective with its own roll-up, or that of its children where it has no lines."""

    objective: Objective
    roll_up: RollUp
    status: Status


@dataclass(frozen=True)
class Evaluation:
    """All figures of one scorecard."""

    scorecard: Scorecard
    rules: Rules
    lines: tuple[ScoredLine, ...]
    objectives: Mapping[str, ScoredObjective]
    perspectives: Mapping[Perspective, RollUp]
    total: RollUp

    def status(self, value: float | None) -> Status:
        """Return the colour of a rolled-up score."""
        return status(value, self.rules.green, self.rules.amber)


def evaluate(scorecard: Scorecard, rules: Rules, actual: Actual) -> Evaluation:
    """Score every line and roll up: line, objective, perspective, total.

    A perspective counts its objectives that have lines, each with the weight of its lines; the
    total counts perspectives in the same way.
    """
    lines = tuple(_scored(objective, line, rules, *actual(line)) for objective, line in scorecard.lines())
    objectives = _objectives(scorecard, rules, lines)
    perspectives: dict[Perspective, RollUp] = {}
    for perspective in PERSPECTIVES:
        own = [line for line in lines if line.objective.perspective == perspective]
        members = [
            objectives[objective.id].roll_up
            for objective in scorecard.objectives
            if objective.perspective == perspective and objective.lines
        ]
        if members:
            perspectives[perspective] = _combine(members, rules, _covered(own))
    total = _combine(list(perspectives.values()), rules, _covered(lines))
    return Evaluation(scorecard, rules, lines, objectives, perspectives, total)


def _combine(members: list[RollUp], rules: Rules, covered: float | None = None) -> RollUp:
    return roll_up(((member.weight, member.score) for member in members), rules.min_coverage, covered)


def _covered(lines: Iterable[ScoredLine]) -> float:
    return sum(line.line.weight for line in lines if line.score is not None)


def _scored(objective: Objective, line: Line, rules: Rules, actual: Outcome, previous: Outcome) -> ScoredLine:
    green = rules.green if line.green is None else line.green
    amber = rules.amber if line.amber is None else line.amber
    problem, reached = "", None
    try:
        reached = achievement(
            actual.value,
            line.target,
            line.direction,
            baseline=line.baseline,
            tolerance=line.tolerance,
            score_cap=rules.score_cap,
        )
    except ScorecardError as error:
        problem = str(error)
    points = score(reached, rules.score_cap)
    colour = status(reached, green, amber)
    return ScoredLine(objective, line, actual, previous, reached, points, colour, green, amber, problem)


def _objectives(
    scorecard: Scorecard, rules: Rules, lines: tuple[ScoredLine, ...]
) -> dict[str, ScoredObjective]:
    """Roll up from the lowest level, so that children are there before their parent."""
    result: dict[str, ScoredObjective] = {}
    for level in reversed(LEVELS):
        for objective in scorecard.at_level(level):
            if objective.lines:
                own = [line for line in lines if line.objective.id == objective.id]
                rolled = roll_up(((line.line.weight, line.score) for line in own), rules.min_coverage)
            else:
                children = [result[child.id].roll_up for child in scorecard.children(objective)]
                rolled = _combine(children, rules)
            colour = status(rolled.score, rules.green, rules.amber)
            result[objective.id] = ScoredObjective(objective, rolled, colour)
    return result
