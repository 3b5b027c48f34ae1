"""The part that holds a workbook together: sheets, defined names, calendar, recalculation."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.markup import Node, escape, parse, set_attributes, spliced
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_CALCULATION = "191029"  # the engine of Excel 2019 and later: nothing is recalculated for its age
_BEFORE_CALCULATION = frozenset(
    ["fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews",
     "sheets", "functionGroups", "externalReferences", "definedNames", "revisionPtr"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, the part it leads to."""

    id: str
    kind: str
    target: str
    external: bool


def relations(package: Package, part: str) -> list[Relation]:
    """Return the relationships of a part; `part` is empty for those of the package."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return []
    found = []
    for node in parse(package.xml(path), path).all("Relationship"):
        target, external = node.get("Target"), node.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relation(node.get("Id"), node.get("Type").rpartition("/")[2], target, external))
    return found


def workbook_part(package: Package, allowed: Sequence[str] = (WORKBOOK, WITH_MACROS)) -> str:
    """Return the main part; TemplateError if the file is no workbook of a type that is allowed."""
    types = parse(package.xml("[Content_Types].xml"), "[Content_Types].xml")
    kinds = {node.get("PartName").lstrip("/"): node.get("ContentType") for node in types.all("Override")}
    for relation in relations(package, ""):
        if relation.kind == "officeDocument":
            if kinds.get(relation.target, "") not in allowed:
                break
            return relation.target
    raise TemplateError(f"{package.name} is not a plain Excel workbook: save it as Excel workbook (.xlsx).")


class Book:
    """The workbook part of a package."""

    def __init__(self, package: Package) -> None:
        """Read the workbook part."""
        self.part = workbook_part(package)
        self._data = package.xml(self.part)
        self._root = parse(self._data, self.part)
        self.relations = {relation.id: relation for relation in relations(package, self.part)}
        self.sheets = dict(self._sheets())
        properties = self._root.one("workbookPr")
        self.date1904 = properties is not None and properties.flag("date1904")
        names = self._root.one("definedNames")
        self._names = [node for node in (names.children if names else []) if node.get("localSheetId") == ""]
        self.places = {node.get("name").lower(): self._place(node.text) for node in self._names}

    def _place(self, reference: str) -> Place | None:
        place = Place.of(reference)
        return place if place and place.sheet in self.sheets else None

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the part of each worksheet."""
        sheets = self._root.one("sheets")
        for node in sheets.children if sheets else ():
            relation = self.relations.get(node.get("id"))
            if relation and relation.kind == "worksheet":
                yield node.get("name"), relation.target

    def related(self, kind: str) -> str | None:
        """Return the part of a kind such as `styles`."""
        return next((relation.target for relation in self.relations.values() if relation.kind == kind), None)

    def xml(self, recalculate: bool, bottoms: Mapping[str, int]) -> bytes:
        """Return the part: with or without recalculation on opening, and names that end on another row."""
        edits = [self._calculation(recalculate)]
        for node in self._names:
            place = self.places[node.get("name").lower()]
            bottom = bottoms.get(node.get("name").lower())
            if place and bottom and bottom != place.bottom:
                new = Place(place.sheet, place.left, place.top, place.right, bottom)
                edits.append((node.inner, node.close, escape(str(new))))
        return spliced(self._data, edits)

    def _calculation(self, recalculate: bool) -> tuple[int, int, str]:
        flag = "1" if recalculate else None
        node = self._root.one("calcPr")
        if node is not None:
            tag = self._data[node.start : node.inner].decode()
            return node.start, node.inner, set_attributes(tag, calcId=_CALCULATION, fullCalcOnLoad=flag)
        tag = set_attributes(f"<{self._root.prefix}calcPr/>", calcId=_CALCULATION, fullCalcOnLoad=flag)
        place = max(node.end for node in self._root.children if node.name in _BEFORE_CALCULATION)
        return place, place, tag


def without_calculation_chain(package: Package, book: Book) -> None:
    """Remove the order of calculation that Excel kept; Excel makes a new one."""
    part = book.related("calcChain")
    if part is None or part not in package:
        return
    folder, name = posixpath.split(book.part)
    _drop(package, "[Content_Types].xml", lambda node: node.get("PartName").lstrip("/") == part)
    _drop(package, f"{folder}/_rels/{name}.rels", lambda node: node.get("Type").endswith("/calcChain"))
    package.remove(part)


def _drop(package: Package, part: str, unwanted: Callable[[Node], bool]) -> None:
    """Remove elements of a list part."""
    data = package.xml(part)
    edits = [(node.start, node.end, "") for node in parse(data, part).children if unwanted(node)]
    package.replace(part, spliced(data, edits))


def titled(data: bytes, title: str, part: str) -> bytes:
    """Return the properties of the document with a title."""
    root = parse(data, part)
    node = root.one("title")
    if node is not None and node.close > node.inner:
        return spliced(data, [(node.inner, node.close, escape(title))])
    start, end = (node.start, node.end) if node else (root.inner, root.inner)
    space = "http://purl.org/dc/elements/1.1/"
    return spliced(data, [(start, end, f'<dc:title xmlns:dc="{space}">{escape(title)}</dc:title>')])
