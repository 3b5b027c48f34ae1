"""Value matrix: who gives much and gets little, who gets much and gives little, and who has moved."""

from __future__ import annotations

from collections.abc import Sequence

from cbsc_xl.accounting import value
from cbsc_xl.accounting.value import value_migration
from cbsc_xl.errors import CbscError
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages import whale
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.matrixlists import (
    DOTS,
    FIELDS,
    LINES,
    MARKS,
    MOST_DOTS,
    OVERS,
    RISKS,
    at_risk,
    over_served,
    shapes,
)
from cbsc_xl.workbook.pages.matrixtable import (
    BLOCK,
    PANEL,
    QUADRANT_ROW,
    QUADRANTS,
    STANDINGS,
    VERDICT_ROW,
    VERDICTS,
    Customers,
)
from cbsc_xl.workbook.pages.whalecells import money
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.profit import VALUE_FOR
from cbsc_xl.workbook.report import ValueKey

ADVICE = (
    mark("raise the value for the customer"),
    mark("keep and grow"),
    mark("standard service"),
    mark("price, cost to serve, cross-sell"),
)
MIGRATION_ROW = 10
"""The row of the panel with the head of the migration."""


def fill(context: Context) -> None:
    """Write the matrix; without a P&L or scores only what it needs."""
    profit = context.report.profit
    for name in ("limit_of", "limit_for"):
        context.put(f"matrix_{name}", None)
    if isinstance(profit, CbscError):
        _empty(context, labels.reason(context.voice, profit), [])
        return
    customers = Customers(context, profit)
    if not customers.ids:
        _empty(context, context.voice(whale.NO_CUSTOMERS), [])
    elif not customers.matrix.places:
        _empty(context, _no_score(context), customers.rows())
    else:
        _fill(context, customers)


def _no_score(context: Context) -> str:
    error = context.report.values[ValueKey(VALUE_FOR)][-1].error
    return labels.reason(context.voice, error) if error else context.voice("no answers in the period")


def _empty(context: Context, reason: str, rows: list[Row]) -> None:
    context.rows(BLOCK, rows)
    for block in (PANEL, RISKS, OVERS, DOTS, MARKS, LINES):
        context.rows(block, [])
    for name in ("unit", "note", "used_of", "used_for", *(f"corner_{name}" for name in FIELDS)):
        context.put(f"matrix_{name}", None)
    title = context.voice("No value matrix: {reason}", reason=reason)
    context.frame(BLOCK, title, whale.subtitle(context))


def _fill(context: Context, customers: Customers) -> None:
    context.rows(BLOCK, customers.rows())
    for side, limit in (("of", customers.matrix.threshold_of), ("for", customers.matrix.threshold_for)):
        typed = context.layout.cell(f"matrix_limit_{side}")
        median = f"MEDIAN({customers.scored(f'value_{side}')})"
        context.put(f"matrix_used_{side}", Cell(limit, f"IF(ISNUMBER({typed}),{typed},{median})"))
    sections = [*_quadrants(customers), *_verdicts(customers), *_migration(customers)]
    rest = context.layout.capacity(PANEL) - len(sections)
    context.rows(PANEL, [*sections, *[Row("text", {})] * rest])
    risks, overs = at_risk(customers), over_served(customers)
    heads = {
        "profit": context.voice("Profit"),
        "score": context.voice("Score"),
        "balance": context.voice("Balance"),
    }
    for block, title, entries in (
        (RISKS, mark("At risk, most profit first"), risks),
        (OVERS, mark("Over-served, least profit first"), overs),
    ):
        lines = [Row("line", {"rank": i, **entry}) for i, entry in enumerate(entries, 1)]
        context.rows(block, [Row("head", {"name": context.voice(title), **heads}), *lines])
    shapes(customers, risks, overs)
    _frame(customers)


def _fields(entries: Sequence[Entry]) -> dict[str, Entry]:
    return {f"c{i}": entry for i, entry in enumerate(entries, 1)}


def _quadrants(customers: Customers) -> list[Row]:
    """Return how many customers are in each quadrant, what they bring and what to do."""
    context = customers.context
    standings = customers.matrix.standings
    voice = context.voice
    heads = (voice("Customers"), voice("Profit"), voice("What to do"))
    rows = [Row("head", {"name": voice("Quadrants"), **_fields(heads)})]
    advice = (*ADVICE, mark("listed apart, not counted as 0"))
    names = [*QUADRANTS, value.WITHOUT_SCORE]
    for i, name in enumerate(names):
        members = [id for id, standing in standings.items() if standing == name]
        at = customers.panel("name", QUADRANT_ROW + i)
        figures = _count_and_profit(customers, members, "quadrant", at)
        rows.append(Row("fact", {"name": voice(STANDINGS[name]), **_fields([*figures, voice(advice[i])])}))
    return rows


