"""Recalculate: every formula anew, even where nothing seems to have changed."""

from __future__ import annotations

from cbsc_xl.hosts.macros.desk import Desk


def recalculate(desk: Desk) -> None:
    """Have every formula of the workbook worked out anew."""
    desk.book.recalculate()
    desk.user.say(desk.voice("Every formula was worked out anew."))
