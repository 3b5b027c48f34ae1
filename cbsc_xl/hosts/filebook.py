"""A workbook file behind the port of the macros, by openpyxl.

openpyxl keeps cells, tables, names and notes; it loses shapes and what other formulas showed, so
this is for tests and for files that cbsc-xl wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from cbsc_xl.hosts.port import ERRORS, CellError, Content, Formula, FormulaCells, Rows, WorkbookError
from cbsc_xl.workbook.generate import replace_file
from cbsc_xl.workbook.references import Place


class FileBook:
    """A workbook file; nothing is written before ``save``."""

    def __init__(self, path: Path) -> None:
        """Read the file, its formulas and what they showed when it was saved."""
        self.path = path
        self.source = path
        self.selected: Place | None = None
        self._book = openpyxl.load_workbook(path)
        self._shown = openpyxl.load_workbook(path, data_only=True)

    @property
    def key(self) -> str:
        """The path."""
        return str(self.path)

    def sheets(self) -> list[str]:
        """Return the names of the sheets."""
        return [*self._book.sheetnames]

    def tables(self) -> dict[str, Place]:
        """Return the Excel tables by name, header row included."""
        return {
            name: _area(sheet.title, table.ref)
            for sheet in self._book.worksheets
            for name, table in dict.items(sheet.tables)
        }

    def table(self, name: str) -> Rows | None:
        """Return the rows of the table, else of the sheet, of that name, in any case."""
        areas = {sheet.casefold(): self.used(sheet) for sheet in self.sheets()}
        areas |= {table.casefold(): area for table, area in self.tables().items()}
        area = areas.get(name.casefold())
        return None if area is None else self.read(area)

    def used(self, sheet: str) -> Place:
        """Return the cells of a sheet that hold something, from the first to the last."""
        return _area(sheet, self._book[sheet].calculate_dimension())

    def selection(self) -> Place:
        """Return the selected cells."""
        sheet: Any = self._book.active
        return self.selected or _area(sheet.title, sheet.sheet_view.selection[0].sqref.split()[0])

    def read(self, area: Place) -> Rows:
        """Return the values; of a formula what it showed when the file was saved."""
        return [[self._value(cell) for cell in row] for row in self._cells(area)]

    def _value(self, cell: Cell) -> Any:
        value: Any = cell.value
        if cell.data_type == "f" or isinstance(value, ArrayFormula):
            title = cell.parent.title
            shown = self._shown[title][cell.coordinate] if title in self._shown.sheetnames else None
            value = shown.value if shown is not None else None
        return CellError(value) if isinstance(value, str) and value in ERRORS else value

    def formula(self, cell: Place) -> str:
        """Return the formula of a cell, blank if it has none."""
        value: Any = self._cells(cell)[0][0].value
        if isinstance(value, ArrayFormula):
            value = value.text
        return str(value) if isinstance(value, str) and value.startswith("=") else ""

    def formulas(self) -> Iterator[FormulaCells]:
        """Go through all formulas."""
        for sheet in self._book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    value: Any = cell.value
                    if isinstance(value, ArrayFormula):
                        area = _area(sheet.title, value.ref)
                        yield FormulaCells(area, str(value.text), self._spilled(area))
                    elif cell.data_type == "f":
                        area = _area(sheet.title, cell.coordinate)
                        yield FormulaCells(area, str(value), self.read(area))

    def _spilled(self, area: Place) -> Rows:
        shown = self._shown[area.sheet] if area.sheet in self._shown.sheetnames else None
        rows = [] if shown is None else shown[area.address]
        cells = rows if isinstance(rows, tuple) else ((rows,),)
        return [[_error_or_value(cell.value) for cell in row] for row in cells]

    def write(self, area: Place, rows: Rows) -> None:
        """Put values into cells."""
        sheet = self._book[area.sheet]
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                _put(sheet.cell(area.top + down, area.left + right), value)

    def put_sheet(self, name: str, content: Content) -> None:
        """Give a sheet a new content; a sheet of a new name stands last."""
        sheet = self._book[name] if name in self._book.sheetnames else self._book.create_sheet(name)
        sheet.delete_rows(1, sheet.max_row)
        sheet.conditional_formatting = ConditionalFormattingList()
        self.write(Place(name, 1, 1, 1, 1), content.rows)
        for number in content.heads:
            for cell in sheet[number]:
                cell.font = Font(name="Calibri", bold=True)
        for (row, column), form in content.formats.items():
            sheet.cell(row, column).number_format = form
        for number, width in enumerate(content.widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width

    def put_table(self, name: str, area: Place) -> None:
        """Make an Excel table of an area with a header row, or let the table of that name have this area."""
        sheet = self._book[area.sheet]
        with suppress(KeyError):
            self.drop_table(name)
        sheet.add_table(Table(displayName=name, ref=area.address))

    def drop_table(self, name: str) -> None:
        """Turn an Excel table into plain cells."""
        del self._book[self.tables()[name].sheet].tables[name]

    def note(self, cell: Place) -> str:
        """Return the note at a cell, blank if it has none."""
        found = self._cells(cell)[0][0].comment
        return found.text if found else ""

    def put_note(self, cell: Place, text: str) -> None:
        """Put a note at a cell in the place of the one it has."""
        self._cells(cell)[0][0].comment = Comment(text, "cbsc-xl")

    def name(self, name: str) -> str | None:
        """Return what a defined name stands for, with its equals sign; None if there is none."""
        found = self._book.defined_names.get(name)
        return f"={found.attr_text}" if found is not None else None

    def put_name(self, name: str, meaning: str) -> None:
        """Let a defined name stand for a formula."""
        self._book.defined_names[name] = DefinedName(name, attr_text=meaning.removeprefix("="))

    def recalculate(self) -> None:
        """Have the next program that opens the file work out every formula."""
        self._book.calculation.fullCalcOnLoad = True

    def copy(self, path: Path) -> FileBook:
        """Open a copy of the saved workbook, whose file will be ``path``."""
        other = FileBook(self.source)
        other.path = path
        return other

    def save(self) -> None:
        """Write the workbook into its file."""
        stream = BytesIO()
        self._book.save(stream)
        replace_file(self.path, stream.getvalue())

    def close(self) -> None:
        """Close the workbook: there is nothing to do."""

    def _cells(self, area: Place) -> tuple[tuple[Cell, ...], ...]:
        found: Any = self._book[area.sheet][area.address]
        return found if isinstance(found, tuple) else ((found,),)


def _area(sheet: str, address: str) -> Place:
    place = Place.on(sheet, address)
    if place is None:
        raise WorkbookError(f"sheet {sheet}: {address} is no range of cells")
    return place


def _error_or_value(value: Any) -> Any:
    return CellError(value) if isinstance(value, str) and value in ERRORS else value


def _put(cell: Any, value: Any) -> None:
    cell.value = str(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "f" if isinstance(value, Formula) else "e" if isinstance(value, CellError) else "s"
