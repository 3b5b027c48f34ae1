"""Periods: half-open intervals of days, and the way people type them.

A day is the number of days since 1970-01-01; ``start`` belongs to a period and
``end`` does not. ``ALL:2025`` starts at ``BEGINNING``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cbsc_xl.errors import BadArgument

EPOCH = date(1970, 1, 1)
BEGINNING = -(2**30)
FORMS = (
    "2025, 2025-H1, 2025-Q1, 2025-03, 2025-03-14, FY2025, FY2025-Q2, "
    "LTM:2025-03, YTD:2025-03, ALL:2025 or 2025-01-15:2025-02-14"
)
_CALENDAR = re.compile(r"(\d{4})(?:-?([HQ])(\d)|-(\d{1,2})(?:-(\d{1,2}))?)?")


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to a date."""
    return (date(day.year, day.month, day.day) - EPOCH).days


def to_date(day: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=day)


def add_months(day: int, months: int) -> int:
    """Move a day by whole months; the 31st becomes the last day of a shorter month."""
    if day == BEGINNING:
        return BEGINNING
    then = to_date(day)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day_number(date(year, month + 1, min(then.day, last)))


@dataclass(frozen=True)
class Period:
    """The days from ``start`` up to, not including, ``end``; ``text`` is how it was typed."""

    start: int
    end: int
    text: str = ""

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise BadArgument(f"period {self.text!r} ends before it begins")

    @property
    def days(self) -> int:
        """Number of days."""
        return self.end - self.start

    def shifted(self, months: int) -> Period:
        """Return the period with both ends moved by whole months."""
        start, end = add_months(self.start, months), add_months(self.end, months)
        return Period(start, end, name_of(start, end))

    @property
    def previous_year(self) -> Period:
        """The same period 12 months earlier."""
        return self.shifted(-12)

    def trend(self, points: int = 13, step: int = 1) -> tuple[Period, ...]:
        """Return ``points`` periods as long as this one, ``step`` months apart; the last is this one."""
        return (*(self.shifted(-step * back) for back in range(points - 1, 0, -1)), self)


def _month_span(year: int, month: int, months: int, text: str) -> Period:
    if not 1 <= month <= 12:
        raise BadArgument(f"period {text!r} has no month {month}: use 01 to 12")
    start = day_number(date(year, month, 1))
    return Period(start, add_months(start, months), text)


def _calendar_period(text: str, original: str, first_month: int = 1) -> Period:
    """Read a year, half, quarter, month or day; a fiscal year ends in the year it is named after."""
    match = _CALENDAR.fullmatch(text)
    if not match:
        raise BadArgument(f"period {original!r} is not understood: use {FORMS}")
    year_text, part, number, month, day = match.groups()
    year = int(year_text)
    if not 1900 <= year < 2200:
        raise BadArgument(f"period {original!r}: years run from 1900 to 2199")
    opening = day_number(date(year - (first_month > 1), first_month, 1))
    if part:
        parts = {"H": 2, "Q": 4}[part]
        if not 1 <= int(number) <= parts:
            raise BadArgument(f"period {original!r}: {part} runs from 1 to {parts}")
        length = 12 // parts
        start = add_months(opening, length * (int(number) - 1))
        return Period(start, add_months(start, length), original)
    if day:
        try:
            start = day_number(date(year, int(month), int(day)))
        except ValueError:
            raise BadArgument(f"period {original!r}: there is no such day") from None
        return Period(start, start + 1, original)
    if month:
        return _month_span(year, int(month), 1, original)
    return Period(opening, add_months(opening, 12), original)


def _prefixed_period(kind: str, rest: str, original: str, first_month: int) -> Period:
    end = _calendar_period(rest, original).end
    if kind == "LTM":
        return Period(add_months(end, -12), end, original)
    if kind == "ALL":
        return Period(BEGINNING, end, original)
    last = to_date(end - 1)
    year = last.year - (last.month < first_month)
    return Period(day_number(date(year, first_month, 1)), end, original)


def _parse_text(text: str, first_month: int) -> Period:
    upper = text.strip().upper().replace(" ", "")
    match = re.fullmatch(r"(LTM|YTD|ALL):(.+)", upper)
    if match:
        return _prefixed_period(match[1], match[2], text, first_month)
    if upper.startswith("FY"):
        return _calendar_period(upper[2:], text, first_month)
    first, colon, last = upper.partition(":")
    if colon:
        start, end = _calendar_period(first, text).start, _calendar_period(last, text).end
        return Period(start, end, text)
    return _calendar_period(upper, text)


def parse_period(value: str | float | date, fiscal_year_start: int = 1) -> Period:
    """Read a period as it is typed in a cell.

    A number from 1900 to 2199 is a year, an Excel date (or its serial number) its
    month. ``fiscal_year_start`` is the month in which fiscal years begin.
    Raises BadArgument with the accepted forms.

    >>> parse_period("2025-Q1").days
    90
    >>> to_date(parse_period("FY2025", fiscal_year_start=7).start).isoformat()
    '2024-07-01'
    """
    if isinstance(value, (date, datetime)):
        return _month_span(value.year, value.month, 1, f"{value.year}-{value.month:02d}")
    if isinstance(value, str):
        return _parse_text(value, fiscal_year_start)
    if 1900 <= value < 2200 and value == int(value):
        return _parse_text(str(int(value)), fiscal_year_start)
    if 18_000 <= value < 120_000:
        return parse_period(date(1899, 12, 30) + timedelta(days=int(value)))
    raise BadArgument(f"period {value!r} is not understood: use {FORMS}")


def name_of(start: int, end: int) -> str:
    """Return the shortest typed form of the days from ``start`` to ``end``."""
    if start == BEGINNING:
        return f"ALL:{to_date(end - 1).isoformat()}"
    first = to_date(start)
    if first.day == 1:
        for months, form in ((12, "{0}"), (6, "{0}-H{1}"), (3, "{0}-Q{2}"), (1, "{0}-{3:02d}")):
            aligned = (first.month - 1) % months == 0
            if aligned and add_months(start, months) == end:
                half, quarter = (first.month + 5) // 6, (first.month + 2) // 3
                return form.format(first.year, half, quarter, first.month)
        if add_months(start, 12) == end:
            return f"LTM:{to_date(end - 1):%Y-%m}"
    return f"{first.isoformat()}:{to_date(end - 1).isoformat()}"
