"""Measures: the whole library for this group, what customers say beside what they do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest

from cbsc_xl import catalogue
from cbsc_xl.measures.measure import Kind, Measure
from cbsc_xl.texts import mark
from cbsc_xl.units import Unit
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages.context import DASH, DASH_FORMAT, Context, known, shown
from cbsc_xl.workbook.pages.trends import scaled
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, ValueKey

BLOCK = "measures"
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Would they come back?"), ("loyalty", "retention")),
    (mark("Is it easy to deal with us?"), ("service", "channel")),
    (mark("Is it worth the money?"), ("satisfaction", "value", "purchase")),
    (mark("Do we win in the market?"), ("market", "acquisition")),
    (mark("Does it pay, and is it safe?"), ("profitability", "risk")),
    (mark("Do they help us further?"), ("roles", "innovation")),
)
"""What the page asks, and the groups of measures that answer."""

SIDES: dict[Kind, str] = {"opinion": "say", "activity": "do"}


@dataclass(frozen=True)
class Line:
    """One row of the page: a question, or a measure on one side or both."""

    question: str = ""
    say: Measure | None = None
    do: Measure | None = None


def rows() -> list[Line]:
    """Return the rows that the library fills, which is also the room that the template needs."""
    measures = [measure for measure in catalogue.catalogue() if not measure.channel_required]
    result: list[Line] = []
    for question, groups in QUESTIONS:
        said = [m for m in measures if m.group in groups and m.kind == "opinion"]
        done = [m for m in measures if m.group in groups and m.kind == "activity"]
        if said or done:
            result.append(Line(question))
            result += [Line(say=say, do=do) for say, do in zip_longest(said, done)]
    return result


def fill(context: Context) -> None:
    """Write the rows of the page."""
    lines = rows()
    bands = [i for i, line in enumerate(lines) if line.question] + [len(lines)]
    planned: list[Row] = []
    for band, until in pairwise(bands):
        planned.append(Row("band", _band(context, lines, band, until)))
        for i in range(band + 1, until):
            sides = {**_side(context, i, "say", lines[i].say), **_side(context, i, "do", lines[i].do)}
            planned.append(Row(_role(context, lines[i]), sides))
    context.rows(BLOCK, planned)
    context.rows("saytrend", scaled(context, [_trend(context, line.say) for line in lines]))
    context.rows("dotrend", scaled(context, [_trend(context, line.do) for line in lines]))
    _frame(context)


def _role(context: Context, line: Line) -> str:
    """Return the look of a row: a side without a value has a reason in place of its figures."""
    missing = [
        side
        for side, measure in (("say", line.say), ("do", line.do))
        if measure and context.report.values[ValueKey(measure)][-1].value is None
    ]
    return {0: "line", 2: "need_both"}.get(len(missing)) or f"need_{missing[0]}"


def _frame(context: Context) -> None:
    voice, period = context.voice, context.report.run.period
    for side in SIDES.values():
        context.put(
            f"measures_{side}_head_previous",
            voice("PY {period}", period=labels.in_lines(context.previous_name)),
        )
        context.put(
            f"measures_{side}_head_actual", voice("AC {period}", period=labels.in_lines(context.period_name))
        )
    subtitle = voice(
        "{group}, {period} against {previous}; ratios in %, money in {currency}",
        group=context.report.group,
        period=labels.period_label(voice, period),
        previous=context.previous_name,
        currency=context.report.run.currency,
    )
    context.frame(BLOCK, _message(context), subtitle)


def _message(context: Context) -> Cell:
    verdicts = [_verdict(context, ValueKey(m)) for line in rows() for m in (line.say, line.do) if m]
    words = {name: context.voice(name) for name in ("better", "worse")}
    counts = {name: verdicts.count(word) for name, word in words.items()}
    columns = [context.layout.column(BLOCK, f"{side}_verdict") for side in SIDES.values()]
    pieces = [
        "+".join(f"COUNTIF({column},{context.layout.cell(f'measures_{name}')})" for column in columns)
        for name in words
    ]
    return context.sentence(
        "{better} measures are better than a year ago, {worse} are worse",
        better=Cell(counts["better"], f"({pieces[0]})"),
        worse=Cell(counts["worse"], f"({pieces[1]})"),
    )


def _band(context: Context, lines: list[Line], band: int, until: int) -> dict[str, Entry]:
    """Return the question and how many of its answers are better than a year ago."""
    measures = [m for line in lines[band + 1 : until] for m in (line.say, line.do) if m]
    better = context.voice("better")
    count = sum(_verdict(context, ValueKey(measure)) == better for measure in measures)
    spans = [
        f"{context.layout.at(BLOCK, f'{side}_verdict', band + 1)}:"
        f"{context.layout.at(BLOCK, f'{side}_verdict', until - 1).partition('!')[2]}"
        for side in SIDES.values()
    ]
    total = "+".join(f"COUNTIF({span},{context.layout.cell('measures_better')})" for span in spans)
    tally = context.sentence(
        "{better} of {count} better than a year ago",
        better=Cell(count, f"({total})"),
        count=len(measures),
    )
    return {
        "say_name": context.voice(lines[band].question),
        "say_unit": tally,
    }


def _trend(context: Context, measure: Measure | None) -> ValueKey | None:
    key = ValueKey(measure) if measure else None
    return key if key and context.report.values[key][-1].value is not None else None


def _side(context: Context, row: int, side: str, measure: Measure | None) -> dict[str, Entry]:
    """Return one side of a row; without a value it says why in place of the figures."""
    if measure is None:
        return {}
    key = ValueKey(measure)
    outcomes = context.report.values[key]
    now, before = context.value(key, POINTS - 1), context.value(key, 0)
    fields: dict[str, Entry] = {
        "name": measure.labels[context.report.run.language],
        "unit": context.unit(measure.unit),
    }
    if outcomes[-1].value is None:
        reason = context.text_of(outcomes[-1])
        fields["previous"] = Cell(reason, f"T({now})")
    else:
        form = _unit(context, key).format
        fields["previous"] = shown(before, outcomes[0].value, form)
        fields["actual"] = Cell(outcomes[-1].value, now, form)
        fields |= _change(context, row, side, key)
    return {f"{side}_{name}": entry for name, entry in fields.items()}


def _change(context: Context, row: int, side: str, key: ValueKey) -> dict[str, Entry]:
    unit = _unit(context, key)
    at = {name: context.layout.at(BLOCK, f"{side}_{name}", row) for name in ("actual", "previous", "change")}
    factor = "" if unit.change_factor == 1 else f"*{unit.change_factor:g}"
    change = _difference(context, key)
    sign = "" if key.measure.better == "higher" else "-"
    better, worse = context.layout.cell("measures_better"), context.layout.cell("measures_worse")
    return {
        "change": Cell(
            known(change),
            f"IF(AND(ISNUMBER({at['actual']}),ISNUMBER({at['previous']})),"
            f"({at['actual']}-{at['previous']}){factor},{DASH})",
            DASH_FORMAT if change is None else labels.change_format(context.voice, unit),
        ),
        "verdict": Cell(
            _verdict(context, key),
            f'CHOOSE(2{sign or "+"}SIGN(ROUND(N({at["change"]}),9)),{worse},"",{better})',
        ),
    }


def _unit(context: Context, key: ValueKey) -> Unit:
    outcomes = context.report.values[key]
    return key.measure.unit.sized(outcomes[0].value, outcomes[-1].value)


def _difference(context: Context, key: ValueKey) -> float | None:
    outcomes = context.report.values[key]
    now, before = outcomes[-1].value, outcomes[0].value
    return None if now is None or before is None else (now - before) * key.measure.unit.change_factor


def _verdict(context: Context, key: ValueKey) -> str:
    change = round(_difference(context, key) or 0.0, 9)
    if not change:
        return ""
    return context.voice("better" if (change > 0) == (key.measure.better == "higher") else "worse")
