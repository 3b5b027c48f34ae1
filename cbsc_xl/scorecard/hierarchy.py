"""The rules of the objective hierarchy, and advice on a scorecard that keeps them."""

from __future__ import annotations

from cbsc_xl.errors import ScorecardError
from cbsc_xl.measures.measure import Perspective
from cbsc_xl.scorecard.model import LEVELS, Objective, Scorecard
from cbsc_xl.texts import mark

MISSING: dict[Perspective, str] = {
    "financial": mark("No objective in the financial perspective."),
    "customer": mark("No objective in the customer perspective."),
    "internal": mark("No objective in the internal perspective."),
    "learning": mark("No objective in the learning perspective."),
}


def check(scorecard: Scorecard) -> None:
    """Raise ScorecardError where an objective breaks a rule.

    Ids are unique; a parent exists and is exactly one level higher, which also rules
    out cycles; an objective without lines has children to take its score from.
    """
    by_id: dict[str, Objective] = {}
    for objective in scorecard.objectives:
        if objective.id in by_id:
            raise ScorecardError(f"{_name(scorecard, objective)} is defined twice")
        by_id[objective.id] = objective
    for objective in scorecard.objectives:
        _check_parent(scorecard, objective, by_id)
        if not objective.lines and not scorecard.children(objective):
            raise ScorecardError(
                f"{_name(scorecard, objective)} has neither a measure nor an objective below it"
            )


def _check_parent(scorecard: Scorecard, objective: Objective, by_id: dict[str, Objective]) -> None:
    if not objective.parent:
        return
    parent = by_id.get(objective.parent)
    if parent is None:
        raise ScorecardError(
            f"{_name(scorecard, objective)} names the parent {objective.parent!r}, which does not exist"
        )
    if LEVELS.index(parent.level) != LEVELS.index(objective.level) - 1:
        raise ScorecardError(
            f"{_name(scorecard, objective)} is {objective.level}, its parent {parent.id} {parent.level}: "
            "a parent is exactly one level higher"
        )


def _name(scorecard: Scorecard, objective: Objective) -> str:
    return f"scorecard {scorecard.segment or '(all groups)'}: objective {objective.id}"


def advice(scorecard: Scorecard, objective: Objective) -> str:
    """Return one sentence that would make an objective better, or an empty text."""
    if len(objective.lines) > 3:
        return mark("More than three measures: which one decides?")
    if objective.level != "strategic" and not objective.parent:
        return mark("Serves no higher objective.")
    if objective.lines and all(line.target is None for line in objective.lines):
        return mark("No target yet.")
    if objective.lines and not any(line.owner for line in objective.lines):
        return mark("Nobody owns it.")
    if objective.level == "strategic" and not scorecard.children(objective):
        return mark("No tactical objective says how to get there.")
    return ""


def gaps(scorecard: Scorecard) -> list[str]:
    """Return what the scorecard as a whole lacks: a perspective, a leading measure, one focus."""
    found = [
        missing
        for perspective, missing in MISSING.items()
        if not any(objective.perspective == perspective for objective in scorecard.objectives)
    ]
    measures = [line.measure for _, line in scorecard.lines() if line.measure]
    if measures and not any(measure.timing == "leading" for measure in measures):
        found.append(mark("All measures look back: add a leading one."))
    if any(objective.level != LEVELS[0] and not objective.parent for objective in scorecard.objectives):
        found.append(mark("Some objectives serve no higher one."))
    strategic = {objective.focus for objective in scorecard.at_level("strategic") if objective.focus}
    if len(strategic) > 1:
        found.append(mark("Retention and revenue compete: choose one focus for the strategic objectives."))
    return found
