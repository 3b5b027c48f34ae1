"""Strategy map: every objective as a card, what it serves, and the relation with the group in the centre."""

from __future__ import annotations

from cbsc_xl.measures.measure import Perspective
from cbsc_xl.scorecard import hierarchy
from cbsc_xl.scorecard.lanes import Lane, lanes, links
from cbsc_xl.scorecard.model import LEVELS, PERSPECTIVES, Objective
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages import objectives, relation, targets
from cbsc_xl.workbook.pages.context import Context, percent, quoted, shown
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK = "map"
MOST = 5
"""Lanes of a perspective with room on the page."""
LANE, BETWEEN, STRIP = 3, 1, 3
"""Rows of a lane with the gap below it, between two perspectives, and of the relation."""
ROWS = len(PERSPECTIVES) * (MOST * LANE - 1) + len(PERSPECTIVES) * BETWEEN + STRIP
INNER: Perspective = "internal"
"""The first perspective below the centre: what drives the relation; above it is what the relation yields."""
ACROSS, DOWN = 1, 2
"""What a cell beside the cards draws: the line below it, or the one at its right."""
PROCESS_NAMES = {"marketing": mark("Marketing"), "sales": mark("Sales"), "service": mark("Service")}


def fill(context: Context) -> None:
    """Write the bands from financial down to learning, each as lanes of cards."""
    rows: list[Row] = []
    for perspective in PERSPECTIVES:
        if rows:
            rows.append(_arrow())
        if perspective == INNER:
            rows += [*relation.rows(context), _arrow()]
        rows += _band(context, perspective, len(rows))
    context.rows(BLOCK, rows)
    subtitle = context.voice(
        "{group}, {period}; each card is an objective in the words of the customer, its score and its status",
        group=context.report.group,
        period=labels.period_label(context.voice, context.report.run.period),
    )
    context.frame(BLOCK, _message(context), subtitle)
    context.put(
        "map_note",
        context.voice(
            "A line leads from each card to the one at its left that it serves; what it serves elsewhere is "
            "named. Perspectives carry each other from below. Scores follow sheet Objectives."
        ),
    )


def _arrow() -> Row:
    return Row("arrow", {f"voice{level}": "▲" for level in range(1, len(LEVELS) + 1)})


def _message(context: Context) -> Cell:
    """Say how many objectives are on target, and which one is lowest."""
    order = objectives.places(context)
    found = context.report.evaluation.objectives
    scored = [found[id] for id in order if found[id].roll_up.score is not None]
    names, scores, statuses = (
        context.layout.column(objectives.BLOCK, name, max(order.values(), default=0) + 1)
        for name in ("objective", "score", "status")
    )
    lowest = min(scored, key=lambda one: one.roll_up.score or 0.0, default=None)
    none = context.voice("No objective has a score yet")
    finding = context.sentence(
        "{good} of {count} objectives with a score are on target; lowest: {name} ({share})",
        good=Cell(sum(one.status == "good" for one in scored), f'COUNTIF({statuses},"▲*")'),
        count=Cell(len(scored), f"COUNT({scores})"),
        name=Cell(
            quoted(context, lowest.objective.text) if lowest else "",
            f"INDEX({names},MATCH(MIN({scores}),{scores},0))",
        ),
        share=Cell(percent(lowest.roll_up.score or 0.0) if lowest else "", f'TEXT(MIN({scores}),"0%")'),
    )
    return Cell(finding.value if lowest else none, f"IFERROR({finding.formula},{text(none)})")


def _band(context: Context, perspective: Perspective, first: int) -> list[Row]:
    """Return the rows of a perspective; an empty one says that it lacks objectives."""
    every = lanes(context.report.scorecard, perspective)
    chosen = every[:MOST]
    values: list[dict[str, Entry]] = [{} for _ in range(max(len(chosen), 1) * LANE - 1)]
    for i, lane in enumerate(chosen):
        for number, level in enumerate(LEVELS, 1):
            if level in lane:
                for part, fields in enumerate(_card(context, lane[level])):
                    values[i * LANE + part].update({f"{name}{number}": e for name, e in fields.items()})
    _draw(chosen, values)
    values[0]["perspective"] = context.voice(PERSPECTIVE_NAMES[perspective])
    if not chosen:
        values[0]["voice1"] = context.voice(hierarchy.MISSING[perspective])
    else:
        values[1]["perspective"] = _score(context, perspective)
    left = sum(len(lane) for lane in every[MOST:])
    if left:
        values[-2]["perspective"] = context.voice("{count} more: see Objectives", count=left)
    roles = ("card", "foot", "gap")
    return [Row(roles[i % LANE], fields) for i, fields in enumerate(values)]


def _draw(chosen: list[Lane], values: list[dict[str, Entry]]) -> None:
    """Draw the lines: across from the middle of a card, down beside the card that is served."""
    for link in links(chosen):
        number = LEVELS.index(link.level) + 1
        top, bottom = link.lanes[0] * LANE, link.lanes[-1] * LANE
        values[top][f"out{number}"] = ACROSS
        for row in range(top + 1, bottom + 1):
            values[row][f"out{number}"] = DOWN
        for lane in link.lanes:
            values[lane * LANE][f"in{number}"] = ACROSS


def _score(context: Context, perspective: Perspective) -> Entry:
    """Return status and score of a perspective that has measures."""
    evaluation = context.report.evaluation
    if perspective not in evaluation.perspectives:
        return None
    return objectives.rolled_up(context, list(evaluation.perspectives).index(perspective))


def _card(context: Context, objective: Objective) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Return the upper and the lower row of a card."""
    scored = context.report.evaluation.objectives[objective.id]
    row = objectives.places(context)[objective.id]
    name, score, status = (
        context.layout.at(objectives.BLOCK, field, row) for field in ("objective", "score", "status")
    )
    word, reached = context.status_word(scored.status), scored.roll_up.score
    edge = Cell(word[:1], f"LEFT({status},1)")
    upper: dict[str, Entry] = {
        "edge": edge,
        "voice": Cell(quoted(context, objective.text), name),
        "score": shown(score, reached, context.score_format(reached)),
        "status": Cell(word, status),
    }
    return upper, {"edge": edge, "voice": _foot(context, objective), "score": _serves(context, objective)}


def _foot(context: Context, objective: Objective) -> str:
    """Return id and, of an internal objective, process, then the measures."""
    lines = [one for one in context.report.evaluation.lines if one.objective is objective]
    names = [targets.line_name(context, line) for line in lines]
    process = PROCESS_NAMES.get(objective.process, objective.process)
    inner = context.voice(process) if objective.perspective == INNER and process else ""
    measured = names or [context.voice("by what serves it")]
    return "   ".join(part for part in (objective.id, inner, *measured) if part)


def _serves(context: Context, objective: Objective) -> str | None:
    """Return what an objective serves in another perspective."""
    above = next((one for one in context.report.scorecard.objectives if one.id == objective.parent), None)
    if above is None:
        return None if objective.level == LEVELS[0] else context.voice("serves no other yet")
    if above.perspective == objective.perspective:
        return None
    name = context.voice(PERSPECTIVE_NAMES[above.perspective])
    return context.voice("serves {id}, {perspective}", id=above.id, perspective=name)
