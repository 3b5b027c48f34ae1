"""Facts: the only computed inputs, thirteen points each."""

from __future__ import annotations

from cbsc_xl.errors import CbscError
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.live import said
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, FactKey


def fill(context: Context) -> None:
    """Write a row per fact; a fact that cannot be known says what it needs."""
    facts = context.report.facts
    context.fact_rows.update({key: row for row, key in enumerate(facts)})
    context.rows("facts", [Row("line", _row(context, key)) for key in facts])
    heads(context, "facts")
    title = context.voice("{count} facts carry every figure of this workbook", count=len(facts))
    subtitle = context.voice("Computed from the data; everything else is a formula over them")
    context.frame("facts", title, subtitle)


def heads(context: Context, sheet: str) -> None:
    """Write the ends of the thirteen periods above their columns."""
    for point, period in enumerate(context.report.run.period.trend(POINTS)):
        context.put(f"{sheet}_head_p{point + 1}", labels.end_of(period))


def _row(context: Context, key: FactKey) -> dict[str, Entry]:
    fact = VOCABULARY[key.fact]
    values = context.report.facts[key]
    return {
        "fact": key.fact,
        "label": _label(context, key),
        "unit": context.unit(fact.unit),
        "channel": key.channel[1],
        "period": key.period or context.period_name,
        **{f"p{i + 1}": _cell(context, key, i, value) for i, value in enumerate(values)},
    }


def _label(context: Context, key: FactKey) -> str:
    """Return the name of a fact, with the reason if it is not known in the period."""
    name = VOCABULARY[key.fact].labels[context.report.run.language]
    return name if context.live else _with_reason(context, name, key)


def _with_reason(context: Context, name: str, key: FactKey) -> str:
    now = context.report.facts[key][-1]
    return f"{name}: {labels.reason(context.voice, now)}" if isinstance(now, CbscError) else name


def _cell(context: Context, key: FactKey, point: int, value: float | CbscError) -> Cell:
    form, live = VOCABULARY[key.fact].unit.format, context.live
    if live:
        formula = live.fact(context.segment, key, point)
        shown = said(value, NO_VALUE) if isinstance(value, CbscError) else value
        return Cell(shown, formula, labels.dashed(form))
    if isinstance(value, CbscError):
        return Cell(labels.reason(context.voice, value), format=labels.dashed(form))
    return Cell(value, format=form)
