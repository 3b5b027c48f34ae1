"""New scorecard book: a workbook to paste exports into."""

from __future__ import annotations

from cbsc_xl.hosts.macros.desk import Desk


def new(desk: Desk) -> None:
    """Write the workbook where the user says, and open it."""
    from cbsc_xl.workbook.blank import write_blank

    path = desk.user.new_file("scorecard.xlsx")
    write_blank(path, desk.language)
    desk.user.open(path)
