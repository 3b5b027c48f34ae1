"""Texts and serials to days: day-first or month-first is decided for the whole column."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from cbsc_xl.tables import NO_DAY
from cbsc_xl.tables.dates import number_days, read_dates
from cbsc_xl.tables.style import Style, TwoReadingsError, locale_style

EPOCH = dt.date(1970, 1, 1)


def read(*texts: str, locale: str | None = None) -> list[str]:
    days = read_dates(texts, locale_style(locale)).tolist()
    return ["" if day == NO_DAY else (EPOCH + dt.timedelta(day)).isoformat() for day in days]


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14",
        "2025-03-14 08:26:00",
        "2025-03-14T23:59:59Z",
        "2025/3/14",
        "2025.03.14",
        "20250314",
        "20250314T120000",
        "14-03-2025",
        "14/3/2025 8:26 PM",
        "3/14/2025",
        "14.03.25",
        "14 maart 2025",
        "14 mrt. 2025",
        "14-Mar-25",
        "March 14, 2025",
        "vr 14 mrt 2025",
        "14 березня 2025 р.",
        "14 бер 2025",
        "45730",
        "45730.35",
    ],
)
def test_every_way_to_write_a_day(text: str) -> None:
    assert read(text) == ["2025-03-14"]


@pytest.mark.parametrize(
    "text",
    ["2025-02-30", "31-04-2025", "tomorrow", "2025", "0203-01-01", "2025-13-01", "00042", "14 foo 2025", "-"],
)
def test_not_a_date(text: str) -> None:
    assert read("2025-01-01", text)[1] == ""


def test_two_readings_are_refused_until_a_locale_settles_them() -> None:
    with pytest.raises(TwoReadingsError):
        read("03/04/2025", "05/06/2025")
    assert read("03/04/2025", locale="nl") == ["2025-04-03"]
    assert read("03/04/2025", locale="en-GB") == ["2025-04-03"]
    assert read("03/04/2025", locale="en-US") == ["2025-03-04"]


def test_one_cell_settles_the_column_and_equal_readings_need_none() -> None:
    assert read("03/04/2025", "25/04/2025") == ["2025-04-03", "2025-04-25"]
    assert read("03/04/2025", "04/25/2025") == ["2025-03-04", "2025-04-25"]
    assert read("03/03/2025") == ["2025-03-03"]
    assert read("03.04.2025") == ["2025-04-03"]


def test_one_wrong_cell_does_not_turn_the_column() -> None:
    texts = [f"{day:02d}/04/2025" for day in range(1, 31)] + ["04/31/2025"]
    assert read(*texts)[2] == "2025-04-03"
    assert read(*texts)[-1] == ""


@given(st.dates(dt.date(1921, 1, 1), dt.date(2199, 12, 31)))
def test_excel_serials_of_both_systems(date: dt.date) -> None:
    for mac, calendar in ((False, CALENDAR_WINDOWS_1900), (True, CALENDAR_MAC_1904)):
        serial = np.array([float(to_excel(dt.datetime.combine(date, dt.time(7)), calendar))])
        assert number_days(serial, Style(), epoch_1904=mac).tolist() == [(date - EPOCH).days]


def test_excel_counts_a_day_too_many_after_february_1900() -> None:
    style = Style(date_format="excel", forced=True)
    first = (dt.date(1900, 1, 1) - EPOCH).days
    assert number_days(np.array([1.0, 59.0, 61.0]), style).tolist() == [first, first + 58, first + 59]


def test_bare_numbers_that_are_no_dates() -> None:
    assert number_days(np.array([2025.0, 45730.0, np.nan]), Style()).tolist() == [NO_DAY, 20161, NO_DAY]
    assert number_days(np.array([20250314.0]), Style()).tolist() == [20161]


@given(
    st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)), min_size=1, max_size=8),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%y"]),
)
def test_day_first_columns_come_back(dates: list[dt.date], pattern: str) -> None:
    assert read(*(date.strftime(pattern) for date in dates), locale="nl") == [
        date.isoformat() for date in dates
    ]
