"""Targets: what a user may change per measure, and how achievement and score follow from it."""

from __future__ import annotations

from cbsc_xl.errors import ScorecardError
from cbsc_xl.scorecard.evaluation import ScoredLine
from cbsc_xl.scorecard.scoring import Direction, achievement
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages.context import DASH, Context, known, patterns
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, value_key

BLOCK = "targets"
DIRECTION_NAMES: dict[Direction, str] = {
    "higher": mark("higher"),
    "lower": mark("lower"),
    "target": mark("at target"),
    "yesno": mark("yes or no"),
}

PLAIN: dict[Direction, str] = {
    "higher": "IF(AND(ISNUMBER({actual}),ISNUMBER({target}),{target}>0),MAX(0,{actual}/{target}),{dash})",
    "lower": "IF(AND(ISNUMBER({actual}),ISNUMBER({target}),{target}>=0),"
    "IF({actual}>0,{target}/{actual},1+({target}>0)*({cap}-1)),{dash})",
    "target": "IF(AND(ISNUMBER({actual}),ISNUMBER({target}),ISNUMBER({tolerance}),{tolerance}>0),"
    "MAX(0,1-ABS({actual}-{target})/{tolerance}),{dash})",
    "yesno": "IF(ISNUMBER({actual}),1*({actual}>0),{dash})",
}
"""Achievement without a baseline, by direction."""

PROGRESS: dict[Direction, str] = {
    "higher": "IF(AND(ISNUMBER({actual}),ISNUMBER({baseline}),{target}>{baseline}),"
    "({actual}-{baseline})/({target}-{baseline}),{dash})",
    "lower": "IF(AND(ISNUMBER({actual}),ISNUMBER({baseline}),{target}<{baseline}),"
    "({actual}-{baseline})/({target}-{baseline}),{dash})",
    "target": "{dash}",
    "yesno": "{dash}",
}
"""The way covered from the baseline to the target, by direction."""


def fill(context: Context) -> None:
    """Write a row per line of the scorecard."""
    lines = context.report.evaluation.lines
    roles = patterns(len(lines))
    context.rows(BLOCK, [Row(roles[i], _row(context, i, line)) for i, line in enumerate(lines)])
    title = context.voice("Change a target, a weight or a threshold here: every score follows")
    subtitle = context.voice("Blue cells are inputs; without a baseline achievement is actual against target")
    context.frame("targets", title, subtitle)


def at(context: Context, field: str, index: int) -> str:
    """Return the address of a field of a line."""
    return context.layout.at(BLOCK, field, index)


def _row(context: Context, i: int, scored: ScoredLine) -> dict[str, Entry]:
    line = scored.line
    form = line.unit.format
    return {
        "perspective": context.voice(PERSPECTIVE_NAMES[scored.objective.perspective]),
        "objective": scored.objective.id,
        "measure": _name(context, scored),
        "channel": line.channel or "",
        "period": line.period or context.period_name,
        "unit": context.unit(line.unit),
        "direction": context.voice(DIRECTION_NAMES[line.direction]),
        "baseline": Cell(line.baseline, format=form),
        "target": Cell(line.target, format=form),
        "tolerance": Cell(line.tolerance, format=form),
        "weight": line.weight,
        "green": _threshold(context, "green", line.green, scored.green),
        "amber": _threshold(context, "amber", line.amber, scored.amber),
        "manual": Cell(line.manual_value, format=form),
        "actual": _actual(context, i, scored),
        **_workings(context, i, scored),
    }


def line_name(context: Context, scored: ScoredLine) -> str:
    """Return the name of a line, with its channel unless the name says it already."""
    name, channel = _name(context, scored), scored.line.channel or ""
    return name if channel.lower() in name.lower() else f"{name}, {channel}"


def name_formula(name: str, channel: str) -> str:
    """Return the formula of `line_name` over the cells of name and channel."""
    return f'{name}&IF(OR({channel}="",ISNUMBER(FIND(LOWER({channel}),LOWER({name})))),"",", "&{channel})'


def _name(context: Context, scored: ScoredLine) -> str:
    line = scored.line
    if line.name or line.measure is None:
        return line.name
    return line.measure.labels[context.report.run.language]


def _threshold(context: Context, name: str, own: float | None, effective: float) -> Cell:
    return Cell(effective, None if own is not None else context.setting(name))


def _actual(context: Context, i: int, scored: ScoredLine) -> Cell:
    form = scored.line.unit.format
    key = value_key(scored.line)
    if key is None:
        manual = at(context, "manual", i)
        return Cell(known(scored.actual.value), f"IF(ISNUMBER({manual}),{manual},{DASH})", form)
    value = scored.actual.value
    said = context.told(key, POINTS - 1) if value is None else value
    return Cell(said, context.value(key, POINTS - 1), labels.dashed(form))


def _workings(context: Context, i: int, scored: ScoredLine) -> dict[str, Entry]:
    names = (
        "actual",
        "target",
        "baseline",
        "tolerance",
        "plain",
        "progress",
        "achievement",
        "score",
        "weight",
    )
    cells = {name: at(context, name, i) for name in names} | {
        "cap": context.setting("score_cap"),
        "dash": DASH,
    }
    line, reached, points = scored.line, scored.achievement, scored.score
    with_baseline = line.direction in ("higher", "lower") and line.baseline is not None
    moves = with_baseline and line.baseline != line.target
    achieved = "IF(AND(ISNUMBER({baseline}),{baseline}<>{target}),{progress},{plain})"
    if line.direction in ("target", "yesno"):
        achieved = "{plain}"
    status = context.status(
        reached, scored.status, cells["achievement"], at(context, "green", i), at(context, "amber", i)
    )
    weighted = 0.0 if points is None else line.weight * points
    score = "IF(ISNUMBER({achievement}),MIN(MAX({achievement},0),{cap}),{dash})"
    return {
        "plain": Cell(known(_plain(scored, context)), PLAIN[line.direction].format(**cells)),
        "progress": Cell(known(reached if moves else None), PROGRESS[line.direction].format(**cells)),
        "achievement": Cell(known(reached), achieved.format(**cells)),
        "score": Cell(known(points), score.format(**cells)),
        "status": status,
        "counted": Cell(
            0.0 if points is None else line.weight, "IF(ISNUMBER({score}),{weight},0)".format(**cells)
        ),
        "weighted": Cell(weighted, "IF(ISNUMBER({score}),{weight}*{score},0)".format(**cells)),
    }


def _plain(scored: ScoredLine, context: Context) -> float | None:
    """Return what the formula PLAIN gives: the achievement as if there were no baseline."""
    actual, target, line = scored.actual.value, scored.line.target, scored.line
    if actual is None or (target is None and line.direction != "yesno"):
        return None
    try:
        return achievement(
            actual,
            target,
            line.direction,
            tolerance=line.tolerance,
            score_cap=context.report.run.rules.score_cap,
        )
    except ScorecardError:
        return None
