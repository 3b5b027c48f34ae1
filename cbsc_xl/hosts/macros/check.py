"""Check data: what was read and what was refused, on a sheet."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cbsc_xl.hosts.data import SHOWN
from cbsc_xl.hosts.macros.desk import Block, Desk

if TYPE_CHECKING:
    from cbsc_xl.tables import Report
    from cbsc_xl.texts import Voice

SHEET = "CBSC check"


def check(desk: Desk) -> None:
    """Write the sheet, and say how much was left out."""
    report = desk.data.data.report
    voice = desk.voice
    refused = sum(count.refused for count in report.counts.values())
    desk.page(
        SHEET, voice("What was read"), _counts(report, voice), _refused(report, voice), _notes(report, voice)
    )
    read = sum(count.read for count in report.counts.values())
    desk.user.say(
        voice(
            "{read} rows read, {refused} left out: see the sheet {sheet}.",
            read=read,
            refused=refused,
            sheet=SHEET,
        )
    )


def _counts(report: Report, voice: Voice) -> Block:
    heads = [voice("table"), voice("read"), voice("used"), voice("left out"), voice("from")]
    return [
        heads,
        *(
            [name, count.read, count.used, count.refused, ", ".join(dict.fromkeys(count.sources))]
            for name, count in report.counts.items()
        ),
    ]


def _refused(report: Report, voice: Voice) -> Block:
    heads = [voice("table"), voice("row"), voice("column"), voice("value"), voice("why it was left out")]
    problems = (problem for name in report.counts for problem in islice(report.problems(name), SHOWN))
    return [heads, *([p.table, p.row, p.column, p.value, p.reason] for p in problems)]


def _notes(report: Report, voice: Voice) -> Block:
    return [[voice("notes")], *([note] for note in report.notes)]
