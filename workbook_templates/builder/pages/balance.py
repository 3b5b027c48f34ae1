"""Value balance: bright side and dark side over the years to come, and the new roles of customers."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import conditional
from builder import tokens as t
from builder.names import Names
from builder.pages.pnl import draw_steps, step_columns, step_roles
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
)
from cbsc_xl.workbook.pages.balance import COSTS, MOST_YEARS
from cbsc_xl.workbook.pages.roles import ROWS

HEIGHT = 44
HEADS = FIRST_ROW + 1
FIRST = HEADS + 1
LOWER = FIRST + 4 + len(COSTS) + 1
"""The row with the titles of the lower half: roles and years."""
_MONEY = NUMBER.but(format=t.WHOLE)
_QUIET = QUIET_NUMBER.but(format=t.WHOLE)
_COLUMNS = (
    Column(t.MARGIN),
    Column(330),
    Column(10),
    Column(104),
    Column(104),
    *(Column(66) for _ in range(5)),
    Column(40),
    Column(150),
    *(Column(88) for _ in range(5)),
)
_YEARS = {
    "L": Column(0, "year", "Year", LABEL.but(horizontal="left"), "year to come"),
    "M": Column(
        0, "factor", "Factor", QUIET_NUMBER.but(format="0.0000"), "share of customers left, discounted"
    ),
    "N": Column(0, "bright", "Bright", _MONEY, "bright side of the year"),
    "O": Column(0, "dark", "Dark", _MONEY, "dark side of the year"),
    "P": Column(0, "net", "Balance", _MONEY, "bright less dark"),
    "Q": Column(0, "cumulative", "Up to here", BOLD_NUMBER.but(format=t.WHOLE), "balance up to the year"),
}
_ROLES = {
    "B": Column(0, "name", "New role", BODY.but(shrink=True), "role, lifetime value, or their sum"),
    "C": Column(),
    "D": Column(0, "previous", "PY", _QUIET, "value in the previous year"),
    "E": Column(0, "actual", "AC", BOLD_NUMBER.but(format=t.WHOLE), "value in the period"),
    "F": Column(0, "remark", "", NOTE.but(italic=True, indent=1, horizontal="left"), "why it is not known"),
    **{letter: Column() for letter in "GHIJ"},
}


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Value balance", _COLUMNS, "balance")
    page.frame(f"A{FIRST_ROW}", "Value balance", "")
    page.height(FIRST_ROW, 34)
    page.name("unit", f"B{FIRST_ROW}", "what the steps show", SECTION)
    columns = step_columns("B", "C")
    columns["E"] = Column(0, "share", "", _QUIET, "amount per year with its sign")
    _heads(
        page, HEADS, {"B": "", "C": "", "D": "Present value", "E": "Per year", **dict.fromkeys("FGHIJ", "")}
    )
    steps = page.block("balancesteps", FIRST, 4 + len(COSTS), step_roles(HEIGHT), columns)
    draw_steps(page, steps, "From direct revenue over bright and dark side to the balance")
    whole = steps.fields["whole"][0]
    conditional.negative(page.ws, f"D{steps.first_row}:E{steps.last_row}", whole)
    conditional.errors(page.ws, f"D{steps.first_row}:J{steps.last_row}")
    _inputs(page)
    note = _lower(page)
    page.finish(note, tall=1)


def _heads(page: Page, row: int, heads: dict[str, str]) -> None:
    page.height(row, 28)
    for letter, head in heads.items():
        side = "left" if letter in "BL" else "right"
        page.put(f"{letter}{row}", head or None, NUMBER_HEAD.but(horizontal=side, bottom=HEAD_RULE))


def _inputs(page: Page) -> None:
    """Lay the assumptions and below them both sides, the balance and how many times bright covers dark."""
    page.put(f"L{FIRST_ROW}", "Assumptions: empty input = as computed", SECTION)
    _heads(page, HEADS, {"L": "", "M": "", "N": "", "O": "Input", "P": "Used", "Q": ""})
    line = ruled(BODY)
    inputs = (
        ("years", "Years to come, 1 to 10", "0"),
        ("retention", "Customers who stay, per year", t.TENTHS),
        ("discount", "Discount rate", t.TENTHS),
    )
    for row, (name, label, form) in enumerate(inputs, FIRST):
        page.rule(row, line, "L", "Q")
        page.put(f"L{row}", label, line)
        page.name(f"input_{name}", f"O{row}", f"input: {label.lower()}", ruled(INPUT.but(format=form)))
        if name != "years":
            page.name(f"used_{name}", f"P{row}", "the value that is used", ruled(NUMBER.but(format=form)))
    results = (
        ("factor", "Factor: present value of 1 per year", "0.0000"),
        ("bright", "Bright side", t.WHOLE),
        ("dark", "Dark side", t.WHOLE),
        ("net", "Balance: bright less dark", t.WHOLE),
        ("ratio", "Bright for each 1 of dark", t.DECIMAL),
    )
    for row, (name, label, form) in enumerate(results, FIRST + len(inputs)):
        page.rule(row, line, "L", "Q")
        page.put(f"L{row}", label, line)
        page.name(name, f"P{row}", f"result: {label.lower()}", ruled(BOLD_NUMBER.but(format=form)))
        page.height(row, HEIGHT)
    conditional.errors(page.ws, f"P{FIRST}:P{FIRST + len(inputs) + len(results) - 1}")
    _validate(page)


def _validate(page: Page) -> None:
    years = DataValidation(type="whole", operator="between", formula1="1", formula2=str(MOST_YEARS))
    years.error = f"A whole number from 1 to {MOST_YEARS}, please."
    shares = DataValidation(type="decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
    shares.error = "A share from 0% to 100%, please."
    for rule, cells in ((years, f"O{FIRST}"), (shares, f"O{FIRST + 1}:O{FIRST + 2}")):
        rule.errorTitle, rule.showErrorMessage = "Value balance", True
        rule.add(cells)
        page.ws.add_data_validation(rule)


def _lower(page: Page) -> int:
    """Lay the roles beside the years; return the last row of the page."""
    page.height(LOWER, 40)
    page.put(f"B{LOWER}", "Customers in new roles: value in the period, not in customer profit", SECTION)
    page.put(f"L{LOWER}", "Year by year", SECTION)
    _heads(page, LOWER + 1, {letter: column.head for letter, column in (_ROLES | _YEARS).items()})
    line, total = (
        Role("line", HEIGHT, ruled),
        Role("total", HEIGHT, lambda look: totalled(look.but(bold=True))),
    )
    roles = page.block("roles", LOWER + 2, ROWS, [line, total], _ROLES)
    years = page.block("balanceyears", LOWER + 2, MOST_YEARS, [line], _YEARS)
    for area in (f"D{roles.first_row}:E{roles.last_row}", f"M{years.first_row}:Q{years.last_row}"):
        conditional.negative(page.ws, area)
        conditional.errors(page.ws, area)
    note = years.last_row + 1
    page.height(note, 30)
    page.name("note", f"B{note}", "what the balance leaves out", NOTE)
    page.keep("A", FIRST_ROW, years.last_row)
    return note
