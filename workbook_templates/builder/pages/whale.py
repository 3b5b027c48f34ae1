"""Whale curve: what the best customers earn and the others take back."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.pages import trends
from builder.roles import ruled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, BOLD_NUMBER, HEAD_RULE, INPUT, LABEL, NOTE, NUMBER, QUIET, SECTION, UNSEEN
from builder.tables import add_table

SHEET = "Whale curve"
PANEL, HEIGHT = 18, 48
_FIRST = FIRST_ROW + 2
_MONEY = NUMBER.but(format=t.WHOLE)
_SHARE = NUMBER.but(format="0.0%")
_TABLE = (
    Column(60, "rank", "rank", QUIET.but(horizontal="right"), "1 for the most profitable customer"),
    Column(110, "id", "customer no.", QUIET.but(horizontal="left", indent=1), "customer id"),
    Column(230, "customer", "customer", BODY.but(shrink=True), "name of the customer"),
    Column(120, "profit", "profit", _MONEY, "customer profit, a value"),
    Column(140, "cumulative", "cumulative profit", _MONEY, "profit of the customers down to this one"),
    Column(140, "customers", "share of customers", _SHARE, "rank in the number of customers"),
    Column(120, "share", "share of profit", _SHARE, "cumulative profit in the total, if that is above 0"),
)
_COLUMNS = (
    Column(t.MARGIN),
    *_TABLE,
    Column(50),
    Column(260, "label", "", LABEL, "what the figure is; in a head the title of the section"),
    Column(110, "value", "", BOLD_NUMBER.but(format=t.WHOLE), "the figure"),
    Column(12),
    Column(240, "note", "", LABEL.but(horizontal="left"), "more about the figure; under the bars nothing"),
    Column(1, "gain", "", UNSEEN, "profit of a tenth of the customers, 0 for a loss"),
    Column(1, "loss", "", UNSEEN, "loss of a tenth of the customers, 0 for a profit"),
)


def build(names: Names) -> None:
    """Build the sheet; sheet Trends must have been built."""
    page = Page(names, SHEET, _COLUMNS, "whale")
    page.frame(f"A{FIRST_ROW}", SHEET, "")
    _heads(page)
    panel = _panel(page)
    _charts(page, panel)
    table = _table(page, panel.last_row + 4)
    page.finish(None, (table - 1, table - 1))
    page.paginate([table - 2])


def _heads(page: Page) -> None:
    page.height(FIRST_ROW, 34)
    page.height(FIRST_ROW + 1, 26)
    page.put(f"B{FIRST_ROW}", "Cumulative profit, the most profitable customers first", SECTION)
    page.name("unit", f"B{FIRST_ROW + 1}", "what the curve is drawn in: % of the total, or money", LABEL)
    page.put(f"J{FIRST_ROW}", "Whale curve in figures", SECTION)
    page.rule(FIRST_ROW + 1, BODY.but(bottom=HEAD_RULE), "J", "M")
    page.name("currency", f"J{FIRST_ROW + 1}", "currency of the amounts", LABEL.but(bottom=HEAD_RULE))


def _panel(page: Page) -> BlockName:
    columns = {letter: column for letter, column in page.columns.items() if letter >= "J"}
    head = Role("head", HEIGHT, lambda look: look.but(bottom=HEAD_RULE))
    columns["J"] = Column(0, "label", "", LABEL, columns["J"].meaning, {"head": SECTION})
    block = page.block("whalekey", _FIRST, PANEL, [Role("line", HEIGHT, ruled), head], columns)
    conditional.negative(page.ws, block.column("value"))
    return block


def _charts(page: Page, panel: BlockName) -> None:
    def at(block: str, *fields: str, index: int | None = None) -> tuple[str, ...]:
        return tuple(trends.shape(page.names, block, field, index) for field in fields)

    curve = charts.whale(
        at("whalepoint", "x", "y"),  # type: ignore[arg-type]
        at("whaleline", "x", "y"),  # type: ignore[arg-type]
        [at("whalemark", "label", "x", "y", index=i) for i in range(3)],  # type: ignore[misc]
    )
    below = panel.last_row + 1
    meaning = (
        "Cumulative customer profit by share of the customers, with the best fifth, the peak and the total"
    )
    charts.stand(page.ws, curve, charts.Place(("B", _FIRST), ("I", below)), meaning)
    bars = [f"'{SHEET}'!${field}${below - 10}:${field}${below - 1}" for field in "NO"]
    place = charts.Place(("M", below - 10), ("N", below))
    charts.stand(page.ws, charts.gains_and_losses(*bars), place, "Profit of each tenth of the customers")
    page.height(below, 28)
    page.put(f"E{below}", "Share of the customers", LABEL.but(horizontal="center"))
    page.put(f"J{below}", "Curve in money from a peak of", NOTE)
    look = INPUT.but(format=t.SHARE)
    page.name("limit", f"K{below}", "input: peak above which the curve shows money, not shares", look)
    limit = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="1", allow_blank=True)
    limit.add(f"K{below}")
    page.ws.add_data_validation(limit)
    page.height(below + 1, 28)
    page.name("note", f"B{below + 1}", "how to read the page", NOTE)


def _table(page: Page, heads: int) -> int:
    """Lay the table of the customers, the last of the sheet, and return its first row."""
    page.height(heads - 1, 34)
    page.put(f"B{heads - 1}", "Every customer", SECTION)
    page.height(heads, 26)
    table = dict(zip("BCDEFGH", _TABLE, strict=True))
    for letter, column in table.items():
        side = "right" if column.look.horizontal == "right" else "left"
        page.put(
            f"{letter}{heads}",
            column.head,
            QUIET.but(horizontal=side, indent=column.look.indent, bottom=HEAD_RULE, shrink=True),
        )
    block = page.block("whale", heads + 1, 2, [Role("line", 24, ruled)], table, table=True)
    add_table(page, block, heads)
    return heads + 1
