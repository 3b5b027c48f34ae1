"""Budget: what each customer group may cost, and what it did cost."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import charts, conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import ruled, totalled
from builder.sheet import FIRST_ROW, Column, Page, Role
from builder.style import (
    BODY,
    BOLD_NUMBER,
    HEAD_RULE,
    INPUT,
    LABEL,
    NOTE,
    NUMBER,
    NUMBER_HEAD,
    QUIET_NUMBER,
    SECTION,
    UNSEEN,
    Look,
)
from cbsc_xl.workbook.claims import MOST

HEIGHT, SLIM = 66, 34
INPUT_ROWS = FIRST_ROW + 1
HEADS = INPUT_ROWS + 4
FIRST = HEADS + 1
_MONEY = NUMBER.but(format=t.WHOLE)
_QUIET = QUIET_NUMBER.but(format=t.WHOLE)
_BOLD = BOLD_NUMBER.but(format=t.WHOLE)
_FLOOR = {"total": _QUIET, "left": NUMBER, "whole": NUMBER}
_WORKING = NOTE.but(horizontal="right", format=t.WHOLE, shrink=True)
_COLUMNS = (
    Column(t.MARGIN),
    Column(220, "group", "Customer group", BODY.but(wrap=True), "customer group"),
    Column(92, "value", "Customer value", _MONEY, "customer profit"),
    Column(62, "score", "Score", NUMBER.but(format=t.SHARE), "total score"),
    Column(86, "weight", "Weight", _QUIET, "value × (1 + gap weight × (1 − score))"),
    Column(86, "cap", "Cap", _QUIET, "most that customer value justifies"),
    Column(10),
    Column(78, "floor", "Floor", INPUT.but(format=t.WHOLE), "input: least budget", _FLOOR),
    Column(90, "allocated", "Budget", _BOLD, "budget by customer value"),
    Column(60, "share", "Share", QUIET_NUMBER.but(format=t.SHARE), "share in the budget"),
    Column(90, "actual", "Actual", _BOLD, "marketing and sales of the period"),
    Column(108, "variance", "Actual − budget", NUMBER.but(format=t.SIGNED), "overspent above 0, coloured"),
    Column(14),
    Column(94, "bar_actual", "Budget outlined, actual solid", UNSEEN, "actual, under the bar"),
    Column(94, "bar_budget", "", UNSEEN, "budget, under the outline"),
    Column(18),
    Column(134, "limit", "Limit", BODY, "what limits the budget, in symbol and word"),
    Column(60, "room", "Room", _WORKING, "working: cap less floor"),
    Column(54, "ratio", "Full at", _WORKING.but(format="0.000"), "working: money per weight at the cap"),
    Column(62, "filled", "Filled", _WORKING, "working: what all get when this group reaches its cap"),
    Column(56, "capped", "Capped", _WORKING.but(format="0"), "working: 1 if the cap is reached"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Budget", _COLUMNS)
    page.frame(f"C{FIRST}", "Budget", "")
    _inputs(page)
    _heads(page)
    roles = [
        Role("line", HEIGHT, ruled),
        Role("own", HEIGHT, lambda look: _own(ruled(look))),
        Role("total", HEIGHT, lambda look: totalled(look.but(bold=True))),
        Role("left", HEIGHT),
        Role("whole", HEIGHT, lambda look: look.but(bold=True, top=HEAD_RULE)),
    ]
    roles += [Role(f"slim_{role.name}", SLIM, role.dress, role.name) for role in roles]
    block = page.block("budget", FIRST, MOST + 3, roles)
    conditional.change(page.ws, block.column("variance"), higher_is_better=False)
    conditional.negative(page.ws, block.column("value"))
    conditional.status_words(page.ws, block.column("limit"))
    _chart(page, block)
    _validate(page, block)
    note = block.last_row + 1
    page.height(note, 30)
    page.name("note", f"B{note}", "where the budget comes from", NOTE)
    text = (
        "Budget in proportion to weight = value × (1 + gap weight × (1 − score)), nobody above the cap or "
        "below the floor; what is cut off is divided again. Blue on yellow: change it here."
    )
    page.height(note + 1, 24)
    page.put(f"B{note + 1}", text, NOTE)
    page.finish(note + 1, (HEADS, HEADS), tall=1)


def _own(look: Look) -> Look:
    return look if look.fill else look.but(fill=t.BAND, bold=True)


def _inputs(page: Page) -> None:
    inputs = (
        ("total", "Budget to divide", t.WHOLE, "input: budget of marketing and sales"),
        ("gap", "Weight of the gap in the score", "0.00", "input: lambda, 0 or more"),
        ("cap", "Cap, share of customer value", t.SHARE, "input: kappa, 0 or more"),
    )
    page.height(FIRST_ROW, 34)
    page.put(f"B{FIRST_ROW}", "What is assumed", SECTION)
    for row, (name, label, form, meaning) in enumerate(inputs, INPUT_ROWS):
        page.height(row, 28)
        page.put(f"B{row}", label)
        page.name(f"input_{name}", f"C{row}", meaning, INPUT.but(format=form))
    workings = (
        ("to_share", "Working: budget less floors", t.WHOLE, "working: what is divided by weight"),
        ("per_weight", "Working: budget per weight below the cap", "0.0000", "working: money per weight"),
    )
    for row, (name, label, form, meaning) in enumerate(workings, INPUT_ROWS):
        page.put(f"E{row}", label, LABEL)
        page.name(name, f"J{row}", meaning, QUIET_NUMBER.but(format=form))


def _heads(page: Page) -> None:
    page.height(HEADS - 1, 12)
    page.heads(HEADS, 40)
    letter = next(letter for letter, column in page.columns.items() if column.name == "bar_actual")
    look = NUMBER_HEAD.but(bottom=HEAD_RULE, horizontal="left", indent=1, wrap=False)
    page.put(f"{letter}{HEADS}", "Budget outlined, actual solid", look)


def _chart(page: Page, block: BlockName) -> None:
    first, last = (block.fields[name][0] for name in ("bar_actual", "bar_budget"))
    actual, budget = (f"'{page.sheet}'!{block.column(name)}" for name in ("bar_actual", "bar_budget"))
    place = charts.Place((first, FIRST), (last, block.last_row + 1), (8, 0), (90, 0))
    charts.stand(page.ws, charts.plan_bars(actual, budget), place, "Actual cost of each group and its budget")


def _validate(page: Page, block: BlockName) -> None:
    positive = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    positive.error, positive.errorTitle = "A number of 0 or more, please.", "Budget"
    positive.showErrorMessage = True
    positive.add(f"C{INPUT_ROWS}:C{INPUT_ROWS + 2}")
    positive.add(block.column("floor"))
    page.ws.add_data_validation(positive)
