"""Columns as the source holds them, before anything is known about their type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cbsc_xl.tables.data import Codes, Mask

Stamps = npt.NDArray[np.datetime64]
BLANK_WORDS = {"", "NULL", "\\N"}
_SPACES = " \t\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u2000\u2002\u2003\u2007\u2009\u200a\u2028\u2029\u202f\u3000"
_MARKS = [f"\n{word}\n" for word in BLANK_WORDS] + [
    mark for space in _SPACES for mark in (f"\n{space}", f"{space}\n")
]


@dataclass(frozen=True)
class Factor:
    """A column whose cells are texts or of several types: `values[codes[i]]`, -1 for blank."""

    codes: Codes
    values: Sequence[object]


RawColumn = Factor | npt.NDArray[np.float64] | Stamps
"""A factor, numbers with nan for blank, or date-times (seconds) with NaT for blank."""


@dataclass(frozen=True)
class RawTable:
    """A sheet or file: headers in their order, a column each, and the row number of each row.

    `broken` are rows that could not be taken apart: number, text and reason.
    """

    source: str
    headers: list[str]
    columns: list[RawColumn]
    origin: npt.NDArray[np.int32]
    epoch_1904: bool = False
    broken: tuple[tuple[int, str, str], ...] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.origin)


def factor(codes: Codes, values: Sequence[object]) -> Factor:
    """Make a factor whose texts are stripped and whose blanks are -1."""
    return merged(codes, values) if _untidy(values) else Factor(codes, values)


def merged(codes: Codes, values: Sequence[object]) -> Factor:
    """Make a factor of values that may be blank or repeat."""
    index: dict[object, int] = {}
    tidy = [_tidy(value) for value in values]
    new = [-1 if value is None else index.setdefault(value, len(index)) for value in tidy]
    return Factor(np.array([*new, -1], dtype=np.int32)[codes], list(index))


def _tidy(value: object) -> object:
    text = value.strip() if isinstance(value, str) else value
    return None if text is None or text in BLANK_WORDS else text


def _untidy(values: Sequence[object]) -> bool:
    """Tell whether a text may need stripping or may be blank; quick, and never wrong when it says no."""
    joined = "\n".join(["", *(value for value in values if isinstance(value, str)), ""])
    return any(mark in joined for mark in _MARKS)


def from_objects(cells: Sequence[object]) -> RawColumn:
    """Make a column of Python values: numbers, dates, yes and no, texts, None or "" for blank."""
    types = set(map(type, cells))
    if types <= {float, int}:
        return np.array(cells, dtype=np.float64)
    if bool in types:
        cells = [plain(cell) if isinstance(cell, bool) else cell for cell in cells]
    index = {cell: code for code, cell in enumerate(dict.fromkeys(cells))}
    codes = np.fromiter(map(index.__getitem__, cells), dtype=np.int32, count=len(cells))
    if types == {str}:
        return factor(codes, list(index))
    values = [plain(cell) for cell in index]
    types = set(map(type, values)) - {type(None)}
    if types == {float}:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)[codes]
    if types == {dt.datetime}:
        return np.array(values, dtype="datetime64[s]")[codes]
    return merged(codes, values)


def plain(cell: object) -> object:
    """Return a cell as None, text, float or date-time."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | np.bool_):
        return "yes" if cell else "no"
    if isinstance(cell, int | float | np.integer | np.floating):
        return float(cell)
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime(cell.year, cell.month, cell.day)
    return cell if isinstance(cell, str | dt.datetime) else str(cell)


def blank(column: RawColumn) -> Mask:
    """Tell which cells are blank."""
    if isinstance(column, Factor):
        return np.asarray(column.codes < 0)
    return np.asarray(np.isnat(column) if column.dtype.kind == "M" else np.isnan(column))


def take(column: RawColumn, rows: npt.NDArray[np.generic]) -> RawColumn:
    """Return the column for some rows (numbers or a mask)."""
    return Factor(column.codes[rows], column.values) if isinstance(column, Factor) else column[rows]


def show(value: object) -> str:
    """Write a cell as text: whole numbers without a decimal point, dates as 2025-01-31.

    >>> show(123.0)
    '123'
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value)


def cells(column: RawColumn, rows: Iterable[int]) -> tuple[str, ...]:
    """Write the cells of some rows as text, blank ones as an empty text."""
    if isinstance(column, Factor):
        return tuple("" if (code := column.codes[row]) < 0 else show(column.values[code]) for row in rows)
    return tuple(
        "" if (value := column[row].item()) is None or value != value else show(value) for row in rows
    )


def same(value: object, size: int) -> Factor:
    """Make a column that holds one value in every row."""
    return factor(np.zeros(size, dtype=np.int32), [value])
