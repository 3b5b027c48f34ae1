"""Functions about the data: reading them, checking them, and the version that does so."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbsc_xl import __version__
from cbsc_xl.errors import BadArgument, CbscError, DataError
from cbsc_xl.hosts import coercion
from cbsc_xl.hosts.answers import even, status_of
from cbsc_xl.hosts.function import Argument, Book, Function, Result
from cbsc_xl.hosts.handles import Pasted
from cbsc_xl.hosts.tail import CATEGORY, DATA
from cbsc_xl.texts import mark

if TYPE_CHECKING:
    from cbsc_xl.hosts.session import Session
    from cbsc_xl.tables import Report

SHOWN = 100
"""Rows left out that a check lists per table."""


def _data(session: Session, book: Book, *given: Any) -> Result:
    """Read ranges or a path; what is wrong with them is the text of the cell."""
    try:
        return _read(session, book, given).handle
    except CbscError as error:
        return str(error)


def _read(session: Session, book: Book, given: tuple[Any, ...]) -> Pasted:
    while given and given[-1] in (None, ""):
        given = given[:-1]
    if len(given) == 1 and (path := coercion.text(given[0])):
        if not Path(path).is_absolute():
            raise DataError(f"path {path!r} must begin at the root, such as C:\\data or /home/me/data")
        return session.handles.filed(Path(path), book)
    if not given or len(given) % 2:
        raise BadArgument('give pairs of a table and its range, such as "Customers", Customers[#All]')
    names = [coercion.text(name) for name in given[::2]]
    ranges = [coercion.rows_of(rows, name) for name, rows in zip(names, given[1::2], strict=True)]
    return session.handles.pasted(list(zip(names, ranges, strict=True)), book)


def _check(session: Session, book: Book, data: Any = None) -> Result:
    """Return what was read and left out and why, and the calls that failed."""
    try:
        rows = _report(session.handles.find(data, book).data.report)
    except CbscError as error:
        rows = [["data", status_of(error)]]
    return even([*rows, *(["failed", line] for line in session.log)])


def _report(report: Report) -> list[list[Any]]:
    rows: list[list[Any]] = [["table", "read", "used", "left out", "from"]]
    for name, count in report.counts.items():
        sources = ", ".join(dict.fromkeys(count.sources))
        rows.append([name, count.read, count.used, count.refused, sources])
    for name in report.counts:
        for problem in islice(report.problems(name), SHOWN):
            rows.append([name, f"row {problem.row}", problem.column, problem.value, problem.reason])
    return [*rows, *(["note", note] for note in report.notes)]


def _version(session: Session, book: Book) -> Result:
    return __version__


FUNCTIONS = (
    Function(
        "CBSC_DATA",
        mark("Reads tables with their header rows, or a folder; the cell says what was read and refused."),
        CATEGORY,
        (
            Argument(
                "source", mark("the name of a table, such as Customers; or the path of a folder"), False
            ),
            Argument("cells", mark("the range of that table, header row included")),
            Argument("more", mark("further names of tables and ranges, in turn"), repeated=True),
        ),
        _data,
    ),
    Function(
        "CBSC_CHECK",
        mark("Lists what was read, every row that was left out and why, and formulas that failed."),
        CATEGORY,
        (DATA,),
        _check,
        spills=True,
    ),
    Function("CBSC_VERSION", mark("The version of cbsc-xl that answers."), CATEGORY, (), _version),
)
