"""A scorecard: objectives in a hierarchy, each with lines that measure it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from cbsc_xl.measures.measure import Measure, Perspective
from cbsc_xl.scorecard.scoring import Direction
from cbsc_xl.units import Unit

Level = Literal["strategic", "tactical", "operational"]
LEVELS: tuple[Level, ...] = get_args(Level)
PERSPECTIVES: tuple[Perspective, ...] = get_args(Perspective)


@dataclass(frozen=True)
class Line:
    """One measure of an objective with its target; ``measure`` is None for a figure typed by hand."""

    name: str
    unit: Unit
    direction: Direction
    measure: Measure | None = None
    channel: str | None = None
    period: str | None = None
    baseline: float | None = None
    target: float | None = None
    tolerance: float | None = None
    weight: float = 1.0
    green: float | None = None
    amber: float | None = None
    manual_value: float | None = None
    manual_previous: float | None = None
    initiative: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Objective:
    """What a customer group should experience or bring; ``text`` is in the customer's voice."""

    id: str
    text: str
    level: Level
    perspective: Perspective
    parent: str = ""
    process: str = ""
    focus: str = ""
    owner: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """The objectives of one customer group."""

    segment: str
    objectives: tuple[Objective, ...] = field(default_factory=tuple)

    def lines(self) -> Iterator[tuple[Objective, Line]]:
        """Yield every line with its objective, by perspective."""
        for perspective in PERSPECTIVES:
            for objective in self.objectives:
                if objective.perspective == perspective:
                    for line in objective.lines:
                        yield objective, line

    def children(self, objective: Objective) -> tuple[Objective, ...]:
        """Return the objectives one level down that serve an objective."""
        return tuple(child for child in self.objectives if child.parent == objective.id)

    def at_level(self, level: Level) -> tuple[Objective, ...]:
        """Return the objectives of one level."""
        return tuple(objective for objective in self.objectives if objective.level == level)
