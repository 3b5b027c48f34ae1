"""Texts and numbers to day numbers; whether day or month comes first is decided for the whole column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cbsc_xl.tables.data import NO_DAY, Days, Numbers
from cbsc_xl.tables.style import Order, Style, TwoReadingsError

_TIME = r"(?:(?:T|,?\s+)\d{1,2}[:.]\d{2}.*)?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}|" + _TIME + ")")
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_WORD = r"[^\W\d_]+"
_WEEKDAY = rf"(?:{_WORD}\.?,?\s+)?"
_DAY_NAME = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|e)?[-\s./]*({_WORD})\.?[-\s./,']*(\d{{4}}|\d{{2}})(?:\s*р\.|\s*року)?{_TIME}"
)
_NAME_DAY = re.compile(
    rf"{_WEEKDAY}({_WORD})\.?[-\s]*(\d{{1,2}})(?:st|nd|rd|th)?[-,\s]+(\d{{4}}|\d{{2}}){_TIME}"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "uk_": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
}
_ABBREVIATIONS = {"mrt": 3, "maa": 3, "sept": 9, "кві": 4, "трав": 5, "черв": 6, "лист": 11, "груд": 12}
_MONTH = {
    name[:length]: month
    for names in _MONTHS.values()
    for month, name in enumerate(names.split(), 1)
    for length in (3, 4, len(name))
} | _ABBREVIATIONS
_UNIX_1900, _UNIX_1904 = 25569, 24107
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_EPOCH = dt.date(1970, 1, 1).toordinal()
_LOW_SERIAL = 7306  # 1920-01-01: a bare number below it is rather a year or an amount
_STRAY = 0.05


def read_dates(values: Sequence[str], style: Style, *, epoch_1904: bool = False) -> Days:
    """Return a day number for each text, NO_DAY for one that is not a date; TwoReadingsError if unclear."""
    quick = None if style.forced else _iso_days(values)
    if quick is not None:
        return quick
    days = np.full(len(values), NO_DAY, dtype=np.int32)
    numeric: list[tuple[int, int, int, int]] = []
    for i, text in enumerate(values):
        match = _NUMERIC.fullmatch(text)
        if match and not (style.date_format and style.date_format.startswith("y")):
            numeric.append((i, int(match[1]), int(match[3]), _full_year(match[4])))
        else:
            days[i] = _single(text, style, epoch_1904)
    if numeric:
        _fill_numeric(days, numeric, values, style)
    return days


def _iso_days(values: Sequence[str]) -> Days | None:
    """Read texts that all start with yyyy-mm-dd at once; None if one does not."""
    if not values or any(len(text) > 10 and text[10] not in " T" for text in values):
        return None
    heads = np.array([text[:10] for text in values], dtype="U10")
    letters = heads.view("U1").reshape(len(heads), 10)
    if not ((letters[:, 4] == "-") & (letters[:, 7] == "-") & np.char.isdecimal(letters[:, 9])).all():
        return None
    try:
        stamps = heads.astype("datetime64[D]")
    except ValueError:
        return None
    return stamp_days(stamps)


def stamp_days(stamps: npt.NDArray[np.datetime64]) -> Days:
    """Return the day numbers of date-times, NO_DAY for NaT and for years outside 1900 to 2199."""
    days = stamps.astype("datetime64[D]").astype(np.int64)
    good = ~np.isnat(stamps) & (days >= _FIRST.toordinal() - _EPOCH) & (days <= _LAST.toordinal() - _EPOCH)
    return np.where(good, days, NO_DAY).astype(np.int32)


def number_days(numbers: Numbers, style: Style, *, epoch_1904: bool = False) -> Days:
    """Return the day numbers of Excel serials, or of numbers that all read as yyyymmdd; NO_DAY for others."""
    days = np.full(len(numbers), NO_DAY, dtype=np.int32)
    given = np.flatnonzero(~np.isnan(numbers))
    whole = np.floor(numbers[given])
    if len(whole) and ((whole >= 19000101) & (whole <= 21991231)).all():
        for i, value in zip(given.tolist(), whole.tolist(), strict=True):
            days[i] = _day(int(value) // 10000, int(value) // 100 % 100, int(value) % 100)
        return days
    explicit = (style.date_format or "").startswith("excel")
    system_1904 = style.date_format == "excel-1904" if explicit else epoch_1904
    serial = whole - (_UNIX_1904 if system_1904 else _UNIX_1900) + ((whole < 61) & (not system_1904))
    low = 1 if explicit else _LOW_SERIAL - (_UNIX_1900 - _UNIX_1904 if system_1904 else 0)
    good = (whole >= low) & (serial <= _LAST.toordinal() - _EPOCH)
    days[given[good]] = serial[good].astype(np.int32)
    return days


def _single(text: str, style: Style, epoch_1904: bool) -> int:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(text):
        return int(number_days(np.array([float(text.replace(",", "."))]), style, epoch_1904=epoch_1904)[0])
    if match := _DAY_NAME.fullmatch(text):
        return _day(_full_year(match[3]), _month(match[2]), int(match[1]))
    if match := _NAME_DAY.fullmatch(text):
        return _day(_full_year(match[3]), _month(match[1]), int(match[2]))
    return NO_DAY


def _month(name: str) -> int:
    return _MONTH.get(name.casefold(), 0)


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int) -> int:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return NO_DAY
    return date.toordinal() - _EPOCH if _FIRST <= date <= _LAST else NO_DAY


def _fill_numeric(
    days: Days, parts: list[tuple[int, int, int, int]], values: Sequence[str], style: Style
) -> None:
    rows = np.array([part[0] for part in parts])
    day_first = np.array([_day(year, second, first) for _, first, second, year in parts], dtype=np.int32)
    month_first = np.array([_day(year, first, second) for _, first, second, year in parts], dtype=np.int32)
    order = _decide([values[i] for i in rows.tolist()], day_first, month_first, style)
    days[rows] = day_first if order == "dmy" else month_first


def _decide(values: list[str], day_first: Days, month_first: Days, style: Style) -> Order:
    if style.order and style.forced:
        return style.order
    only_day = int(((day_first != NO_DAY) & (month_first == NO_DAY)).sum())
    only_month = int(((month_first != NO_DAY) & (day_first == NO_DAY)).sum())
    if min(only_day, only_month) <= _STRAY * max(only_day, only_month) and only_day != only_month:
        return "dmy" if only_day > only_month else "mdy"
    unclear = np.flatnonzero(day_first != month_first)
    if not len(unclear) or all("." in value for value in values):
        return "dmy"
    if style.order:
        return style.order
    options = ('date = "dd-mm-yyyy"', 'date = "mm-dd-yyyy"')
    raise TwoReadingsError(values[int(unclear[0])], options, "day or month first")
