"""The live edition: facts and measures are functions over the tables that the workbook holds.

Where the portable edition has the value of a fact, or the native formula of a measure, the live edition asks
its host; so other rows may be pasted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.errors import CbscError, NoValue
from cbsc_xl.period import Period
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.addition import NewSheet
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE, end_of
from cbsc_xl.workbook.plan import Cell, Value
from cbsc_xl.workbook.references import letters
from cbsc_xl.workbook.report import POINTS, FactKey, ValueKey

SHEET = "Data"
HANDLE_ROW, PERIODS_ROW = 4, 9
FIRST_POINT = 3


@dataclass(frozen=True)
class Live:
    """How a workbook asks its host: what stands before the name of a function, and where the arguments stand.

    ``periods`` are the periods that facts are asked for beside that of the workbook, which is ``""``: each
    has a row with its thirteen points on the sheet ``Data``.
    """

    prefix: str
    periods: tuple[str, ...]

    @classmethod
    def of(cls, prefix: str, keys: Iterable[FactKey]) -> Live:
        """Return the edition for workbooks with these facts."""
        return cls(prefix, ("", *sorted({key.period for key in keys if key.period})))

    @property
    def handle(self) -> str:
        """The address of the cell with CBSC_DATA."""
        return f"{SHEET}!$B${HANDLE_ROW}"

    def period(self, name: str, point: int) -> str:
        """Return the address of one of the thirteen points of a period."""
        return f"{SHEET}!${letters(FIRST_POINT + point)}${PERIODS_ROW + self.periods.index(name)}"

    def data(self, tables: Iterable[str]) -> str:
        """Return the formula that hands the tables of the workbook to the host."""
        pairs = (f"{text(name)},{name}[#All]" for name in tables)
        return f"{self.prefix}CBSC_DATA({','.join(pairs)})"

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


def without_value(call: str, otherwise: str) -> str:
    """Say something else where a function has no value; other errors, such as a missing add-in, stay seen."""
    return f"_xlfn.IFNA({call},{otherwise})"


def said(error: CbscError, otherwise: str) -> Value:
    """Return what the formula of a figure shows that cannot be known, as the functions say it."""
    return otherwise if isinstance(error, NoValue) else str(error)


def data_sheet(
    live: Live,
    voice: Voice,
    tables: Iterable[str],
    handle: str,
    periods: Mapping[str, Period],
    writer: CellWriter,
) -> NewSheet:
    """Return the sheet with CBSC_DATA, which shows ``handle``, and with the periods of the figures."""
    lines: dict[int, list[Value | Cell]] = {
        1: [voice("The data of this workbook")],
        2: [voice("Paste other rows into the sheets Data_...: facts, measures and scores follow.")],
        HANDLE_ROW: [voice("Data"), Cell(handle, live.data(tables))],
        PERIODS_ROW - 2: [voice("The thirteen periods of every figure; the last is that of the scorecard")],
    }
    trends = [periods[name].trend(POINTS) for name in live.periods]
    lines[PERIODS_ROW - 1] = ["", "", *(end_of(point) for point in trends[0])]
    for row, (name, trend) in enumerate(zip(live.periods, trends, strict=True), PERIODS_ROW):
        lines[row] = ["", name or voice("period of the workbook"), *(point.text for point in trend)]
    rows = (_line(number, line, writer) for number, line in lines.items())
    return NewSheet(SHEET, rows, [12, 60, *[24] * POINTS])


def _line(number: int, entries: Sequence[Value | Cell], writer: CellWriter) -> str:
    cells = (
        f'<c r="{letters(i)}{number}"'
        + (writer.formula(entry) if isinstance(entry, Cell) else writer.constant(entry))
        for i, entry in enumerate(entries, 1)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'
