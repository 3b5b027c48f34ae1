"""Table Scorecard to scorecards, one per segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from cbsc_xl import catalogue
from cbsc_xl.errors import BadArgument, ScorecardError
from cbsc_xl.measures.measure import Measure, Perspective
from cbsc_xl.scorecard import hierarchy
from cbsc_xl.scorecard.model import LEVELS, PERSPECTIVES, Level, Line, Objective, Scorecard
from cbsc_xl.scorecard.scoring import Direction
from cbsc_xl.units import SCORE, UNITS, Unit

MANUAL = "manual"
DIRECTIONS = ("higher", "lower", "target", "yesno")
Record = Mapping[str, Any]


def scorecards(records: Sequence[Record]) -> dict[str, Scorecard]:
    """Return the scorecard of each segment in rows of table Scorecard; ``""`` serves every other group.

    A row is one measure of an objective, or an objective without a measure of its own. Raises
    ScorecardError with row and cure.
    """
    by_segment: dict[str, list[tuple[int, Record]]] = {}
    for number, record in enumerate(records, start=2):
        by_segment.setdefault(_text(record, "segment"), []).append((number, record))
    result = {}
    for segment, rows in by_segment.items():
        scorecard = Scorecard(segment, tuple(_objectives(rows)))
        hierarchy.check(scorecard)
        result[segment] = scorecard
    return result


def _objectives(rows: list[tuple[int, Record]]) -> list[Objective]:
    grouped: dict[str, list[tuple[int, Record]]] = {}
    for number, record in rows:
        grouped.setdefault(_text(record, "objective_id") or f"row {number}", []).append((number, record))
    return [_objective(id_, group) for id_, group in grouped.items()]


def _objective(id_: str, rows: list[tuple[int, Record]]) -> Objective:
    number, head = rows[0]
    level = _word(number, head, "level", LEVELS, default="operational")
    perspective = _word(number, head, "perspective", PERSPECTIVES)
    lines = tuple(_line(row, record) for row, record in rows if _text(record, "measure_id"))
    return Objective(
        id=id_,
        text=_text(head, "objective") or id_,
        level=cast(Level, level),
        perspective=cast(Perspective, perspective),
        parent=_text(head, "parent_objective_id"),
        process=_text(head, "process"),
        focus=_text(head, "focus"),
        owner=_text(head, "owner"),
        lines=lines,
    )


def _line(number: int, record: Record) -> Line:
    measure = _measure(number, _text(record, "measure_id"))
    unit = measure.unit if measure else _unit(number, record)
    default = measure.better if measure else "higher"
    direction = _word(number, record, "direction", DIRECTIONS, default=default)
    name = _text(record, "measure") or ("" if measure else _text(record, "objective"))
    weight = _number(record, "weight")
    if weight is not None and weight < 0:
        raise ScorecardError(f"table Scorecard, row {number}, column weight: {weight:g} is negative")
    return Line(
        name=name,
        unit=unit,
        direction=cast(Direction, direction),
        measure=measure,
        channel=_text(record, "channel") or None,
        period=_text(record, "period") or None,
        baseline=_number(record, "baseline"),
        target=_number(record, "target"),
        tolerance=_number(record, "tolerance"),
        weight=1.0 if weight is None else weight,
        green=_number(record, "green"),
        amber=_number(record, "amber"),
        manual_value=_number(record, "manual_value"),
        manual_previous=_number(record, "manual_previous"),
        initiative=_text(record, "initiative"),
        owner=_text(record, "owner"),
    )


def _measure(number: int, name: str) -> Measure | None:
    if name.casefold() == MANUAL:
        return None
    try:
        return catalogue.find(name)
    except BadArgument as error:
        raise ScorecardError(f"table Scorecard, row {number}, column measure_id: {error}") from None


def _unit(number: int, record: Record) -> Unit:
    name = _text(record, "unit").casefold()
    if name in ("", "%"):
        return UNITS["ratio"] if name else SCORE
    if name not in UNITS:
        raise ScorecardError(
            f"table Scorecard, row {number}, column unit: {name!r} is no unit; use {', '.join(UNITS)}"
        )
    return UNITS[name]


def _word(number: int, record: Record, column: str, words: Sequence[str], default: str = "") -> str:
    word = _text(record, column).casefold() or default
    if word not in words:
        found = repr(word) if word else "blank"
        raise ScorecardError(
            f"table Scorecard, row {number}, column {column}: {found} is not one of {', '.join(words)}"
        )
    return word


def _text(record: Record, column: str) -> str:
    value = record.get(column)
    return "" if value is None else str(value).strip()


def _number(record: Record, column: str) -> float | None:
    value = record.get(column)
    return None if value is None or value == "" else float(value)
