"""Live workbooks for Excel on Windows that carry the functions themselves: no add-in is needed."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from cbsc_xl.hosts.classic.addin import argument_help, function_groups, intellisense
from cbsc_xl.hosts.classic.install import xlwings_version
from cbsc_xl.hosts.classic.wrappers import vba_project
from cbsc_xl.hosts.functions import functions
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.addition import TYPES, NewSheet, add_sheets, declare, relate
from cbsc_xl.workbook.book import WITH_MACROS, WORKBOOK, Book
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.markup import parse, set_attributes, spliced
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_MACROS_TYPE = "application/vnd.ms-office.vbaProject"


def add_functions(package: Package, language: str) -> None:
    """Make a workbook one with macros: a wrapper per function, their help, the sheet of IntelliSense.

    The DLL's name holds the version of xlwings, so the file fits the installed version only; HostError if
    there is none.
    """
    version, voice = xlwings_version(), Voice(language)
    add_sheets(package, [_intellisense(voice)])
    book = Book(package)
    codes = {part: f"Sheet{number}" for number, part in enumerate(book.sheets.values(), 1)}
    for part, code in codes.items():
        _name(package, part, "sheetPr", code, after=())
    _name(package, book.part, "workbookPr", "ThisWorkbook", after=("fileVersion", "fileSharing"))
    _add_help(package, book.part, voice)
    package.replace(TYPES, package.xml(TYPES).replace(WORKBOOK.encode(), WITH_MACROS.encode()))
    target = posixpath.join(posixpath.dirname(book.part), "vbaProject.bin")
    package.replace(target, vba_project(functions(), version, [*codes.values()], language))
    declare(package, target, _MACROS_TYPE)
    relate(package, book.part, [("rIdMacros", _MACROS, "vbaProject.bin")])


def _intellisense(voice: Voice) -> NewSheet:
    """Return the hidden last sheet, which the add-in Excel-DNA IntelliSense reads."""
    writer = CellWriter(date1904=False)
    rows = []
    for number, texts in enumerate(intellisense(functions(), voice), 1):
        cells = (f'<c r="{letters(i)}{number}"{writer.constant(text)}' for i, text in enumerate(texts, 1))
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return NewSheet("_IntelliSense_", rows, hidden=True)


def _name(package: Package, part: str, element: str, code: str, after: Sequence[str]) -> None:
    """Write the code name of a sheet or workbook, by which its module in the project finds it."""
    data = package.xml(part)
    root = parse(data, part)
    node = root.one(element)
    if node is not None:
        tag = set_attributes(data[node.start : node.inner].decode(), codeName=code)
        edit = (node.start, node.inner, tag)
    else:
        place = max((node.end for node in root.children if node.name in after), default=root.inner)
        edit = (place, place, f'<{root.prefix}{element} codeName="{code}"/>')
    package.replace(part, spliced(data, [edit]))


def _add_help(package: Package, part: str, voice: Voice) -> None:
    """Write the categories of the functions and the help of their arguments into the workbook part."""
    data = package.xml(part)
    root = parse(data, part)
    sheets, extensions = root.one("sheets"), root.one("extLst")
    groups = function_groups(functions(), voice).replace(" ", f' xmlns="{_MAIN}" ', 1)
    extension = argument_help(functions(), voice)
    edits = [(sheets.end, sheets.end, groups)] if sheets else []
    if extensions is not None:
        edits.append((extensions.close, extensions.close, extension))
    else:
        edits.append((root.close, root.close, f'<extLst xmlns="{_MAIN}">{extension}</extLst>'))
    package.replace(part, spliced(data, edits))
