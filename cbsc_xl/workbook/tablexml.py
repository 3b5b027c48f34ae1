"""Excel tables of a template: the range follows the rows, a column's name its header cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cbsc_xl.workbook.book import Book, relations
from cbsc_xl.workbook.markup import parse, set_attributes, spliced
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place

_CODED = re.compile("_x([0-9A-Fa-f]{4})_")


class TableXml:
    """One table part."""

    def __init__(self, data: bytes, part: str, sheet: str) -> None:
        """Read a table of a sheet."""
        self.part, self._data = part, data
        root = parse(data, part)
        self.id, self.name = root.get("id"), root.get("displayName")
        self.place = Place.on(sheet, root.get("ref")) or Place(sheet, 1, 1, 1, 1)
        self._headers = int(root.get("headerRowCount") or 1)
        self.totals = int(root.get("totalsRowCount") or 0)
        self._root = root
        self._columns = [node for group in root.all("tableColumns") for node in group.all("tableColumn")]

    @property
    def body(self) -> Place:
        """The cells between header and totals row."""
        place = self.place
        return Place(
            place.sheet, place.left, place.top + self._headers, place.right, place.bottom - self.totals
        )

    @property
    def header(self) -> Place | None:
        """The cells of the header row."""
        place = self.place
        return Place(place.sheet, place.left, place.top, place.right, place.top) if self._headers else None

    def columns(self) -> list[str]:
        """Return the names of the columns."""
        return [_CODED.sub(lambda m: chr(int(m[1], 16)), node.get("name")) for node in self._columns]

    def filters(self) -> list[str]:
        """Return the ranges of filters and sorting within the table."""
        return [node.get("ref") for node in self._root.walk() if node is not self._root and node.get("ref")]

    def xml(self, bottom: int, names: Mapping[int, str] | None = None) -> bytes:
        """Return the part with another last row (of range, filter and sorting) and other column names."""
        edits = [
            (
                node.start,
                node.inner,
                self._tag(node.start, node.inner, ref=self._ending(node.get("ref"), bottom)),
            )
            for node in self._root.walk()
            if node.get("ref")
        ]
        for index, name in (names or {}).items():
            node = self._columns[index]
            edits.append((node.start, node.inner, self._tag(node.start, node.inner, name=name)))
        return spliced(self._data, edits)

    def _tag(self, start: int, end: int, **attributes: str) -> str:
        return set_attributes(self._data[start:end].decode(), **attributes)

    def _ending(self, reference: str, bottom: int) -> str:
        end = str(self.place.bottom)
        return re.sub(f"(?<=[A-Z]){end}$", str(bottom), reference)


def tables(package: Package, book: Book) -> list[TableXml]:
    """Return the tables of all worksheets."""
    return [
        TableXml(package.xml(relation.target), relation.target, title)
        for title, part in book.sheets.items()
        for relation in relations(package, part)
        if relation.kind == "table"
    ]
