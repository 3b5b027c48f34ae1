"""Values as COM carries them to Python, and results as it carries them back."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from cbsc_xl.hosts.function import ErrorValue, Result, Scalar

_FIRST_ERROR = -2146828288  # SCODE of a cell error: this plus Excel's number of the error
_ERRORS = {2007: ErrorValue.DIV0, 2036: ErrorValue.NUM, 2042: ErrorValue.NA}
_ERROR_NUMBERS = range(2000, 2100)
_MISSING = -2147352572


def plain_value(value: Any) -> Any:
    """Return an argument as the session takes it: number, text, date, error value, None, rows of them."""
    return plain_rows(value) if isinstance(value, (list, tuple)) else scalar(value)


def plain_rows(value: Any) -> list[list[Any]]:
    """Return the rows of an array; a single cell, and a constant like {1,2}, is one row."""
    if not isinstance(value, (list, tuple)):
        value = [value]
    rows = value if value and isinstance(value[0], (list, tuple)) else [value]
    return [[scalar(cell) for cell in row] for row in rows]


def scalar(value: Any) -> Any:
    """Return a cell's value without what COM wraps it in."""
    if value is None or isinstance(value, (float, str, bool)):
        return value
    if isinstance(value, int) and value - _FIRST_ERROR in _ERROR_NUMBERS:
        return _ERRORS.get(value - _FIRST_ERROR, ErrorValue.VALUE)
    if value == _MISSING:
        return None
    if isinstance(value, datetime):
        return datetime(*value.timetuple()[:6])
    return float(value)


def cells(result: Result) -> list[list[float | str | bool]]:
    """Return a result as rows of what COM takes."""
    if isinstance(result, list):
        return [[_cell(value, "") for value in row] for row in result]
    return [[_cell(result, ErrorValue.NA.value)]]


def _cell(value: Scalar, blank: str) -> float | str | bool:
    if value is None:
        return blank
    if isinstance(value, float) and not math.isfinite(value):
        value = ErrorValue.NA if math.isnan(value) else ErrorValue.NUM
    return str(value.value) if isinstance(value, ErrorValue) else value
