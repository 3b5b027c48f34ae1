"""Trends: every measure at thirteen points, as formulas over the facts, and scaled for the small charts."""

from __future__ import annotations

from collections.abc import Sequence

from cbsc_xl.calculator import Outcome, precedence
from cbsc_xl.errors import CbscError
from cbsc_xl.measures.measure import Measure
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import native, text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.live import Live, said
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.facts import heads
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, FactKey, ValueKey


def fill(context: Context) -> None:
    """Write a row per measure."""
    values = context.report.values
    context.value_rows.update({key: row for row, key in enumerate(values)})
    context.rows("values", [Row("line", _row(context, key)) for key in values])
    heads(context, "trends")
    title = context.voice("{count} measures over thirteen months", count=len({key.measure for key in values}))
    subtitle = context.voice(
        "Each column is a period as long as {period} and is named after its end", period=context.period_name
    )
    context.frame("trends", title, subtitle)


def _row(context: Context, key: ValueKey) -> dict[str, Entry]:
    measure = key.measure
    outcomes = context.report.values[key]
    facts = [(fact, context.report.facts[fact]) for fact in key.facts()]
    otherwise = context.voice(measure.empty)
    live = context.live
    cells = (
        _live(context, live, key, i) if live else _cell(context, measure, facts, i, outcomes[i], otherwise)
        for i in range(POINTS)
    )
    return {
        "measure": measure.function,
        "label": measure.labels[context.report.run.language],
        "unit": context.unit(measure.unit),
        "channel": key.channel or "",
        "period": key.period or context.period_name,
        **{f"p{i + 1}": cell for i, cell in enumerate(cells)},
    }


def _live(context: Context, live: Live, key: ValueKey, point: int) -> Cell:
    """Return the function of the measure."""
    outcome = context.report.values[key][point]
    otherwise = context.voice(key.measure.empty) or NO_VALUE
    formula = live.measure(context.segment, key, point, otherwise)
    value = said(outcome.error, otherwise) if outcome.error else outcome.value
    return Cell(value, formula, labels.dashed(key.measure.unit.format))


def _cell(
    context: Context,
    measure: Measure,
    facts: list[tuple[FactKey, list[float | CbscError]]],
    point: int,
    outcome: Outcome,
    otherwise: str,
) -> Cell:
    """Return the native formula, or, where facts are missing, the cell of the reason that goes first."""
    form = labels.dashed(measure.unit.format)
    cells = {fact.fact: context.fact(fact, point) for fact, _ in facts}
    missing = {fact.fact: error for fact, values in facts if isinstance(error := values[point], CbscError)}
    if missing:
        name = min(missing, key=lambda name: precedence(missing[name]))
        return Cell(context.text_of(Outcome(error=missing[name])), cells[name], form)
    formula = native(measure, cells, text(otherwise))
    return Cell(otherwise if outcome.value is None else outcome.value, formula, form)


def scaled(context: Context, keys: Sequence[ValueKey | None]) -> list[Row]:
    """Return a row per key with its thirteen points between 0 (lowest) and 1 (highest), for a chart."""
    return [Row("line", {} if key is None else _scaled_row(context, key)) for key in keys]


def _scaled_row(context: Context, key: ValueKey) -> dict[str, Entry]:
    numbers = [outcome.value for outcome in context.report.values[key]]
    known = [number for number in numbers if number is not None]
    if not known:
        return {}
    first, last = context.value(key, 0), context.value(key, POINTS - 1).partition("!")[2]
    span, low = f"{first}:{last}", min(known)
    height = max(known) - low
    row: dict[str, Entry] = {}
    for point, number in enumerate(numbers):
        at = context.value(key, point)
        formula = f"IF(ISNUMBER({at}),IFERROR(({at}-MIN({span}))/(MAX({span})-MIN({span})),0.5),NA())"
        share = None if number is None else (number - low) / height if height else 0.5
        row[f"p{point + 1}"] = Cell(share, formula)
    return row
