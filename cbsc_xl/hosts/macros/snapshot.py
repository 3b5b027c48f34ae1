"""Snapshot: the figures of a period, added to the table History of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbsc_xl.hosts.macros.desk import Desk, widths
from cbsc_xl.hosts.macros.generate import ask_period
from cbsc_xl.hosts.port import Content, WorkbookError
from cbsc_xl.workbook.references import Place

NAME = "History"
HEADS = ("period", "segment", "measure", "value", "status")
ALL = "All"


def snapshot(desk: Desk) -> None:
    """Put every measure of every customer group into the table; what it had of the period is replaced."""
    voice = desk.voice
    kept = _kept(desk)
    period = ask_period(desk)
    old = [row for row in kept if str(row[0]) != period]
    new = list(_figures(desk, period))
    rows = [HEADS, *old, *new]
    desk.book.put_sheet(NAME, Content(rows, [1], widths=widths(rows)))
    desk.book.put_table(NAME, Place(NAME, 1, 1, len(HEADS), len(rows)))
    said = voice(
        "{count} figures of {period} are in table {table}.", count=len(new), period=period, table=NAME
    )
    if len(old) < len(kept):
        said += " " + voice("They replace those of the same period.")
    desk.user.say(said)


def _kept(desk: Desk) -> list[list[Any]]:
    """Return the rows of the table so far; WorkbookError for a sheet or table that is not ours."""
    book = desk.book
    area = book.tables().get(NAME)
    if area is None and NAME not in book.sheets():
        return []
    rows = [] if area is None else [list(row) for row in book.read(area)]
    if area is None or area.sheet != NAME or area.top > 1 or area.left > 1 or tuple(rows[0]) != HEADS:
        raise WorkbookError(desk.voice("The sheet {name} is your own: rename it, then try again.", name=NAME))
    return rows[1:]


def _figures(desk: Desk, period: str) -> Iterator[list[Any]]:
    """Go through group, measure and figure, all customers first."""
    from cbsc_xl.catalogue import catalogue
    from cbsc_xl.workbook.runs import run_over

    calculator = desk.data.calculator
    run = run_over(calculator.ledger, period, language=desk.language)
    segments = (
        [(ALL, ""), *((group, run.segment(group)) for group in run.groups)] if run.column else [(ALL, "")]
    )
    for label, segment in segments:
        for measure in catalogue():
            if not measure.channel_required:
                found = calculator.measure(measure.id, segment, period)
                yield [period, label, measure.id, found.value, found.status]