def _verdicts(customers: Customers) -> list[Row]:
    """Return how many customers give more than they get, and the reverse."""
    voice = customers.context.voice
    heads = (voice("Customers"), voice("Profit"))
    rows = [Row("head", {"name": voice("Balance of giving and getting"), **_fields(heads)})]
    for i, name in enumerate(VERDICTS):
        members = [id for id in customers.matrix.places if customers.verdict(id) == name]
        at = customers.panel("name", VERDICT_ROW + i)
        figures = _count_and_profit(customers, members, "verdict", at)
        rows.append(Row("fact", {"name": voice(name), **_fields(figures)}))
    return rows


def _count_and_profit(customers: Customers, members: list[str], field: str, name: str) -> tuple[Cell, Cell]:
    where = f"{customers.all(field)},{name}"
    profit = sum(customers.profit.profits[id] for id in members)
    return (
        Cell(len(members), f"COUNTIFS({where})"),
        Cell(profit, f"SUMIFS({customers.all('value_of')},{where})"),
    )


def _migration(customers: Customers) -> list[Row]:
    """Return the customers by quadrant of the previous year and of the period."""
    context, before = customers.context, customers.profit.before
    voice = context.voice
    title = voice("From {previous} to {period}", previous=context.previous_name, period=context.period_name)
    if before is None:
        reason = voice("The previous year is not complete in the data: nothing to compare with.")
        return [Row("head", {"name": title}), Row("text", {"name": reason})]
    states = [*QUADRANTS, value.WITHOUT_SCORE]
    heads = [*(voice(STANDINGS[name]) for name in states), voice("left"), voice("Total")]
    counts = value_migration(before, customers.matrix).counts
    rows = [Row("head", {"name": title, **_fields(heads)})]
    origins = [*states, value.NEW]
    for i, origin in enumerate(origins, MIGRATION_ROW + 1):
        then = f"{customers.all('before')},{customers.panel('name', i)}"
        now = customers.all("quadrant")
        cells = [
            Cell(
                counts[origin, state],
                f"COUNTIFS({then},{now},{customers.panel(f'c{column}', MIGRATION_ROW)})",
            )
            for column, state in enumerate(states, 1)
        ]
        gone = counts[origin, value.LEFT]
        total = Cell(
            sum(int(str(cell.value)) for cell in cells) + gone,
            f"SUM({customers.panel('c1', i)}:{customers.panel('c6', i).partition('!')[2]})",
        )
        rows.append(Row("line", {"name": voice(STANDINGS[origin]), **_fields([*cells, gone, total])}))
    return [*rows, _total(customers, rows[1:])]


def _total(customers: Customers, rows: list[Row]) -> Row:
    def column(name: str) -> Cell:
        figures = [row.values[name] for row in rows]
        total = sum(int(str(figure.value if isinstance(figure, Cell) else figure)) for figure in figures)
        return Cell(total, f"SUM({customers.panel_range(name, MIGRATION_ROW + 1, len(rows))})")

    columns = [column(f"c{i}") for i in range(1, 8)]
    return Row("total", {"name": customers.context.voice("Total"), **_fields(columns)})


def _frame(customers: Customers) -> None:
    context = customers.context
    voice = context.voice
    standings = list(customers.matrix.standings.values())
    counts = [
        Cell(standings.count(name), customers.panel("c1", QUADRANT_ROW + i))
        for i, name in enumerate(QUADRANTS)
    ]
    for i, name in enumerate(QUADRANTS.values()):
        said = f"{voice(name)}: {counts[i].value}"
        formula = f'{customers.panel("name", QUADRANT_ROW + i)}&": "&{counts[i].formula}'
        context.put(f"matrix_corner_{FIELDS[i]}", Cell(said, formula))
    risk = sum(
        place.value_of for place in customers.matrix.places.values() if place.quadrant == value.AT_RISK
    )
    title = context.sentence(
        "{count} valuable customers get too little ({amount} of profit at risk); {others} are over-served",
        count=counts[0],
        amount=money(context, risk, customers.panel("c2", QUADRANT_ROW)),
        others=counts[-1],
    )
    context.frame(BLOCK, title, whale.subtitle(context))
    currency = context.report.run.currency
    context.put(
        "matrix_unit", voice("Customer profit, {currency}, against perceived value", currency=currency)
    )
    drawn, count = min(len(customers.matrix.places), MOST_DOTS), len(customers.matrix.places)
    note = voice(
        "Lines are the thresholds. Drawn: {drawn} of {count} customers with a score, from best to worst.",
        drawn=drawn,
        count=count,
    )
    context.put("matrix_note", note)
