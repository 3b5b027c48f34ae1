"""Cell references: letters of columns, places of names, formulas moved to other rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")
_PLACE = re.compile(
    r"=?(?:'((?:[^']|'')+)'|([^'!:,\[\]]+))!\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?"
)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_TOKEN = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*'!?|\[(?:[^\[\]]|\[[^\[\]]*\])*\])"""
    r"|(?<![\w.$\\])(?:"
    r"(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![\w.(!])"
    r"|(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w.(!])"
    r"|(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!]))"
)
_PARTS = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letters(28)
    'AB'
    """
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


@cache
def number(column: str) -> int:
    """Return the number of a column, counted from 1, from its letters.

    >>> number("AB")
    28
    """
    value = 0
    for letter in column.upper():
        value = value * 26 + ord(letter) - 64
    return value


def quoted(sheet: str) -> str:
    """Return the name of a sheet as a formula writes it.

    >>> quoted("Customer P&L")
    "'Customer P&L'"
    """
    if _PLAIN_SHEET.fullmatch(sheet) and not _LIKE_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of cells on a sheet; columns and rows counted from 1, both ends included."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, reference: str) -> Place | None:
        """Read `'Customer P&L'!$A$1:$C$9`; None for anything else, such as #REF! or a formula."""
        match = _PLACE.fullmatch(reference.strip())
        if match is None:
            return None
        sheet = match[1].replace("''", "'") if match[1] else match[2]
        return cls(sheet, *_corners(match, 3))

    @classmethod
    def on(cls, sheet: str, reference: str) -> Place | None:
        """Read `A1:C9`, a rectangle on a known sheet."""
        match = _RANGE.fullmatch(reference.strip())
        return None if match is None else cls(sheet, *_corners(match, 1))

    @property
    def rows(self) -> int:
        """The number of rows."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """The number of columns."""
        return self.right - self.left + 1

    @property
    def address(self) -> str:
        """The cells without the sheet: `B2` or `A1:C9`."""
        first = f"{letters(self.left)}{self.top}"
        return first if self.rows == self.columns == 1 else f"{first}:{letters(self.right)}{self.bottom}"

    def row(self, number: int) -> Place:
        """Return a row of the rectangle, counted from 0."""
        return Place(self.sheet, self.left, self.top + number, self.right, self.top + number)

    def cell(self, row: int, column: int) -> Place:
        """Return a cell of the rectangle, counted from 0."""
        left, top = self.left + column, self.top + row
        return Place(self.sheet, left, top, left, top)

    def holds(self, other: Place) -> bool:
        """Tell whether another rectangle lies within this one."""
        return (
            self.sheet == other.sheet
            and self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def meets(self, other: Place) -> bool:
        """Tell whether two rectangles share a cell."""
        apart = self.right < other.left or other.right < self.left
        return self.sheet == other.sheet and not (apart or self.bottom < other.top or other.bottom < self.top)

    def __str__(self) -> str:
        """Return the address as a formula writes it."""
        first = f"{quoted(self.sheet)}!${letters(self.left)}${self.top}"
        single = self.rows == self.columns == 1
        return first if single else f"{first}:${letters(self.right)}${self.bottom}"


def _corners(match: re.Match[str], group: int) -> tuple[int, int, int, int]:
    left, top = number(match[group]), int(match[group + 1])
    right = number(match[group + 2] or match[group])
    return left, top, right, int(match[group + 3] or top)


@lru_cache(maxsize=65_536)
def moved(formula: str, rows: int, columns: int = 0) -> str:
    """Return a formula as Excel copies it that many rows down and columns right.

    Relative references move, `$` references, texts and structured references stay.

    >>> moved('A1+$A$1+SUM(Sheet1!B2:B$9)&"A1"', 2)
    'A3+$A$1+SUM(Sheet1!B4:B$9)&"A1"'
    """
    if not rows and not columns:
        return formula

    def shift(match: re.Match[str]) -> str:
        if match["kept"]:
            return match[0]
        if match["cell"]:
            return _shifted(match[0], rows, columns)
        first, last = match[0].split(":")
        return f"{_shifted(first, rows, columns)}:{_shifted(last, rows, columns)}"

    return _TOKEN.sub(shift, formula)


def _shifted(reference: str, rows: int, columns: int) -> str:
    """Move one reference: a cell, a column without row, or a row without column."""
    fixed_column, column, fixed_row, row = _PARTS.fullmatch(reference).groups()  # type: ignore[union-attr]
    if not column:
        fixed_row = fixed_row or fixed_column
    if column and not fixed_column and columns:
        place = number(column) + columns
        if not 1 <= place <= LAST_COLUMN:
            return "#REF!"
        column = letters(place)
    if row and not fixed_row and rows:
        place = int(row) + rows
        if not 1 <= place <= LAST_ROW:
            return "#REF!"
        row = str(place)
    return f"{fixed_column if column else ''}{column}{fixed_row}{row}"
