"""Library: every measure with its definition and what it needs, a table that grows."""

from __future__ import annotations

from builder import tokens as t
from builder.names import Names
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, BOLD, QUIET
from builder.tables import add_table

_SMALL = BODY.but(size=t.HEAD_SIZE, wrap=True)
_QUIET = QUIET.but(wrap=True, horizontal="left", indent=1)
_COLUMNS = (
    Column(t.MARGIN),
    Column(200, "function", "function", BOLD.but(size=t.HEAD_SIZE), "function of the measure"),
    Column(210, "name", "name", BODY.but(wrap=True), "name"),
    Column(420, "definition", "definition", _SMALL, "definition"),
    Column(250, "arguments", "arguments", _QUIET, "the facts that it is computed from"),
    Column(80, "unit", "unit", QUIET, "unit"),
    Column(64, "better", "better", QUIET, "higher or lower"),
    Column(130, "kind", "kind", QUIET, "kind of measure"),
    Column(90, "perspective", "perspective", QUIET, "perspective"),
    Column(200, "needs", "needs", _QUIET, "tables and columns"),
    Column(280, "sources", "sources", _QUIET, "literature"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Library", _COLUMNS)
    page.frame(f"D{FIRST_ROW + 1}", "The library of measures", "")
    page.heads(FIRST_ROW, 28)
    columns = dict(list(page.columns.items())[1:])
    block = page.block("library", FIRST_ROW + 1, 2, [Role("line", 58, ruled)], columns, table=True)
    add_table(page, block, FIRST_ROW)
    page.finish(None, (FIRST_ROW, FIRST_ROW))
