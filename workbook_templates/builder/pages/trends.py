"""Trends: every measure per period, and the shapes that the small charts draw."""

from __future__ import annotations

from openpyxl.utils import column_index_from_string, get_column_letter

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, HEAD, HEAD_RULE, NOTE, NUMBER, NUMBER_HEAD, QUIET, SECTION

SHEET = "Trends"
POINTS = tuple(f"p{i}" for i in range(1, 14))
FIRST_POINT, LAST_POINT = "G", "S"
HEADS = FIRST_ROW + 1
CAPACITY = {"values": 280, "linetrend": 48, "saytrend": 90, "dotrend": 90}
WHALE_POINTS, DOTS = 101, 400
SECTIONS = {
    "linetrend": "Trends on page Scorecard: least of the periods = 0, greatest = 1",
    "saytrend": "Trends on page Measures, what customers say",
    "dotrend": "Trends on page Measures, what customers do",
}

_MARK = {"label": "what is written at the point", "x": "its place across", "y": "its height"}
_SHAPES: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    (
        "The whale curve, at every percent of the customers",
        "whalepoint",
        WHALE_POINTS,
        {
            "x": "share of the customers",
            "customers": "how many customers that are",
            "amount": "their cumulative profit",
            "y": "the same as it is drawn: % of the total, or money",
        },
    ),
    ("Points that the whale curve names", "whalemark", 3, {**_MARK, "amount": "cumulative profit there"}),
    (
        "The line of the total on the whale curve",
        "whaleline",
        2,
        {"x": "from left to right", "y": "the total"},
    ),
    (
        "Dots of the value matrix: score, and profit in the column of the quadrant",
        "matrixdot",
        DOTS,
        {
            "x": "value for the customer",
            "risk": "profit of a customer at risk",
            "high": "profit of a customer in balance, high",
            "low": "profit of a customer in balance, low",
            "over": "profit of an over-served customer",
        },
    ),
    ("Customers that the value matrix names", "matrixmark", 6, _MARK),
    ("Thresholds of the value matrix: up, then across", "matrixline", 4, {"x": "across", "y": "height"}),
)


def point_meaning(number: int) -> str:
    """Say which period a point is."""
    which = {1: ": the same period a year before", 13: ": the period of the file"}
    return f"period {number} of 13{which.get(number, '')}"


_POINT_LOOK = NUMBER.but(size=t.HEAD_SIZE)
_COLUMNS = (
    Column(t.MARGIN),
    Column(206, "measure", "Measure", QUIET, "function of the measure"),
    Column(300, "label", "Name", BODY.but(shrink=True), "name of the measure"),
    Column(70, "unit", "Unit", QUIET, "unit"),
    Column(76, "channel", "Channel", QUIET, "contact or sales channel"),
    Column(84, "period", "Period", QUIET, "length of a period"),
    *(Column(72, p, "", _POINT_LOOK, point_meaning(i)) for i, p in enumerate(POINTS, 1)),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, SHEET, _COLUMNS)
    page.frame(f"D{HEADS + 1}", "Every measure, period by period", "")
    _heads(page)
    row = HEADS + 1
    block = page.block("values", row, CAPACITY["values"], [Role("line", 21, ruled)])
    conditional.no_number(page.ws, f"{FIRST_POINT}{row}:{LAST_POINT}{block.last_row}")
    printed = block.last_row
    row += CAPACITY["values"]
    points = {
        letter: Column(0, column.name, "", NOTE.but(format=t.DECIMAL), column.meaning)
        for letter, column in page.columns.items()
        if column.name in POINTS
    }
    for name, title in SECTIONS.items():
        page.height(row + 1, 30)
        page.put(f"B{row + 1}", title, SECTION)
        block = page.block(name, row + 2, CAPACITY[name], [Role("line", 18)], points)
        conditional.errors(page.ws, f"{FIRST_POINT}{block.first_row}:{LAST_POINT}{block.last_row}")
        row += 2 + CAPACITY[name]
    for title, shape, rows, fields in _SHAPES:
        _shape(page, row + 1, title, shape, rows, fields)
        row += 2 + rows
    page.finish(printed, (FIRST_ROW, HEADS))


def _shape(page: Page, row: int, title: str, name: str, rows: int, fields: dict[str, str]) -> None:
    """Lay what a chart on profit draws: a text in column C, numbers from the first point on."""
    page.height(row, 30)
    page.put(f"B{row}", title, SECTION)
    first = column_index_from_string(FIRST_POINT)
    columns = {
        "C" if field == "label" else get_column_letter(first + i): Column(
            0, field, "", NOTE.but(format="General"), meaning
        )
        for i, (field, meaning) in enumerate(fields.items())
    }
    if "label" in fields:
        columns = {"C": columns["C"], **{letter: Column() for letter in "DEFG"}, **columns}
    block = page.block(name, row + 1, rows, [Role("line", 18)], columns)
    conditional.errors(page.ws, f"{FIRST_POINT}{block.first_row}:{LAST_POINT}{block.last_row}")


def shape(names: Names, block: str, field: str, index: int | None = None) -> str:
    """Return the range of a field of a shape, or its cell in row `index`."""
    found = next(each for each in names.blocks if each.name == block)
    letter = found.fields[field][0]
    if index is not None:
        return f"'{SHEET}'!${letter}${found.first_row + index}"
    return f"'{SHEET}'!${letter}${found.first_row}:${letter}${found.last_row}"


def trend_row(names: Names, block: str, index: int) -> str:
    """Return the range that the small chart of row `index` of a block draws."""
    first = next(each.first_row for each in names.blocks if each.name == block)
    return _points(first + index)


def positions() -> str:
    """Return the range with the numbers 1 to 13, the horizontal places of the points."""
    return _points(HEADS)


def _points(row: int) -> str:
    return f"'{SHEET}'!${FIRST_POINT}${row}:${LAST_POINT}${row}"


def _heads(page: Page) -> None:
    page.height(FIRST_ROW, 24)
    page.heads(HEADS, 20)
    for i, (letter, column) in enumerate(page.columns.items()):
        if column.name in POINTS:
            number = POINTS.index(column.name) + 1
            page.name(f"head_{column.name}", f"{letter}{FIRST_ROW}", f"end of period {number}", NUMBER_HEAD)
            page.put(f"{letter}{HEADS}", number, NOTE.but(horizontal="right", bottom=HEAD_RULE))
        elif i:
            page.put(f"{letter}{FIRST_ROW}", None, HEAD)
