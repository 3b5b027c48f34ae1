"""Objectives: the hierarchy with its scores, and the roll-up to perspectives and total."""

from __future__ import annotations

from cbsc_xl.scorecard import hierarchy
from cbsc_xl.scorecard.evaluation import ScoredObjective
from cbsc_xl.scorecard.model import LEVELS, Level, Objective
from cbsc_xl.scorecard.scoring import RollUp
from cbsc_xl.texts import mark
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import DASH, Context, known, patterns, percent, quoted
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK = "objectives"
LEVEL_NAMES = {
    "strategic": mark("Strategic"),
    "tactical": mark("Tactical"),
    "operational": mark("Operational"),
}
PERSPECTIVE_NAMES = {
    "financial": mark("Financial"),
    "customer": mark("Customer"),
    "internal": mark("Internal"),
    "learning": mark("Learning"),
}
FOCUS_NAMES = {"retention": mark("retention"), "revenue": mark("revenue")}


def fill(context: Context) -> None:
    """Write the objectives level by level, so that each level adds up the next one, then the roll-up."""
    rows: list[Row] = []
    for level, span in _spans(context).items():
        rows.append(Row("band", {"objective": context.voice(LEVEL_NAMES[level])}))
        objectives = context.report.scorecard.at_level(level)
        roles = patterns(len(objectives))
        for offset, objective in enumerate(objectives):
            scored = context.report.evaluation.objectives[objective.id]
            rows.append(Row(roles[offset], _row(context, span[0] + offset, scored)))
    context.rows(BLOCK, rows)
    _fill_roll_up(context)
    gaps = [context.voice(gap) for gap in hierarchy.gaps(context.report.scorecard)]
    title = gaps[0] if gaps else context.voice("Every objective has its place in the hierarchy")
    subtitle = context.voice(
        "An objective with measures keeps their score; one without takes that of the level below"
    )
    context.frame("objectives", title, subtitle)


def _spans(context: Context) -> dict[Level, tuple[int, int]]:
    """Return the first and last row of the objectives of each level that has any; a band stands above."""
    spans: dict[Level, tuple[int, int]] = {}
    row = 0
    for level in LEVELS:
        count = len(context.report.scorecard.at_level(level))
        if count:
            spans[level] = (row + 1, row + count)
            row += count + 1
    return spans


def places(context: Context) -> dict[str, int]:
    """Return the row of each objective by id, in the order of the rows."""
    return {
        objective.id: first + offset
        for level, (first, _) in _spans(context).items()
        for offset, objective in enumerate(context.report.scorecard.at_level(level))
    }


def total_score(context: Context) -> Cell:
    """Return status and score of the group in one text."""
    return rolled_up(context, len(context.report.evaluation.perspectives))


def rolled_up(context: Context, place: int) -> Cell:
    """Return status and score of a row of the roll-up in one text."""
    evaluation = context.report.evaluation
    score = [*evaluation.perspectives.values(), evaluation.total][place].score
    status, at = (context.layout.at("rollup", name, place) for name in ("status", "score"))
    share = "" if score is None else f"   {percent(score)}"
    said = f"{context.status_word(evaluation.status(score))}{share}"
    return Cell(said, f'{status}&IF(ISNUMBER({at}),"   "&TEXT({at},"0%"),"")')


def _at(context: Context, field: str, row: int) -> str:
    return context.layout.at(BLOCK, field, row)


def _row(context: Context, row: int, scored: ScoredObjective) -> dict[str, Entry]:
    objective, rolled = scored.objective, scored.roll_up
    return {
        "objective": quoted(context, objective.text),
        "id": objective.id,
        "parent": objective.parent,
        "perspective": context.voice(PERSPECTIVE_NAMES[objective.perspective]),
        "focus": context.voice(FOCUS_NAMES.get(objective.focus, objective.focus)),
        "measures": Cell(
            len(objective.lines),
            f"COUNTIF({context.layout.column('targets', 'objective')},{_at(context, 'id', row)})",
        ),
        **_sums(context, row, objective, rolled),
        **_result(context, BLOCK, row, rolled),
        "up_counted": Cell(
            rolled.weight if rolled.score is not None else 0.0,
            f"IF(ISNUMBER({_at(context, 'score', row)}),{_at(context, 'weight', row)},0)",
        ),
        "up_weighted": Cell(
            rolled.weight * (rolled.score or 0.0),
            f"IF(ISNUMBER({_at(context, 'score', row)}),"
            f"{_at(context, 'weight', row)}*{_at(context, 'score', row)},0)",
        ),
        "owner": _owner(objective),
        "advice": _advice(context, row, scored),
    }


