"""Data: the figures of the overview, a row per group and measure, a table that grows."""

from __future__ import annotations

from builder import tokens as t
from builder.names import Names
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, NUMBER, QUIET, QUIET_NUMBER
from builder.tables import add_table

_COLUMNS = (
    Column(t.MARGIN),
    Column(200, "group", "group", BODY, "customer group"),
    Column(210, "measure", "measure", QUIET, "function of the measure"),
    Column(260, "label", "label", BODY, "name of the measure"),
    Column(110, "perspective", "perspective", QUIET, "perspective"),
    Column(90, "channel", "channel", QUIET, "channel"),
    Column(80, "weight", "weight", QUIET_NUMBER, "weight"),
    Column(110, "previous", "previous", QUIET_NUMBER, "value a year before"),
    Column(110, "actual", "actual", NUMBER, "value of the period"),
    Column(110, "target", "target", NUMBER, "target"),
    Column(110, "achievement", "achievement", NUMBER.but(format=t.SHARE), "achievement"),
    Column(90, "score", "score", NUMBER.but(format=t.SHARE), "score"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Data", _COLUMNS)
    page.frame(f"D{FIRST_ROW + 1}", "Every group and measure", "", back=False)
    page.heads(FIRST_ROW, 28)
    columns = dict(list(page.columns.items())[1:])
    block = page.block("data", FIRST_ROW + 1, 2, [Role("line", 21, ruled)], columns, table=True)
    add_table(page, block, FIRST_ROW)
    page.finish(None, (FIRST_ROW, FIRST_ROW))
