"""What Excel repairs in the package around the sheets: parts, relationships, names, tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.book import relations
from cbsc_xl.workbook.lint_formula import Vocabulary, formula_problems
from cbsc_xl.workbook.markup import Node, parse
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place
from cbsc_xl.workbook.tablexml import TableXml

_TYPES = "[Content_Types].xml"
_NAME = re.compile(r"[^\W\d\\][\w.\\?]*|\\[\w.\\?]*")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")
_LINKED = re.compile(r"(?:r|relationships?):(?:id|embed|link|pict|dm|lo|qs|cs)")
_WEB = ("http://", "https://", "mailto:", "#")
_OWN_PREFIX = "_xlnm."


def trees(package: Package, problems: list[str]) -> dict[str, Node]:
    """Parse every XML part; what cannot be parsed becomes a problem."""
    found = {}
    for part in package.names():
        if part.endswith((".xml", ".rels", ".vml")):
            try:
                found[part] = parse(package.xml(part), part)
            except (TemplateError, UnicodeDecodeError, LookupError) as error:
                problems.append(str(error))
    return found


def type_problems(package: Package, parts: Mapping[str, Node]) -> Iterator[str]:
    """Yield parts without a content type, and types of parts that do not exist."""
    endings = {node.get("Extension").lower() for node in parts[_TYPES].all("Default")}
    overrides = [node.get("PartName").lstrip("/") for node in parts[_TYPES].all("Override")]
    for part in package.names():
        if part != _TYPES and part not in overrides and part.rpartition(".")[2].lower() not in endings:
            yield f"The part {part} has no content type."
    for part in overrides:
        if part not in package:
            yield f"The content type of {part} belongs to no part."
    yield from (f"The part {part} has two content types." for part in repeated(overrides))


def relation_problems(package: Package, parts: Mapping[str, Node]) -> Iterator[str]:
    """Yield relationships that lead nowhere or to this machine, and ids without a relationship."""
    for path in [name for name in package.names() if name.endswith(".rels")]:
        folder, name = posixpath.split(path)
        part = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
        if part and part not in package:
            yield f"The relationships {path} belong to no part."
        found = relations(package, part)
        yield from (f"{path} holds the id {id} twice." for id in repeated(r.id for r in found))
        for relation in found:
            if not relation.external and relation.target not in package and relation.target:
                yield f"{path} leads to {relation.target}, which does not exist."
            if relation.external and not relation.target.startswith(_WEB):
                yield f"{path} leads to a file outside the workbook: {relation.target}."
    for part, root in parts.items():
        ids = {relation.id for relation in relations(package, part)}
        for node in root.walk():
            for key, value in node.attributes.items():
                if _LINKED.fullmatch(key) and value and value not in ids:
                    yield f"{part} uses the relationship {value}, which does not exist."


def book_problems(root: Node, known: Vocabulary) -> Iterator[str]:
    """Yield faults in the names of sheets and in the defined names."""
    titles = [node.get("name") for group in root.all("sheets") for node in group.children]
    ids = [node.get("sheetId") for group in root.all("sheets") for node in group.children]
    for title in titles:
        if not 0 < len(title.encode("utf-16-le")) // 2 <= 31 or re.search(
            r"[:\\/?*\[\]\x00-\x1f]|^'|'$", title
        ):
            yield f"The sheet name {title!r} is not allowed."
    yield from (f"The sheet name {title} occurs twice." for title in repeated(t.lower() for t in titles))
    yield from (f"The sheet id {id} occurs twice." for id in repeated(ids))
    names = [node for group in root.all("definedNames") for node in group.children]
    scoped = [f"{node.get('name').lower()} {node.get('localSheetId')}".strip() for node in names]
    yield from (f"The name {name} is defined twice." for name in repeated(scoped))
    for node in names:
        yield from _name_problems(node, len(titles), known)


def _name_problems(node: Node, sheets: int, known: Vocabulary) -> Iterator[str]:
    name = node.get("name")
    if not name.startswith(_OWN_PREFIX):
        yield from (f"The name {name} {problem}." for problem in name_faults(name))
    if int(node.get("localSheetId") or 0) >= sheets:
        yield f"The name {name} belongs to a sheet that does not exist."
    for problem in formula_problems(_in_brackets(node.text), known):
        yield f"The name {name} {problem}: {node.text[:80]}."


def _in_brackets(reference: str) -> str:
    """Return several areas, which a name may list with commas, as one operand."""
    return f"SUM({reference})" if "," in reference else reference


def name_faults(name: str) -> Iterator[str]:
    """Yield why a name of a cell or table is not allowed."""
    if not _NAME.fullmatch(name) or len(name) > 255:
        yield "is not allowed"
    elif _LIKE_CELL.fullmatch(name):
        yield "looks like a cell address"


def table_problems(tables: Iterable[TableXml], names: Iterable[str], headers: Headers) -> Iterator[str]:
    """Yield faults of tables; `headers` has the text of each cell that may be a header."""
    found = list(tables)
    yield from (f"The table id {id} occurs twice." for id in repeated(t.id for t in found))
    every = [*(table.name.lower() for table in found), *(name.lower() for name in names)]
    yield from (f"The name {name} of a table occurs twice." for name in repeated(every))
    for a, b in combinations(found, 2):
        if a.place.meets(b.place):
            yield f"The tables {a.name} and {b.name} overlap."
    for table in found:
        yield from (f"The table {table.name} {fault}." for fault in name_faults(table.name))
        yield from _columns(table, headers)


Headers = Mapping[tuple[str, int, int], str]
"""Texts of cells by sheet, row and column."""


def _columns(table: TableXml, headers: Headers) -> Iterator[str]:
    names, place = table.columns(), table.place
    if len(names) != place.columns:
        yield f"The table {table.name} has {len(names)} columns in a range of {place.columns}."
    if table.body.rows < 1:
        yield f"The table {table.name} has no data row."
    yield from (
        f"The table {table.name} has the column {n} twice." for n in repeated(n.lower() for n in names)
    )
    for column, name in enumerate(names, place.left):
        shown = headers.get((place.sheet, place.top, column), "")
        if table.header and shown != name:
            yield f"The column {name} of table {table.name} has the header cell {shown!r}."
    for reference in table.filters():
        inner = Place.on(place.sheet, reference)
        if inner is None or not place.holds(inner):
            yield f"The filter {reference} of table {table.name} lies outside the table."


def chart_problems(parts: Mapping[str, Node], known: Vocabulary) -> Iterator[str]:
    """Yield the ranges of charts that refer to nothing."""
    for part, root in parts.items():
        if "/charts/" in part:
            for node in root.walk():
                if node.name == "f" and node.text:
                    for problem in formula_problems(_in_brackets(node.text.strip("()")), known):
                        yield f"The chart {part} {problem}: {node.text}."


def repeated(values: Iterable[str]) -> list[str]:
    """Return the values that occur more than once."""
    seen: set[str] = set()
    return sorted({value for value in values if value in seen or seen.add(value)})  # type: ignore[func-returns-value]
