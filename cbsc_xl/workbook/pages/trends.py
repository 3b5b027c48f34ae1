"""Trends: every measure at thirteen points, as formulas over the facts, and scaled for the small charts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cbsc_xl.calculator import precedence
from cbsc_xl.errors import CbscError
from cbsc_xl.measures.measure import Measure
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import native, text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.live import Live, said
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.facts import heads
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Row
from cbsc_xl.workbook.report import POINTS, ValueKey


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
    measure, live = key.measure, context.live
    cells = [_live(context, live, key, i) for i in range(POINTS)] if live else _native(context, key)
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


def _native(context: Context, key: ValueKey) -> list[Cell]:
    """Return native formulas, or, where facts are missing, the cells of the reason that goes first."""
    report, facts, form = context.report, key.facts(), labels.dashed(key.measure.unit.format)
    otherwise = context.voice(key.measure.empty)
    rows = tuple(context.fact_rows[fact] for fact in facts)
    formulas = _formulas(context.layout, key.measure, rows, otherwise)
    cells = []
    for point, outcome in enumerate(report.values[key]):
        values = ((fact, report.facts[fact][point]) for fact in facts)
        missing = [(fact, error) for fact, error in values if isinstance(error, CbscError)]
        if missing:
            fact, error = min(missing, key=lambda pair: precedence(pair[1]))
            cells.append(Cell(labels.reason(context.voice, error), context.fact(fact, point), form))
        else:
            cells.append(Cell(otherwise if outcome.value is None else outcome.value, formulas[point], form))
    return cells


@lru_cache(maxsize=1024)
def _formulas(layout: Layout, measure: Measure, rows: tuple[int, ...], otherwise: str) -> list[str]:
    """Return the native formula of a measure at each point; the same in most workbooks of a run."""
    return [
        native(
            measure,
            {
                name: layout.at("facts", f"p{point}", row)
                for name, row in zip(measure.parameters, rows, strict=True)
            },
            text(otherwise),
        )
        for point in range(1, POINTS + 1)
    ]


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
