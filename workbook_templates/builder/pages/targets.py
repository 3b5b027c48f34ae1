"""Targets: what is agreed per measure, and the inputs that act in this file."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from builder import conditional
from builder import tokens as t
from builder.names import BlockName, Names
from builder.roles import line_and_last
from builder.sheet import FIRST_ROW, Column, Page
from builder.style import BODY, BOLD_NUMBER, INPUT, NOTE, NUMBER, QUIET, VALUE, WRAPPED

CAPACITY = 44
_WORKING = NOTE.but(horizontal="right", format=t.DECIMAL, shrink=True)
_SHARE_INPUT = INPUT.but(format=t.SHARE)
_COLUMNS = (
    Column(t.MARGIN),
    Column(100, "perspective", "Perspective", QUIET, "perspective"),
    Column(84, "objective", "Objective", QUIET, "id of the objective"),
    Column(280, "measure", "Measure", WRAPPED, "name of the measure"),
    Column(80, "channel", "Channel", QUIET, "channel"),
    Column(84, "period", "Period", QUIET, "period"),
    Column(56, "unit", "Unit", QUIET, "symbol of the unit"),
    Column(78, "direction", "Direction", QUIET, "higher, lower, target or yesno"),
    Column(82, "baseline", "Baseline", INPUT, "input: value that counts as 0%"),
    Column(82, "target", "Target", INPUT, "input: value that counts as 100%"),
    Column(76, "tolerance", "Tolerance", INPUT, "input: allowed distance, for direction target"),
    Column(60, "weight", "Weight", INPUT, "input: weight, 0 or more"),
    Column(68, "green", "Green from", _SHARE_INPUT, "input: achievement that is on target"),
    Column(68, "amber", "Amber from", _SHARE_INPUT, "input: achievement that is watched"),
    Column(82, "manual", "Typed value", INPUT, "input: actual of a manual measure"),
    Column(82, "actual", "Actual", VALUE.but(colour=t.LINK), "actual, from sheet Trends or typed"),
    Column(76, "achievement", "Achieved", NUMBER.but(format=t.SHARE), "achievement"),
    Column(66, "score", "Score", BOLD_NUMBER.but(format=t.SHARE), "score: achievement within its limits"),
    Column(18),
    Column(98, "status", "Status", BODY, "status in symbol and word"),
    Column(70, "plain", "Plain ratio", _WORKING, "working: achievement without a baseline"),
    Column(70, "progress", "Progress", _WORKING, "working: achievement from the baseline"),
    Column(66, "counted", "Counted", _WORKING, "working: weight that has a score"),
    Column(66, "weighted", "Weighted", _WORKING, "working: score times weight"),
)


def build(names: Names) -> None:
    """Build the sheet."""
    page = Page(names, "Targets", _COLUMNS)
    first = FIRST_ROW + 1
    page.frame(f"E{first}", "Targets, thresholds and weights", "")
    page.heads(FIRST_ROW, 40)
    block = page.block("targets", first, CAPACITY, line_and_last(40))
    conditional.status_words(page.ws, block.column("status"))
    for left, right in (("actual", "score"), ("plain", "weighted")):
        area = f"{block.fields[left][0]}{first}:{block.fields[right][0]}{block.last_row}"
        conditional.errors(page.ws, area)
    _validate(page, block)
    note = block.last_row + 1
    page.height(note, 24)
    page.put(f"B{note}", "Blue on yellow: change it here, every page follows.", NOTE)
    page.finish(note, (FIRST_ROW, FIRST_ROW))


def _validate(page: Page, block: BlockName) -> None:
    number = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
    for name in ("baseline", "target", "manual"):
        number.add(block.column(name))
    positive = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    for name in ("tolerance", "weight", "green", "amber"):
        positive.add(block.column(name))
    number.allow_blank = True
    number.error, positive.error = "A number, please.", "A number of 0 or more, please."
    for validation in (number, positive):
        validation.errorTitle = "Targets"
        validation.showErrorMessage = True
        page.ws.add_data_validation(validation)
