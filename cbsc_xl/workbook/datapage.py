"""The sheet Data of live workbooks: what CBSC_DATA read, what to think of it, the periods of all figures.

It wears the looks of the template's sheet Checks, and bears the names that every page has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.errors import TemplateError
from cbsc_xl.hosts.function import Scalar
from cbsc_xl.period import Period
from cbsc_xl.texts import Voice, mark
from cbsc_xl.workbook.addition import NewSheet
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.data_sheets import Columns
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import end_of
from cbsc_xl.workbook.live import (
    FIRST_POINT,
    HANDLE_ROW,
    NOTE_ROW,
    SHEET,
    STATE_ROW,
    TABLES_ROW,
    WRITTEN_ROW,
    Live,
    outside,
)
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.plan import Cell, Entry
from cbsc_xl.workbook.references import letters
from cbsc_xl.workbook.report import POINTS
from cbsc_xl.workbook.sheetcell import ROW
from cbsc_xl.workbook.sheetxml import Sheet
from cbsc_xl.workbook.styles import add_style

NAMES = {"data_head": "B1", "data_check": "G1", "data_title": "B2", "data_subtitle": "B3", "data_back": "G3"}
"""The defined names of the sheet, which a plan fills as on every page."""

AS_WRITTEN = mark("▲ the data are those from which this workbook was written")
CHANGED = mark("● the data have changed since this workbook was written: the scorecard follows them")
FAULTY = mark("▼ not all rows are read: see below")
VALUES = mark("values as of generation: they do not follow the data")
STALE = mark("▼ the data have changed since: generate again to update this page")
ALL_READ = mark("▲ all rows read")
LEFT_OUT = mark("▼ rows left out: CBSC_CHECK lists them with the reason")
OUTSIDE = mark("▼ rows outside the table are not read")

HOW_TO = (
    mark("Paste rows over those on a sheet Data_..., below its heads; delete the rows that are left over."),
    mark("All figures follow; if not, recalculate with Ctrl+Alt+F9, in LibreOffice with Ctrl+Shift+F9."),
)
_WIDTHS = (2.3, 38, *[14] * POINTS)


@dataclass(frozen=True)
class Looks:
    """Styles of cells and tags of rows that the template has on its sheet Checks."""

    styles: Mapping[str, int]
    tags: Mapping[int, str]

    @classmethod
    def of(cls, package: Package, book: Book) -> Looks:
        """Take the looks of the page and add what it lacks; TemplateError if it has lost its names."""
        title, first = book.places.get("checks_title"), book.places.get("checks_name")
        if title is None or first is None:
            raise TemplateError("The template has no cells named checks_title and checks_name.")
        sheet = Sheet(package.xml(book.sheets[title.sheet]), book.sheets[title.sheet], title.sheet)
        styles = {}
        for name in ("head", "check", "title", "subtitle", "back", "light", "name", "found", "result"):
            place = book.places.get(f"checks_{name}")
            if place:
                styles[name] = sheet.style(place.top, place.left)
                if place is not title and name in ("name", "found"):
                    styles[f"head {name}"] = sheet.style(place.top - 1, place.left)
        styles["rule"] = sheet.style(title.top + 1, title.left + 1)
        styles["count"] = add_style(package, book, styles["found"], "#,##0")
        tags = {row: sheet.rows[row].tag for row in range(1, 5) if row in sheet.rows}
        tags[TABLES_ROW] = sheet.rows[first.top].tag if first.top in sheet.rows else f'<row r="{ROW}">'
        return cls(styles, tags)


@dataclass(frozen=True)
class Reading:
    """What CBSC_DATA and CBSC_CHECK say of the tables when the workbook is written."""

    handle: str
    check: Sequence[Sequence[Scalar]]


Line = Sequence[tuple[Entry, str]]
"""The cells of a row from column B: content, and the name of the look."""


def data_sheet(
    live: Live,
    voice: Voice,
    tables: Mapping[str, Columns],
    reading: Reading,
    periods: Mapping[str, Period],
    looks: Looks,
    writer: CellWriter,
) -> NewSheet:
    """Return the sheet: the state of the data, a line per table, a line per period."""
    lines = {
        **_frame(),
        **_state(live, voice, reading),
        **_tables(live, voice, tables, reading),
        **_periods(live, voice, periods),
    }
    rows = (_row(number, lines[number], looks, writer) for number in sorted(lines))
    return NewSheet(SHEET, rows, _WIDTHS)


def _frame() -> dict[int, Line]:
    """Return the first rows; the plan of each workbook fills their named cells."""
    last = POINTS + 1
    return {
        1: [(None, "head"), *[(None, "")] * 4, (None, "check")],
        2: [(None, "title")],
        3: [(None, "subtitle"), *[(None, "rule")] * 4, (None, "back"), *[(None, "rule")] * (last - 6)],
        4: [],
    }


def _state(live: Live, voice: Voice, reading: Reading) -> dict[int, Line]:
    now, written = live.handle, live.written
    faulty = f'COUNTIF({live.results},"▼*")>0'
    changed = f"{now}<>{written}"
    words = {key: text(voice(key)) for key in (AS_WRITTEN, CHANGED, FAULTY, VALUES, STALE)}
    bad = any(row[3] for row in reading.check[1 : 1 + len(live.tables)])
    state = Cell(
        voice(FAULTY if bad else AS_WRITTEN),
        f"IF({faulty},{words[FAULTY]},IF({changed},{words[CHANGED]},{words[AS_WRITTEN]}))",
    )
    note = Cell(voice(VALUES), f"IF({changed},{words[STALE]},{words[VALUES]})")
    return {
        HANDLE_ROW: [(voice("Data now"), "name"), (Cell(reading.handle, live.data()), "light")],
        WRITTEN_ROW: [(voice("Data when written"), "name"), (reading.handle, "name")],
        STATE_ROW: [(voice("What follows"), "name"), (state, "name")],
        NOTE_ROW: [(voice("Pages of the customer ledger"), "name"), (note, "name")],
        **{NOTE_ROW + 2 + i: [(voice(words), "plain")] for i, words in enumerate(HOW_TO)},
    }


def _tables(live: Live, voice: Voice, tables: Mapping[str, Columns], reading: Reading) -> dict[int, Line]:
    heads = (mark("rows read"), mark("rows left out"), mark("cells not read"))
    lines: dict[int, Line] = {
        TABLES_ROW - 1: [
            (voice("Table"), "head name"),
            *((voice(head), "head found") for head in heads),
            ("", "head name"),
            (voice("Result"), "head name"),
        ]
    }
    words = [text(voice(word)) for word in (LEFT_OUT, OUTSIDE, ALL_READ)]
    for i, (name, reference) in enumerate(live.tables.items()):
        row, said = TABLES_ROW + i, reading.check[i + 1]
        result = voice(LEFT_OUT if said[3] else ALL_READ)
        lines[row] = [
            (name, "name"),
            (Cell(_count(said[1]), live.checked(name, 2)), "count"),
            (Cell(_count(said[3]), live.checked(name, 4)), "count"),
            (Cell(0, outside(name, len(tables[name]), reference)), "count"),
            ("", "name"),
            (Cell(result, f"IF(D{row}>0,{words[0]},IF(E{row}>0,{words[1]},{words[2]}))"), "name"),
        ]
    return lines


def _count(value: Scalar) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _periods(live: Live, voice: Voice, periods: Mapping[str, Period]) -> dict[int, Line]:
    trends = [periods[name].trend(POINTS) for name in live.periods]
    head: Line = [(voice("The thirteen periods of every figure; the last is that of the scorecard"), "light")]
    ends: Line = [("", "head name"), *((end_of(point), "head found") for point in trends[0])]
    lines: dict[int, Line] = {live.periods_row - 2: head, live.periods_row - 1: ends}
    for row, (name, trend) in enumerate(zip(live.periods, trends, strict=True), live.periods_row):
        first = name or voice("period of the workbook")
        lines[row] = [(first, "name"), *((point.text, "found") for point in trend)]
    return lines


def _row(number: int, line: Line, looks: Looks, writer: CellWriter) -> str:
    tag = looks.tags.get(min(number, TABLES_ROW), f'<row r="{ROW}">').replace(ROW, str(number))
    cells = (
        f'<c r="{letters(column)}{number}" s="{looks.styles.get(look, 0)}"'
        + (writer.formula(entry) if isinstance(entry, Cell) else writer.constant(entry))
        for column, (entry, look) in enumerate(line, FIRST_POINT - 1)
    )
    return f"{tag}{''.join(cells)}</row>"
