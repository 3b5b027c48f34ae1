"""Scorecard: one page, four perspectives, every line with its status."""

from __future__ import annotations

from cbsc_xl.scorecard.evaluation import ScoredLine
from cbsc_xl.scorecard.model import PERSPECTIVES
from cbsc_xl.texts import mark
from cbsc_xl.units import Unit
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages import targets
from cbsc_xl.workbook.pages.context import DASH_FORMAT, Context, percent, quoted, share_format, shown
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.pages.trends import scaled
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import ValueKey, value_key

BLOCK = "scorecard"
QUESTIONS = {
    "financial": mark("What do we earn on each other?"),
    "customer": mark("What do they experience?"),
    "internal": mark("What must we do well?"),
    "learning": mark("Where do we renew?"),
}
ROOMY = 21
"""Rows up to which the page uses its full row height."""


def fill(context: Context) -> None:
    """Write a band per perspective with its lines below it, and the total."""
    rows: list[Row] = []
    trends: list[ValueKey | None] = []
    evaluation = context.report.evaluation
    for place, perspective in enumerate(p for p in PERSPECTIVES if p in evaluation.perspectives):
        rows.append(Row("band", _band(context, perspective, place)))
        trends.append(None)
        members = [
            (i, line) for i, line in enumerate(evaluation.lines) if line.objective.perspective == perspective
        ]
        for i, line in members:
            first = i == members[0][0] or evaluation.lines[i - 1].objective is not line.objective
            role = "last" if i == members[-1][0] else "line"
            rows.append(Row(role, _line(context, i, len(rows), line, first)))
            trends.append(value_key(line.line))
    rows.append(Row("total", _roll_up(context, len(evaluation.perspectives))))
    if len(rows) > ROOMY:
        rows = [Row(f"slim_{row.pattern}", row.values) for row in rows]
    context.rows(BLOCK, rows)
    context.rows("linetrend", scaled(context, [*trends, None]))
    _frame(context)


def _frame(context: Context) -> None:
    voice, period = context.voice, context.report.run.period
    context.put(
        "scorecard_head_previous", voice("PY {period}", period=labels.in_lines(context.previous_name))
    )
    context.put("scorecard_head_actual", voice("AC {period}", period=labels.in_lines(context.period_name)))
    subtitle = voice(
        "{group}, {period}; actual against target and previous year; money in {currency}",
        group=context.report.group,
        period=labels.period_label(voice, period),
        currency=context.report.run.currency,
    )
    context.frame(BLOCK, message(context), "; ".join((subtitle, *limits(context))))
    cap = context.report.run.rules.score_cap
    note = voice("The dark line in the bar marks 100%; a score counts for at most {cap}.", cap=f"{cap:.0%}")
    context.put("scorecard_note", note)


def limits(context: Context) -> list[str]:
    """Return what a reader must know of the reach of the data: they end early, or lack the year before."""
    voice, run = context.voice, context.report.run
    said = []
    if run.ends_early:
        said.append(voice("data end on {day}", day=labels.day_label(voice, run.cutoff)))
    if run.previous_incomplete:
        day = labels.day_label(voice, run.first_day)
        said.append(voice("previous year incomplete: data begin on {day}", day=day))
    return said


def message(context: Context) -> Cell:
    """Return the finding: how many measures are on target, and which one is lowest."""
    lines = context.report.evaluation.lines
    fields = ("status", "achievement", "measure", "channel")
    status, achieved, *named = (context.layout.column("targets", field, len(lines)) for field in fields)
    place = f"MATCH(MIN({achieved}),{achieved},0)"
    none = context.voice("No measure has both a value and a target yet")
    reached = [line for line in lines if line.achievement is not None]
    lowest = min(reached, key=lambda line: line.achievement or 0.0, default=None)
    good = sum(line.status == "good" for line in lines)
    name = targets.line_name(context, lowest) if lowest else ""
    share = percent(lowest.achievement or 0.0) if lowest else ""
    finding = context.sentence(
        "{good} of {count} measures with a figure are on target; lowest: {name} ({share})",
        good=Cell(good, f'COUNTIF({status},"▲*")'),
        count=Cell(len(reached), f"COUNT({achieved})"),
        name=Cell(name, targets.name_formula(*(f"INDEX({column},{place})" for column in named))),
        share=Cell(share, f'TEXT(MIN({achieved}),"0%")'),
    )
    return Cell(finding.value if lowest else none, f"IFERROR({finding.formula},{text(none)})")


