"""A sheet of the workbook of examples, written from the top down."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from datetime import date

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from docs.generator.package import Value

INK, ACCENT, GREY, PALE, BAND = "1F2429", "0E5A74", "616A73", "DDE2E5", "F1F4F5"
HEAD = Font(name="Calibri", size=10, bold=True, color=GREY)
BODY = Font(name="Calibri", size=11, color=INK)
BOLD = Font(name="Calibri", size=11, bold=True, color=INK)
LINK = Font(name="Calibri", size=11, color=ACCENT, underline="single")
TITLE = Font(name="Calibri", size=20, bold=True, color=INK)
LINE = Border(bottom=Side("thin", color=INK))
HAIRLINE = Border(bottom=Side("hair", color=PALE))
LINE_HEIGHT = 15
LEFT, RIGHT = Alignment(horizontal="left"), Alignment(horizontal="right", indent=1)
RESULT = PatternFill("solid", fgColor=BAND)


class Page:
    """A sheet, the next free row, and the values of its formulas."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.sheet, self.widths = sheet, widths
        self.row = 1
        self.cached: dict[str, Value] = {}
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def title(self, text: str, under: str) -> None:
        """Write the title and a line under it."""
        self._text(1, text, TITLE)
        self.row += 1
        self.wide(1, under)
        self.row += 2

    def heads(self, *heads: str, right: Container[int] = ()) -> None:
        """Write heads of columns; those whose numbers are in ``right`` stand above figures."""
        for number, head in enumerate(heads, 1):
            cell = self._text(number, head, HEAD)
            cell.border = LINE
            if number in right:
                cell.alignment = RIGHT
        self.row += 1

    def line(self, *values: Value | date | None, font: Font = BODY) -> None:
        """Write a row of values; texts are never formulas."""
        for number, value in enumerate(values, 1):
            if isinstance(value, str):
                self._text(number, value, font)
            elif value is not None:
                cell = self.sheet.cell(self.row, number, value)
                cell.font, cell.alignment = font, RIGHT
                if isinstance(value, date):
                    cell.number_format, cell.alignment = "yyyy-mm-dd", LEFT
            self.sheet.cell(self.row, number).border = HAIRLINE
        self.row += 1

    def formula(self, column: int, formula: str, value: Value, number_format: str = "General") -> str:
        """Write a formula with its value into the row and return its address."""
        cell = self.sheet.cell(self.row, column, f"={formula}")
        cell.font, cell.fill, cell.number_format = BOLD, RESULT, number_format
        cell.alignment = RIGHT
        self.cached[cell.coordinate] = value
        return cell.coordinate

    def wide(self, column: int, text: str) -> None:
        """Write a text over all columns from one on, as many lines high as it needs."""
        self._text(column, text, BODY).alignment = Alignment(wrap_text=True, vertical="top")
        self.sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=column, end_column=len(self.widths)
        )
        lines = math.ceil(len(text) / sum(self.widths[column - 1 :]))
        self.sheet.row_dimensions[self.row].height = LINE_HEIGHT * lines

    def link(self, column: int, text: str, sheet: str) -> None:
        """Write a link to another sheet of the workbook into the row."""
        cell = self._text(column, text, LINK)
        cell.hyperlink = f"#'{sheet}'!A1"
        cell.font = LINK

    def _text(self, column: int, text: str, font: Font) -> Cell | MergedCell:
        cell = self.sheet.cell(self.row, column)
        cell.value, cell.data_type, cell.font = text, "s", font
        return cell
