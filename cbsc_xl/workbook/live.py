"""The live edition: facts and measures are functions over the tables that the workbook holds.

Where the portable edition has the value of a fact, or the native formula of a measure, the live edition asks
its host; so other rows may be pasted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cbsc_xl.errors import CbscError, NoValue
from cbsc_xl.tables.books import DATA_SHEETS
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.host import Host
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.plan import LAST_ROW, Value
from cbsc_xl.workbook.references import letters
from cbsc_xl.workbook.report import FactKey, ValueKey

SHEET = "Data"
FIRST_POINT = 3
HANDLE_ROW, WRITTEN_ROW, STATE_ROW, NOTE_ROW, TABLES_ROW = 5, 6, 7, 8, 14
"""Rows of sheet Data: CBSC_DATA, what it said when written, what to think of it; the first table."""

_SPARE_ROWS = 1_000


@dataclass(frozen=True)
class Live:
    """How a workbook asks its host: what stands before the name of a function, and where the arguments stand.

    ``tables`` are the ranges that CBSC_DATA reads. ``periods`` are the periods that facts are asked for
    beside that of the workbook, which is ``""``: each has a row with its thirteen points on sheet Data.
    """

    prefix: str
    tables: Mapping[str, str]
    periods: tuple[str, ...]

    @classmethod
    def of(cls, host: Host, tables: Mapping[str, tuple[int, int]], keys: Iterable[FactKey]) -> Live:
        """Return the edition for workbooks with these facts and tables: their columns and rows."""
        ranges = {
            name: f"{name}[#All]" if host.tables_grow else _roomy(name, *size)
            for name, size in tables.items()
        }
        return cls(host.prefix, ranges, ("", *sorted({key.period for key in keys if key.period})))

    @property
    def handle(self) -> str:
        """The address of the cell with CBSC_DATA."""
        return f"{SHEET}!$C${HANDLE_ROW}"

    @property
    def written(self) -> str:
        """The address of what CBSC_DATA said when the workbook was written."""
        return f"{SHEET}!$C${WRITTEN_ROW}"

    @property
    def state(self) -> str:
        """The address of the sentence on the data."""
        return f"{SHEET}!$C${STATE_ROW}"

    @property
    def note(self) -> str:
        """The address of the remark on pages that do not follow the data."""
        return f"{SHEET}!$C${NOTE_ROW}"

    @property
    def results(self) -> str:
        """The range that tells table by table whether all rows are read."""
        return f"{SHEET}!$G${TABLES_ROW}:$G${TABLES_ROW + len(self.tables) - 1}"

    @property
    def periods_row(self) -> int:
        """The row of sheet Data with the period of the workbook."""
        return TABLES_ROW + len(self.tables) + 3

    def period(self, name: str, point: int) -> str:
        """Return the address of one of the thirteen points of a period."""
        return f"{SHEET}!${letters(FIRST_POINT + point)}${self.periods_row + self.periods.index(name)}"

    def data(self) -> str:
        """Return the formula that hands the tables of the workbook to the host."""
        pairs = (f"{text(name)},{reference}" for name, reference in self.tables.items())
        return f"{self.prefix}CBSC_DATA({','.join(pairs)})"

    def checked(self, table: str, column: int) -> str:
        """Return the formula of a figure of CBSC_CHECK about a table: 2 rows read, 4 rows left out."""
        row = list(self.tables).index(table) + 2
        return f"INDEX({self.prefix}CBSC_CHECK({self.handle}),{row},{column})"

    def fact(self, segment: str, key: FactKey, point: int) -> str:
        """Return the formula of a fact."""
        call = self._call("CBSC_FACT", [text(key.fact)], segment, key.period, key.channel[1], point)
        return without_value(call, text(NO_VALUE))

    def measure(self, segment: str, key: ValueKey, point: int, otherwise: str) -> str:
        """Return the formula of a measure; ``otherwise`` is said where it has no value."""
        call = self._call(key.measure.function, [], segment, key.period or "", key.channel or "", point)
        return without_value(call, text(otherwise))

    def _call(
        self, function: str, first: list[str], segment: str, period: str, channel: str, point: int
    ) -> str:
        tail = [text(segment), self.period(period, point), text(channel), self.handle]
        return f"{self.prefix}{function}({','.join([*first, *tail])})"


def _roomy(name: str, columns: int, rows: int) -> str:
    """Return a range for a table with room for as many rows again, and some."""
    last = min(2 * rows + _SPARE_ROWS, LAST_ROW)
    return f"{DATA_SHEETS}{name}!$A$1:${letters(columns)}${last}"


def outside(name: str, columns: int, reference: str) -> str:
    """Return the formula that counts the cells of a sheet that CBSC_DATA does not read."""
    return f"COUNTA({DATA_SHEETS}{name}!$A:${letters(columns)})-COUNTA({reference})"


def without_value(call: str, otherwise: str) -> str:
    """Say something else where a function has no value; other errors, such as a missing add-in, stay seen."""
    return f"_xlfn.IFNA({call},{otherwise})"


def said(error: CbscError, otherwise: str) -> Value:
    """Return what the formula of a figure shows that cannot be known, as the functions say it."""
    return otherwise if isinstance(error, NoValue) else str(error)
