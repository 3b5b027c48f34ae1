"""Excel behind the port of the macros, by xlwings; only a process that Excel has started loads this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw

from cbsc_xl.hosts.classic.calls import session
from cbsc_xl.hosts.classic.install import faults
from cbsc_xl.hosts.classic.machine import ThisMachine
from cbsc_xl.hosts.macros import run
from cbsc_xl.hosts.port import (
    ERRORS,
    Cancelled,
    CellError,
    Content,
    Formula,
    FormulaCells,
    Rows,
    WorkbookError,
)
from cbsc_xl.workbook.references import Place

TITLE = "CBSC"
_FOLDER_PICKER = 4


@xw.func
@xw.arg("arguments", "raw")
@xw.ret("raw")
def macro(*arguments):  # type: ignore[no-untyped-def]
    """Run the macro of a button: its name, and the full name of the workbook in front.

    Without type hints, because xlwings converts by them.
    """
    name, _ = arguments
    book = xw.Book.caller()
    run(name, ExcelBook(book), ExcelUser(book.app), session(), faults=lambda: faults(ThisMachine()))
    return [[""]]


class ExcelBook:
    """A workbook that is open in Excel."""

    def __init__(self, book: Any) -> None:
        """Take a Book of xlwings."""
        self._book = book

    @property
    def key(self) -> str:
        """The full name, which no other open workbook has."""
        return str(self._book.fullname)

    @property
    def path(self) -> Path | None:
        """The file; None if the workbook was never saved, or lies on a server."""
        path = Path(self._book.fullname)
        return path if path.is_absolute() and path.exists() else None

    def sheets(self) -> list[str]:
        """Return the names of the sheets."""
        return [sheet.name for sheet in self._book.sheets]

    def tables(self) -> dict[str, Place]:
        """Return the Excel tables by name, header row included."""
        return {table.name: _place(table.range) for sheet in self._book.sheets for table in sheet.tables}

    def table(self, name: str) -> Rows | None:
        """Return the rows of the table, else of the sheet, of that name, in any case."""
        place = self._sources.get(name.casefold())
        return None if place is None else self.read(place)

    @cached_property
    def _sources(self) -> dict[str, Place]:
        """The cells of every sheet and table by its name, looked up once; a table wins over a sheet."""
        found = {sheet.casefold(): self.used(sheet) for sheet in self.sheets()}
        return found | {table.casefold(): place for table, place in self.tables().items()}

    def used(self, sheet: str) -> Place:
        """Return the cells of a sheet that hold something, from the first to the last."""
        return _place(self._book.sheets[sheet].used_range)

    def selection(self) -> Place:
        """Return the selected cells."""
        chosen = self._book.app.selection
        if chosen is None:
            raise WorkbookError("select a cell first")
        return _place(chosen)

    def read(self, area: Place) -> Rows:
        """Return the values; blank cells are None, errors CellError."""
        rows = self._range(area).options(ndim=2, err_to_str=True).value
        return [[_plain(value) for value in row] for row in rows]

    def formula(self, cell: Place) -> str:
        """Return the formula of a cell, blank if it has none."""
        found = self._content(cell)[0][0]
        return str(found) if isinstance(found, Formula) else ""

    def formulas(self) -> Iterator[FormulaCells]:
        """Go through all formulas; only those that call a function of ours are asked how far they spill."""
        for sheet in self.sheets():
            used = self.used(sheet)
            for down, row in enumerate(self._content(used)):
                for right, formula in enumerate(row):
                    if isinstance(formula, Formula):
                        yield from self._filled(used.cell(down, right), str(formula))

    def _filled(self, cell: Place, formula: str) -> Iterator[FormulaCells]:
        area = _extent(self._range(cell)) if "CBSC_" in formula.upper() else cell
        if (area.left, area.top) == (cell.left, cell.top):
            yield FormulaCells(area, formula, self.read(area))

    def _content(self, area: Place) -> Rows:
        """Return formulas where there are some, else values; to Excel a text ``=A1`` is its own formula."""
        formulas = _rows(self._range(area).formula)
        return [
            [
                Formula(text) if str(text).startswith("=") and text != value else value
                for text, value in zip(*pair, strict=True)
            ]
            for pair in zip(formulas, self.read(area), strict=True)
        ]

    def write(self, area: Place, rows: Rows) -> None:
        """Put values into cells; an apostrophe keeps Excel from reading a text as a number or formula."""
        if area.rows == area.columns == 1 and self._range(area).api.HasArray:
            area = _extent(self._range(area))
        width = max(map(len, rows))
        plain = [[*map(_written, row), *[None] * (width - len(row))] for row in rows]
        start = self._range(area.cell(0, 0))
        start.resize(len(rows), width).value = plain
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                if isinstance(value, Formula):
                    _enter(self._range(area.cell(down, right)), str(value))

    def put_sheet(self, name: str, content: Content) -> None:
        """Give a sheet a new content; what fails leaves the old one, or no new sheet."""
        new = name not in self.sheets()
        sheet = self._book.sheets.add(name, after=self._book.sheets[-1]) if new else self._book.sheets[name]
        used = self.used(name)
        before = self._content(used)
        try:
            self._fill(sheet, content)
        except Exception:
            if new:
                sheet.delete()
            else:
                sheet.clear()
                self.write(used, before)
            raise

    def _fill(self, sheet: Any, content: Content) -> None:
        for table in [*sheet.tables]:
            table.api.Unlist()
        sheet.clear()
        width = max(map(len, content.rows))
        self.write(Place(sheet.name, 1, 1, width, len(content.rows)), content.rows)
        for number in content.heads:
            sheet.range((number, 1), (number, width)).font.bold = True
        for (row, column), form in content.formats.items():
            sheet.range((row, column)).number_format = form
        for column, size in enumerate(content.widths, 1):
            sheet.range((1, column)).column_width = size

    def put_table(self, name: str, area: Place) -> None:
        """Make an Excel table of an area with a header row, or let the table of that name have this area."""
        tables = self._book.sheets[area.sheet].tables
        existing = next((table for table in tables if table.name.casefold() == name.casefold()), None)
        if existing is None:
            tables.add(self._range(area), name=name, has_headers=True)
        else:
            existing.resize(self._range(area))

    def drop_table(self, name: str) -> None:
        """Turn an Excel table into plain cells."""
        self._book.sheets[self.tables()[name].sheet].tables[name].api.Unlist()

    def note(self, cell: Place) -> str:
        """Return the note at a cell, blank if it has none."""
        found = self._range(cell).api.Comment
        return str(found.Text()) if found is not None else ""

    def put_note(self, cell: Place, text: str) -> None:
        """Put a note at a cell in the place of the one it has."""
        api = self._range(cell).api
        api.ClearComments()
        api.AddComment(text)

    def name(self, name: str) -> str | None:
        """Return what a defined name stands for, with its equals sign; None if there is none."""
        return next((str(found.refers_to) for found in self._book.names if found.name == name), None)

    def put_name(self, name: str, meaning: str) -> None:
        """Let a defined name stand for a formula."""
        self._book.names.add(name, meaning)

    def recalculate(self) -> None:
        """Work out every formula of all open workbooks anew."""
        self._book.app.api.CalculateFull()

    def copy(self, path: Path) -> ExcelBook:
        """Open a copy of this workbook, as it is now, whose file will be ``path``."""
        self._book.api.SaveCopyAs(str(path))
        return ExcelBook(self._book.app.books.open(path, update_links=False))

    def save(self) -> None:
        """Write the workbook into its file."""
        self._book.save()

    def close(self) -> None:
        """Close the workbook without saving it."""
        self._book.close()

    def _range(self, area: Place) -> Any:
        return self._book.sheets[area.sheet].range(area.address)


class ExcelUser:
    """The person in front of Excel."""

    def __init__(self, app: Any) -> None:
        """Take an App of xlwings."""
        self._app = app

    def say(self, text: str) -> None:
        """Show a message."""
        self._app.alert(text, TITLE)

    def confirm(self, text: str) -> bool:
        """Ask a question with the answers yes and no."""
        return bool(self._app.alert(text, TITLE, buttons="yes_no") == "yes")

    def ask(self, prompt: str, default: str) -> str:
        """Ask for a text."""
        return str(_answered(self._app.api.InputBox(prompt, TITLE, default)))

    def choose(self, prompt: str, options: Sequence[str], default: str) -> str:
        """Ask for the number or the text of an option until one is given."""
        listed = "\n".join([prompt, *(f"{number}  {text}" for number, text in enumerate(options, 1))])
        by_answer = {str(number): text for number, text in enumerate(options, 1)}
        by_answer |= {text.casefold(): text for text in options}
        while True:
            answer = self.ask(listed, default).strip().casefold()
            if answer in by_answer:
                return by_answer[answer]

    def new_file(self, name: str) -> Path:
        """Ask where a new workbook is to be saved."""
        suffix = Path(name).suffix
        return Path(_answered(self._app.api.GetSaveAsFilename(name, f"Excel (*{suffix}), *{suffix}")))

    def folder(self, prompt: str) -> Path:
        """Ask for a folder."""
        dialog = self._app.api.FileDialog(_FOLDER_PICKER)
        dialog.Title = prompt
        if not dialog.Show():
            raise Cancelled
        return Path(dialog.SelectedItems(1))

    def open(self, path: Path) -> None:
        """Open a workbook for the user."""
        self._app.books.open(path)


def _answered(answer: Any) -> Any:
    """Return what was typed; Cancelled for False, with which Excel says that a question was closed."""
    if answer is False:
        raise Cancelled
    return answer


def _place(area: Any) -> Place:
    rows, columns = area.shape
    left, top = area.column, area.row
    return Place(area.sheet.name, left, top, left + columns - 1, top + rows - 1)


def _extent(cell: Any) -> Place:
    """Return the cells that the formula of a cell fills: an array, or what it spills over."""
    api = cell.api
    if api.HasArray:
        return _of_api(cell.sheet.name, api.CurrentArray)
    if getattr(api, "HasSpill", False):  # Excel 2019 and earlier do not spill
        return _of_api(cell.sheet.name, api.SpillParent.SpillingToRange)
    return _place(cell)


def _of_api(sheet: str, api: Any) -> Place:
    left, top = api.Column, api.Row
    return Place(sheet, left, top, left + api.Columns.Count - 1, top + api.Rows.Count - 1)


def _enter(cell: Any, formula: str) -> None:
    """Enter a formula that may spill; Excel 2019 and earlier have no other kind than theirs."""
    if hasattr(cell.api, "Formula2"):
        cell.api.Formula2 = formula
    else:
        cell.formula = formula


def _rows(value: Any) -> Sequence[Sequence[Any]]:
    """Return formulas as rows: of one cell xlwings returns a text."""
    return value if isinstance(value, (list, tuple)) else ((value,),)


def _plain(value: Any) -> Any:
    return CellError(value) if isinstance(value, str) and value in ERRORS else value


def _written(value: Any) -> Any:
    if isinstance(value, Formula):
        return None
    if isinstance(value, str) and not isinstance(value, CellError) and value:
        return f"'{value}"
    return str(value) if isinstance(value, str) else value
