"""Cached values of a workbook's formulas against what a spreadsheet recalculated."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import to_excel

from tests.office.driver import ErrorValue, Value

Cells = Mapping[str, Mapping[str, Value]]
NO_VALUE = ErrorValue("#N/A")


def cached(path: Path) -> dict[str, dict[str, Value | None]]:
    """Cached value of every formula cell, by sheet and address; None where the file holds no value."""
    formulas, values = _load(path, data_only=False), _load(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: _cached_value(values[sheet.title][cell.coordinate], values.epoch)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in formulas.worksheets
    }


def differences(path: Path, recalculated: Cells) -> list[str]:
    """A sentence for every formula cell whose cached value is not what was recalculated.

    Numbers are equal to 1e-9, relative or absolute; the only error that may stand in a cell
    is ``#N/A``, and only where it is the cached value.
    """
    stored = cached(path)
    return [
        f"{sheet}!{address}: {fault}"
        for sheet in sorted({*stored, *recalculated})
        for address, fault in _faults(stored.get(sheet, {}), recalculated.get(sheet, {}))
    ]


def _faults(
    stored: Mapping[str, Value | None], recalculated: Mapping[str, Value]
) -> Iterator[tuple[str, str]]:
    for address, value in stored.items():
        if address not in recalculated:
            yield address, "the spreadsheet sees no formula here"
        elif value is None:
            yield address, f"no cached value, recalculated {recalculated[address]!r}"
        elif not same(value, recalculated[address]):
            yield address, f"cached {value!r}, recalculated {recalculated[address]!r}"
        elif isinstance(value, ErrorValue) and value != NO_VALUE:
            yield address, f"holds the error {value}"
    for address in recalculated.keys() - stored.keys():
        yield address, "the spreadsheet sees a formula that the file does not hold"


def same(one: Value, other: Value) -> bool:
    """Whether two cell values are equal; a boolean and a number never are."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def _load(path: Path, *, data_only: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # extensions that openpyxl does not read
        return openpyxl.load_workbook(path, data_only=data_only)


def _cached_value(cell: Any, epoch: datetime) -> Value | None:
    value = cell.value
    if cell.data_type == "e":
        return ErrorValue(value)
    if cell.data_type == "str" and value is None:
        return ""
    if isinstance(value, (date, time, timedelta)):
        return float(to_excel(value, epoch))  # type: ignore[no-untyped-call]
    return value  # type: ignore[no-any-return]
