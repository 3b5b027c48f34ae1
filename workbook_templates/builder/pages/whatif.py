"""What-if: all customers, every group and the measures of the scorecards, today beside each scenario."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import banded, ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    BOLD_NUMBER,
    HAIRLINE,
    HEAD_RULE,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    UNSEEN,
    WRAPPED,
    Look,
)

SCENARIOS, CHANGES, LINES, GROUPS, MOVES = 4, 8, 24, 50, 400
LINE, BAND, CHANGE, MOVE = 22, 30, 22, 36
_TODAY = {"sum": QUIET_NUMBER.but(bold=True)}
_THEN = {"sum": BOLD_NUMBER}
_BAND = {"band": BOLD.but(colour=t.ACCENT)}


def _sum(look: Look) -> Look:
    return look.but(bold=True, top=HEAD_RULE, bottom=HAIRLINE)


ROLES = (
    Role("band", BAND, banded),
    Role("line", LINE, ruled),
    Role("sum", LINE, _sum),
)
GROUP_ROWS, GROUPS_ON_PAGE = 8, 4
"""Rows of a group with its band, and groups on a printed page."""


def _scenario(number: int) -> tuple[Column, ...]:
    return (
        Column(14),
        Column(112, f"s{number}", "", NUMBER, f"value in scenario {number}", _THEN),
        Column(100, f"d{number}", "", QUIET_NUMBER, f"scenario {number} less today"),
    )


_COLUMNS = (
    Column(t.MARGIN),
    Column(270, "name", "", BODY, "figure, or group in a row `band`", _BAND),
    Column(64, "unit", "", QUIET, "unit"),
    Column(116, "today", "", QUIET_NUMBER, "value today", _TODAY),
    Column(16, "better", "", UNSEEN, "1 where more is better, -1 where less is"),
    *(column for i in range(SCENARIOS) for column in _scenario(i + 1)),
)
_SHARE = NUMBER.but(format=t.SHARE)
_MOVES = (
    Column(t.MARGIN),
    Column(250, "scenario", "Scenario", WRAPPED, "scenario"),
    Column(150, "group", "Customer group", WRAPPED, "customer group"),
    Column(260, "measure", "Measure", BOLD.but(wrap=True), "measure of the scorecard, or total score"),
    Column(64, "unit", "Unit", QUIET, "unit"),
    Column(96, "today", "Today", QUIET_NUMBER, "value today"),
    Column(96, "then", "In the scenario", BOLD_NUMBER, "value in the scenario"),
    Column(96, "difference", "Difference", NUMBER, "scenario less today"),
    Column(96, "target", "Target", NUMBER, "target"),
    Column(18, "better", "", UNSEEN, "1 where more is better, -1 where less is, 0 where neither"),
    Column(116, "status_today", "Status today", BODY, "status today in symbol and word"),
    Column(116, "status_then", "Status in the scenario", BODY, "status in the scenario"),
    Column(92, "score_today", "Score today", _SHARE.but(colour=t.MID), "score today"),
    Column(92, "score_then", "Score in the scenario", _SHARE.but(bold=True), "score in the scenario"),
)


def build_scenarios(names: Names) -> None:
    """Build the sheet of all customers, opened by what the scenarios change."""
    page = Page(names, "Scenarios", _COLUMNS)
    page.frame(f"C{FIRST_ROW + CHANGES + 4}", "What-if", "", back=False)
    page.height(FIRST_ROW, 30)
    page.rule(FIRST_ROW, BODY.but(bottom=HEAD_RULE))
    page.put(f"B{FIRST_ROW}", "What the scenarios change", SECTION.but(bottom=HEAD_RULE))
    described = {
        "B": Column(0, "name", "", BOLD.but(wrap=True), "name of the scenario, in its first row"),
        "C": Column(0, "text", "", BODY, "one of its changes"),
    }
    lines = [Role("line", CHANGE)]
    page.block("scenarios", FIRST_ROW + 1, CHANGES, lines, described, patterns=False)
    page.height(FIRST_ROW + CHANGES + 1, 14)
    last = _figures(page, "lines", FIRST_ROW + CHANGES + 2, LINES).last_row + 1
    for row, text in enumerate(NOTES, last):
        page.height(row, 22)
        page.put(f"B{row}", text, NOTE)
    page.name(
        "more", f"B{last + len(NOTES)}", "what the page has no room for, and why figures are missing", NOTE
    )
    page.finish(last + len(NOTES), tall=1)


NOTES = (
    "What a scenario does not name stays as it is: quantities, customers, contacts, cost of goods. "
    "Retention acts on the value of customers, not on the profit of the period.",
    "A lower rate of an activity leaves capacity unused, which nobody is charged: "
    "profit after all cost rises only if the capacity goes.",
)


def build_groups(names: Names) -> None:
    """Build the sheet of the customer groups."""
    page = Page(names, "Groups", _COLUMNS)
    page.frame(f"C{FIRST_ROW + 2}", "Customer groups", "", back=False)
    block = _figures(page, "figures", FIRST_ROW, GROUPS * GROUP_ROWS)
    page.finish(block.last_row, (FIRST_ROW, FIRST_ROW + 1))
    on_page = GROUPS_ON_PAGE * GROUP_ROWS
    page.paginate(range(block.first_row + on_page, block.last_row, on_page))


def _figures(page: Page, name: str, row: int, capacity: int) -> BlockName:
    """Lay the heads of today and the scenarios, and the block of figures below."""
    page.height(row, 34)
    page.height(row + 1, 24)
    page.rule(row + 1, BODY.but(bottom=HEAD_RULE))
    head = NUMBER_HEAD.but(bottom=HEAD_RULE)
    page.put(f"D{row + 1}", "Today", head)
    letters = {column.name: letter for letter, column in page.columns.items()}
    for number in range(1, SCENARIOS + 1):
        value, change = letters[f"s{number}"], letters[f"d{number}"]
        look = BOLD.but(colour=t.ACCENT, horizontal="right", vertical="bottom")
        page.name(f"name{number}", f"{change}{row}", f"name of scenario {number}, over both columns", look)
        page.name(f"value{number}", f"{value}{row + 1}", f"head of the values of scenario {number}", head)
        page.name(
            f"less{number}", f"{change}{row + 1}", f"head of the differences of scenario {number}", head
        )
    block = page.block(name, row + 2, capacity, ROLES)
    for number in range(1, SCENARIOS + 1):
        conditional.signed(page.ws, block.column(f"d{number}"), block.fields["better"][0])
    return block


def build_moves(names: Names) -> None:
    """Build the sheet of the measures that move."""
    page = Page(names, "Measures", _MOVES)
    page.frame(f"C{FIRST_ROW + 1}", "Measures that move", "", back=False)
    page.heads(FIRST_ROW, 40)
    roles = [Role("line", MOVE, ruled), Role("total", MOVE, banded)]
    block = page.block("moves", FIRST_ROW + 1, MOVES, roles)
    conditional.signed(page.ws, block.column("difference"), block.fields["better"][0])
    for field in ("status_today", "status_then"):
        conditional.status_words(page.ws, block.column(field))
    page.finish(block.last_row, (FIRST_ROW, FIRST_ROW))
