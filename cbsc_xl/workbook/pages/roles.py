"""New roles of customers on sheet Value balance: promoter, co-creator, service worker, investor."""

from __future__ import annotations

from collections.abc import Sequence

from cbsc_xl.catalogue import find
from cbsc_xl.inquiry.engagement import LIFETIME, role_measures
from cbsc_xl.texts import mark
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages.context import DASH, DASH_FORMAT, Context, shown
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, FactKey, ValueKey

BLOCK = "roles"
CLOSING = FactKey("customers_closing")
LIFETIME_NAME = mark("Lifetime value of the customers in the base")
ROWS = len(role_measures()) + 2


def fill(context: Context) -> None:
    """Write each role, the lifetime value of the base, and their sum where all are known."""
    rows = [Row("line", _role(context, ValueKey(measure))) for measure in role_measures()]
    rows.append(Row("line", _lifetime(context)))
    rows.append(Row("total", _total(context, rows)))
    context.rows(BLOCK, rows)


def known(context: Context) -> float:
    """Return the value of the roles that are known."""
    found = (context.report.values[ValueKey(measure)][-1].value for measure in role_measures())
    return sum(value for value in found if value is not None)


def known_sum(context: Context) -> str:
    """Return the formula of the same."""
    return f"SUM({_span(context, 'actual', len(role_measures()))})"


def step_name(context: Context) -> Cell:
    """Return the name of the indirect revenue: how many of the roles are known."""
    found = [context.report.values[ValueKey(measure)][-1].value for measure in role_measures()]
    count = Cell(sum(value is not None for value in found), f"COUNT({_span(context, 'actual', len(found))})")
    return context.sentence("plus new roles, {some} of {count} known", some=count, count=len(found))


def _span(context: Context, field: str, rows: int) -> str:
    return context.layout.column(BLOCK, field, rows)


def _role(context: Context, key: ValueKey) -> dict[str, Entry]:
    outcomes = context.report.values[key]
    before, now = context.value(key, 0), context.value(key, POINTS - 1)
    return {
        "name": key.measure.labels[context.report.run.language],
        "previous": shown(before, outcomes[0].value),
        "actual": shown(now, outcomes[-1].value),
        "remark": _reason(context, key),
    }


def _reason(context: Context, key: ValueKey) -> Cell:
    """Return why a measure has no value, nothing if it has one."""
    missing = context.report.values[key][-1].value is None
    return Cell(context.told(key, POINTS - 1) if missing else "", f"T({context.value(key, POINTS - 1)})")


def _lifetime(context: Context) -> dict[str, Entry]:
    """Return what the customers in the base at the end of each period are worth over the years."""
    key = ValueKey(find(LIFETIME))
    cells = []
    for point in (0, POINTS - 1):
        value, count = context.report.values[key][point].value, context.report.facts[CLOSING][point]
        each, closing = context.value(key, point), context.fact(CLOSING, point)
        worth = None if value is None or not isinstance(count, float) else value * count
        cell = shown(f"{each}*{closing}", worth)
        cells.append(Cell(cell.value, f"IF(ISNUMBER({each}),{each}*{closing},{DASH})", cell.format))
    return {
        "name": context.voice(LIFETIME_NAME),
        "previous": cells[0],
        "actual": cells[1],
        "remark": _reason(context, key),
    }


def _total(context: Context, rows: Sequence[Row]) -> dict[str, Entry]:
    """Return the engagement value: a sum where every part is known."""
    fields: dict[str, Entry] = {"name": context.voice("Total engagement value")}
    for name in ("previous", "actual"):
        entries = [row.values[name] for row in rows]
        values = [entry.value for entry in entries if isinstance(entry, Cell)]
        numbers = [value for value in values if isinstance(value, float)]
        span = _span(context, name, len(rows))
        formula = f"IF(COUNT({span})={len(rows)},SUM({span}),{DASH})"
        everything = len(numbers) == len(rows)
        fields[name] = Cell(
            sum(numbers) if everything else NO_VALUE,
            formula,
            None if everything else DASH_FORMAT,
        )
    return fields
