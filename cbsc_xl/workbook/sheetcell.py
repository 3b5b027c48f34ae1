"""A cell of a template's worksheet, read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from cbsc_xl.workbook.markup import Node, set_attributes
from cbsc_xl.workbook.references import letters, number

ROW = "\0"
"""Stands for the number of the row in the text of a cell; no XML holds this character."""


class SheetCell:
    """One cell: its style, its formula if it has one, its text for any row."""

    __slots__ = ("_data", "_node", "column")

    def __init__(self, data: bytes, node: Node, column: int) -> None:
        """Keep where the cell stands in the part."""
        self._data, self._node, self.column = data, node, column

    @property
    def style(self) -> int:
        """The number of its style."""
        return int(self._node.get("s") or 0)

    @property
    def xml(self) -> str:
        """The whole cell, for any row."""
        node = self._node
        tag = set_attributes(self._data[node.start : node.inner].decode(), r=None).removeprefix(
            f"<{node.tag}"
        )
        content = self._data[node.inner : node.end].decode()
        return f'<{node.tag} r="{letters(self.column)}{ROW}"{tag}{content}'

    @property
    def formula(self) -> str | None:
        """Its formula, unless it belongs to a data table."""
        formula = self._node.one("f")
        return None if formula is None or formula.get("t") == "dataTable" else formula.text

    @property
    def array(self) -> str | None:
        """The range of its formula, if it is an array formula."""
        formula = self._node.one("f")
        return formula.get("ref") if formula is not None and formula.get("t") == "array" else None

    @property
    def filled(self) -> bool:
        """Whether it has content."""
        return any(child.text or child.children for child in self._node.children)


def cells_of(data: bytes, row: Node) -> Iterator[SheetCell]:
    """Yield the cells of a row; one without an address stands beside the one before."""
    column = 0
    for node in row.all("c"):
        address = node.get("r").rstrip("0123456789")
        column = number(address) if address else column + 1
        yield SheetCell(data, node, column)
