"""Settings: the inputs that act in this file, and the assumptions behind the facts."""

from __future__ import annotations

from builder import tokens as t
from builder.names import Names
from builder.roles import line_and_last
from builder.sheet import FIRST_ROW, Column, Page
from builder.style import BODY, HEAD, HEAD_RULE, INPUT, LABEL, NUMBER, QUIET, SECTION

INPUTS, ASSUMPTIONS = 12, 30
_WIDTHS = (t.MARGIN, 250, 260, 24, 200, 660)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Settings", [Column(width) for width in _WIDTHS])
    first = FIRST_ROW + 2
    page.frame(f"A{FIRST_ROW}", "What was assumed", "")
    roles = line_and_last(28)
    inputs = {
        "B": Column(0, "name", "Setting", BODY, "setting"),
        "C": Column(0, "value", "Value", INPUT.but(format=t.SHARE), "input: its value"),
        "D": Column(),
        "E": Column(0, "meaning", "Meaning", LABEL, "what it does"),
        "F": Column(),
    }
    _section(page, FIRST_ROW, "Inputs that act in this file: change them here", inputs)
    block = page.block("inputs", first, INPUTS, roles, inputs)
    row = block.last_row + 2
    assumptions = {
        "B": Column(0, "name", "Setting", BODY, "setting"),
        "C": Column(0, "value", "Value", NUMBER, "its value"),
        "D": Column(),
        "E": Column(0, "origin", "Given or default", LABEL, "given in the data, or the default"),
        "F": Column(0, "used_by", "Meaning", QUIET.but(wrap=True), "what it means"),
    }
    title = "Assumptions behind the facts: change them in the data and generate again"
    _section(page, row, title, assumptions)
    last = page.block("assumptions", row + 2, ASSUMPTIONS, roles, assumptions).last_row
    page.finish(last)


def _section(page: Page, row: int, title: str, columns: dict[str, Column]) -> None:
    page.height(row, 34)
    page.put(f"B{row}", title, SECTION)
    page.height(row + 1, 24)
    for letter, column in columns.items():
        align = column.look.horizontal or "left"
        page.put(f"{letter}{row + 1}", column.head or None, HEAD.but(horizontal=align, bottom=HEAD_RULE))
