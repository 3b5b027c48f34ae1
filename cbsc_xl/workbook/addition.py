"""Sheets that a template does not have: added to its package before it is filled, or after."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.markup import escape, parse, quote, spliced
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place, letters
from cbsc_xl.workbook.tablexml import tables

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ADDED = "added"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class TableRange:
    """An Excel table that begins in A1: its name, the texts of its header cells, the number of its rows."""

    name: str
    columns: Sequence[str]
    rows: int

    @property
    def reference(self) -> str:
        """The range, with the header; a table has one row at least."""
        return f"A1:{letters(len(self.columns))}{max(self.rows, 1) + 1}"


@dataclass(frozen=True)
class NewSheet:
    """A sheet: its title, its rows as XML, the widths of its columns, the table on it."""

    title: str
    rows: Iterable[str]
    widths: Sequence[float] = ()
    table: TableRange | None = None
    frozen: int = 0
    hidden: bool = False


def add_sheets(package: Package, sheets: Sequence[NewSheet]) -> None:
    """Add sheets after the last one of a workbook; TemplateError if it uses one of their names."""
    book = Book(package)
    folder = posixpath.dirname(book.part)
    present = tables(package, book)
    _refuse_taken(book, {table.name.lower() for table in present}, sheets)
    table_id = max((int(table.id) for table in present), default=0)
    entries, links = [], []
    sheet_id = _last_sheet_id(package, book)
    start = sum(is_added(part) for part in book.sheets.values()) + 1
    for number, sheet in enumerate(sheets, start):
        part, link = f"{folder}/worksheets/{_ADDED}{number}.xml", f"rIdAdded{number}"
        package.replace(part, _sheet(sheet))
        declare(package, part, f"{_KIND}.worksheet+xml")
        if sheet.table:
            table_id += 1
            _add_table(package, part, sheet.table, table_id)
        name = quote(sheet.title)
        entry = f'<sheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}" name="{name}" sheetId="{sheet_id + number}"'
        state = ' state="hidden"' if sheet.hidden else ""
        entries.append(f'{entry}{state} r:id="{link}"/>')
        links.append((link, f"{_OFFICE}/worksheet", f"/{part}"))
    data = package.xml(book.part)
    listed = parse(data, book.part).one("sheets")
    if listed is not None:
        package.replace(book.part, spliced(data, [(listed.close, listed.close, "".join(entries))]))
    relate(package, book.part, links)


def _refuse_taken(book: Book, tables: set[str], sheets: Sequence[NewSheet]) -> None:
    titles = {title.lower() for title in book.sheets}
    for sheet in sheets:
        if sheet.title.lower() in titles:
            raise TemplateError(f"The template has a sheet {sheet.title}, as the data will: rename it.")
        if sheet.table and sheet.table.name.lower() in tables | {*book.places}:
            raise TemplateError(
                f"The template has a table or name {sheet.table.name}, as the data will: rename it."
            )


def add_names(package: Package, sheet: str, cells: Mapping[str, str]) -> None:
    """Give names to cells of a sheet; `cells` has their addresses without $."""
    part = Book(package).part
    data = package.xml(part)
    root = parse(data, part)
    listed = root.one("definedNames")
    if listed is None:
        raise TemplateError("The template has no names: see cbsc-xl template check.")
    places = {name: Place.on(sheet, address) for name, address in cells.items()}
    entries = "".join(
        f'<{root.prefix}definedName name="{name}">{escape(str(place))}</{root.prefix}definedName>'
        for name, place in places.items()
    )
    package.replace(part, spliced(data, [(listed.close, listed.close, entries)]))


def is_added(part: str) -> bool:
    """Tell whether a part, a sheet or a table, was added to a template."""
    return posixpath.basename(part).startswith(_ADDED)


def relate(package: Package, part: str, links: Sequence[tuple[str, str, str]]) -> None:
    """Add relationships (id, type, target) of a part, or of the package if ``part`` is empty."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    added = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{to}"/>' for id, kind, to in links)
    if path not in package:
        package.replace(path, f'{_START}<Relationships xmlns="{_PACKAGE}">{added}</Relationships>'.encode())
        return
    data = package.xml(path)
    end = parse(data, path).close
    package.replace(path, spliced(data, [(end, end, added)]))


def declare(package: Package, part: str, kind: str) -> None:
    """Say of which type a part is."""
    data = package.xml(TYPES)
    end = parse(data, TYPES).close
    entry = f'<Override PartName="/{part}" ContentType="{kind}"/>'
    package.replace(TYPES, spliced(data, [(end, end, entry)]))


def _last_sheet_id(package: Package, book: Book) -> int:
    listed = parse(package.xml(book.part), book.part).one("sheets")
    return max((int(node.get("sheetId")) for node in listed.children), default=0) if listed else 0


def _sheet(sheet: NewSheet) -> bytes:
    parts = [_START, f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">']
    parts.append('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    parts.append('<sheetView showGridLines="0" workbookViewId="0">')
    if sheet.frozen:
        at = f'ySplit="{sheet.frozen}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft"'
        parts.append(f'<pane {at} state="frozen"/>')
    parts.append('</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>')
    if sheet.widths:
        columns = (
            f'<col min="{i}" max="{i}" width="{width:g}" customWidth="1"/>'
            for i, width in enumerate(sheet.widths, 1)
        )
        parts.append(f"<cols>{''.join(columns)}</cols>")
    parts += ["<sheetData>", *sheet.rows, "</sheetData>"]
    parts.append('<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>')
    if sheet.table:
        parts.append('<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')
    parts.append("</worksheet>")
    return "".join(parts).encode()


def _add_table(package: Package, part: str, table: TableRange, number: int) -> None:
    target = posixpath.join(posixpath.dirname(posixpath.dirname(part)), "tables", f"{_ADDED}{number}.xml")
    columns = "".join(
        f'<tableColumn id="{i}" name="{quote(name)}"/>' for i, name in enumerate(table.columns, 1)
    )
    text = (
        f'{_START}<table xmlns="{_MAIN}" id="{number}" name="{escape(table.name)}" '
        f'displayName="{escape(table.name)}" ref="{table.reference}">'
        f'<autoFilter ref="{table.reference}"/>'
        f'<tableColumns count="{len(table.columns)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" '
        'showRowStripes="0" showColumnStripes="0"/></table>'
    )
    package.replace(target, text.encode())
    declare(package, target, f"{_KIND}.table+xml")
    relate(package, part, [("rId1", f"{_OFFICE}/table", f"/{target}")])
