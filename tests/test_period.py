from __future__ import annotations

from datetime import date, datetime

import pytest

from cbsc_xl.errors import BadArgument
from cbsc_xl.period import BEGINNING, Period, add_months, day_number, name_of, parse_period, to_date


def bounds(text: str, fiscal_year_start: int = 1) -> tuple[str, str]:
    return bounds_of(parse_period(text, fiscal_year_start))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2025", "2025-01-01", "2026-01-01"),
        ("2025-H1", "2025-01-01", "2025-07-01"),
        ("2025-H2", "2025-07-01", "2026-01-01"),
        ("2025-Q1", "2025-01-01", "2025-04-01"),
        ("2025q4", "2025-10-01", "2026-01-01"),
        ("2025-03", "2025-03-01", "2025-04-01"),
        ("2025-3", "2025-03-01", "2025-04-01"),
        ("2025-03-14", "2025-03-14", "2025-03-15"),
        ("LTM:2025-03", "2024-04-01", "2025-04-01"),
        ("YTD:2025-03", "2025-01-01", "2025-04-01"),
        ("2025-01-15:2025-02-14", "2025-01-15", "2025-02-15"),
        ("2024-11:2025-02", "2024-11-01", "2025-03-01"),
    ],
)
def test_the_forms_of_the_definitions(typed: str, start: str, end: str) -> None:
    assert bounds(typed) == (start, end)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("FY2025", "2024-07-01", "2025-07-01"),
        ("FY2025-Q2", "2024-10-01", "2025-01-01"),
        ("FY2025-H2", "2025-01-01", "2025-07-01"),
        ("YTD:2025-03", "2024-07-01", "2025-04-01"),
        ("YTD:2025-09", "2025-07-01", "2025-10-01"),
        ("2025", "2025-01-01", "2026-01-01"),
    ],
)
def test_a_fiscal_year_ends_in_the_year_it_is_named_after(typed: str, start: str, end: str) -> None:
    assert bounds(typed, fiscal_year_start=7) == (start, end)


def test_everything_up_to_the_end_of_a_year_has_no_first_day() -> None:
    period = parse_period("ALL:2025")
    assert (period.start, to_date(period.end).isoformat()) == (BEGINNING, "2026-01-01")
    assert period.previous_year.start == BEGINNING


def bounds_of(period: Period) -> tuple[str, str]:
    return to_date(period.start).isoformat(), to_date(period.end).isoformat()


@pytest.mark.parametrize("typed", [2025, 2025.0, "2025"])
def test_a_number_is_a_year(typed: float | str) -> None:
    assert parse_period(typed).end == day_number(date(2026, 1, 1))


@pytest.mark.parametrize("typed", [date(2025, 3, 14), datetime(2025, 3, 14, 9), 45730.0])
def test_an_excel_date_is_its_month(typed: date | float) -> None:
    assert bounds_of(parse_period(typed)) == bounds("2025-03")


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2025-13", "2025-Q5", "2025-02-30", "0000", "2026-01-01:2025-01-01", "LTM:", 7, "FY"],
)
def test_what_is_no_period_is_said_with_the_forms_that_are(typed: str | float) -> None:
    with pytest.raises(BadArgument):
        parse_period(typed)


def test_the_previous_year_of_a_leap_day_is_the_28th() -> None:
    assert parse_period("2024-02-29").previous_year.start == day_number(date(2023, 2, 28))


def test_the_trend_ends_with_the_period_and_starts_a_year_earlier() -> None:
    period = parse_period("2025-Q2")
    trend = period.trend()
    assert len(trend) == 13
    assert trend[-1] is period
    assert (trend[0].start, trend[0].end) == (period.previous_year.start, period.previous_year.end)


@pytest.mark.parametrize(
    "typed", ["2024", "2024-H2", "2024-Q3", "2024-02", "LTM:2024-05", "2024-02-28:2024-03-01"]
)
def test_a_name_reads_back_as_the_same_days(typed: str) -> None:
    period = parse_period(typed)
    again = parse_period(name_of(period.start, period.end))
    assert (again.start, again.end) == (period.start, period.end)


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert to_date(add_months(day_number(date(2024, 1, 31)), 1)) == date(2024, 2, 29)
