"""A workbook template: read once, filled many times. Only the parts that change are written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from cbsc_xl.workbook.book import WORKBOOK, Book, titled, without_calculation_chain, workbook_part
from cbsc_xl.workbook.edition import Edition
from cbsc_xl.workbook.package import Member, Package
from cbsc_xl.workbook.plan import BlockNames, Contract, Layout, Plan
from cbsc_xl.workbook.translation import Translation

Translate = Callable[[str], str]


class Template:
    """A workbook whose defined names say where values belong."""

    def __init__(self, package: Package) -> None:
        """Read the parts that can change; `load` reads a file."""
        self._package = package
        self._book = Book(package)
        without_calculation_chain(package, self._book)
        self._edition = Edition(package, self._book)
        self._translation: Translation | None = None
        self._editions: dict[tuple[str, ...], Edition] = {}
        self.layout: Layout = self._edition.names.layout()

    @classmethod
    def load(cls, source: Path | str | bytes) -> Template:
        """Read a template from a file or its bytes; TemplateError if it is no usable .xlsx workbook."""
        package = Package(source)
        workbook_part(package, [WORKBOOK])
        return cls(package)

    def check(self, contract: Contract) -> list[str]:
        """Return a sentence for each way in which the template breaks the contract of names."""
        return self._edition.names.check(contract)

    def contract(self) -> Contract:
        """Return the contract that this template keeps: all its names."""
        names = self._edition.names
        blocks = {
            name: BlockNames(tuple(block.fields), tuple(block.patterns))
            for name, block in names.blocks.items()
        }
        return Contract(tuple(names.cells), blocks)

    def fill(
        self,
        plan: Plan,
        translate: Translate | None = None,
        title: str | None = None,
        recalculate: bool = True,
    ) -> bytes:
        """Return a whole workbook: the template with the content of the plan.

        `translate` turns each fixed text of the template into another language, `title` goes into the
        properties of the document, `recalculate` makes the spreadsheet compute everything on opening (right
        for native formulas only). The same arguments give the same bytes. TemplateError names a cell or
        block that the template lacks, a block that is too small, or a value that no cell can hold.
        """
        edition = self._edition if translate is None else self._translated(translate)
        changed = dict(edition.parts(plan, recalculate))
        changed.update(self._properties(title))
        return edition.package.write({part: Member.of(part, data) for part, data in changed.items()})

    def _properties(self, title: str | None) -> Iterator[tuple[str, bytes]]:
        part = "docProps/core.xml"
        if title is not None and part in self._package:
            yield part, titled(self._package.xml(part), title, part)

    def _translated(self, translate: Translate) -> Edition:
        if self._translation is None:
            self._translation = Translation(self._package, self._book)
        texts = tuple(translate(text) for text in self._translation.texts)
        if texts not in self._editions:
            self._editions[texts] = self._edition.translated(self._translation.package(texts))
        return self._editions[texts]
