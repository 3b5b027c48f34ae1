"""A workbook to paste into: a sheet per table, its heads explained."""

from __future__ import annotations

import io
import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from cbsc_xl.errors import DataError
from cbsc_xl.tables.schema import SETTINGS, TABLES, Column, TableSpec
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.generate import replace_file
from cbsc_xl.workbook.package import Package

INK, ACCENT, BAND = "1F2429", "0E5A74", "F1F4F5"
FORMATS = {"date": "yyyy-mm-dd", "amount": "#,##0.00", "text": "@", "period": "@"}
ROWS = 500
"""Rows that are formatted in advance; a paste may be longer."""

LONGEST_LIST = 255
"""What Excel allows for the words of a validation list."""


def write_blank(path: Path, language: str) -> None:
    """Write the workbook to paste into; DataError for a file that exists or is no .xlsx."""
    if path.suffix.casefold() != ".xlsx":
        raise DataError(f"{path} must end in .xlsx")
    if path.exists():
        raise DataError(f"{path} exists already: choose another name, or remove it first")
    replace_file(path, blank_workbook(language))


def blank_workbook(language: str) -> bytes:
    """Return a workbook with a sheet per table of the data model and a first sheet that explains them."""
    voice = Voice(language)
    book = Workbook()
    _explain(book.worksheets[0], voice)
    for spec in TABLES.values():
        _table(book.create_sheet(spec.name), spec, voice)
    book.properties.title = voice("Data for the Customer Balanced Scorecard")
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _undated(content: bytes) -> bytes:
    """Take out the moment of writing, so that the same workbook is the same file."""
    package = Package(content)
    core = package["docProps/core.xml"]
    package.replace("docProps/core.xml", re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", core))
    return package.write({})


def _explain(sheet: Worksheet, voice: Voice) -> None:
    """List every table and column with what it means and whether it is required."""
    sheet.title = "Start"
    sheet.sheet_view.showGridLines = False
    sheet["A1"] = voice("Paste your exports into the sheets of this workbook")
    sheet["A1"].font = Font(name="Calibri", size=20, bold=True, color=INK)
    sheet["A2"] = voice(
        "Two tables are enough to start: Customers and Transactions. Leave empty what you do not have."
    )
    heads = (voice("table"), voice("column"), voice("required"), voice("what it is"), voice("example"))
    _head(sheet, 4, heads)
    row = 5
    for spec in TABLES.values():
        _line(sheet, row, (spec.name, "", "", spec.meaning[voice.language], ""), bold=True)
        row += 1
        for column in spec.columns:
            required = voice("yes") if column.required else ""
            cells = ("", column.name, required, column.meaning[voice.language], column.example)
            _line(sheet, row, cells, bold=False)
            row += 1
    for letter, width in zip("ABCDE", (18, 24, 12, 90, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"


def _head(sheet: Worksheet, row: int, heads: tuple[str, ...]) -> None:
    for number, head in enumerate(heads, 1):
        cell = sheet.cell(row, number, head)
        cell.font = Font(name="Calibri", size=10, bold=True, color="616A73")
        cell.border = Border(bottom=Side("thin", color=INK))


def _line(sheet: Worksheet, row: int, cells: tuple[str, ...], *, bold: bool) -> None:
    for number, text in enumerate(cells, 1):
        cell = sheet.cell(row, number)
        cell.value, cell.data_type = text, "s"
        cell.font = Font(name="Calibri", bold=bold, color=ACCENT if bold else INK)
        cell.alignment = Alignment(wrap_text=number == 4, vertical="top")
        if bold:
            cell.fill = PatternFill("solid", fgColor=BAND)


def _table(sheet: Worksheet, spec: TableSpec, voice: Voice) -> None:
    """Write the heads with a note each, formats below them, and make them a table."""
    for number, column in enumerate(spec.columns, 1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, column.name)
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF" if column.required else INK)
        cell.fill = PatternFill("solid", fgColor=ACCENT if column.required else BAND)
        cell.comment = _note(column, voice)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 4)
        if column.type in FORMATS:
            for row in range(2, ROWS + 2):
                sheet.cell(row, number).number_format = FORMATS[column.type]
        _offer_words(sheet, column, f"{letter}2:{letter}{ROWS + 1}")
    if spec.name == "Settings":
        _offer_settings(sheet, voice)
    last = max(2, sheet.max_row if spec.name == "Settings" else 2)
    table = Table(displayName=spec.name, ref=f"A1:{get_column_letter(len(spec.columns))}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = "A2"


def _note(column: Column, voice: Voice) -> Comment:
    lines = [column.meaning[voice.language]]
    if column.required:
        lines.append(voice("required"))
    if column.words:
        lines.append(", ".join(column.words))
    if column.example:
        lines.append(voice("example") + ": " + column.example)
    note = Comment("\n".join(lines), "cbsc-xl")
    note.width, note.height = 320, 110
    return note


def _offer_words(sheet: Worksheet, column: Column, cells: str) -> None:
    words = ",".join(column.words)
    if words and len(words) < LONGEST_LIST and not column.open:
        offer = DataValidation("list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
        offer.add(cells)
        sheet.add_data_validation(offer)


def _offer_settings(sheet: Worksheet, voice: Voice) -> None:
    """List every setting with its default; one that must be given stays blank."""
    for row, setting in enumerate(SETTINGS.values(), 2):
        sheet.cell(row, 1, setting.name)
        if setting.default not in (None, ""):
            sheet.cell(row, 2, setting.default)
        sheet.cell(row, 4, setting.meaning[voice.language])
