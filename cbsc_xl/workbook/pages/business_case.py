"""The business case on page Initiatives: cash flows of the initiative that is worth most."""

from __future__ import annotations

from collections.abc import Sequence

from cbsc_xl.period import to_date
from cbsc_xl.texts import mark
from cbsc_xl.valuation import BusinessCase
from cbsc_xl.workbook.pages.context import Context, thousands
from cbsc_xl.workbook.plan import Cell, Entry, Row

INITIATIVES = "initiatives"
"""The block whose budget and benefit the case takes."""
YEARS = 5
LINES = (
    mark("Year"),
    mark("Budget"),
    mark("Benefit"),
    mark("Cash flow"),
    mark("Discounted"),
    mark("Cumulative, discounted"),
)


def fill(context: Context, names: Sequence[str], cases: Sequence[BusinessCase | None], rate: float) -> None:
    """Write the yearly cash flows of the initiative with the highest present value."""
    context.put("case_rate", rate)
    valued = [(case.npv, -i, case) for i, case in enumerate(cases) if case is not None]
    if not valued:
        for cell in ("case_title", "case_message", "case_note"):
            context.put(cell, None)
        context.rows("case", [])
        return
    _, last, case = max(valued, key=lambda entry: entry[:2])
    best = -last
    context.put(
        "case_title",
        context.voice(
            "Business case: {name}, {currency}",
            name=names[best],
            currency=context.report.run.currency,
        ),
    )
    context.rows("case", _rows(context, best, case))
    months = context.layout.at(INITIATIVES, "payback", best)
    paid = thousands(case.payback, months)
    context.put("case_message", context.sentence("Months until it has paid back: {months}", months=paid))
    note = context.voice(
        "Budget now, benefit at the end of each year; the discount rate is an input of this page."
    )
    context.put("case_note", note)


def _rows(context: Context, best: int, case: BusinessCase) -> list[Row]:
    roles = ("head", "line", "line", "sum", "line", "sum")
    first = to_date(context.report.run.period.end - 1).year
    years = range(min(len(case.flows), YEARS + 1))
    columns = [_column(context, best, case, year, first) for year in years]
    return [
        Row(roles[i], {"label": context.voice(name), **{f"y{y}": c[i] for y, c in enumerate(columns)}})
        for i, name in enumerate(LINES)
    ]


def _column(context: Context, best: int, case: BusinessCase, year: int, first: int) -> tuple[Entry, ...]:
    """Return year, budget, benefit, cash flow, discounted and cumulative of one year."""
    at = [context.layout.at("case", f"y{year}", row) for row in range(6)]
    before = context.layout.at("case", f"y{year - 1}", 5) if year else ""
    rate = context.layout.cell("case_rate")
    budget, benefit = (context.layout.at(INITIATIVES, name, best) for name in ("budget", "benefit"))
    flow = case.flows[year]
    return (
        first + year,
        Cell(0.0 if year else flow, None if year else f"-{budget}"),
        Cell(flow if year else 0.0, benefit if year else None),
        Cell(flow, f"{at[1]}+{at[2]}"),
        Cell(case.discounted[year], f"{at[3]}/(1+{rate})^{year}"),
        Cell(case.cumulative[year], f"{before}+{at[4]}" if year else at[4]),
    )
