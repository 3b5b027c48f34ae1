"""The three years of the demo."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_DAY = date(2023, 1, 1)
LAST_DAY = date(2025, 12, 31)
YEARS = (2023, 2024, 2025)


def months() -> list[date]:
    """The first day of each of the 36 months."""
    return [date(year, month, 1) for year in YEARS for month in range(1, 13)]


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(1)


def known(day: date) -> date | None:
    """The day, or None if it lies after the data end: the future has not been booked."""
    return day if day <= LAST_DAY else None
