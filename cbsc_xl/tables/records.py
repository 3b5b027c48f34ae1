"""Rows of a table one by one, for the small tables that are read as text rather than added up."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cbsc_xl.period import to_date
from cbsc_xl.tables.data import NO_DAY, ColumnData, Table, Text

Record = dict[str, Any]
"""Column to text, number or date; None where blank."""


def records(table: Table) -> list[Record]:
    """Return the rows of a table; None stands for a blank cell."""
    columns = {name: _plain(data) for name, data in table.columns.items()}
    return [{name: values[row] for name, values in columns.items()} for row in range(len(table))]


def _plain(data: ColumnData) -> list[Any]:
    if isinstance(data, Text):
        return list(data.strings())
    if data.dtype == np.int32:
        return [None if day == NO_DAY else to_date(day) for day in data.tolist()]
    return [None if math.isnan(value) else value for value in data.tolist()]
