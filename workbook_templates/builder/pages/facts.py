"""Facts: every figure behind the pages, a table that grows."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.pages import trends
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, NOTE, NUMBER, NUMBER_HEAD, QUIET
from builder.tables import add_table

MOST_FACTS = 5000
_POINT = NUMBER.but(size=t.HEAD_SIZE)
_COLUMNS = (
    Column(t.MARGIN),
    Column(210, "fact", "fact", QUIET, "name of the fact"),
    Column(340, "label", "label", BODY.but(shrink=True), "what it is"),
    Column(80, "unit", "unit", QUIET, "unit"),
    Column(90, "channel", "channel", QUIET, "channel"),
    Column(90, "period", "period", QUIET, "length of a period"),
    *(Column(88, p, p, _POINT, trends.point_meaning(i)) for i, p in enumerate(trends.POINTS, 1)),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Facts", _COLUMNS)
    heads = FIRST_ROW + 1
    page.frame(f"D{heads + 1}", "Every figure behind the pages", "")
    page.height(FIRST_ROW, 24)
    for letter, column in page.columns.items():
        if column.name in trends.POINTS:
            number = trends.POINTS.index(column.name) + 1
            page.name(f"head_{column.name}", f"{letter}{FIRST_ROW}", f"end of period {number}", NUMBER_HEAD)
    page.put(f"B{FIRST_ROW}", "The only computed inputs: everything else follows by formula.", NOTE)
    page.heads(heads, 22)
    block = page.block("facts", heads + 1, 2, [Role("line", 21, ruled)], _table_columns(page), table=True)
    add_table(page, block, heads)
    first, last = block.fields[trends.POINTS[0]][0], block.last_column
    conditional.no_number(page.ws, f"{first}{block.first_row}:{last}{block.first_row + MOST_FACTS}")
    page.finish(None, (FIRST_ROW, heads))


def _table_columns(page: Page) -> dict[str, Column]:
    return dict(list(page.columns.items())[1:])
