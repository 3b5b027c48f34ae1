"""Initiatives: what is done about the scores, when, at what cost and for what benefit."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import line_and_last, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD,
    BOLD_NUMBER,
    HEAD_RULE,
    INPUT,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    QUIET,
    QUIET_NUMBER,
    SECTION,
    UNSEEN,
    WRAPPED,
    Look,
)

CAPACITY, CASE = 16, 8
HEIGHT, CASE_HEIGHT = 60, 40
FIRST = FIRST_ROW + 1
QUARTERS = "EFGHIJKL"
_CENTRED = NUMBER_HEAD.but(size=t.NOTE_SIZE, horizontal="center", bottom=HEAD_RULE)
_MONEY = NUMBER.but(format=t.WHOLE)
_BOLD_MONEY = BOLD_NUMBER.but(format=t.WHOLE)
_SHARE = QUIET_NUMBER.but(format=t.SHARE)
_COLUMNS = (
    Column(t.MARGIN),
    Column(184, "name", "Initiative", BOLD.but(wrap=True), "initiative"),
    Column(236, "objective", "Objective it serves, measure it moves", WRAPPED, "objective, and the measure"),
    Column(112, "owner", "Owner", QUIET.but(wrap=True), "owner"),
    Column(38, "offset", "", UNSEEN, "quarters from the first quarter shown to the start"),
    Column(38, "done", "", UNSEEN, "quarters done"),
    Column(38, "planned", "", UNSEEN, "quarters planned"),
    *(Column(38) for _ in range(5)),
    Column(16),
    Column(72, "budget", "Budget", _MONEY, "budget", {"total": _BOLD_MONEY}),
    Column(72, "spent", "Spent", _MONEY, "spent", {"total": _BOLD_MONEY}),
    Column(72, "spent_share", "Spent, %", _SHARE, "spent in budget"),
    Column(72, "benefit", "Benefit per year", _MONEY, "expected yearly benefit", {"total": _BOLD_MONEY}),
    Column(72, "years", "Years", QUIET_NUMBER.but(format="0"), "years of benefit"),
    Column(72, "npv", "NPV", BOLD_NUMBER.but(format=t.SIGNED), "net present value"),
    Column(72, "irr", "IRR", NUMBER.but(format=t.SHARE), "internal rate of return"),
    Column(66, "payback", "Payback, months", NUMBER.but(format="0"), "months until paid back"),
    Column(96, "gap", "Gap to target", NUMBER, "target less actual of the measure"),
    Column(80, "worth", "Benefit per unit of gap", _MONEY, "yearly benefit per unit of the gap"),
    Column(54, "progress", "Done", BOLD_NUMBER.but(format=t.SHARE), "share done"),
    Column(14),
    Column(112, "status", "Status", BODY, "status in symbol and word"),
)
_YEARS = dict(zip("OPQRST", range(6), strict=True))


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Initiatives", _COLUMNS)
    page.frame(f"C{FIRST}", "Initiatives", "")
    _heads(page)
    roles = [*line_and_last(HEIGHT), Role("total", HEIGHT, lambda look: totalled(look.but(bold=True)))]
    block = page.block("initiatives", FIRST, CAPACITY, roles)
    conditional.status_words(page.ws, block.column("status"))
    _timeline(page, block)
    last = _business_case(page, block.last_row + 3)
    page.finish(last, (FIRST_ROW, FIRST_ROW), tall=1)


def _heads(page: Page) -> None:
    page.heads(FIRST_ROW, 40)
    for number, letter in enumerate(QUARTERS, 1):
        meaning = f"name of quarter {number} of 8, today after the fourth"
        page.name(f"q{number}", f"{letter}{FIRST_ROW}", meaning, _CENTRED)


def _timeline(page: Page, block: BlockName) -> None:
    ranges = [f"'{page.sheet}'!{block.column(name)}" for name in ("offset", "done", "planned")]
    place = charts.Place((QUARTERS[0], FIRST), ("M", block.last_row + 1))
    charts.stand(page.ws, charts.timeline(*ranges), place, "Timeline of the initiatives over eight quarters")
    note = block.last_row + 1
    page.height(note, 34)
    text = "Timeline: dark = done, light = planned, second line = end of the period. Payback: not discounted."
    page.name("note", f"B{note}", "how to read the page", NOTE, text)


def _head(look: Look) -> Look:
    return look.but(size=t.HEAD_SIZE, bold=False, colour=t.MID, format="0")


def _sum(look: Look) -> Look:
    return look.but(bold=True, top=HEAD_RULE)


def _business_case(page: Page, row: int) -> int:
    page.height(row, 34)
    page.rule(row, BODY.but(bottom=HEAD_RULE), "B", "G")
    page.rule(row, BODY.but(bottom=HEAD_RULE), "J")
    section = SECTION.but(bottom=HEAD_RULE)
    name = page.names.cell
    page.put(f"B{row}", None, section)
    page.put(f"J{row}", None, section)
    name("case_message", page.sheet, f"B{row}", "what the case says")
    name("case_title", page.sheet, f"J{row}", "which case, in what unit")
    page.height(row + 1, CASE_HEIGHT)
    page.put(f"J{row + 1}", "Discount rate")
    page.put(f"O{row + 1}", None, INPUT.but(format="0.0%"))
    name("case_rate", page.sheet, f"O{row + 1}", "input: discount rate a year")
    rate = DataValidation(type="decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
    rate.add(f"O{row + 1}")
    page.ws.add_data_validation(rate)
    return _case_rows(page, row + 2)


def _case_rows(page: Page, first: int) -> int:
    gaps = {letter: Column() for letter in "KLMN"}
    rest = {letter: Column() for letter in "UVWXYZ"}
    years = {
        letter: Column(0, f"y{number}", "", _MONEY, f"year {number}; empty where the case ends earlier")
        for letter, number in _YEARS.items()
    }
    label = Column(0, "label", "", BODY, "line of the case; `Year` in the head")
    roles = [Role("head", CASE_HEIGHT, _head), Role("line", CASE_HEIGHT), Role("sum", CASE_HEIGHT, _sum)]
    block = page.block("case", first, CASE, roles, {"J": label, **gaps, **years, **rest})
    conditional.errors(page.ws, f"O{first}:T{block.last_row}")
    result = first + 5
    meaning = "row 5 of the block, cumulative and discounted: what the chart draws"
    page.names.cell("case_chart", page.sheet, f"O{result}:T{result}", meaning)
    values, heads = (f"'{page.sheet}'!$O${row}:$T${row}" for row in (result, first))
    chart = charts.cash_columns(values, heads)
    place = charts.Place(("B", first - 1), ("H", block.last_row + 1), (0, 6))
    charts.stand(page.ws, chart, place, "Cumulative discounted cash flow of the business case per year")
    note = block.last_row + 1
    page.height(note, 26)
    page.put(f"B{note}", "Cumulative discounted cash flow; solid = actual, hatched = forecast", NOTE)
    page.put(f"J{note}", None, NOTE)
    page.names.cell("case_note", page.sheet, f"J{note}", "what has to be true")
    return note
