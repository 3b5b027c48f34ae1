"""Measures: what customers say beside what they do."""

from __future__ import annotations

from itertools import pairwise

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.pages import trends
from builder.roles import banded
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    HEAD_RULE,
    LABEL,
    NOTE,
    NUMBER_HEAD,
    QUIET,
    SECTION,
    VALUE,
    VARIANCE,
    WRAPPED,
    Look,
)
from cbsc_xl.workbook.pages.measures import rows

CAPACITY = trends.CAPACITY["dotrend"]
HEIGHT, PANEL_HEIGHT, HEAD_HEIGHT, AIR = 38, 32, 52, 6
PANELS, HEADS, FIRST = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3
BETTER, WORSE = "$G", "$I"
_GAP = "J"


_REASON = QUIET.but(italic=True, horizontal="left")


def _need(side: str, look: Look) -> dict[str, Look]:
    """Return the look of a cell in the rows in which its side has no value."""
    return {f"need_{side}": look, "need_both": look}


def _panel(side: str, trend_width: int) -> tuple[Column, ...]:
    return (
        Column(
            262,
            f"{side}_name",
            "Measure",
            WRAPPED,
            "name of the measure; in a band the question",
            {"band": SECTION, **_need(side, LABEL.but(italic=True))},
        ),
        Column(
            58,
            f"{side}_unit",
            "Unit",
            QUIET,
            "symbol of the unit; in a band the finding",
            {"band": LABEL, **_need(side, _REASON)},
        ),
        Column(
            74,
            f"{side}_previous",
            "PY",
            VALUE.but(colour=t.MID),
            "value a year before; the reason in a row of a role `need_...`",
            _need(side, _REASON),
        ),
        Column(74, f"{side}_actual", "AC", VALUE.but(bold=True), "value of the period"),
        Column(86, f"{side}_change", "Change", VARIANCE, "actual less previous, coloured by the verdict"),
        Column(
            66,
            f"{side}_verdict",
            "",
            QUIET.but(horizontal="left", indent=1),
            "the word of `measures_better` or `measures_worse`",
        ),
        Column(12),
        Column(trend_width, f"{side}_trend", "Trend, 13 periods", QUIET, "empty under the small chart"),
    )


_COLUMNS = (Column(t.MARGIN), *_panel("say", 112), Column(30), *_panel("do", 112))


def build(names: Names) -> None:
    """Build the sheet; sheet Trends must have been built."""
    page = Page(names, "Measures", _COLUMNS)
    page.frame(f"A{FIRST}", "Measures", "")
    _heads(page)
    block = page.block("measures", FIRST, CAPACITY, _roles())
    _colours(page, block)
    _charts(page, block)
    _note(page, block.last_row + 1)
    page.finish(block.last_row + 1, (PANELS, HEADS))
    page.paginate(page_starts(page.scale))


def page_starts(scale: float) -> list[int]:
    """Return the rows of the questions that begin a printed page: they do not fit on the one before."""
    room = t.PAPER[1] / 0.75 / scale
    repeated = PANEL_HEIGHT + HEAD_HEIGHT
    used = sum(t.FRAME_ROWS) + repeated + AIR
    bands = [i for i, line in enumerate(rows()) if line.question] + [len(rows())]
    starts = []
    for band, after in pairwise(bands):
        height = (after - band) * HEIGHT
        if used + height > room:
            starts.append(FIRST + band)
            used = repeated
        used += height
    return starts


def _roles() -> list[Role]:
    lines = [Role(name, HEIGHT) for name in ("line", "need_say", "need_do", "need_both")]
    return [Role("band", HEIGHT, banded), *lines]


def _heads(page: Page) -> None:
    page.height(PANELS, PANEL_HEIGHT)
    panels = {
        "B": "They say",
        "C": "surveys, panels, reviews",
        "K": "They do",
        "L": "orders, contacts, payments",
    }
    bold = SECTION.but(colour=t.INK, vertical="bottom")
    for letter, text in panels.items():
        page.put(f"{letter}{PANELS}", text, bold if text.startswith("They") else LABEL.but(vertical="bottom"))
    page.heads(HEADS, HEAD_HEIGHT)
    head = NUMBER_HEAD.but(bottom=HEAD_RULE)
    for side, letters in (("say", "DE"), ("do", "MN")):
        page.name(f"{side}_head_previous", f"{letters[0]}{HEADS}", "head of the previous year", head, "PY")
        page.name(f"{side}_head_actual", f"{letters[1]}{HEADS}", "head of the period", head, "AC")
    page.put(f"{_GAP}{HEADS}", None)
    page.height(HEADS + 1, AIR)


def _colours(page: Page, block: BlockName) -> None:
    note = block.last_row + 1
    letters = {name: letter for name, (letter, _) in block.fields.items()}
    for side in ("say", "do"):
        area = f"{letters[f'{side}_name']}{FIRST}:{letters[f'{side}_trend']}{block.last_row}"
        filled, word = letters[f"{side}_previous"], letters[f"{side}_verdict"]
        conditional.panel(page.ws, area, filled, word, f"{BETTER}${note}", f"{WORSE}${note}")


def _charts(page: Page, block: BlockName) -> None:
    for side in ("say", "do"):
        letter = block.fields[f"{side}_trend"][0]
        for index in (i for i, line in enumerate(rows()) if getattr(line, side)):
            row = FIRST + index
            chart = charts.trend(trends.trend_row(page.names, f"{side}trend", index), trends.positions())
            place = charts.Place((letter, row), (letter, row + 1), (0, 0), (110, 0))
            charts.stand(page.ws, chart, place, "Trend of the measure in this row over 13 periods")


def _note(page: Page, row: int) -> None:
    page.height(row, 28)
    text = "Grey italics: in the library, but its table or column is not in the data. Words for a change:"
    page.put(f"B{row}", text, NOTE)
    word = NOTE.but(horizontal="left", indent=1)
    good, bad = word.but(colour=t.GOOD), word.but(colour=t.BAD, indent=0)
    page.name("better", f"{BETTER[1:]}{row}", "the word for a change to the better", good, "better")
    page.name("worse", f"{WORSE[1:]}{row}", "the word for a change to the worse", bad, "worse")
