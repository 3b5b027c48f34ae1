"""The places on a strategy map: lanes across the levels of one perspective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.measures.measure import Perspective
from cbsc_xl.scorecard.model import LEVELS, Level, Objective, Scorecard

Lane = dict[Level, Objective]
"""At most one objective of each level, side by side."""


def lanes(scorecard: Scorecard, perspective: Perspective) -> list[Lane]:
    """Return the lanes of a perspective: the first objective that serves another shares its lane.

    Others that serve it follow in lanes below, so a link never crosses a card. An objective that serves one
    of another perspective, or none, begins a lane.
    """
    found: list[Lane] = []

    def place(objective: Objective, lane: int) -> None:
        if lane == len(found):
            found.append({})
        found[lane][objective.level] = objective
        served_by = [o for o in scorecard.children(objective) if o.perspective == perspective]
        for i, child in enumerate(served_by):
            place(child, len(found) if i else lane)

    own = [o for o in scorecard.objectives if o.perspective == perspective]
    ids = {objective.id for objective in own}
    for objective in own:
        if objective.parent not in ids:
            place(objective, len(found))
    return found


@dataclass(frozen=True)
class Link:
    """Objectives of one level that serve the one beside the first of them: their lanes, in order."""

    level: Level
    lanes: tuple[int, ...]


def links(rows: Sequence[Lane]) -> list[Link]:
    """Return the links within the lanes of a perspective."""
    found = []
    for level, above in zip(LEVELS[1:], LEVELS[:-1], strict=True):
        for parent in (row[above] for row in rows if above in row):
            serving = tuple(
                i for i, row in enumerate(rows) if level in row and row[level].parent == parent.id
            )
            if serving:
                found.append(Link(level, serving))
    return found
