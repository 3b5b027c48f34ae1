"""One cell as the file writes it: numbers, texts, dates, errors, formulas with their cached values."""

from __future__ import annotations

import re
from datetime import date, datetime

from cbsc_xl.workbook.markup import escape
from cbsc_xl.workbook.plan import Cell, Value

ERRORS = frozenset(
    ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"]
)
MAX_TEXT = 32_767
"""The longest text of a cell, in UTF-16 units."""
EMPTY = "/>"

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LEAP_BUG = 60  # the serial number of 29 February 1900, which Lotus invented and Excel kept
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


def clean(text: str) -> str:
    """Return text as XML content of a cell: clean line ends, no control characters, cut to fit."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le", "replace")) > 2 * MAX_TEXT:
        kept = text.encode("utf-16-le", "replace")[: 2 * (MAX_TEXT - 1)]
        text = kept.decode("utf-16-le", "ignore") + "…"
    return escape(text)


def text_element(text: str, prefix: str = "") -> str:
    """Return `<t>` with the text; white space at its ends and line breaks are kept."""
    content = clean(text)
    if content == " ".join(content.split()):
        return f"<{prefix}t>{content}</{prefix}t>"
    return f'<{prefix}t xml:space="preserve">{content}</{prefix}t>'


class Texts(dict[str, str]):
    """Texts as the file writes them; each is made once."""

    def __missing__(self, text: str) -> str:
        """Write a text that was not met before."""
        content = f' t="inlineStr"><is>{text_element(text)}</is></c>' if text else EMPTY
        self[text] = content
        return content


class CellWriter:
    """Writes what follows the address and style of a cell: `><v>1.5</v></c>`."""

    def __init__(self, date1904: bool) -> None:
        """Count dates from 1904 or, as most workbooks do, from 1900."""
        self._date1904 = date1904
        self.texts = Texts()

    def constant(self, value: Value) -> str:
        """Return a constant; text is never taken for a formula. ValueError for nan and infinity."""
        kind = type(value)
        if kind is float:
            if value - value == 0.0:  # type: ignore[operator]
                return f"><v>{value!r}</v></c>"
            raise ValueError(f"the number {value} cannot be a constant; leave the cell empty")
        if kind is str:
            return self.texts[value]  # type: ignore[index]
        if value is None:
            return EMPTY
        if kind is int:
            return f"><v>{value}</v></c>"
        if kind is bool:
            return f' t="b"><v>{value:d}</v></c>'
        return self.constant(self._plain(value))

    def formula(self, cell: Cell) -> str:
        """Return a formula with its cached value."""
        value, formula = cell.value, escape(cell.formula or "")
        if type(value) is float and value - value == 0.0:
            return f"><f>{formula}</f><v>{value!r}</v></c>"
        kind, content = self._cached(value)
        return f"{kind}<f>{formula}</f><v>{content}</v></c>"

    def _cached(self, value: Value) -> tuple[str, str]:
        """Return how the value of a formula is declared, and the value."""
        kind = type(value)
        if kind is int or (kind is float and value - value == 0.0):  # type: ignore[operator]
            return ">", repr(value)
        if kind is str:
            declared = ' t="e">' if value in ERRORS else ' t="str">'
            return declared, clean(value)  # type: ignore[arg-type]
        if kind is bool:
            return ' t="b">', f"{value:d}"
        if value is None or kind is float:
            return ' t="e">', "#N/A"
        return self._cached(self._plain(value))

    def _plain(self, value: object) -> float | int | str | bool:
        """Return a date as its serial number, a number of another library as Python's own."""
        if isinstance(value, date):
            return self._serial(value)
        for kind in (bool, int, float, str):
            if isinstance(value, kind):
                return kind(value)
        item = getattr(value, "item", None)
        if item is None:
            raise ValueError(f"a value of type {type(value).__name__} cannot be written")
        return self._plain(item())

    def _serial(self, day: date) -> float | int | str:
        """Return the serial number of a date, or its ISO text where the calendar of the file has none."""
        moment = day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(*day.timetuple()[:3])
        passed = moment - (_EPOCH_1904 if self._date1904 else _EPOCH_1900)
        serial = passed.days + passed.seconds / 86_400
        if not self._date1904 and serial <= _LEAP_BUG:
            serial -= 1
        if serial < 0 or (serial < 1 and not self._date1904):
            return day.isoformat()
        return serial if isinstance(day, datetime) else int(serial)
