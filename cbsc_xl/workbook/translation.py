"""The fixed texts of a template in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.addition import is_added
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.cellxml import text_element
from cbsc_xl.workbook.markup import Node, parse, spliced
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.references import Place
from cbsc_xl.workbook.tablexml import TableXml, tables

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text of the template, a `<si>` or `<is>`: what it says, its part, the XML around the text."""

    text: str
    part: str
    start: int
    end: int
    before: str
    after: str
    prefix: str

    @classmethod
    def of(cls, part: str, data: bytes, node: Node) -> FixedText:
        """Read a string; of rich text the look of the first run is kept."""
        before, after = data[node.start : node.inner].decode(), f"</{node.tag}>"
        runs = node.all("r")
        if runs and (look := runs[0].one("rPr")):
            before += f"<{runs[0].tag}>{data[look.start : look.end].decode()}"
            after = f"</{runs[0].tag}>{after}"
        texts = [t.text for holder in (node, *runs) for t in holder.all("t")]
        return cls("".join(texts), part, node.start, node.end, before, after, node.prefix)

    def edit(self, text: str) -> Edit:
        """Return the edit that puts another text in its place."""
        return self.start, self.end, self.before + text_element(text, self.prefix) + self.after


class Translation:
    """Finds the texts of a template and puts others in their places; formulas and numbers stay.

    The headers of a table are translated too, unless a formula of the template refers to them by name.
    Sheets that were added to the template hold data, which stay as they are.
    """

    def __init__(self, package: Package, book: Book) -> None:
        """Read the texts of all cells and the headers of the tables."""
        self._package = package
        headed = [table for table in tables(package, book) if table.header and not is_added(table.part)]
        pinned = [table for table in headed if _named(package, table.name)]
        self._tables = [table for table in headed if table not in pinned]
        strings = book.related("sharedStrings")
        self._shared = _shared(package, strings) if strings else []
        self._texts = list(self._shared)
        self._pins: list[tuple[str, Edit]] = []
        for title, part in book.sheets.items():
            if not is_added(part):
                self._read(title, part, [table.header for table in pinned if table.header])
        names = [name for table in self._tables for name in table.columns()]
        self.texts = tuple(dict.fromkeys([*(fixed.text for fixed in self._texts), *names]))

    def _read(self, title: str, part: str, pinned: Sequence[Place]) -> None:
        """Collect the texts that stand in cells, and the headers that must keep their text."""
        data = self._package.xml(part)
        if b"inlineStr" not in data and all(header.sheet != title for header in pinned):
            return
        for cell in (node for node in parse(data, part).walk() if node.name == "c"):
            place = Place.on(title, cell.get("r"))
            inline, value = cell.one("is"), cell.one("v")
            if place and any(header.holds(place) for header in pinned):
                if cell.get("t") == "s" and value is not None:
                    self._pins.append((part, _pin(cell, self._shared[int(value.text)].text)))
            elif inline is not None:
                self._texts.append(FixedText.of(part, data, inline))

    def package(self, texts: Sequence[str]) -> Package:
        """Return the package with each of `self.texts` replaced by the text at the same place of `texts`."""
        words = dict(zip(self.texts, texts, strict=True))
        edits: dict[str, list[Edit]] = {}
        for fixed in self._texts:
            if words[fixed.text] != fixed.text:
                edits.setdefault(fixed.part, []).append(fixed.edit(words[fixed.text]))
        for part, edit in self._pins:
            edits.setdefault(part, []).append(edit)
        package = self._package.copy()
        for part, changes in edits.items():
            package.replace(part, spliced(self._package.xml(part), changes))
        for table in self._tables:
            package.replace(table.part, table.xml(table.place.bottom, _headers(table, words)))
        return package


def _shared(package: Package, part: str) -> list[FixedText]:
    data = package.xml(part)
    return [FixedText.of(part, data, node) for node in parse(data, part).all("si")]


def _pin(cell: Node, text: str) -> Edit:
    """Return the edit that gives a cell its own copy of a shared text."""
    style = f' s="{cell.get("s")}"' if cell.get("s") else ""
    prefix = cell.prefix
    element = text_element(text, prefix)
    opening = f'<{cell.tag} r="{cell.get("r")}"{style} t="inlineStr"><{prefix}is>'
    return cell.start, cell.end, f"{opening}{element}</{prefix}is></{cell.tag}>"


def _headers(table: TableXml, words: Mapping[str, str]) -> dict[int, str]:
    """Return the new names of the columns of a table; they must differ from each other."""
    names = [words[name] for name in table.columns()]
    if len({name.lower() for name in names}) < len(names):
        raise TemplateError(
            f"Two headers of table {table.name} have the same translation: {', '.join(names)}."
        )
    return dict(enumerate(names))


def _named(package: Package, table: str) -> bool:
    """Tell whether a formula anywhere in the package refers to a table's columns by name."""
    pattern = re.compile(rb"(?<![\w.])" + re.escape(table.encode()) + rb"\[", re.IGNORECASE)
    return any(pattern.search(package[part]) for part in package.names() if part.endswith(".xml"))
