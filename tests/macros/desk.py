"""A workbook file and a user who answers what a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from cbsc_xl.hosts.filebook import FileBook
from cbsc_xl.hosts.macros import run
from cbsc_xl.hosts.port import Cancelled, Formula
from cbsc_xl.hosts.session import Session
from cbsc_xl.workbook.lint import lint
from tests.hosts.books import SALES

NOW = datetime(2025, 4, 7, 9, 30)
Rows = Sequence[Sequence[Any]]


@dataclass
class Answers:
    """A user: ``answers`` are given in turn, True is yes or the default, None closes the question."""

    answers: list[Any] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.said.append(text)

    def confirm(self, text: str) -> bool:
        return bool(self._next(text))

    def ask(self, prompt: str, default: str) -> str:
        answer = self._next(prompt)
        return default if answer is True else answer

    def choose(self, prompt: str, options: Sequence[str], default: str) -> str:
        answer = self.ask(prompt, default)
        assert answer in options
        return answer

    def new_file(self, name: str) -> Path:
        return Path(self._next(name))

    def folder(self, prompt: str) -> Path:
        return Path(self._next(prompt))

    def open(self, path: Path) -> None:
        self.opened.append(path)

    def _next(self, text: str) -> Any:
        self.asked.append(text)
        answer = self.answers.pop(0)
        if answer is None:
            raise Cancelled
        return answer


def book_of(
    path: Path, tables: Mapping[str, Rows] = SALES, sheets: Mapping[str, Rows] | None = None
) -> FileBook:
    """Write a workbook with Excel tables on sheets Data_..., and plain sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(f"Data_{name}")
        _fill(sheet, rows)
        sheet.add_table(Table(displayName=name, ref=f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"))
    for name, rows in (sheets or {}).items():
        _fill(book.create_sheet(name), rows)
    book.save(path)
    return FileBook(path)


def _fill(sheet: Worksheet, rows: Rows) -> None:
    """Write rows; a text is a text unless it is a Formula."""
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "f" if isinstance(value, Formula) else "s"


def faults(path: Path) -> list[str]:
    """What the lint finds, but that formulas have no cached value: a spreadsheet gives them one."""
    return [fault for fault in lint(path) if "without a cached value" not in fault]


def press(
    name: str, book: FileBook, *answers: Any, session: Session | None = None, now: datetime = NOW
) -> Answers:
    """Press a button; a macro that did its work has its workbook saved, unless it writes another one."""
    user = Answers([*answers])
    if run(name, book, user, session or Session(), now, lambda: ["no Excel here"]) and name != "freeze":
        book.save()
    assert user.answers == []
    return user


def rows_of(book: FileBook, sheet: str) -> list[list[Any]]:
    """Return the cells of a sheet, formulas as text, trailing blanks cut."""
    found = []
    for row in book._book[sheet].iter_rows(values_only=True):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        found.append(cells)
    return found
