"""Objectives: the hierarchy of objectives with their scores and the advice."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import banded, line_and_last, ruled, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, BOLD, BOLD_NUMBER, HEAD_RULE, NOTE, NUMBER_HEAD, QUIET, QUIET_NUMBER, SECTION

CAPACITY, ROLLUP = 40, 5
HEIGHT = 42
_NUMBERS, _WORKINGS = ("weight", "coverage"), ("counted", "up_weighted")
_WORKING = NOTE.but(horizontal="right", format=t.DECIMAL, shrink=True)
_WRAPPED = BODY.but(wrap=True)
_COLUMNS = (
    Column(t.MARGIN),
    Column(262, "objective", "Objective", _WRAPPED, "objective; in a band its level", {"band": SECTION}),
    Column(72, "id", "Id", QUIET, "id of the objective"),
    Column(84, "parent", "Serves", QUIET, "id of the objective above"),
    Column(90, "perspective", "Perspective", QUIET, "perspective"),
    Column(80, "focus", "Focus", QUIET, "retention or revenue"),
    Column(64, "weight", "Weight", QUIET_NUMBER.but(format="0"), "weight"),
    Column(70, "measures", "Measures", QUIET_NUMBER.but(format="0"), "number of its measures"),
    Column(66, "score", "Score", BOLD_NUMBER.but(format=t.SHARE), "score"),
    Column(72, "coverage", "Coverage", QUIET_NUMBER.but(format=t.SHARE), "share of the weight with data"),
    Column(18),
    Column(104, "status", "Status", BODY, "status in symbol and word", {"band": BOLD}),
    Column(130, "owner", "Owner", QUIET.but(wrap=True), "owner"),
    Column(290, "advice", "Advice", _WRAPPED, "advice of the rules, or on a score that is low or missing"),
    Column(62, "counted", "Counted", _WORKING, "working: weight of its measures that has a score"),
    Column(62, "weighted", "Weighted", _WORKING, "working: their scores times weights"),
    Column(62, "up_counted", "Counted above", _WORKING, "working: weight handed to the objective above"),
    Column(
        62,
        "up_weighted",
        "Weighted above",
        _WORKING,
        "working: score times weight handed to the objective above",
    ),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Objectives", _COLUMNS)
    page.frame(f"C{FIRST_ROW}", "Objectives", "")
    heads = _rollup(page, FIRST_ROW) + 3
    page.put(f"B{heads - 1}", "Objectives, from strategic to operational", SECTION)
    page.height(heads - 1, 30)
    page.heads(heads, 36)
    roles = [Role("band", HEIGHT, banded), *line_and_last(HEIGHT)]
    block = page.block("objectives", heads + 1, CAPACITY, roles)
    conditional.status_words(page.ws, block.column("status"))
    _errors(page, block)
    page.finish(block.last_row, tall=1)


def _rollup(page: Page, row: int) -> int:
    """Lay the scores of the perspectives and the total; return its last row."""
    page.height(row, 28)
    wanted = ("weight", "counted", "weighted", "score", "coverage", "status")
    columns = {
        letter: column if column.name in wanted else Column() for letter, column in page.columns.items()
    }
    del columns["A"]
    columns["B"] = Column(0, "name", "Perspective", BODY, "perspective; in the total its name")
    for letter, column in columns.items():
        right = column.look.horizontal == "right"
        look = NUMBER_HEAD if right else NUMBER_HEAD.but(horizontal="left")
        page.put(f"{letter}{row}", column.head or None, look.but(bottom=HEAD_RULE))
    total = Role("total", 28, lambda look: totalled(look.but(bold=True)))
    block = page.block("rollup", row + 1, ROLLUP, [Role("line", 28, ruled), total], columns)
    conditional.status_words(page.ws, block.column("status"))
    _errors(page, block)
    return block.last_row


def _errors(page: Page, block: BlockName) -> None:
    letters = {column.name: letter for letter, column in page.columns.items()}
    for first, last in (_NUMBERS, _WORKINGS):
        area = f"{letters[first]}{block.first_row}:{letters[last]}{block.last_row}"
        conditional.errors(page.ws, area)
