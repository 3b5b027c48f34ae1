"""What reading gives: tables of typed columns, the settings, and both together with the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import numpy.typing as npt

from cbsc_xl.errors import Needs
from cbsc_xl.tables.report import Report
from cbsc_xl.tables.schema import SETTINGS

NO_DAY = 2**31 - 1
"""The day number of a blank date."""

Codes = npt.NDArray[np.int32]
Days = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Text:
    """A text column: `values[codes[i]]` is the text of row i; a blank has code -1."""

    codes: Codes
    values: list[str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __getitem__(self, row: int) -> str | None:
        """Return the text of a row, None if blank."""
        code = int(self.codes[row])
        return None if code < 0 else self.values[code]

    def take(self, rows: npt.NDArray[np.generic]) -> Text:
        """Return the column for some rows (numbers or a mask), with the same values."""
        return Text(self.codes[rows], self.values)

    def strings(self) -> list[str | None]:
        """Return the texts of all rows, None where blank."""
        return [None if code < 0 else self.values[code] for code in self.codes.tolist()]


ColumnData = Text | npt.NDArray[np.int32] | npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """The rows that were used of one table; `origin` holds their row numbers in the source.

    Text and period columns are `Text`; dates are days since 1970-01-01 with `NO_DAY` for blank;
    numbers, amounts and values are floats with nan for blank; yes is 1, no is 0.
    """

    name: str
    size: int
    columns: dict[str, ColumnData]
    origin: npt.NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.size

    def __contains__(self, column: object) -> bool:
        """Tell whether the source has the column."""
        return column in self.columns

    def _column(self, column: str) -> ColumnData:
        if column not in self.columns:
            raise Needs("column", f"{self.name}.{column}")
        return self.columns[column]

    def text(self, column: str) -> Text:
        """Return a text column; Needs if the source lacks it."""
        data = self._column(column)
        if not isinstance(data, Text):
            raise TypeError(f"{self.name}.{column} is not a text column")
        return data

    def days(self, column: str) -> Days:
        """Return a date column as days since 1970-01-01; Needs if the source lacks it."""
        data = self._column(column)
        if isinstance(data, Text) or data.dtype != np.int32:
            raise TypeError(f"{self.name}.{column} is not a date column")
        return cast(Days, data)

    def numbers(self, column: str) -> Numbers:
        """Return a column of numbers, amounts or yes and no (1, 0); Needs if the source lacks it."""
        data = self._column(column)
        if isinstance(data, Text) or data.dtype != np.float64:
            raise TypeError(f"{self.name}.{column} is not a column of numbers")
        return cast(Numbers, data)

    def take(self, rows: npt.NDArray[np.generic]) -> Table:
        """Return a table of some of the rows (numbers or a mask)."""
        columns: dict[str, ColumnData] = {
            name: data.take(rows) if isinstance(data, Text) else data[rows]
            for name, data in self.columns.items()
        }
        origin = self.origin[rows]
        return Table(self.name, len(origin), columns, origin)


SettingValue = float | int | str


@dataclass(frozen=True)
class Settings(Mapping[str, SettingValue]):
    """The settings: what the user gave, else the default; Needs for one that must be given."""

    chosen: Mapping[str, SettingValue] = field(default_factory=dict)

    @property
    def given(self) -> frozenset[str]:
        """Names of the settings that the user gave."""
        return frozenset(self.chosen)

    def __getitem__(self, name: str) -> SettingValue:
        """Return a setting; KeyError if the model has none of that name."""
        if name in self.chosen:
            return self.chosen[name]
        default = SETTINGS[name].default
        if default is None:
            raise Needs("setting", name)
        return default

    def __contains__(self, name: object) -> bool:
        """Tell whether the setting has a value."""
        return name in self.chosen or (name in SETTINGS and SETTINGS[str(name)].default is not None)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the settings that have a value."""
        return (name for name in SETTINGS if name in self)

    def __len__(self) -> int:
        """Return how many settings have a value."""
        return sum(1 for _ in self)

    def number(self, name: str) -> float:
        """Return a numeric setting."""
        return float(self[name])

    def whole(self, name: str) -> int:
        """Return a setting that is a whole number."""
        return int(self[name])

    def text(self, name: str) -> str:
        """Return a setting that is a text."""
        return str(self[name])


@dataclass(frozen=True)
class Data:
    """Everything that was read from one source."""

    tables: dict[str, Table] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    report: Report = field(default_factory=Report)

    def __contains__(self, table: object) -> bool:
        """Tell whether the source has the table."""
        return table in self.tables

    def table(self, name: str) -> Table:
        """Return a table; Needs if the source lacks it."""
        if name not in self.tables:
            raise Needs("table", name)
        return self.tables[name]