def _advice(context: Context, row: int, scored: ScoredObjective) -> Entry:
    """Return the advice of the rules; an objective that keeps them follows its status."""
    objective = scored.objective
    said = hierarchy.advice(context.report.scorecard, objective)
    if said or not objective.lines:
        return context.voice(said)
    planned = any(line.initiative for line in objective.lines)
    bad = "" if planned else context.voice("Off target without an initiative: what will change it?")
    none = context.voice("No value yet: measure it first.")
    colour = context.report.evaluation.status(scored.roll_up.score)
    symbol = f"LEFT({_at(context, 'status', row)},1)"
    formula = f'IF({symbol}="▼",{text(bad)},IF({symbol}="○",{text(none)},""))'
    return Cell({"bad": bad, "none": none}.get(colour, ""), formula)


def _owner(objective: Objective) -> str:
    return objective.owner or next((line.owner for line in objective.lines if line.owner), "")


def _sums(context: Context, row: int, objective: Objective, rolled: RollUp) -> dict[str, Entry]:
    """Add up the own measures of an objective or, where it has none, the objectives of the next level."""
    fields = {"weight": rolled.weight, "counted": rolled.counted, "weighted": rolled.weighted}
    if objective.lines:
        keys = context.layout.column("targets", "objective")
        columns = {name: context.layout.column("targets", name) for name in fields}
    else:
        first, last = _spans(context)[LEVELS[LEVELS.index(objective.level) + 1]]
        sources = {"weight": "weight", "counted": "up_counted", "weighted": "up_weighted"}
        keys = _span(context, "parent", first, last)
        columns = {name: _span(context, source, first, last) for name, source in sources.items()}
    identity = _at(context, "id", row)
    return {name: Cell(value, f"SUMIFS({columns[name]},{keys},{identity})") for name, value in fields.items()}


def _span(context: Context, field: str, first: int, last: int) -> str:
    return f"{_at(context, field, first)}:{_at(context, field, last).partition('!')[2]}"


def _result(context: Context, block: str, row: int, rolled: RollUp, covered: str = "") -> dict[str, Entry]:
    """Return score, coverage and status from weight, counted and weighted of the same row.

    ``covered`` is the formula of the weight that has data, if that is not what is counted.
    """
    fields = ("weight", "counted", "weighted", "score", "coverage")
    weight, counted, weighted, score, coverage = (context.layout.at(block, name, row) for name in fields)
    enough = f"AND({counted}>0,ROUND(N({coverage})-{context.setting('min_coverage')},9)>=0)"
    colour = context.report.evaluation.status(rolled.score)
    return {
        "score": Cell(
            known(rolled.score),
            f"IF({enough},{weighted}/{counted},{DASH})",
            context.score_format(rolled.score),
        ),
        "coverage": Cell(known(rolled.coverage), f"IF({weight}>0,{covered or counted}/{weight},{DASH})"),
        "status": context.status(
            rolled.score, colour, score, context.setting("green"), context.setting("amber")
        ),
    }


def _fill_roll_up(context: Context) -> None:
    """Write a row per perspective that has measures, and the total."""
    evaluation = context.report.evaluation
    rows = []
    for row, (perspective, rolled) in enumerate(evaluation.perspectives.items()):
        sources = {"weight": "weight", "counted": "up_counted", "weighted": "up_weighted"}
        values = {"weight": rolled.weight, "counted": rolled.counted, "weighted": rolled.weighted}
        keys = context.layout.column(BLOCK, "perspective")
        own = context.layout.column(BLOCK, "measures")
        name = context.voice(PERSPECTIVE_NAMES[perspective])
        sums: dict[str, Entry] = {
            field: Cell(
                values[field],
                f'SUMIFS({context.layout.column(BLOCK, source)},{keys},{text(name)},{own},">0")',
            )
            for field, source in sources.items()
        }
        scored, of = (context.layout.column("targets", field) for field in ("counted", "perspective"))
        covered = f"SUMIFS({scored},{of},{text(name)})"
        rows.append(Row("line", {"name": name, **sums, **_result(context, "rollup", row, rolled, covered)}))
    rows.append(Row("total", _total(context, len(rows))))
    context.rows("rollup", rows)


def _total(context: Context, count: int) -> dict[str, Entry]:
    """Add up the perspectives that have a score."""
    rolled = context.report.evaluation.total
    weights = [context.layout.at("rollup", "weight", row) for row in range(count)]
    scores = [context.layout.at("rollup", "score", row) for row in range(count)]
    pairs = list(zip(weights, scores, strict=True))
    return {
        "name": context.voice("{group}, total score", group=context.report.group),
        "weight": Cell(rolled.weight, "+".join(weights) or "0"),
        "counted": Cell(rolled.counted, "+".join(f"ISNUMBER({s})*{w}" for w, s in pairs) or "0"),
        "weighted": Cell(rolled.weighted, "+".join(f"IFERROR({w}*{s},0)" for w, s in pairs) or "0"),
        **_result(context, "rollup", count, rolled, f"SUM({context.layout.column('targets', 'counted')})"),
    }