def _line(context: Context, i: int, row: int, scored: ScoredLine, first: bool) -> dict[str, Entry]:
    line = scored.line
    form = _unit(scored).format
    here = {name: context.layout.at(BLOCK, name, row) for name in ("actual", "target")}
    there = {
        name: targets.at(context, name, i)
        for name in ("actual", "target", "achievement", "score", "status", "weight")
    }
    return {
        "objective": quoted(context, scored.objective.text) if first else None,
        "measure": Cell(targets.line_name(context, scored), _name_formula(context, i, scored)),
        "unit": context.unit(line.unit),
        "previous": _previous(context, scored),
        "actual": shown(there["actual"], scored.actual.value, form),
        "target": shown(there["target"], line.target, form),
        "difference": _difference(context, scored, here["actual"], here["target"]),
        "achieved": shown(
            there["achievement"],
            scored.achievement,
            share_format(scored.achievement, scored.green, scored.amber),
        ),
        "bar_line": Cell(scored.score or 0.0, f"IF(ISNUMBER({there['score']}),{there['score']},0)"),
        "status": Cell(context.status_word(scored.status), there["status"]),
        "weight": Cell(line.weight, there["weight"]),
        "trend": _reason(context, scored),
        "owner": line.owner or scored.objective.owner,
        "initiative": line.initiative or NO_VALUE,
    }


def _name_formula(context: Context, i: int, scored: ScoredLine) -> str:
    name, channel = (targets.at(context, field, i) for field in ("measure", "channel"))
    return targets.name_formula(name, channel) if scored.line.channel else name


def _unit(scored: ScoredLine) -> Unit:
    """Return the unit of a line, with cents where all its amounts are small."""
    return scored.line.unit.sized(scored.previous.value, scored.actual.value, scored.line.target)


def _previous(context: Context, scored: ScoredLine) -> Cell:
    key, value, form = value_key(scored.line), scored.previous.value, _unit(scored).format
    if key:
        return shown(context.value(key, 0), value, form)
    if value is None:
        return Cell(NO_VALUE, format=DASH_FORMAT)
    return Cell(value, format=form)


def _difference(context: Context, scored: ScoredLine, actual: str, target: str) -> Cell:
    unit = _unit(scored)
    form = labels.change_format(context.voice, unit)
    factor = "" if unit.change_factor == 1 else f"*{unit.change_factor:g}"
    formula = f"IF(AND(ISNUMBER({actual}),ISNUMBER({target})),({actual}-{target}){factor},{text(NO_VALUE)})"
    if scored.actual.value is None or scored.line.target is None:
        return Cell(NO_VALUE, formula, DASH_FORMAT)
    return Cell((scored.actual.value - scored.line.target) * unit.change_factor, formula, form)


def _reason(context: Context, scored: ScoredLine) -> str | None:
    """Return why a line has no achievement; None under the small chart."""
    if scored.actual.error:
        return context.text_of(scored.actual)
    if scored.actual.value is None:
        return context.voice("typed by hand: no value yet")
    if scored.problem:
        return context.voice("target and baseline do not fit")
    return None


def _band(context: Context, perspective: str, place: int) -> dict[str, Entry]:
    return {
        **_roll_up(context, place),
        "objective": context.voice(PERSPECTIVE_NAMES[perspective]),
        "measure": context.voice(QUESTIONS[perspective]),
    }


def _roll_up(context: Context, place: int) -> dict[str, Entry]:
    """Return what a band or the total shows of its row in the roll-up."""
    evaluation = context.report.evaluation
    rolled = [*evaluation.perspectives.values(), evaluation.total][place]
    at = {
        name: context.layout.at("rollup", name, place)
        for name in ("name", "score", "status", "weight", "coverage")
    }
    covered = NO_VALUE if rolled.coverage is None else percent(rolled.coverage)
    share = Cell(covered, f'TEXT({at["coverage"]},"0%")')
    name = context.voice("{group}, total score", group=context.report.group)
    return {
        "objective": Cell(name, at["name"]),
        "achieved": shown(at["score"], rolled.score, context.score_format(rolled.score)),
        "bar_roll": Cell(rolled.score or 0.0, f"IF(ISNUMBER({at['score']}),{at['score']},0)"),
        "status": Cell(context.status_word(evaluation.status(rolled.score)), at["status"]),
        "weight": Cell(rolled.weight, at["weight"]),
        "trend": context.sentence("coverage {share}", share=share),
    }
