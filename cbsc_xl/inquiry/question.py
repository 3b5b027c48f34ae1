"""What all questions share: the segment, the period, and what cannot be answered at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cbsc_xl.calculator import Calculator, Outcome
from cbsc_xl.errors import BadArgument
from cbsc_xl.ledger import Ledger, Segment, parse_segment
from cbsc_xl.ledger.grouping import CUSTOMER
from cbsc_xl.period import BEGINNING, Period, to_date
from cbsc_xl.tables import Text

PeriodText = str | float | date | None
"""A period as people type it; None or empty is the default period."""


def asked_segment(calculator: Calculator, text: str | None) -> Segment:
    """Read a segment; BadArgument if a column of it holds dates or numbers."""
    segment = parse_segment(text)
    require_groups(calculator.ledger, segment.columns)
    return segment


def require_groups(ledger: Ledger, columns: Iterable[str]) -> None:
    """Raise BadArgument for a column of table Customers that holds dates or numbers: it makes no groups."""
    table = ledger.customers.table
    given = table.columns if table is not None else {}
    for column in columns:
        if column != CUSTOMER and column in given and not isinstance(given[column], Text):
            raise BadArgument(f"column {column} of table Customers holds dates or numbers, not groups")


def first_day(period: Period) -> date | None:
    """Return the first day of a period, None if it starts with the data."""
    return None if period.start == BEGINNING else to_date(period.start)


def last_day(period: Period) -> date:
    """Return the last day of a period."""
    return to_date(period.end - 1)


def understood(outcome: Outcome) -> Outcome:
    """Return an outcome; raise the error of a question that cannot be understood."""
    if isinstance(outcome.error, BadArgument):
        raise outcome.error
    return outcome
