"""Whale curve: what the best customers earn and the others take back, as formulas over their profits."""

from __future__ import annotations

from cbsc_xl.accounting.whale import whale_curve
from cbsc_xl.errors import CbscError
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.pages.whalecells import (
    AT_PEAK,
    BLOCK,
    CUSTOMERS,
    KEY,
    MARKS,
    SHARE,
    SHARES_UP_TO,
    STEPS,
    TOTAL,
    Whale,
)
from cbsc_xl.workbook.plan import Cell, Entry, Row

POINTS = "whalepoint"
LINE = "whaleline"
BEST = 20
"""The percent of the customers whose share of profit is a key figure."""
TENTHS = 8
"""The row of the panel with the first tenth of the customers."""


def fill(context: Context) -> None:
    """Write the curve, its figures and the customers; without a P&L only what it needs."""
    profit = context.report.profit
    context.put("whale_limit", SHARES_UP_TO)
    if isinstance(profit, CbscError) or not profit.profits:
        why = labels.reason(context.voice, profit) if isinstance(profit, CbscError) else NO_CUSTOMERS
        _empty(context, context.voice("No whale curve: {reason}", reason=context.voice(why)))
        return
    curve = whale_curve(profit.profits)
    page = Whale(context, curve)
    rows = page.table(profit.names)
    context.rows(BLOCK, rows)
    context.rows(POINTS, _points(page))
    context.rows(MARKS, _marks(page))
    context.rows(
        LINE,
        [Row("line", {"x": x, "y": Cell(page.drawn(curve.total), page.named("y", 2))}) for x in (0, 1.1)],
    )
    context.rows(KEY, _figures(page))
    _frame(page)


NO_CUSTOMERS = mark("no customers in the period")


def _empty(context: Context, title: str) -> None:
    for block in (BLOCK, KEY, POINTS, MARKS, "whaleline"):
        context.rows(block, [])
    for name in ("unit", "currency", "note"):
        context.put(f"whale_{name}", None)
    context.frame(BLOCK, title, subtitle(context))


def subtitle(context: Context) -> str:
    """Return who, when and in what currency."""
    run = context.report.run
    period = labels.period_label(context.voice, run.period)
    return context.voice(
        "{group}, {period}; customer profit in {currency}",
        group=context.report.group,
        period=period,
        currency=run.currency,
    )


def _points(page: Whale) -> list[Row]:
    """Return the curve at every percent of the customers, between two customers along a straight line."""
    at = page.context.layout.at
    count = len(page.curve.ids)
    profits, cumulative = page.column("profit"), page.column("cumulative")
    rows = []
    for i, amount in enumerate(page.amounts):
        whole = f"INT({at(POINTS, 'customers', i)})"
        reached = f"INDEX({cumulative},MAX({whole},1))*({whole}>0)"
        next_one = f"INDEX({profits},MIN({whole}+1,{page.key(CUSTOMERS)}))"
        values: dict[str, Entry] = {
            "x": i / STEPS,
            "customers": Cell(i / STEPS * count, f"{at(POINTS, 'x', i)}*{page.key(CUSTOMERS)}"),
            "amount": Cell(amount, f"{reached}+MOD({at(POINTS, 'customers', i)},1)*{next_one}"),
            "y": page.drawn_cell(amount, at(POINTS, "amount", i)),
        }
        rows.append(Row("line", values))
    return rows


def _marks(page: Whale) -> list[Row]:
    """Return the points with a name: the best fifth, the peak, the total."""
    context, curve = page.context, page.curve
    at, profits = context.layout.at, page.column("profit")
    best = at(POINTS, "amount", BEST)
    share = Cell(curve.peak_customers / len(curve.ids), f"{page.key(AT_PEAK)}/{page.key(CUSTOMERS)}")
    count = Cell(curve.peak_customers, page.key(AT_PEAK))
    amounts = (
        (page.amounts[BEST], best, Cell(BEST / STEPS, at(POINTS, "x", BEST)), mark("best 20%: {amount}")),
        (
            curve.peak_amount,
            f'SUMIFS({profits},{profits},">0")',
            share,
            mark("peak {amount}: {count} customers"),
        ),
        (curve.total, page.key(TOTAL), Cell(1, at(POINTS, "x", STEPS)), mark("total {amount}")),
    )
    rows = []
    for i, (amount, formula, x, words) in enumerate(amounts):
        own = page.named("amount", i)
        said = page.money(amount, own) if i == 2 else page.worth(amount, own)
        values: dict[str, Entry] = {
            "label": context.sentence(words, amount=said, count=count),
            "x": x,
            "y": page.drawn_cell(amount, own),
            "amount": Cell(amount, formula),
        }
        rows.append(Row("line", values))
    return rows


