"""Checks: what must agree, each as a formula, and one light for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cbsc_xl import catalogue
from cbsc_xl.accounting.whale import whale_curve
from cbsc_xl.errors import CbscError
from cbsc_xl.texts import mark
from cbsc_xl.units import COUNT
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages import whalecells
from cbsc_xl.workbook.pages.context import Context, number, patterns
from cbsc_xl.workbook.pages.reconciliation import own_line
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.report import POINTS, REST, FactKey, ValueKey

BLOCK = "checks"
TOLERANCE = 1e-9
OK, DIFFERS = mark("▲ ok"), mark("▼ differs")


@dataclass(frozen=True)
class Check:
    """Two figures that must be equal; a figure with a formula is one that the workbook works out."""

    name: str
    expected: Cell
    found: Cell


def fill(context: Context) -> None:
    """Write the checks and the light."""
    makers = (*(LIVE if context.live else PORTABLE), *CHECKS)
    checks = [check for make in makers for check in make(context)]
    roles = patterns(len(checks))
    context.rows(BLOCK, [Row(roles[i], _row(context, i, check)) for i, check in enumerate(checks)])
    bad = sum(not _agrees(check) for check in checks)
    results = context.layout.column(BLOCK, "result")
    passed = context.voice("▲ all {count} checks pass", count=len(checks))
    count = f'COUNTIF({results},"▼*")'
    failed = context.sentence("▼ {count} checks fail: see sheet Checks", count=Cell(bad, count))
    light = Cell(failed.value if bad else passed, f"IF({count}=0,{text(passed)},{failed.formula})")
    context.put("checks_light", light)
    context.put("checks_count", len(checks))
    context.put("cover_light", Cell(light.value, context.layout.cell("checks_light")))
    context.put("cover_light_text", context.voice("totals agree, formulas equal the computed figures"))
    subtitle = context.voice("Expected and found may differ by a rounding error only")
    context.frame("checks", Cell(light.value, context.layout.cell("checks_light")), subtitle)
    context.repeat("cover_light", "check")


def _row(context: Context, i: int, check: Check) -> dict[str, Entry]:
    expected, found = (context.layout.at(BLOCK, name, i) for name in ("expected", "found"))
    ok, differs = context.voice(OK), context.voice(DIFFERS)
    limit = f"{TOLERANCE:.9f}*MAX(1,ABS({expected}))"
    return {
        "name": check.name,
        "expected": check.expected,
        "found": check.found,
        "difference": Cell(_difference(check), f"ROUND({found}-{expected},6)"),
        "result": Cell(
            ok if _agrees(check) else differs,
            f"IF(ABS({found}-{expected})<={limit},{text(ok)},{text(differs)})",
        ),
    }


def _difference(check: Check) -> float:
    return round(number(check.found) - number(check.expected), 6)


def _agrees(check: Check) -> bool:
    expected = number(check.expected)
    return abs(number(check.found) - expected) <= TOLERANCE * max(1, abs(expected))


def _rows_read(context: Context) -> Iterator[Check]:
    """Every row that was read is used, or listed with the reason why not."""
    for table, (read, used, listed) in context.report.run.rows.items():
        name = context.voice("Table {table}: rows used and refused = rows read", table=table)
        yield Check(name, Cell(read, format=COUNT.format), Cell(used + listed, format=COUNT.format))


def _groups_add_up(context: Context) -> Iterator[Check]:
    """Net revenue of all groups and of customers without a group equals that of all customers."""
    revenue = context.report.run.revenue_of_groups
    if revenue is None:
        return
    rest = ", ".join(REST)
    name = context.voice("Net revenue of all groups, {rest} included = that of all customers", rest=rest)
    yield Check(name, *(Cell(figure, format="#,##0.00") for figure in revenue))


def _churn_and_retention(context: Context) -> Iterator[Check]:
    """Churn and retention make one."""
    keys = [ValueKey(catalogue.find(name)) for name in ("churn_rate", "retention_rate")]
    values = [context.report.values[key][-1].value for key in keys]
    if None not in values:
        formula = "+".join(context.value(key, POINTS - 1) for key in keys)
        found = sum(value for value in values if value is not None)
        yield Check(context.voice("Churn and retention make 1"), Cell(1), Cell(found, formula))


def _revenue_per_customer(context: Context) -> Iterator[Check]:
    """Revenue per customer equals purchase frequency times order value."""
    names = ("revenue_per_customer", "purchase_frequency", "average_order_value")
    keys = [ValueKey(catalogue.find(name)) for name in names]
    values = [context.report.values[key][-1].value for key in keys]
    if None in values:
        return
    revenue, frequency, order = (value or 0.0 for value in values)
    at = [context.value(key, POINTS - 1) for key in keys]
    name = context.voice("Revenue per customer = purchase frequency × order value")
    yield Check(name, Cell(revenue, at[0]), Cell(frequency * order, f"{at[1]}*{at[2]}"))


def _weights(context: Context) -> Iterator[Check]:
    """The weights of the lines arrive in the total."""
    total = context.report.evaluation.total.weight
    row = len(context.report.evaluation.perspectives)
    name = context.voice("Weights of the measures = weight of the total")
    yield Check(
        name,
        Cell(total, f"SUM({context.layout.column('targets', 'weight')})"),
        Cell(total, context.layout.at("rollup", "weight", row)),
    )


def _budget(context: Context) -> Iterator[Check]:
    """What the groups get and what is not justified make the budget."""
    rows = context.plan.blocks["budget"]
    if not rows:
        return
    *_, total, left, whole = (row.values["allocated"] for row in rows)
    parts = [context.layout.at("budget", "allocated", len(rows) - back) for back in (3, 2)]
    found = sum(number(cell) for cell in (total, left) if isinstance(cell, Cell))
    name = context.voice("Budget of all groups and what is not justified = budget")
    expected = Cell(
        number(whole) if isinstance(whole, Cell) else 0.0,
        context.layout.at("budget", "allocated", len(rows) - 1),
    )
    yield Check(name, expected, Cell(found, "+".join(parts)))


def _functions_equal_formulas(context: Context) -> Iterator[Check]:
    """What Python computed for the period equals what the native formulas give."""
    values = [outcomes[-1].value for outcomes in context.report.values.values()]
    total = sum(value for value in values if value is not None)
    column = context.layout.column("values", f"p{POINTS}")
    name = context.voice("Measures as computed = measures as formulas (sum)")
    yield Check(name, Cell(total), Cell(total, f"SUM({column})"))


def _facts_unchanged(context: Context) -> Iterator[Check]:
    """The facts are those that were computed from the data."""
    keys: list[FactKey] = list(context.report.facts)
    total = 0.0
    for key in keys:
        total += sum(v for v in context.report.facts[key] if not isinstance(v, CbscError))
    first = context.layout.at("facts", "p1", 0)
    last = context.layout.at("facts", f"p{POINTS}", len(keys) - 1).partition("!")[2]
    name = context.voice("Facts as computed from the data = facts in this file (sum)")
    yield Check(name, Cell(total), Cell(total, f"SUM({first}:{last})"))


def _customer_profit(context: Context) -> Iterator[Check]:
    """The total of the P&L equals the fact that measures of profit use."""
    key = FactKey("customer_profit")
    fact = context.report.facts.get(key, [None])[-1]
    own = own_line(context, "customer_profit")
    if isinstance(fact, float) and own.formula:
        name = context.voice("Profit on sheet Customer P&L = fact customer_profit")
        yield Check(name, Cell(fact, context.fact(key, POINTS - 1)), own)


def _pools(context: Context) -> Iterator[Check]:
    """What the pools charge the group is what its P&L bears, and every pool is in balance."""
    profit = context.report.profit
    if isinstance(profit, CbscError):
        return
    layout, voice = context.layout, context.voice
    rows = [row.values for row in context.plan.blocks["traced"][2:]]
    figures = []
    for name in ("statement", "charged"):
        total = sum(number(row[name]) for row in rows)
        figures.append(Cell(total, f"SUM({layout.column('traced', name)})"))
    yield Check(voice("Cost on sheet Customer P&L = rate × volume of the pools"), *figures)
    left = sum(abs(round(pool.balance, 6)) for pool in profit.pools)
    balances = layout.column("pools", "balance", len(context.plan.blocks["pools"]))
    name = voice("Cost into pools = charged + unused + unallocated")
    yield Check(name, Cell(0), Cell(left, f"SUMPRODUCT(ABS({balances}))"))


def _ledger(context: Context) -> Iterator[Check]:
    """Every line is as in table Ledger, where there is one."""
    rows = context.plan.blocks["control"][2:]
    if rows:
        wrong = sum(str(getattr(row.values["result"], "value", "")).startswith("▼") for row in rows)
        results = context.layout.column("control", "result")
        name = context.voice("Lines of table Ledger that differ from the tables")
        yield Check(name, Cell(0), Cell(wrong, f'COUNTIF({results},"▼*")'))


def _profit_of_customers(context: Context) -> Iterator[Check]:
    """The customers of the whale curve bring the profit of the P&L."""
    profit = context.report.profit
    if isinstance(profit, CbscError) or not profit.profits:
        return
    total = whale_curve(profit.profits).total
    name = context.voice("Profit of the P&L = profit of the customers on the whale curve")
    yield Check(name, Cell(total), Cell(total, context.layout.at(whalecells.KEY, "value", whalecells.TOTAL)))


def _tables(context: Context) -> Iterator[Check]:
    """CBSC_DATA reads every row on the sheets of the tables, and leaves none out."""
    if context.live:
        found = Cell(0, f'COUNTIF({context.live.results},"▼*")', COUNT.format)
        yield Check(context.voice("Tables of which rows are not read"), Cell(0, format=COUNT.format), found)


def _written(context: Context) -> Iterator[Check]:
    """The pages with the customer ledger show the data that the workbook holds."""
    live = context.live
    if live and not isinstance(context.report.profit, CbscError):
        name = context.voice(
            "Data changed since the pages of the customer ledger were written: generate again"
        )
        changed = Cell(0, f"IF({live.handle}={live.written},0,1)", COUNT.format)
        yield Check(name, Cell(0, format=COUNT.format), changed)


Makers = tuple[Callable[[Context], Iterator[Check]], ...]
CHECKS: Makers = (
    _churn_and_retention,
    _revenue_per_customer,
    _weights,
    _budget,
    _pools,
    _ledger,
    _profit_of_customers,
)
PORTABLE: Makers = (_rows_read, _groups_add_up, _functions_equal_formulas, _facts_unchanged, _customer_profit)
"""Checks against what was computed once."""

LIVE: Makers = (_tables, _written)
"""Checks of the data that the workbook itself holds."""
