"""Strategy map: objectives as cards in four bands, and the relation with the group in the centre."""

from __future__ import annotations

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import BODY, BOLD, BOLD_NUMBER, LABEL, NOTE, SECTION, UNSEEN, Look
from cbsc_xl.workbook.pages.strategymap import ROWS

LEVELS = 3
_HEADS = ("Strategic: what for", "← Tactical: how", "← Operational: every day")
_STRIP = {"relation": 34, "figure": 40, "remark": 32}
"""The rows of the relation with the group and their heights."""
_ON_ACCENT = BODY.but(colour=t.WHITE, fill=t.ACCENT)
_GROUP = _ON_ACCENT.but(size=t.STATUS_SIZE, bold=True, shrink=True)
_LABEL = _ON_ACCENT.but(size=t.HEAD_SIZE, vertical="bottom")
_REMARK = _ON_ACCENT.but(size=t.HEAD_SIZE, vertical="top")
_FIGURE = _ON_ACCENT.but(size=t.MESSAGE_SIZE, bold=True)
_FOOT = NOTE.but(vertical="top")


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Strategy map", _columns(), "map")
    page.frame(f"C{FIRST_ROW + 1}", "Strategy map", "")
    page.heads(FIRST_ROW, 30)
    page.height(FIRST_ROW + 1, 10)
    roles = [
        Role("card", 50),
        Role("foot", 28),
        Role("gap", 10),
        Role("arrow", 26),
        *(Role(name, height, _strip) for name, height in _STRIP.items()),
    ]
    block = page.block("map", FIRST_ROW + 2, ROWS, roles)
    conditional.status_words(page.ws, block.column("perspective"))
    for level in range(1, LEVELS + 1):
        edge, voice, score, status = (
            block.fields[f"{name}{level}"][0] for name in ("edge", "voice", "score", "status")
        )
        rows = (block.first_row, block.last_row)
        conditional.cards(page.ws, rows, edge, (voice, score), status)
        if level > 1:
            conditional.lines(page.ws, block.column(f"out{level}"))
            conditional.lines(page.ws, block.column(f"in{level}"))
    note = block.last_row + 1
    page.height(note, 30)
    page.name("note", f"B{note}", "how to read the map", NOTE)
    page.finish(note, tall=1)


def _columns() -> list[Column]:
    strip = {"relation": _LABEL, "figure": _GROUP, "remark": _REMARK}
    name = BODY.but(wrap=True, vertical="center")
    looks = {"card": SECTION, "foot": _FOOT.but(size=t.HEAD_SIZE), **strip}
    columns = [
        Column(t.MARGIN),
        Column(196, "perspective", "Perspective", name, "perspective and its score; the group", looks),
        Column(14),
    ]
    for level, head in enumerate(_HEADS, 1):
        if level > 1:
            columns += [
                Column(17, f"out{level}", "", UNSEEN, "line from a card: 1 across, 2 down"),
                Column(17, f"in{level}", "", UNSEEN, "line to a card: 1 across"),
            ]
        columns += _card(level, head)
    return columns


def _card(level: int, head: str) -> list[Column]:
    """Return the columns of the cards of one level."""
    strip = {"relation": _LABEL, "figure": _FIGURE, "remark": _REMARK}
    words = BODY.but(wrap=True, indent=1, horizontal="left")
    looks = {"foot": _FOOT.but(indent=1, horizontal="left"), **strip}
    looks["arrow"] = LABEL.but(horizontal="center", colour=t.ACCENT)
    score = BOLD_NUMBER.but(format=t.SHARE)
    serves = {"foot": _FOOT.but(colour=t.ACCENT)}
    return [
        Column(7, f"edge{level}", "", UNSEEN, "symbol of the status, which colours the edge"),
        Column(226, f"voice{level}", head, words, "objective; below it id and measures", looks),
        Column(56, f"score{level}", "", score, "score; below it what it serves elsewhere", serves),
        Column(110, f"status{level}", "", BOLD.but(bold=False, indent=1, horizontal="left"), "status"),
    ]


def _strip(look: Look) -> Look:
    return look.but(fill=t.ACCENT)