def _figures(page: Whale) -> list[Row]:
    """Return the key figures and the profit per tenth of the customers."""
    context, curve = page.context, page.curve
    sentence, profits = context.sentence, page.column("profit")
    count, unprofitable = len(curve.ids), sum(profit < 0 for profit in curve.profits)
    best, peak, total = (page.named("amount", i) for i in range(3))
    losses = f'COUNTIFS({profits},"<0")'
    given = curve.peak_amount - curve.total
    of_all = sentence(mark("of {count} customers"), count=Cell(count, page.key(CUSTOMERS)))
    rows = (
        (mark("Customers"), Cell(count, f"COUNT({profits})"), ""),
        (mark("Profit of all customers"), Cell(curve.total, f"ROUND(SUM({profits}),6)"), ""),
        (
            mark("Peak of the curve"),
            page.share(curve.peak_amount, peak),
            page.amount(curve.peak_amount, peak),
        ),
        (
            mark("Customers up to the peak"),
            Cell(curve.peak_customers, f'COUNTIFS({profits},">0")'),
            of_all,
        ),
        (
            mark("Given back after the peak"),
            page.share(given, f"({peak}-{total})"),
            page.amount(given, f"{peak}-{total}"),
        ),
        (
            mark("Share of the best 20%"),
            page.share(page.amounts[BEST], best),
            page.amount(page.amounts[BEST], best),
        ),
        (
            mark("Customers with a loss"),
            Cell(unprofitable / count, f"{losses}/{page.key(CUSTOMERS)}", SHARE),
            sentence(
                mark("{some} of {count} customers"),
                some=Cell(unprofitable, losses),
                count=Cell(count, page.key(CUSTOMERS)),
            ),
        ),
    )
    lines = [Row("line", {"label": context.voice(name), "value": v, "note": note}) for name, v, note in rows]
    head = Row("head", {"label": context.voice("Profit per tenth of the customers, best first")})
    return [*lines, head, *(_tenth(page, i) for i in range(10))]


def _tenth(page: Whale, i: int) -> Row:
    at = page.context.layout.at
    ends = [at(POINTS, "amount", 10 * end) for end in (i, i + 1)]
    value, own = page.amounts[10 * i + 10] - page.amounts[10 * i], page.key(TENTHS + i)
    return Row(
        "line",
        {
            "label": f"{10 * i}–{10 * i + 10}%",
            "value": Cell(value, f"{ends[1]}-{ends[0]}"),
            "gain": Cell(max(value, 0.0), f"MAX({own},0)"),
            "loss": Cell(min(value, 0.0), f"MIN({own},0)"),
        },
    )


def _frame(page: Whale) -> None:
    """Write title, units and the note."""
    context, curve = page.context, page.curve
    voice = context.voice
    losers = sum(profit < 0 for profit in curve.profits)
    lost = f'COUNTIFS({page.column("profit")},"<0")'
    peak, total, best = (page.named("amount", i) for i in (1, 2, 0))
    given = curve.peak_amount - curve.total
    some = context.sentence(
        "The best {count} customers earn {earned}; {others} customers take {given} back",
        count=Cell(curve.peak_customers, page.key(AT_PEAK)),
        earned=page.earned(curve.peak_amount, peak),
        others=Cell(losers, lost),
        given=page.worth(given, f"({peak}-{total})"),
    )
    none = context.sentence(
        "No customer takes profit back; the best fifth earns {earned}",
        earned=page.earned(page.amounts[BEST], best),
    )
    title = Cell(some.value if losers else none.value, f"IF({lost}>0,{some.formula},{none.formula})")
    context.frame(BLOCK, title, subtitle(context))
    currency = context.report.run.currency
    share = voice("Cumulative customer profit in % of the total")
    money = voice("Cumulative customer profit in {currency}", currency=currency)
    context.put(
        "whale_unit",
        Cell(share if page.in_shares else money, f"IF({page.asked},{text(share)},{text(money)})"),
    )
    context.put("whale_currency", voice("Amounts in {currency}", currency=currency))
    context.put(
        "whale_note",
        voice("Sorted when the file was made. Shares have no value where total profit is not above 0."),
    )
