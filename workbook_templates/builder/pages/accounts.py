"""Customer ledger: the P&L of every customer, a table that grows."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, BOLD_NUMBER, NOTE, NUMBER, QUIET, QUIET_NUMBER
from builder.tables import add_table
from cbsc_xl.accounting.lines import LINES, SUBTOTALS
from cbsc_xl.workbook.accounts import LINE_NAMES

MOST_CUSTOMERS = 20_000
_MONEY = NUMBER.but(format=t.WHOLE)
_SUM = BOLD_NUMBER.but(format=t.WHOLE)


def _line(name: str) -> Column:
    look, meaning = (_SUM, "formula over the lines before") if name in SUBTOTALS else (_MONEY, "value")
    return Column(92, name, LINE_NAMES[name], look, meaning)


_COLUMNS = (
    Column(t.MARGIN),
    Column(96, "id", "Customer", QUIET, "id of the customer; in brackets what has no customer"),
    Column(210, "name", "Name", BODY.but(shrink=True), "name of the customer, or the id"),
    *map(_line, LINES),
    Column(84, "margin", "Profit, %", QUIET_NUMBER.but(format=t.TENTHS), "profit in % of net revenue"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Customer ledger", _COLUMNS, "accounts")
    heads = FIRST_ROW + 1
    page.frame(f"D{heads + 1}", "The P&L of every customer", "")
    page.height(FIRST_ROW, 24)
    text = "Ordinary columns are values, bold ones formulas: change a value and every page on profit follows."
    page.put(f"B{FIRST_ROW}", text, NOTE)
    page.heads(heads, 34)
    columns = dict(list(page.columns.items())[1:])
    block = page.block("accounts", heads + 1, 2, [Role("line", 21, ruled)], columns, table=True)
    add_table(page, block, heads)
    last = block.first_row + MOST_CUSTOMERS
    for name in ("gross_margin", "contribution", "customer_profit", "margin"):
        letter = block.fields[name][0]
        conditional.negative(page.ws, f"{letter}{block.first_row}:{letter}{last}")
    page.finish(None, (heads, heads))
