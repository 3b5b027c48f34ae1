"""Overview: all customer groups side by side."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    BOLD_NUMBER,
    HEAD,
    HEAD_RULE,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    QUIET_NUMBER,
    SECTION,
    UNSEEN,
    WRAPPED,
    Line,
)

MEASURES, GROUPS, RANKED = 16, 61, 10
LOWER = 36
TALL, HEIGHT, SLIM = 84, 50, 27
PERSPECTIVES, HEADS, FIRST = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2
LETTERS = [get_column_letter(4 + i) for i in range(MEASURES)]
_GAP, _SCORE, _CUSTOMERS, _REVENUE, _GROWTH = (get_column_letter(4 + MEASURES + i) for i in range(5))
_SEAM = Line("thin", t.WHITE)
_HEAT = BODY.but(format=t.HEAT, horizontal="center", top=_SEAM, bottom=_SEAM, left=_SEAM, right=_SEAM)
_SHARE = QUIET_NUMBER.but(format=t.SHARE)
_GROWTH_FORMAT = '+0.0%;"−"0.0%;0.0%'


def _total(name: str, head: str, width: int, form: str, meaning: str) -> Column:
    return Column(width, name, head, NUMBER.but(format=form), meaning, {"all": BOLD_NUMBER.but(format=form)})


_COLUMNS = (
    Column(t.MARGIN),
    Column(28, "rank", "", BODY.but(horizontal="left"), "rank, of groups that are ranked"),
    Column(190, "group", "Customer group", WRAPPED, "customer group", {"all": BOLD}),
    *(
        Column(82, f"m{i}", "", _HEAT, f"achievement of measure {i}, or ○", {"all": _SHARE})
        for i in range(1, MEASURES + 1)
    ),
    Column(20),
    Column(
        92,
        "score",
        "Total score",
        _HEAT.but(bold=True),
        "total score",
        {"all": BOLD_NUMBER.but(format=t.SHARE)},
    ),
    _total("customers", "Customers", 92, t.WHOLE, "active customers"),
    _total("revenue", "Net revenue", 116, t.WHOLE, "net revenue"),
    _total("growth", "Growth", 90, _GROWTH_FORMAT, "growth of net revenue"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Overview", _COLUMNS)
    page.frame(f"D{FIRST}", "All customer groups side by side", "", back=False)
    _heads(page)
    roles = [
        Role("line", HEIGHT),
        Role("tall", TALL, like="line"),
        Role("slim", SLIM, lambda look: look.but(wrap=False), "line"),
        Role("all", 40, totalled),
    ]
    block = page.block("groups", FIRST, GROUPS, roles)
    legend = block.last_row + 2
    page.height(legend - 1, 4)
    _legend(page, legend)
    heat = f"{LETTERS[0]}{FIRST}:{_SCORE}{block.last_row}"
    conditional.heat_map(page.ws, heat, "C", f"$F${legend}", f"$H${legend}")
    conditional.negative(page.ws, f"{_REVENUE}{FIRST}:{_REVENUE}{block.last_row}")
    last = _lower(page, legend + 2)
    page.finish(last, (PERSPECTIVES, HEADS), tall=1)


def _heads(page: Page) -> None:
    page.height(PERSPECTIVES, 30)
    page.heads(HEADS, 84)
    for number, letter in enumerate(LETTERS, 1):
        look = BOLD.but(colour=t.ACCENT, bottom=HEAD_RULE, vertical="bottom")
        meaning = f"perspective, above the first of its measures: m{number}"
        page.name(f"p{number}", f"{letter}{PERSPECTIVES}", meaning, look)
        page.name(f"m{number}", f"{letter}{HEADS}", f"head of measure {number}, four lines", NUMBER_HEAD)
    page.put(f"B{HEADS}", "Customer group", HEAD)
    page.put(f"C{HEADS}", None)
    page.put(f"{_GAP}{HEADS}", None)
    for letter in (_SCORE, _CUSTOMERS, _REVENUE, _GROWTH):
        page.put(f"{letter}{HEADS}", page.columns[letter].head, NUMBER_HEAD.but(bold=True, colour=t.INK))


def _legend(page: Page, row: int) -> None:
    page.height(row, 26)
    page.put(f"B{row}", "The darker the cell, the further from target.", NOTE)
    right, left = NOTE.but(horizontal="right"), NOTE.but(horizontal="left", format=t.SHARE)
    page.put(f"E{row}", "▲ from", right)
    page.name("green", f"F{row}", "achievement that is on target, for the colours", left, 1)
    page.put(f"G{row}", "● from", right)
    page.name("amber", f"H{row}", "achievement that is watched, for the colours", left, 0.8)
    page.put(f"I{row}", "▼ below", right)
    page.name("red", f"J{row}", "achievement below which it is off target", left, 0.8)
    page.put(f"K{row}", "○ no data", NOTE.but(horizontal="left"))


def _lower(page: Page, row: int) -> int:
    """Lay the ranking on the left, the reds and the movers on the right, below one another.

    Their texts stand in columns that are never hidden: the first measures and the totals.
    """
    for each in range(row, row + RANKED + 1):
        page.height(each, LOWER)
    headline, text, last = LETTERS[3], _SCORE, _GROWTH
    _section(page, row, "B", "F", "Ranking by total score")
    _section(page, row, headline, last, "Three reds")
    _section(page, row + 5, headline, last, "Three movers")
    _ranking(page, row + 1)
    columns = {
        headline: Column(0, "headline", "", BOLD, "what is wrong or has moved, opened by ▲ or ▼"),
        text: Column(0, "text", "", BODY, "the figures"),
    }
    line = [Role("line", LOWER)]
    for name, first in (("reds", row + 1), ("movers", row + 6)):
        block = page.block(name, first, 3, line, columns, patterns=False)
        conditional.status_words(page.ws, block.column("headline"))
    page.keep("A", row + 1, row + 8)
    return row + RANKED


def _section(page: Page, row: int, first: str, last: str, title: str) -> None:
    page.rule(row, BODY.but(bottom=HEAD_RULE), first, last)
    page.put(f"{first}{row}", title, SECTION.but(bottom=HEAD_RULE))


def _ranking(page: Page, first: int) -> BlockName:
    columns = {
        "B": Column(0, "rank", "", BODY.but(horizontal="left"), "rank"),
        "C": Column(0, "group", "", WRAPPED, "customer group"),
        "D": Column(0, "score", "", BOLD_NUMBER.but(format=t.SHARE), "total score"),
        "E": Column(0, "bar", "", UNSEEN, "score under the bar, at most 1.2"),
        "F": Column(0, "full", "", UNSEEN, "1, for the outline up to 100%"),
    }
    block = page.block("ranking", first, RANKED, [Role("line", LOWER)], columns, patterns=False)
    bar, full = (f"'{page.sheet}'!{block.column(name)}" for name in ("bar", "full"))
    place = charts.Place(("E", first), ("F", block.last_row + 1), (10, 0), (64, 0))
    meaning = "Total scores of the ranked groups, with an outline up to 100%"
    charts.stand(page.ws, charts.outlined_bars(bar, full), place, meaning)
    return block
