"""Customer ledger: the P&L of every customer, values below formulas."""

from __future__ import annotations

from cbsc_xl.accounting.lines import LINES, SUBTOTALS
from cbsc_xl.errors import CbscError
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import Account, Accounts
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages.context import DASH, Context
from cbsc_xl.workbook.plan import Cell, Entry, Row

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
    columns = {name: letter.lstrip("$") for name, letter in context.layout.area(BLOCK).columns.items()}
    first = context.layout.area(BLOCK).first
    rows = [Row("line", _row(columns, first + i, row)) for i, row in enumerate(accounts.rows)]
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


def _row(columns: dict[str, str], row: int, account: Account) -> dict[str, Entry]:
    entries: dict[str, Entry] = {"id": account.id, "name": account.name}
    for line in LINES:
        value = account.lines[line]
        entries[line] = Cell(value, _difference(columns, row, line)) if line in SUBTOTALS else value
    net, profit = f"{columns['net_revenue']}{row}", f"{columns['customer_profit']}{row}"
    entries["margin"] = Cell(
        share(account.profit, account.lines["net_revenue"]), f"IF({net}>0,{profit}/{net},{DASH})"
    )
    return entries


def _difference(columns: dict[str, str], row: int, line: str) -> str:
    first, others = SUBTOTALS[line]
    return f"{columns[first]}{row}" + "".join(f"-{columns[other]}{row}" for other in others)
