"""Channels: contacts beside revenue, measures per channel, and who watches it."""

from __future__ import annotations

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import ruled, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    HEAD_RULE,
    NOTE,
    NUMBER_HEAD,
    QUIET_NUMBER,
    UNSEEN,
    VALUE,
    VARIANCE,
    WRAPPED,
    Look,
)
from cbsc_xl.workbook.channels import MOST, VOLUMES, shown

HEIGHT = 62
NAMES, HEADS, FIRST = FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2
_AC = VALUE.but(bold=True)


def _volume(name: str) -> tuple[Column, ...]:
    return (
        Column(80 if name == "revenue" else 58, name, "AC", _AC, f"{name} of the period, or blank"),
        Column(54, f"{name}_change", "Change", QUIET_NUMBER, f"growth of {name} in a year"),
        Column(76, f"{name}_share", "", UNSEEN, f"share in all {name}, under the bar"),
        Column(4),
    )


_COLUMNS = (
    Column(t.MARGIN),
    Column(112, "channel", "Channel", BOLD.but(wrap=True), "channel"),
    *(column for name in VOLUMES for column in _volume(name)),
    *(
        column
        for measure in shown()
        for column in (
            Column(12),
            Column(58, measure.id, "AC", _AC, f"{measure.function} of the period"),
            Column(62, f"{measure.id}_change", "Change", VARIANCE, "its change in a year, coloured"),
        )
    ),
    Column(14),
    Column(124, "status", "Watched?", BODY, "how it is watched, in symbol and word"),
    Column(160, "watched_by", "Objectives that name it", WRAPPED.but(size=t.HEAD_SIZE), "objectives"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Channels", _COLUMNS)
    page.frame(f"C{FIRST}", "Channels", "")
    _heads(page)
    roles = [
        Role("line", HEIGHT, ruled),
        Role("rest", HEIGHT, _rest),
        Role("total", HEIGHT, lambda look: totalled(look.but(bold=True))),
    ]
    block = page.block("channels", FIRST, MOST + 2, roles)
    conditional.status_words(page.ws, block.column("status"))
    for measure in shown():
        better = measure.better == "higher"
        conditional.change(page.ws, block.column(f"{measure.id}_change"), higher_is_better=better)
    _charts(page, block)
    page.finish(_notes(page, block.last_row + 1), (NAMES, HEADS))


def _rest(look: Look) -> Look:
    return look.but(italic=True, bold=False, colour=t.MID)


def _heads(page: Page) -> None:
    page.height(NAMES, 66)
    page.heads(HEADS, 22)
    letters = {column.name: letter for letter, column in page.columns.items()}
    spans = {name: (name, f"{name}_share") for name in VOLUMES}
    spans |= {measure.id: (measure.id, f"{measure.id}_change") for measure in shown()}
    for name, (first, last) in spans.items():
        ref = f"{letters[first]}{NAMES}"
        page.name(f"head_{name}", ref, f"head of {name}, over its columns", NUMBER_HEAD)
        page.ws.merge_cells(f"{ref}:{letters[last]}{NAMES}")
    for name in VOLUMES:
        look = NUMBER_HEAD.but(bottom=HEAD_RULE, horizontal="left", indent=1, wrap=False)
        page.put(f"{letters[f'{name}_share']}{HEADS}", "0 to 100%", look)


def _charts(page: Page, block: BlockName) -> None:
    for name in VOLUMES:
        letter = block.fields[f"{name}_share"][0]
        bars = charts.share_bars(f"'{page.sheet}'!{block.column(f'{name}_share')}")
        place = charts.Place((letter, FIRST), (letter, block.last_row + 1), (8, 0), (74, 0))
        charts.stand(page.ws, bars, place, f"Share of each channel in all {name}, 0 to 100%")


def _notes(page: Page, row: int) -> int:
    page.height(row, 28)
    text = (
        "▲ an objective names the channel and satisfaction with it is measured     ● one of the two     "
        "○ neither.     Blank: no table knows the channel there; – no value."
    )
    page.put(f"B{row}", text, NOTE)
    page.height(row + 1, 24)
    page.name("missing", f"B{row + 1}", "which measures need more data, and what", NOTE)
    return row + 1
