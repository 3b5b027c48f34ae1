"""Customer P&L: who earns most, who eats the profit, and how the profit of the group comes about."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cbsc_xl.accounting.lines import COST_TO_SERVE, LINES, SUBTOTALS
from cbsc_xl.errors import CbscError
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import LINE_NAMES, Account
from cbsc_xl.workbook.pages import accounts as ledger
from cbsc_xl.workbook.pages.context import DASH, Context, tenths, thousands
from cbsc_xl.workbook.pages.ranking import BLOCK, ENDS, Ranking, counted
from cbsc_xl.workbook.pages.steps import Step, rows
from cbsc_xl.workbook.plan import Cell, Entry, Row

STEPS = LINES[LINES.index("gross_margin") :]


def fill(context: Context) -> None:
    """Write both ends of the ranking, the total, the steps from gross margin to profit, and what they say."""
    profit, found = context.report.profit, context.accounts
    if isinstance(profit, CbscError):
        _empty(context, ledger.unknown(context, profit))
    elif found is None or not found.rows:
        _empty(
            context,
            context.voice("No customer bought or caused cost in {period}", period=context.period_name),
        )
    else:
        table = Ranking(context, found)
        context.rows(BLOCK, table.rows())
        title = Row("title", {"label": _earned(context, table)})
        context.rows("steps", [title, *rows(context, "steps", _steps(context, table), 1)])
        said: list[Entry] = [*_says(context, table), *map(context.voice.say, profit.statement.notes)]
        says = [Row("title", {"text": context.voice("What the page says")})]
        says += [Row("line", {"text": words}) for words in said]
        says += [Row("link", {"text": link}) for link in _links(context)]
        context.rows("pnlsays", says[: 1 + len(STEPS)])
        context.frame(BLOCK, _message(context, table), _subtitle(context))


def _empty(context: Context, title: str) -> None:
    for block in (BLOCK, "steps", "pnlsays"):
        context.rows(block, [])
    context.put("pnl_note", None)
    context.frame(BLOCK, title, _subtitle(context))


def _subtitle(context: Context) -> str:
    return context.voice(
        "{group}, {period}; profit and loss account per customer, {currency}; sorted by profit",
        group=context.report.group,
        period=labels.period_label(context.voice, context.report.run.period),
        currency=context.report.run.currency,
    )


def _steps(context: Context, table: Ranking) -> list[Step]:
    voice = context.voice
    over, revenue = table.total_at("net_revenue"), table.accounts.total("net_revenue")
    steps = []
    for line in STEPS:
        whole = line in SUBTOTALS
        amount, at, name = table.accounts.total(line), table.total_at(line), voice(LINE_NAMES[line])
        if not whole:
            amount, at, name = 0.0 - amount, f"0-{at}", voice("less {line}", line=name[:1].lower() + name[1:])
        share = Cell(ledger.share(amount, revenue), f"IF({over}>0,({at})/{over},{DASH})")
        steps.append(Step(name, Cell(amount, at), whole, share))
    return steps


def _sum_if(table: Ranking, line: str, test: str, rows: Sequence[Account]) -> Cell:
    """Return the absolute sum of a line over the customers that pass a test on their profit, as text."""
    profits, values, ids = (table.column(name) for name in ("customer_profit", line, "id"))
    formula = f'ABS(SUMIFS({values},{profits},"{test}",{ids},"<>(*"))'
    return thousands(abs(math.fsum(row.lines[line] for row in rows)), formula)


def _message(context: Context, table: Ranking) -> Cell:
    """Say how many customers lose how much, and what the others earn."""
    found = table.accounts
    currency = context.report.run.currency
    profits, ids = table.column("customer_profit"), table.column("id")
    count = f'COUNTIFS({profits},"<0",{ids},"<>(*")'
    earning = [row for row in found.rows if row.profit > 0 and row.is_customer]
    everyone = counted(context, found.customers)
    said = context.sentence(
        "Loss on {count} of {all} customers: {currency} {loss}; the others earn {currency} {gain}",
        count=Cell(len(found.losing), count),
        all=everyone,
        currency=currency,
        loss=_sum_if(table, "customer_profit", "<0", found.losing),
        gain=_sum_if(table, "customer_profit", ">0", earning),
    )
    none = context.sentence(
        "None of {all} customers loses money; together they earn {currency} {gain}",
        all=everyone,
        currency=currency,
        gain=_sum_if(table, "customer_profit", ">0", earning),
    )
    chosen = said if found.losing else none
    return Cell(chosen.value, f"IF({count}>0,{said.formula},{none.formula})")


def _earned(context: Context, table: Ranking) -> Cell:
    """Say what is left of the gross margin."""
    margin, profit = (table.accounts.total(line) for line in ("gross_margin", "customer_profit"))
    at = {line: table.total_at(line) for line in ("gross_margin", "customer_profit")}
    return context.sentence(
        "Of {currency} {margin} gross margin {profit} is left as profit",
        currency=context.report.run.currency,
        margin=thousands(margin, at["gross_margin"]),
        profit=thousands(profit, at["customer_profit"]),
    )


def _percent(part: float, at: str, whole: float, over: str) -> Cell:
    """Return a share as text, a dash where the whole is not above 0."""
    return tenths(part / whole if whole > 0 else None, f"{at}/IF({over}>0,{over},NA())")


def _says(context: Context, table: Ranking) -> list[Cell]:
    found, currency = table.accounts, context.report.run.currency
    revenue, over = found.total("net_revenue"), table.total_at("net_revenue")
    profit, at = found.total("customer_profit"), table.total_at("customer_profit")
    first, last = (table.total_at(line) for line in (COST_TO_SERVE[0], COST_TO_SERVE[-1]))
    served = math.fsum(found.total(line) for line in COST_TO_SERVE)
    cost = f"SUM({first}:{last.partition('!')[2]})"
    said = [
        context.sentence(
            "Net revenue of {currency} {revenue} leaves {currency} {profit} for us: {share}",
            currency=currency,
            revenue=thousands(revenue, over),
            profit=thousands(profit, at),
            share=_percent(profit, at, revenue, over),
        ),
        context.sentence(
            "Serving the customers costs {currency} {cost}: {share} of net revenue",
            currency=currency,
            cost=thousands(served, cost),
            share=_percent(served, cost, revenue, over),
        ),
        context.sentence(
            "The customers with a loss bring {currency} {revenue} of net revenue",
            currency=currency,
            revenue=_sum_if(table, "net_revenue", "<0", found.losing),
        ),
    ]
    result = context.plan.cells["reconciliation_title"]
    words = result.value if isinstance(result, Cell) else result
    bridge = Cell(words, context.layout.cell("reconciliation_title"))
    return [*said, *([_eaten(context, table)] if table.worst else []), bridge]


def _eaten(context: Context, table: Ranking) -> Cell:
    """Say what share of all losses the last ten customers make."""
    rows = (table.total_row - ENDS, table.total_row - 1)
    losses = f"SUM({':'.join(table.at('loss', row) for row in rows)})"
    everything = f'SUMIF({table.column("customer_profit")},"<0")'
    ten = math.fsum(min(row.profit, 0.0) for row in table.worst)
    every = math.fsum(min(row.profit, 0.0) for row in table.accounts.rows)
    return context.sentence(
        "The {count} at the end of the ranking lose {currency} {loss}: {share} of all losses",
        count=ENDS,
        currency=context.report.run.currency,
        loss=thousands(abs(ten), f"ABS({losses})"),
        share=_percent(-ten, f"ABS({losses})", -every, f"ABS({everything})"),
    )


def _links(context: Context) -> list[Cell]:
    return [
        context.link("accounts_title", context.voice("Every customer: see sheet Customer ledger")),
        context.link(
            "reconciliation_title", context.voice("Pools, drivers and the ledger: see Reconciliation")
        ),
    ]
