"""Cover: the group, the message, the scores, the contents, the file and how to read it."""

from __future__ import annotations

from builder import charts, conditional
from builder import tokens as t
from builder.names import Names
from builder.sheet import PRODUCT, Column, Page, Role
from builder.style import (
    ACTUAL_KEY,
    BODY,
    BOLD,
    LABEL,
    PAGE_RULE,
    PREVIOUS_KEY,
    SECTION,
    SECTION_RULE,
    TARGET_KEY,
    UNSEEN,
    Look,
)

_WIDTHS = (40, 176, 150, 24, 20, 124, 150, 66, 160, 400, 40)
_HEIGHTS = {1: 34, 2: 28, 3: 78, 4: 36, 5: 16, 6: 22}
CONTENTS, FILE = 21, 9
TOP = 7
ROW, LEGEND_ROW = 31, 26
MESSAGE = (TOP, TOP + 2)
SCORE_HEAD = TOP + 4
SCORE = SCORE_HEAD + 1
PERSPECTIVES = SCORE + 2
BOTTOM = TOP + CONTENTS + 2
_BIG = Look(size=t.SECTION_SIZE)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Cover", [Column(width) for width in _WIDTHS])
    for row, pixels in _HEIGHTS.items():
        page.height(row, pixels)
    for row in range(TOP, TOP + CONTENTS + 1):
        page.height(row, ROW)
    for row in range(BOTTOM, BOTTOM + FILE + 3):
        page.height(row, LEGEND_ROW)
    _headline(page)
    _scores(page)
    _contents(page)
    _legend(page)
    _file(page)
    page.keep("H", TOP, BOTTOM + FILE + 1)
    page.finish(BOTTOM + FILE + 2, tall=1)


def _headline(page: Page) -> None:
    page.put("B2", PRODUCT, SECTION)
    page.name("group", "B3", "the customer group", BOLD.but(size=t.GROUP_SIZE, shrink=True))
    page.ws.merge_cells("B3:J3")
    page.name("period", "B4", "period and what it is compared with", LABEL.but(size=t.MESSAGE_SIZE))
    page.rule(5, BODY.but(bottom=PAGE_RULE), last="J")
    look = Look(size=t.MESSAGE_SIZE, vertical="top", wrap=True)
    page.name("message", f"B{MESSAGE[0]}", "the message, two or three lines", look)
    page.ws.merge_cells(f"B{MESSAGE[0]}:G{MESSAGE[1]}")


def _section(page: Page, row: int, first: str, last: str, title: str) -> None:
    page.rule(row, BODY.but(bottom=SECTION_RULE), first, last)
    page.put(f"{first}{row}", title, LABEL.but(bottom=SECTION_RULE))


def _scores(page: Page) -> None:
    ws = page.ws
    _section(page, SCORE_HEAD, "B", "G", "Total score")
    left = _BIG.but(horizontal="left", format=t.SHARE)
    score = left.but(size=t.SCORE_SIZE, bold=True)
    page.name("score", f"B{SCORE}", "total score", score)
    page.name("status", f"C{SCORE}", "status of the total score", BOLD.but(size=t.STATUS_SIZE))
    ws.merge_cells(f"B{SCORE}:B{SCORE + 1}")
    ws.merge_cells(f"C{SCORE}:E{SCORE + 1}")
    page.put(f"F{SCORE}", "Measures on target", LABEL.but(vertical="bottom"))
    page.put(f"G{SCORE}", "Weight with data", LABEL.but(vertical="bottom"))
    page.name("on_target", f"F{SCORE + 1}", "measures on target, `7 of 12`", left.but(vertical="top"))
    page.name("coverage", f"G{SCORE + 1}", "share of the weight with data", left.but(vertical="top"))
    columns = {
        "B": Column(0, "name", "", _BIG, "name of the perspective, a link to its band"),
        "C": Column(0, "bar", "", UNSEEN, "score under the bar, at most 1.2"),
        "F": Column(0, "score", "", left.but(bold=True), "score"),
        "G": Column(0, "status", "", _BIG, "status in symbol and word"),
    }
    block = page.block("perspectives", PERSPECTIVES, 4, [Role("line", ROW)], columns, patterns=False)
    conditional.status_words(ws, f"C{SCORE}")
    conditional.status_words(ws, block.column("status"))
    bars = charts.achievement_bars({f"'Cover'!{block.column('bar')}": t.ACTUAL}, gap=150)
    place = charts.Place(("C", PERSPECTIVES), ("E", PERSPECTIVES + 4))
    charts.stand(ws, bars, place, "Score of each perspective, with lines at 0 and 100%")


def _contents(page: Page) -> None:
    _section(page, TOP, "I", "J", "In this workbook")
    columns = {
        "I": Column(0, "sheet", "", SECTION, "link to a sheet"),
        "J": Column(0, "text", "", LABEL, "what the sheet shows"),
    }
    page.block("contents", TOP + 1, CONTENTS, [Role("line", ROW)], columns, patterns=False)


def _legend(page: Page) -> None:
    _section(page, BOTTOM, "B", "G", "How to read")
    row = BOTTOM + 1
    words = (
        ("▼ off target", "red", "achieved below 80%"),
        ("● watch", "amber", "achieved 80% to 100%"),
        ("▲ on target", "green", "achieved 100% or more"),
    )
    text = LABEL.but(indent=1, horizontal="left")
    for offset, (word, colour, meaning) in enumerate(words):
        page.put(f"B{row + offset}", word)
        page.name(f"legend_{colour}", f"C{row + offset}", f"from where `{word}` counts", text, meaning)
    words_ref = f"B{row}:B{row + 2}"
    page.names.cell("status_word", page.sheet, words_ref, "the words of off target, watch, on target")
    page.put(f"B{row + 3}", "○ no data")
    page.put(f"C{row + 3}", "left out of every score, never counted as zero", text)
    conditional.status_words(page.ws, f"B{row}:B{row + 3}")
    keys = (
        ("Actual (AC)", ACTUAL_KEY, "solid dark: measured in the period"),
        ("Previous year (PY)", PREVIOUS_KEY, "light: the same period a year earlier"),
        ("Target", TARGET_KEY, "outlined: what was agreed"),
    )
    for offset, (word, look, meaning) in enumerate(keys, 4):
        page.put(f"B{row + offset}", word, look)
        page.put(f"C{row + offset}", meaning, text)


def _file(page: Page) -> None:
    _section(page, BOTTOM, "I", "J", "This file")
    row = BOTTOM + 1
    page.name("light", f"I{row}", "one light for all checks", BOLD)
    page.name("light_text", f"J{row}", "what the light means", LABEL)
    conditional.status_words(page.ws, f"I{row}")
    columns = {
        "I": Column(0, "label", "", LABEL, "what"),
        "J": Column(0, "value", "", BODY.but(horizontal="left"), "its value"),
    }
    page.block("file", row + 1, FILE, [Role("line", LEGEND_ROW)], columns, patterns=False)
