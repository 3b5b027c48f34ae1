"""What VBA calls in the Python process: one function for all functions of the catalogue."""

from __future__ import annotations

from functools import cache

import xlwings as xw

from cbsc_xl.hosts.classic.book import ComBook
from cbsc_xl.hosts.classic.values import cells, plain_value
from cbsc_xl.hosts.session import Session


@cache
def session() -> Session:
    """Return the session of this process."""
    return Session()


@xw.func
@xw.arg("arguments", "raw")
@xw.ret("raw")
def call(*arguments):  # type: ignore[no-untyped-def]
    """Return the rows of cells of a function: its name, the full name of the calling book, its arguments.

    Without type hints, because xlwings converts by them. Errors are texts, which VBA turns into error values.
    """
    name, book, *given = arguments
    return cells(session().call(name, [plain_value(value) for value in given], ComBook(book)))
