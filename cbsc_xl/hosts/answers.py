"""What becomes of an answer in a cell: a number, a text, an error value, or rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cbsc_xl.errors import CbscError, DataError, Needs, NoValue
from cbsc_xl.hosts.function import ErrorValue, Result, Scalar

if TYPE_CHECKING:
    from cbsc_xl.calculator import Outcome

Rows = list[list[Scalar]]


class Recalculate(CbscError):
    """Data that this process does not hold and cannot read from the workbook."""

    def __str__(self) -> str:
        return "recalculate CBSC_DATA"


def of_error(error: CbscError) -> Scalar:
    """Return ``#N/A`` for no value, a sentence for missing data, else ``#VALUE!``."""
    if isinstance(error, NoValue):
        return ErrorValue.NA
    return str(error) if isinstance(error, (Needs, DataError, Recalculate)) else ErrorValue.VALUE


def of_outcome(outcome: Outcome) -> Scalar:
    """Return the number, or what stands for its error."""
    return outcome.value if outcome.error is None else of_error(outcome.error)


def status_of(error: CbscError) -> str:
    """Return an error as a sentence that begins with its kind."""
    if isinstance(error, NoValue):
        return f"no value: {error}"
    return str(error) if isinstance(error, (Needs, DataError, Recalculate)) else f"bad argument: {error}"


def cell(value: Any) -> Scalar:
    """Return a value as a cell holds it: dates and lists as text, not-a-number as ``#NUM!``."""
    if isinstance(value, float) and not math.isfinite(value):
        return ErrorValue.NUM
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    if value is None:
        return ""
    return value if isinstance(value, (float, int, str, bool, ErrorValue)) else str(value)


def table(records: Iterable[Mapping[str, Any]]) -> Rows:
    """Return records with the same keys as rows, the keys first."""
    found = list(records)
    return [list(found[0]), *([cell(value) for value in row.values()] for row in found)] if found else [[""]]


def even(rows: Sequence[Sequence[Any]]) -> Rows:
    """Return rows of the same length: blanks fill the short ones."""
    width = max(map(len, rows))
    return [[*map(cell, row), *[""] * (width - len(row))] for row in rows]


def of_result(result: Result) -> Result:
    """Return a result as cells hold it."""
    if isinstance(result, list):
        return [[cell(value) for value in row] for row in result]
    return cell(result)
