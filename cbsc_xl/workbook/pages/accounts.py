"""Customer ledger: the P&L of every customer, values below formulas."""

from __future__ import annotations

from cbsc_xl.accounting.lines import SUBTOTALS
from cbsc_xl.errors import CbscError
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import Account, Accounts
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages.context import DASH, Context
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Row
from cbsc_xl.workbook.sheetcell import ROW

BLOCK = "accounts"


def fill(context: Context) -> None:
    """Write a row per customer; the table stays empty where the P&L cannot be known."""
    profit = context.report.profit
    subtitle = context.voice("Values from the data, subtotals as formulas; sorted by profit when written")
    if isinstance(profit, CbscError):
        context.rows(BLOCK, [])
        context.frame(BLOCK, unknown(context, profit), subtitle)
        return
    context.accounts = accounts = Accounts.of(profit)
    formulas, first = _formulas(context.layout), context.layout.area(BLOCK).first
    rows = [Row("line", _row(formulas, str(first + i), row)) for i, row in enumerate(accounts.rows)]
    context.rows(BLOCK, rows)
    title = context.voice("The P&L of {count} customers", count=accounts.customers)
    context.frame(BLOCK, title, subtitle)


def unknown(context: Context, error: CbscError) -> str:
    """Return the title of a page whose P&L cannot be known."""
    reason = labels.reason(context.voice, error)
    return context.voice("The P&L of customers cannot be known: {reason}", reason=reason)


def share(amount: float, revenue: float) -> float | str:
    """Return an amount as a share of net revenue, a dash where that is not above 0."""
    return amount / revenue if revenue > 0 else NO_VALUE


def _formulas(layout: Layout) -> dict[str, str]:
    """Return the formulas of a row by field, with ROW for its number."""
    at = {name: letter.lstrip("$") + ROW for name, letter in layout.area(BLOCK).columns.items()}
    found = {
        line: at[first] + "".join(f"-{at[other]}" for other in others)
        for line, (first, others) in SUBTOTALS.items()
    }
    net, profit = at["net_revenue"], at["customer_profit"]
    return found | {"margin": f"IF({net}>0,{profit}/{net},{DASH})"}


def _row(formulas: dict[str, str], row: str, account: Account) -> dict[str, Entry]:
    values = {**account.lines, "margin": share(account.profit, account.lines["net_revenue"])}
    cells = {name: Cell(values[name], formula.replace(ROW, row)) for name, formula in formulas.items()}
    return {"id": account.id, "name": account.name, **values, **cells}
