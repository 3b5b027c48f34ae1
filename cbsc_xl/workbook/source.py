"""The template of a run with what the run adds: sheets with the tables of the data, the parts of a host."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cbsc_xl.hosts.session import Session
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.addition import add_sheets
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.data_sheets import Columns, data_sheets, plain_tables
from cbsc_xl.workbook.live import Live, data_sheet
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.report import FactKey, Run
from cbsc_xl.workbook.styles import Styles

DATE_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True)
class Host:
    """A spreadsheet program that calls functions: how its workbooks differ.

    ``prefix`` stands before the name of a function in a file, ``suffix`` ends the name of the file, ``dress``
    adds the parts that the host needs.
    """

    prefix: str
    suffix: str
    dress: Callable[[Package], None]


def with_data(source: Path, run: Run) -> Package:
    """Return a template with a sheet per table of the data."""
    package, writer, style = _opened(source)
    add_sheets(package, data_sheets(plain_tables(run.ledger.data), writer, style))
    return package


def for_host(source: Path, run: Run, host: Host, facts: Iterable[FactKey]) -> tuple[Package, Live]:
    """Return a template with the data and the parts of a host, and how its formulas ask for figures."""
    package, writer, style = _opened(source)
    tables = plain_tables(run.ledger.data)
    live = Live.of(host.prefix, facts)
    periods = {name: run.calculator.period(name) if name else run.period for name in live.periods}
    first = data_sheet(live, Voice(run.language), tables, _handle(tables), periods, writer)
    add_sheets(package, [first, *data_sheets(tables, writer, style)])
    host.dress(package)
    return package, live


def _handle(tables: Mapping[str, Columns]) -> str:
    """Return what CBSC_DATA shows of these tables."""
    arguments: list[Any] = []
    for name, columns in tables.items():
        arguments += [name, [[*columns], *zip(*columns.values(), strict=True)]]
    return str(Session().call("CBSC_DATA", arguments, _NewBook()))


class _NewBook:
    """The workbook that is being written: nothing can be read from it."""

    key = "new"

    def table(self, name: str) -> None:
        return None


def _opened(source: Path) -> tuple[Package, CellWriter, int]:
    """Read a template, and give it a style for dates."""
    package = Package(source)
    book = Book(package)
    part = book.related("styles") or "xl/styles.xml"
    styles = Styles(package.xml(part), part)
    package.replace(part, styles.with_variants(((0, DATE_FORMAT),)))
    return package, CellWriter(book.date1904), styles.count
