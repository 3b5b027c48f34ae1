"""Everything that makes Excel "repair" a workbook, found before a user opens it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.lint_formula import Vocabulary
from cbsc_xl.workbook.lint_package import (
    book_problems,
    chart_problems,
    relation_problems,
    table_problems,
    trees,
    type_problems,
)
from cbsc_xl.workbook.lint_sheet import Limits, sheet_problems
from cbsc_xl.workbook.markup import Node
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place
from cbsc_xl.workbook.tablexml import TableXml, tables


def lint(source: Path | str | bytes) -> list[str]:
    """Return a sentence for each fault of a workbook file, or of its bytes; an empty list if it is sound."""
    try:
        package = Package(source)
        problems: list[str] = []
        parts = trees(package, problems)
        return problems or list(_problems(package, parts))
    except TemplateError as error:
        return [str(error)]


def _problems(package: Package, parts: Mapping[str, Node]) -> Iterator[str]:
    book = Book(package)
    yield from type_problems(package, parts)
    yield from relation_problems(package, parts)
    present = {title: parts[part] for title, part in book.sheets.items() if part in parts}
    found = [table for table in tables(package, book) if table.part in parts]
    known = _vocabulary(parts[book.part], found)
    limits = _limits(book, parts)
    yield from book_problems(parts[book.part], known)
    yield from table_problems(found, known.names, _headers(found, present, limits))
    yield from chart_problems(parts, known)
    for title, root in present.items():
        yield from sheet_problems(root, title, limits, known)


def _vocabulary(root: Node, found: list[TableXml]) -> Vocabulary:
    sheets = {node.get("name").lower() for group in root.all("sheets") for node in group.children}
    names = {node.get("name").lower() for group in root.all("definedNames") for node in group.children}
    columns = {table.name.lower(): {column.lower() for column in table.columns()} for table in found}
    return Vocabulary(sheets, names, columns)


def _limits(book: Book, parts: Mapping[str, Node]) -> Limits:
    styles = parts.get(book.related("styles") or "")
    strings = parts.get(book.related("sharedStrings") or "")
    texts = [_text(node) for node in (strings.all("si") if strings else [])]
    return Limits(_count(styles, "cellXfs"), _count(styles, "dxfs"), texts)


def _count(root: Node | None, name: str) -> int:
    group = root.one(name) if root else None
    return len(group.children) if group else 0


def _text(string: Node) -> str:
    texts = [t.text for holder in (string, *string.all("r")) for t in holder.all("t")]
    return "".join(texts)


def _headers(
    found: list[TableXml], present: Mapping[str, Node], limits: Limits
) -> dict[tuple[str, int, int], str]:
    """Return the texts of the header cells of all tables."""
    texts = {}
    for title, root in present.items():
        headers = [table.header for table in found if table.header and table.header.sheet == title]
        for cell in (node for node in root.walk() if node.name == "c" and headers):
            place = Place.on(title, cell.get("r"))
            if place and any(header.holds(place) for header in headers):
                texts[title, place.top, place.left] = _shown(cell, limits)
    return texts


def _shown(cell: Node, limits: Limits) -> str:
    inline, value = cell.one("is"), cell.one("v")
    if inline is not None:
        return _text(inline)
    text = value.text if value is not None else ""
    if cell.get("t") == "s" and text.isdigit() and int(text) < len(limits.strings):
        return limits.strings[int(text)]
    return text
