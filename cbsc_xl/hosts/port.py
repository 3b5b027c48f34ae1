"""What macros need of a spreadsheet program: an open workbook, and the person in front of it.

Two hosts fit this port: a workbook file (``filebook``), on which the macros are tested, and Excel
(``excel``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cbsc_xl.errors import CbscError
from cbsc_xl.hosts.function import Book
from cbsc_xl.workbook.references import Place

Rows = Sequence[Sequence[Any]]

ERRORS = frozenset(
    ("#N/A", "#VALUE!", "#NUM!", "#DIV/0!", "#NAME?", "#REF!", "#NULL!", "#SPILL!", "#CALC!", "#BUSY!")
)
"""How cells show errors."""


class WorkbookError(CbscError):
    """A workbook that is not as a macro needs it; the text says what to do."""


class Cancelled(CbscError):
    """The user has stopped a macro: nothing is done and nothing is said."""


class CellError(str):
    """An error value in a cell, as spreadsheets write it."""

    __slots__ = ()


class Formula(str):
    """A formula with its equals sign; any other text in a cell is a text, whatever it begins with."""

    __slots__ = ()


@dataclass(frozen=True)
class FormulaCells:
    """The cells that one formula fills, and what they show."""

    area: Place
    formula: str
    values: Rows


@dataclass(frozen=True)
class Content:
    """All that a sheet shows: its rows from A1, the numbers of its bold rows, number formats, widths."""

    rows: Rows
    heads: Sequence[int] = ()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    widths: Sequence[int] = ()


class Workbook(Book, Protocol):
    """An open workbook."""

    @property
    def path(self) -> Path | None:
        """Its file; None if it was never saved."""

    def sheets(self) -> list[str]:
        """Return the names of the sheets."""

    def tables(self) -> dict[str, Place]:
        """Return the Excel tables by name, header row included."""

    def used(self, sheet: str) -> Place:
        """Return the cells of a sheet that hold something, from the first to the last."""

    def selection(self) -> Place:
        """Return the selected cells."""

    def read(self, area: Place) -> Rows:
        """Return the values; blank cells are None, errors CellError."""

    def formula(self, cell: Place) -> str:
        """Return the formula of a cell, blank if it has none."""

    def formulas(self) -> Iterator[FormulaCells]:
        """Go through all formulas."""

    def write(self, area: Place, rows: Rows) -> None:
        """Put values into cells."""

    def put_sheet(self, name: str, content: Content) -> None:
        """Give a sheet a new content; a sheet of a new name stands last."""

    def put_table(self, name: str, area: Place) -> None:
        """Make an Excel table of an area with a header row, or let the table of that name have this area."""

    def drop_table(self, name: str) -> None:
        """Turn an Excel table into plain cells."""

    def note(self, cell: Place) -> str:
        """Return the note at a cell, blank if it has none."""

    def put_note(self, cell: Place, text: str) -> None:
        """Put a note at a cell in the place of the one it has."""

    def name(self, name: str) -> str | None:
        """Return what a defined name stands for, with its equals sign; None if there is none."""

    def put_name(self, name: str, meaning: str) -> None:
        """Let a defined name stand for a formula."""

    def recalculate(self) -> None:
        """Work out every formula anew."""

    def copy(self, path: Path) -> Workbook:
        """Open a copy of this workbook, whose file will be ``path``."""

    def save(self) -> None:
        """Write the workbook into its file."""

    def close(self) -> None:
        """Close the workbook without saving it."""


class User(Protocol):
    """The person in front of the screen; who closes a question raises Cancelled."""

    def say(self, text: str) -> None:
        """Show a message."""

    def confirm(self, text: str) -> bool:
        """Ask a question with the answers yes and no."""

    def ask(self, prompt: str, default: str) -> str:
        """Ask for a text."""

    def choose(self, prompt: str, options: Sequence[str], default: str) -> str:
        """Ask for one of some texts."""

    def new_file(self, name: str) -> Path:
        """Ask where a new workbook is to be saved."""

    def folder(self, prompt: str) -> Path:
        """Ask for a folder."""

    def open(self, path: Path) -> None:
        """Open a file for the user."""
