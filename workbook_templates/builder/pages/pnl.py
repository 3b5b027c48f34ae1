"""Customer P&L: the customers who earn most, those who eat the profit, and how it comes about."""

from __future__ import annotations

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import headed, ruled, titled, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD_NUMBER,
    NOTE,
    NUMBER,
    QUIET,
    QUIET_NUMBER,
    UNSEEN,
    Look,
)
from cbsc_xl.accounting.lines import LINES, SUBTOTALS
from cbsc_xl.workbook.accounts import LINE_NAMES
from cbsc_xl.workbook.pages.pnl import STEPS
from cbsc_xl.workbook.pages.ranking import ENDS

HEIGHT = 28
CAPACITY = 1 + 2 * ENDS + 3
"""A head, both ends of the ranking, the others between them, the total and its shares."""
_SHARE = QUIET_NUMBER.but(format=t.TENTHS, size=t.HEAD_SIZE)


def _line(name: str) -> Column:
    number = BOLD_NUMBER if name in SUBTOTALS else NUMBER
    width = 84 if name in ("gross_revenue", "net_revenue", "cogs", "gross_margin") else 74
    look = number.but(format=t.WHOLE)
    roles = {"share": _SHARE, "total": look.but(bold=True)}
    return Column(width, name, "", look, LINE_NAMES[name].lower(), roles)


_NAME = BODY.but(shrink=True)
_COLUMNS = (
    Column(t.MARGIN),
    Column(34, "rank", "", QUIET.but(horizontal="left"), "rank by profit"),
    Column(168, "name", "", _NAME, "name of the customer", {"total": _NAME.but(bold=True), "share": QUIET}),
    *map(_line, LINES),
    Column(70, "margin", "", NUMBER.but(format=t.TENTHS), "profit in % of net revenue", {"share": _SHARE}),
    Column(14, "position", "", UNSEEN, "working: row of the customer in the table of sheet Customer ledger"),
    Column(62, "gain", "", UNSEEN, "profit above 0, under the chart"),
    Column(62, "loss", "", UNSEEN, "profit below 0, under the chart"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Customer P&L", _COLUMNS, "pnl")
    page.frame(f"D{FIRST_ROW + 1}", "Who earns the profit and who eats it", "")
    lines = Role("line", HEIGHT, ruled)
    roles = [
        Role("head", 46, headed),
        lines,
        Role("last", HEIGHT, like="line"),
        Role("others", HEIGHT, lambda look: ruled(look.but(italic=True, colour=t.MID))),
        Role("total", HEIGHT, totalled),
        Role("share", HEIGHT),
    ]
    block = page.block("pnl", FIRST_ROW, CAPACITY, roles)
    for name in ("gross_margin", "contribution", "customer_profit", "margin"):
        conditional.negative(page.ws, block.column(name))
    _bars(page, block)
    last = _steps(page, block.last_row + 2)
    page.finish(last, tall=1)


def _bars(page: Page, block: BlockName) -> None:
    first = block.first_row + 1
    letters = [block.fields[name][0] for name in ("gain", "loss")]
    ranges = [f"'{page.sheet}'!{letter}{first}:{letter}{block.last_row}" for letter in letters]
    place = charts.Place((letters[0], first), (letters[1], block.last_row + 1), (0, 0), (60, 0))
    charts.stand(page.ws, charts.gain_and_loss_bars(*ranges), place, "Profit of each customer shown")


def _steps(page: Page, row: int) -> int:
    page.height(row - 1, 12)
    rows = 1 + len(STEPS)
    title = Role("title", 34, titled)
    steps = page.block("steps", row, rows, [title, *step_roles(HEIGHT)], step_columns("B", "C"))
    draw_steps(page, steps, "Steps from gross margin to customer profit", skip=1)
    conditional.negative(page.ws, f"D{steps.first_row}:E{steps.last_row}", steps.fields["whole"][0])
    link = {"link": BODY.but(colour=t.ACCENT)}
    texts = {"L": Column(0, "text", "", BODY, "title; what the page says, a sentence; notes; links", link)}
    texts |= {letter: Column() for letter in list(page.columns)[12:]}
    page.block("pnlsays", row, rows, [title, Role("line", HEIGHT), Role("link", HEIGHT)], texts)
    note = steps.last_row + 1
    page.height(note, 26)
    text = "Dark = sums, light = cost on the way, red = below zero. Credit risk and financing: not booked."
    page.name("note", f"B{note}", "how to read the page", NOTE, text)
    return note


def _summed(look: Look) -> Look:
    return ruled(look.but(bold=True))


def step_roles(height: int) -> list[Role]:
    """Return the rows of steps: a step, and a sum."""
    return [Role("line", height, ruled), Role("sum", height, _summed)]


def step_columns(label: str, second: str) -> dict[str, Column]:
    """Return the columns of steps: label, amount, share, and what is drawn in F to J."""
    drawn = {
        "base": "working: invisible beginning of the bar",
        "whole": "working: bar of a sum",
        "part": "working: bar of a step",
        "below": "working: part of the bar below 0",
        "end": "working: sum after the step",
    }
    money = NUMBER.but(format=t.WHOLE)
    return {
        label: Column(0, "label", "", BODY, "step or sum"),
        second: Column(),
        "D": Column(0, "amount", "", money, "amount with its sign"),
        "E": Column(0, "share", "", QUIET_NUMBER.but(format=t.TENTHS), "share of net revenue"),
        **{
            letter: Column(0, name, "", UNSEEN, meaning)
            for letter, (name, meaning) in zip("FGHIJ", drawn.items(), strict=True)
        },
    }


def draw_steps(page: Page, block: BlockName, meaning: str, *, skip: int = 0) -> None:
    """Draw the bars of a block of steps over its working columns; ``skip`` rows have none."""
    first = block.first_row + skip
    letters = [block.fields[name][0] for name in ("base", "whole", "part", "below")]
    ranges = [f"'{page.sheet}'!{letter}{first}:{letter}{block.last_row}" for letter in letters]
    place = charts.Place(("F", first), ("J", block.last_row + 1), (14, 0))
    charts.stand(page.ws, charts.step_bars(*ranges), place, meaning)
