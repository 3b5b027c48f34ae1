"""Value matrix: the value of the customer against the value for the customer."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.pages import trends
from builder.roles import ruled, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    HEAD_RULE,
    INPUT,
    LABEL,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    Look,
)
from builder.tables import add_table

SHEET = "Value matrix"
PANEL, LISTED, HEIGHT = 19, 11, 30
_FIRST = FIRST_ROW + 4
_MONEY = NUMBER.but(format=t.WHOLE)
_SCORE = NUMBER.but(format="0.0")
_INDEX = NUMBER.but(format='+0.00;"−"0.00;0.00')
_TEXT = LABEL.but(horizontal="left", indent=1)
_TITLE = SECTION.but(shrink=True)
_ADVICE = 3
"""The column of the panel that tells what to do."""
_TABLE = (
    Column(90, "id", "customer no.", QUIET, "customer id"),
    Column(220, "customer", "customer", BODY.but(shrink=True), "name of the customer"),
    Column(110, "value_of", "profit", _MONEY, "value of the customer: customer profit, a value"),
    Column(90, "value_for", "score", _SCORE, "value for the customer: perceived value, a value"),
    Column(170, "quadrant", "quadrant", BODY.but(indent=1, horizontal="left"), "quadrant"),
    Column(80, "balance", "balance", _INDEX, "balance index: below 0 gives more than he gets"),
    Column(210, "verdict", "giving and getting", BODY.but(indent=1, horizontal="left"), "balance in words"),
    Column(96, "risk_no", "no. at risk", QUIET_NUMBER, "customers at risk down to this one"),
    Column(96, "over_no", "no. over-served", QUIET_NUMBER, "over-served customers down to this one"),
    Column(
        96,
        "before",
        "previous year",
        BODY.but(indent=1, horizontal="left", shrink=True),
        "quadrant in the previous year",
    ),
)
_COLUMNS = (Column(t.MARGIN), *_TABLE, *(Column(96) for _ in range(4)))
_FIELDS = "IJKLMNO"


def build(names: Names) -> None:
    """Build the sheet; sheet Trends must have been built."""
    page = Page(names, SHEET, _COLUMNS, "matrix")
    page.frame(f"A{FIRST_ROW}", SHEET, "")
    _heads(page)
    panel = _panel(page)
    _list(page, "atrisk", "GHIJK", panel.last_row + 1)
    lists = _list(page, "overserved", "BCDEF", panel.last_row + 1)
    _chart(page)
    page.height(lists.last_row + 1, 26)
    page.name("note", f"B{lists.last_row + 1}", "how to read the page", NOTE)
    table = _table(page, lists.last_row + 4)
    page.finish(None, (table - 1, table - 1))
    page.paginate([table - 2])


def _heads(page: Page) -> None:
    for offset, pixels in enumerate((34, 24, HEIGHT, HEIGHT)):
        page.height(FIRST_ROW + offset, pixels)
    page.put(f"B{FIRST_ROW}", "Who gives and who gets", SECTION)
    page.name("unit", f"B{FIRST_ROW + 1}", "what the axes show", LABEL)
    page.put(f"H{FIRST_ROW}", "Thresholds: empty input = median", SECTION)
    page.rule(FIRST_ROW + 1, BODY.but(bottom=HEAD_RULE), "H", "O")
    head = NUMBER_HEAD.but(bottom=HEAD_RULE)
    page.put(f"I{FIRST_ROW + 1}", "Input", head)
    page.put(f"J{FIRST_ROW + 1}", "Used", head)
    rows = {"of": ("Value of the customer: profit", _MONEY), "for": ("Value for the customer: score", _SCORE)}
    for row, (side, (label, look)) in enumerate(rows.items(), FIRST_ROW + 2):
        page.put(f"H{row}", label, BODY)
        page.name(
            f"limit_{side}", f"I{row}", "input: threshold; empty = median", INPUT.but(format=look.format)
        )
        page.name(f"used_{side}", f"J{row}", "the threshold that is used", look)
    number = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
    number.add(f"I{FIRST_ROW + 2}:I{FIRST_ROW + 3}")
    page.ws.add_data_validation(number)


def _headed(look: Look) -> Look:
    return look.but(bottom=HEAD_RULE)


def _panel(page: Page) -> BlockName:
    """Lay the sections at the right: quadrants, balance, migration."""
    text = _TEXT.but(format="General")
    columns = {
        letter: Column(
            0,
            f"c{i}",
            "",
            _MONEY,
            "a figure of the section, or its head",
            {"head": NUMBER_HEAD, **({"fact": text} if i == _ADVICE else {})},
        )
        for i, letter in enumerate(_FIELDS, 1)
    }
    name = Column(0, "name", "", BODY.but(shrink=True), "what the row is about", {"head": _TITLE})
    roles = [
        Role("head", HEIGHT + 9, _headed),
        Role("line", HEIGHT, ruled),
        Role("fact", HEIGHT, ruled),
        Role("total", HEIGHT, totalled),
        Role("text", HEIGHT),
    ]
    return page.block("matrixpanel", _FIRST, PANEL, roles, {"H": name, **columns})


def _list(page: Page, name: str, letters: str, first: int) -> BlockName:
    """Lay a list of customers; two of them stand side by side under the chart and the panel."""
    looks = (
        Column(0, "rank", "", QUIET_NUMBER.but(indent=1), "place in the list"),
        Column(0, "name", "", BODY.but(shrink=True), "name of the customer", {"head": _TITLE}),
        Column(0, "profit", "", _MONEY, "customer profit", {"head": NUMBER_HEAD}),
        Column(0, "score", "", _SCORE, "value for the customer", {"head": NUMBER_HEAD}),
        Column(0, "balance", "", _INDEX, "balance index", {"head": NUMBER_HEAD}),
    )
    roles = [Role("head", HEIGHT + 9, _headed), Role("line", HEIGHT, ruled)]
    block = page.block(name, first, LISTED, roles, dict(zip(letters, looks, strict=True)))
    ranks = block.column("rank")
    conditional.unlisted(page.ws, ranks, letters[1])
    return block


def _chart(page: Page) -> None:
    def at(block: str, *fields: str, index: int | None = None) -> tuple[str, ...]:
        return tuple(trends.shape(page.names, block, field, index) for field in fields)

    def line(first: int) -> tuple[str, str]:
        ends = [at("matrixline", "x", "y", index=first + i) for i in range(2)]
        return tuple(f"{a}:{b.split('!')[1]}" for a, b in zip(*ends, strict=True))  # type: ignore[return-value]

    chart = charts.matrix(
        [at("matrixdot", "x", each) for each in ("risk", "high", "low", "over")],  # type: ignore[misc]
        [line(0), line(2)],
        [at("matrixmark", "label", "x", "y", index=i) for i in range(6)],  # type: ignore[misc]
    )
    last = _FIRST + PANEL - 1
    place = charts.Place(("B", _FIRST), ("G", last))
    charts.stand(
        page.ws, chart, place, "Customer profit against perceived value, with the names of the quadrants"
    )
    corner = BOLD.but(colour=t.MID, size=t.HEAD_SIZE)
    corners = {
        "risk": (f"C{_FIRST}", corner.but(colour=t.ACCENT)),
        "high": (f"F{_FIRST}", corner.but(horizontal="right")),
        "low": (f"C{last - 3}", corner),
        "over": (f"F{last - 3}", corner.but(horizontal="right")),
    }
    for name, (ref, look) in corners.items():
        page.name(f"corner_{name}", ref, "name of a quadrant and its customers, under the chart", look)
    page.put(f"C{last}", "Value for the customer: perceived value, 0 to 100", LABEL)


def _table(page: Page, heads: int) -> int:
    """Lay the table of the customers, the last of the sheet, and return its first row."""
    page.height(heads - 1, 34)
    page.put(f"B{heads - 1}", "Every customer", SECTION)
    page.height(heads, 26)
    table = dict(zip("BCDEFGHIJK", _TABLE, strict=True))
    for letter, column in table.items():
        look = QUIET.but(horizontal=column.look.horizontal or "left", indent=column.look.indent)
        page.put(f"{letter}{heads}", column.head, look.but(bottom=HEAD_RULE, shrink=True))
    block = page.block("matrix", heads + 1, 2, [Role("line", 24, ruled)], table, table=True)
    add_table(page, block, heads)
    conditional.negative(page.ws, f"D{heads + 1}:D{heads + trends.DOTS}")
    return heads + 1
