"""Reconciliation: from the profit of customers to the ledger, and every cost to its pool and driver."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.pages.pnl import draw_steps, step_columns
from builder.roles import headed, ruled, titled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    BOLD_NUMBER,
    HEAD_RULE,
    LABEL,
    NUMBER,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    Look,
)
from builder.tables import add_table
from cbsc_xl.workbook.pages.reconciliation import BRIDGE, CONTROL, TRACED

HEIGHT = 26
MOST_POOLS = 2_000
_WORD = QUIET.but(shrink=True)
_MONEY = NUMBER.but(format=t.WHOLE)
_EXACT = '#,##0.00;"−"#,##0.00;0.00'
_COLUMNS = (
    Column(t.MARGIN),
    Column(200, "name", "Pool", BODY.but(shrink=True), "pool, or segment, or what else bears the cost"),
    Column(96, "kind", "Kind", _WORD, "direct, activity, segment, untraceable or imputed"),
    Column(120, "line", "Line of the P&L", _WORD, "line on which customers are charged"),
    Column(136, "driver", "Driver", _WORD, "driver"),
    Column(84, "rate", "Rate", NUMBER.but(format=_EXACT), "cost per unit of the driver"),
    Column(92, "volume", "Volume", _MONEY, "volume of the company"),
    Column(96, "input", "Cost in", _MONEY, "cost from the pasted table"),
    Column(92, "allocated_in", "From pools", QUIET_NUMBER.but(format=t.WHOLE), "cost from other pools"),
    Column(96, "allocated_out", "Charged", _MONEY, "charged to customers"),
    Column(92, "unused", "Unused", _MONEY, "unused capacity; below 0 if more was charged than spent"),
    Column(96, "remainder", "Unallocated", _MONEY, "cost that nobody is charged"),
    Column(84, "balance", "Balance", QUIET_NUMBER.but(format=_EXACT), "formula: in less out and left: 0"),
    Column(110, "group_volume", "Volume, group", _MONEY, "volume of the group"),
    Column(110, "group_charge", "Charged, group", BOLD_NUMBER.but(format=t.WHOLE), "formula: rate x volume"),
    Column(104),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Reconciliation", _COLUMNS)
    page.frame(f"C{FIRST_ROW + 1}", "Reconciliation", "")
    page.height(FIRST_ROW, 36)
    light = BOLD.but(size=t.SECTION_SIZE)
    page.name("light", f"B{FIRST_ROW}", "whether the last line equals the ledger", light)
    conditional.status_words(page.ws, f"B{FIRST_ROW}")
    label = LABEL.but(horizontal="right")
    page.name("tolerance_label", f"O{FIRST_ROW}", "what the tolerance is", label)
    tolerance = LABEL.but(horizontal="left", format="0.00", indent=1)
    page.name("tolerance", f"P{FIRST_ROW}", "difference from which a line does not agree", tolerance)
    _bridge(page, FIRST_ROW + 1)
    row = FIRST_ROW + 1 + BRIDGE
    page.height(row, 12)
    _traced(page, row + 1)
    row += 1 + TRACED
    page.height(row, 12)
    _pools(page, row + 1)


def _summed(look: Look) -> Look:
    return look.but(bold=True, top=HEAD_RULE)


_TITLE = Role("title", 32, titled)
_ROLES = [_TITLE, Role("head", HEIGHT, headed), Role("line", HEIGHT, ruled), Role("sum", HEIGHT, _summed)]


def _bridge(page: Page, row: int) -> None:
    columns = step_columns("B", "C") | {"E": Column(0, "share", "", _MONEY, "part of the group")}
    bridge = page.block("bridge", row, BRIDGE, _ROLES, columns)
    draw_steps(page, bridge, "Steps from the profit of customers to the operating result", skip=2)
    conditional.negative(page.ws, f"D{bridge.first_row}:E{bridge.last_row}", bridge.fields["whole"][0])
    _control(page, row)


def _control(page: Page, row: int) -> None:
    """Lay the comparison with the ledger; it may be short, so its lines follow what it holds."""
    money = NUMBER.but(format=_EXACT)
    columns = {
        "K": Column(0, "line", "", BODY, "title; line of table Ledger"),
        "L": Column(),
        "M": Column(0, "tables", "", money.but(shrink=True), "as the pasted tables add up"),
        "N": Column(0, "ledger", "", money, "as table Ledger says"),
        "O": Column(0, "difference", "", money, "formula: tables less ledger"),
        "P": Column(0, "result", "", BODY.but(indent=1, horizontal="left"), "in symbol and word"),
    }
    plain = [Role("line", HEIGHT), Role("sum", HEIGHT, lambda look: look.but(bold=True))]
    heads = Role("head", HEIGHT, lambda look: headed(look).but(bottom=None))
    block = page.block("control", row, CONTROL, [_TITLE, heads, *plain], columns)
    first, last = block.first_row + 1, block.last_row
    conditional.ruled_where(page.ws, f"K{first}:P{first}", "M", t.ACTUAL)
    conditional.ruled_where(page.ws, f"K{first + 1}:O{last}", "M")
    conditional.ruled_status_words(page.ws, f"P{first + 1}:P{last}")


def _traced(page: Page, row: int) -> None:
    money = NUMBER.but(format=t.WHOLE)
    columns = {
        "B": Column(0, "line", "", BODY, "title; line of the P&L"),
        "C": Column(),
        "D": Column(0, "charged", "", money, "formula: what its pools charge"),
        "E": Column(0, "statement", "", money, "line on sheet Customer P&L"),
        "F": Column(0, "difference", "", NUMBER.but(format=_EXACT), "formula: charged less statement"),
    }
    page.block("traced", row, TRACED, _ROLES, columns)
    notes = {"H": Column(0, "text", "", BODY, "title; a note"), **{letter: Column() for letter in "IJKLMNOP"}}
    page.block("notes", row, TRACED, [_TITLE, Role("line", HEIGHT)], notes)


def _pools(page: Page, row: int) -> None:
    page.height(row, 32)
    page.name("pools_title", f"B{row}", "head of the pools", SECTION)
    heads = row + 1
    page.heads(heads, 34)
    columns = dict(list(page.columns.items())[1:-1])
    block = page.block("pools", heads + 1, 2, [Role("line", 24, ruled)], columns, table=True)
    add_table(page, block, heads)
    for name in ("unused", "balance"):
        letter = block.fields[name][0]
        conditional.negative(page.ws, f"{letter}{block.first_row}:{letter}{block.first_row + MOST_POOLS}")
    page.finish(None)
