"""Scorecard: perspectives, objectives and measures on one page."""

from __future__ import annotations

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.pages import trends
from builder.roles import banded, line_and_last, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    BOLD_NUMBER,
    HEAD_RULE,
    LABEL,
    NOTE,
    NUMBER_HEAD,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    UNSEEN,
    VALUE,
    VARIANCE,
    WRAPPED,
    Line,
    Look,
)

CAPACITY = 48
HEIGHT, SLIM = 54, 34
HEADS, KEY, FIRST = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 3
_TOTAL = BOLD.but(size=t.SECTION_SIZE)
_SHARE = BOLD_NUMBER.but(format=t.SHARE)
_STATUS = {"band": BOLD, "total": BOLD}
_OUTLINE = Line("thin", t.ACTUAL)
_COLUMNS = (
    Column(t.MARGIN),
    Column(
        226,
        "objective",
        "Objective, as the customer says it",
        WRAPPED,
        "objective in quotation marks; in a band the perspective, in the total its name",
        {"band": SECTION, "total": _TOTAL},
    ),
    Column(
        250, "measure", "Measure", WRAPPED, "name of the measure; in a band its question", {"band": LABEL}
    ),
    Column(62, "unit", "Unit", QUIET.but(horizontal="left", indent=1), "symbol of the unit"),
    Column(74, "previous", "PY", VALUE.but(colour=t.MID), "value a year before, or –"),
    Column(74, "actual", "AC", VALUE.but(bold=True), "value of the period, or –"),
    Column(72, "target", "Target", VALUE, "target"),
    Column(82, "difference", "AC − target", VARIANCE, "actual less target, coloured by `achieved`"),
    Column(72, "achieved", "Achieved", _SHARE, "achievement", {"total": _SHARE.but(size=t.SECTION_SIZE)}),
    Column(64, "bar_line", "", UNSEEN, "achievement of a line, at most 1.2; empty in other rows"),
    Column(60, "bar_roll", "", UNSEEN, "score of a band or the total, at most 1.2; empty in lines"),
    Column(16),
    Column(98, "status", "Status", BODY, "status in symbol and word", _STATUS),
    Column(
        54,
        "weight",
        "Weight",
        QUIET_NUMBER.but(format="0"),
        "weight",
        dict.fromkeys(("band", "total"), BOLD_NUMBER.but(format="0")),
    ),
    Column(20),
    Column(
        140,
        "trend",
        "Trend, 13 periods",
        QUIET.but(italic=True, wrap=True),
        "empty under the small chart; the reason where there is no value; the coverage in a band",
        {"band": QUIET, "total": QUIET},
    ),
    Column(18),
    Column(126, "owner", "Owner", QUIET, "owner"),
    Column(152, "initiative", "Initiative", BODY.but(size=t.HEAD_SIZE), "initiative, or –"),
)


def _roles() -> list[Role]:
    line, last = line_and_last(HEIGHT)
    roomy = [Role("band", HEIGHT, banded), line, last, Role("total", HEIGHT, totalled)]
    return roomy + [_slim(role) for role in roomy]


def _slim(role: Role) -> Role:
    """Return the same row at a lower height: two smaller lines of text."""

    def dress(look: Look) -> Look:
        return role.dress(look.but(size=look.size - 1) if look.wrap else look)

    return Role(f"slim_{role.name}", SLIM, dress, role.like or role.name)


def build(names: Names) -> None:
    """Build the sheet; sheet Trends must have been built."""
    page = Page(names, "Scorecard", _COLUMNS)
    page.frame(f"D{FIRST}", "Scorecard", "")
    _heads(page)
    block = page.block("scorecard", FIRST, CAPACITY, _roles())
    _colours(page, block)
    _charts(page, block)
    note = block.last_row + 1
    page.height(note, 24)
    text = (
        "▲ on target     ● watch     ▼ off target     ○ no data: left out of every score, "
        "never counted as zero.     The second line through the bars marks 100%."
    )
    page.name("note", f"B{note}", "how to read the page", NOTE, text)
    page.finish(note, (HEADS, KEY), tall=1)


def _heads(page: Page) -> None:
    page.heads(HEADS, 52)
    head = NUMBER_HEAD.but(bottom=HEAD_RULE)
    page.name("head_previous", f"E{HEADS}", "head of the previous year, `PY 2024`", head, "PY")
    page.name("head_actual", f"F{HEADS}", "head of the period, `AC 2025`", head, "AC")
    page.put(f"J{HEADS}", "0 to 100%", head.but(horizontal="left", indent=1, wrap=False))
    page.height(KEY, t.KEY_STRIP)
    page.put(f"E{KEY}", None, Look(fill=t.PREVIOUS))
    page.put(f"F{KEY}", None, Look(fill=t.ACTUAL))
    page.put(f"G{KEY}", None, Look(left=_OUTLINE, right=_OUTLINE, bottom=_OUTLINE))
    page.height(KEY + 1, 6)


def _colours(page: Page, block: BlockName) -> None:
    conditional.status_words(page.ws, block.column("status"))
    conditional.variance(page.ws, block.column("difference"), block.fields["achieved"][0])


def _charts(page: Page, block: BlockName) -> None:
    letter = block.fields["trend"][0]
    for index in range(CAPACITY):
        row = FIRST + index
        chart = charts.trend(trends.trend_row(page.names, "linetrend", index), trends.positions())
        place = charts.Place((letter, row), (letter, row + 1), (0, 0), (120, 0))
        charts.stand(page.ws, chart, place, "Trend of the measure in this row over 13 periods")
    colours = {"bar_line": t.ACTUAL, "bar_roll": t.ACCENT}
    bars = charts.achievement_bars(
        {f"'{page.sheet}'!{block.column(name)}": colour for name, colour in colours.items()}, gap=200
    )
    first, after = block.fields["bar_line"][0], "L"
    place = charts.Place((first, FIRST), (after, block.last_row + 1), (8, 0))
    charts.stand(page.ws, bars, place, "Achievement per row, with lines at 0 and 100%")
