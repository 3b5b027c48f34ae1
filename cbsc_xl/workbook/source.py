"""The template of a run with what the run adds: sheets with the tables of the data, the parts of a host."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cbsc_xl.hosts.session import Session
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.addition import add_names, add_sheets
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.data_sheets import Columns, data_sheets, plain_tables
from cbsc_xl.workbook.datapage import NAMES, Looks, Reading, data_sheet
from cbsc_xl.workbook.host import Host
from cbsc_xl.workbook.live import SHEET, Live
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.report import FactKey, Run
from cbsc_xl.workbook.styles import add_style

DATE_FORMAT = "yyyy-mm-dd"


def with_data(source: Path, run: Run) -> Package:
    """Return a template with a sheet per table of the data."""
    package = Package(source)
    book = Book(package)
    style = add_style(package, book, 0, DATE_FORMAT)
    add_sheets(package, data_sheets(plain_tables(run.ledger.data), CellWriter(book.date1904), style))
    return package


def for_host(source: Path, run: Run, host: Host, facts: Iterable[FactKey]) -> tuple[Package, Live]:
    """Return a template with the data and the parts of a host, and how its formulas ask for figures."""
    package = Package(source)
    book = Book(package)
    tables = plain_tables(run.ledger.data)
    sizes = {name: (len(columns), _rows(columns)) for name, columns in tables.items()}
    live = Live.of(host, sizes, facts)
    periods = {name: run.calculator.period(name) if name else run.period for name in live.periods}
    style = add_style(package, book, 0, DATE_FORMAT)
    looks, writer = Looks.of(package, book), CellWriter(book.date1904)
    first = data_sheet(live, Voice(run.language), tables, _read(tables), periods, looks, writer)
    add_sheets(package, [first, *data_sheets(tables, writer, style)])
    add_names(package, SHEET, NAMES)
    host.dress(package, run.language)
    return package, live


def _rows(columns: Columns) -> int:
    return len(next(iter(columns.values()), ()))


def _read(tables: Mapping[str, Columns]) -> Reading:
    """Return what CBSC_DATA and CBSC_CHECK show of these tables."""
    session, book = Session(), _NewBook()
    arguments: list[Any] = []
    for name, columns in tables.items():
        arguments += [name, [[*columns], *zip(*columns.values(), strict=True)]]
    handle = session.call("CBSC_DATA", arguments, book)
    check = session.call("CBSC_CHECK", [handle], book)
    return Reading(str(handle), check if isinstance(check, list) else [])


class _NewBook:
    """The workbook that is being written: nothing can be read from it."""

    key = "new"

    def table(self, name: str) -> None:
        return None
