"""Data, in live workbooks: the frame of the sheet, and a remark on pages that do not follow the data."""

from __future__ import annotations

from cbsc_xl.workbook.datapage import AS_WRITTEN, VALUES
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.plan import Cell

VALUES_ONLY = ("accounts", "pnl", "reconciliation", "whale", "matrix", "balance", "budget")
"""Pages that hold the customer ledger, whose rows differ from data to data, as values."""


def fill(context: Context) -> None:
    """Write the frame and the remarks; a portable workbook has no such sheet."""
    live, voice = context.live, context.voice
    if live is None:
        return
    subtitle = voice("Tables on the sheets Data_..., read by CBSC_DATA; every figure asks this sheet")
    context.frame("data", Cell(voice(AS_WRITTEN), live.state), subtitle)
    for sheet in VALUES_ONLY:
        name = f"{sheet}_subtitle"
        before = f"{context.plan.cells[name]}; "
        context.put(name, Cell(before + voice(VALUES), f"{text(before)}&{live.note}"))
