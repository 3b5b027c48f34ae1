"""Checks: what must agree, and one light for all."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.roles import line_and_last
from builder.sheet import FIRST_ROW, Column, Page
from builder.style import BODY, BOLD, LABEL, NUMBER, QUIET_NUMBER

CAPACITY = 40
_EXACT = "#,##0.00"
_COLUMNS = (
    Column(t.MARGIN),
    Column(700, "name", "Check", BODY, "what must agree"),
    Column(160, "expected", "Expected", QUIET_NUMBER.but(format=_EXACT), "expected"),
    Column(160, "found", "Found", NUMBER.but(format=_EXACT), "found"),
    Column(140, "difference", "Difference", NUMBER.but(format=_EXACT), "difference"),
    Column(24),
    Column(200, "result", "Result", BODY, "result in symbol and word"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Checks", _COLUMNS)
    heads = FIRST_ROW + 1
    page.frame(f"C{heads + 1}", "Checks", "")
    page.height(FIRST_ROW, 38)
    page.name("light", f"B{FIRST_ROW}", "one light for all checks", BOLD.but(size=t.SECTION_SIZE))
    page.put(f"E{FIRST_ROW}", "Number of checks", LABEL.but(horizontal="right"))
    page.name("count", f"G{FIRST_ROW}", "number of checks", LABEL.but(horizontal="left"))
    page.heads(heads, 28)
    block = page.block("checks", heads + 1, CAPACITY, line_and_last(28))
    conditional.status_words(page.ws, f"B{FIRST_ROW}")
    conditional.status_words(page.ws, block.column("result"))
    page.finish(block.last_row, (heads, heads))
