"""A worksheet of a template: its rows as text with slots, everything around them as it was."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from cbsc_xl.workbook.columns import Columns
from cbsc_xl.workbook.markup import Node, escape, parse, set_attributes, spliced
from cbsc_xl.workbook.names import Block
from cbsc_xl.workbook.references import Place, letters, moved
from cbsc_xl.workbook.sheetcell import ROW, SheetCell, cells_of


@dataclass(slots=True)
class SheetRow:
    """A row of the template: `xml` as it stands there, `tag` for any row number and without `hidden`."""

    tag: str = f'<row r="{ROW}">'
    hidden: bool = False
    xml: str = ""
    style: int | None = None
    cells: dict[int, SheetCell] = field(default_factory=dict)


class Slot(NamedTuple):
    """A column of a pattern: the text up to its style, with its style, and what fills it.

    `field` is empty for a column of the user's own, whose `formula` moves along with the row.
    """

    bare: str
    styled: str
    style: int
    field: str
    formula: str = ""
    array: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """The look of one role of rows: the row's tag, the slots from left to right, what follows the last."""

    row: int
    tag: str
    slots: tuple[Slot, ...]
    after: str

    @property
    def look(self) -> tuple[object, ...]:
        """What is the same in all rows that look alike; formulas of the user's own belong to their row."""
        moving = any(not target.field for target in self.slots)
        return self.tag, self.slots, self.after, self.row if moving else 0


def slot(bare: str, style: int, field: str, formula: str = "", array: str | None = None) -> Slot:
    """Return a slot for the cell whose tag begins at the end of `bare`."""
    return Slot(bare, f'{bare} s="{style}"' if style else bare, style, field, formula, array)


class Sheet:
    """One worksheet, read once."""

    def __init__(self, data: bytes, part: str, title: str) -> None:
        """Read a part of the package; `title` is the name on the tab."""
        self.part, self.title = part, title
        root = parse(data, part)
        data, root = _without_shared_formulas(data, root, part)
        merged = [node for group in root.all("mergeCells") for node in group.children]
        self.merged = [place for node in merged if (place := Place.on(title, node.get("ref")))]
        body = root.one("sheetData") or Node("sheetData", {}, root.close, root.close, root.close, root.close)
        self._columns = Columns(data, root, body.start)
        self._head = data[: self._columns.start].decode()
        self._open, self.end = _around(data, self._columns.end, root, body)
        dimension = root.one("dimension")
        self.dimension = Place.on(title, dimension.get("ref")) if dimension else None
        self._dimension_tag = data[dimension.start : dimension.end].decode() if dimension else ""
        self.rows = dict(_rows(data, body))

    def start(self, used: Place | None, hidden: AbstractSet[int]) -> str:
        """Return everything before the first row, with the used range and the columns that are hidden."""
        rest = self._columns.xml(hidden) + self._open
        if used is None:
            return self._head + rest
        first, last = f"{letters(used.left)}{used.top}", f"{letters(used.right)}{used.bottom}"
        tag = set_attributes(self._dimension_tag, ref=first if first == last else f"{first}:{last}")
        return self._head.replace(self._dimension_tag, tag, 1) + rest

    def style(self, row: int, column: int) -> int:
        """Return the style of a cell, which it may inherit from its row or column."""
        line = self.rows.get(row)
        if line and column in line.cells:
            return line.cells[column].style
        if line and line.style is not None:
            return line.style
        return self._columns.style(column)

    def pattern(self, block: Block, row: int) -> Pattern:
        """Return the look of a row of a block."""
        line = self.rows.get(row, SheetRow())
        names = {column: name for name, column in block.fields.items()}
        slots, text = [], ""
        for column in range(block.area.left, block.area.right + 1):
            cell = line.cells.get(column)
            address = f'<c r="{letters(column)}{ROW}"'
            style = self.style(row, column)
            formula = cell.formula if cell else None
            if column in names:
                slots.append(slot(text + address, style, names[column]))
                text = ""
            elif cell and formula is not None:
                slots.append(slot(text + address, style, "", formula, cell.array))
                text = ""
            elif cell:
                text += cell.xml
        return Pattern(row, line.tag, tuple(slots), text)

    def emptied(self, block: Block, row: int) -> str:
        """Return the cells of an unused row of a block: their styles only."""
        cells = self.rows[row].cells.values() if row in self.rows else ()
        return "".join(
            f'<c r="{letters(cell.column)}{ROW}" s="{cell.style}"/>'
            for cell in cells
            if block.area.left <= cell.column <= block.area.right
        )

    def filled_below(self, row: int) -> bool:
        """Tell whether a cell below a row has content."""
        return any(
            cell.filled for number, line in self.rows.items() if number > row for cell in line.cells.values()
        )


def _around(data: bytes, start: int, root: Node, body: Node) -> tuple[str, str]:
    """Return what stands from `start` to the rows, and after them, with the tags of sheetData.

    Rows are written without a namespace prefix; where the part uses one, sheetData declares the namespace.
    """
    space = root.attributes.get(f"xmlns:{root.prefix[:-1]}") if root.prefix else None
    name = f"{root.prefix}sheetData"
    declared = f"<{name}" + (f' xmlns="{space}">' if space else ">")
    return data[start : body.start].decode() + declared, f"</{name}>" + data[body.end :].decode()


def _rows(data: bytes, body: Node) -> Iterator[tuple[int, SheetRow]]:
    row = 0
    for node in body.all("row"):
        row = int(node.get("r") or row + 1)
        tag = data[node.start : node.inner].decode().replace(f"<{node.tag}", "<row", 1)
        tag = set_attributes(tag, r=None, spans=None, hidden=None).removesuffix(">").removesuffix("/")
        style = int(node.get("s", "0")) if node.flag("customFormat") else None
        cells = {cell.column: cell for cell in cells_of(data, node)}
        xml = data[node.start : node.end].decode()
        yield row, SheetRow(f'<row r="{ROW}"{tag[4:].rstrip()}>', node.flag("hidden"), xml, style, cells)


def _without_shared_formulas(data: bytes, root: Node, part: str) -> tuple[bytes, Node]:
    """Write out formulas that several cells share, so that each cell can change alone."""
    if b"shared" not in data:
        return data, root
    masters: dict[str, tuple[str, Place]] = {}
    edits = []
    for cell in (node for node in root.walk() if node.name == "c"):
        formula = cell.one("f")
        place = Place.on("", cell.get("r"))
        if formula is None or place is None or formula.get("t") != "shared":
            continue
        if formula.text:
            masters[formula.get("si")] = formula.text, place
        if formula.get("si") not in masters:
            continue
        text, origin = masters[formula.get("si")]
        own = formula.text or moved(text, place.top - origin.top, place.left - origin.left)
        edits.append((formula.start, formula.end, f"<{formula.tag}>{escape(own)}</{formula.tag}>"))
    if not edits:
        return data, root
    data = spliced(data, edits)
    return data, parse(data, part)
