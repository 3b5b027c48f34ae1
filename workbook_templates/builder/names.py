"""The contract of names: collected while the pages are built, written as defined names and as NAMES.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.utils import absolute_coordinate
from openpyxl.workbook.defined_name import DefinedName


@dataclass(frozen=True)
class CellName:
    """A single cell, or a small range, that a plan or a formula names."""

    name: str
    sheet: str
    ref: str
    meaning: str


@dataclass(frozen=True)
class BlockName:
    """A block: its area, the columns of its fields with their meanings, the rows of its patterns."""

    name: str
    sheet: str
    first_column: str
    last_column: str
    first_row: int
    capacity: int
    fields: Mapping[str, tuple[str, str]]
    patterns: tuple[str, ...] = ()
    table: bool = False

    @property
    def last_row(self) -> int:
        """Return the last row of the area."""
        return self.first_row + self.capacity - 1

    def column(self, name: str) -> str:
        """Return the range of one field, `E8:E55`."""
        letter = self.fields[name][0]
        return f"{letter}{self.first_row}:{letter}{self.last_row}"

    def refs(self) -> dict[str, str]:
        """Return every defined name of the block with its range."""
        area = f"{self.first_column}{self.first_row}:{self.last_column}{self.last_row}"
        names = {f"{self.name}_rows": area}
        names.update({f"{self.name}_{each}": self.column(each) for each in self.fields})
        for offset, role in enumerate(self.patterns):
            row = self.first_row + offset
            names[f"{self.name}_pattern_{role}"] = f"{self.first_column}{row}:{self.last_column}{row}"
        return names


@dataclass
class Names:
    """The names of one workbook."""

    workbook: Workbook
    cells: list[CellName] = field(default_factory=list)
    blocks: list[BlockName] = field(default_factory=list)

    def cell(self, name: str, sheet: str, ref: str, meaning: str) -> None:
        """Name a cell or a small range."""
        self.cells.append(CellName(name, sheet, ref, meaning))
        self._define(name, sheet, ref)

    def block(self, block: BlockName) -> BlockName:
        """Name the area, the fields and the patterns of a block."""
        self.blocks.append(block)
        for name, ref in block.refs().items():
            self._define(name, block.sheet, ref)
        return block

    def _define(self, name: str, sheet: str, ref: str) -> None:
        if name in self.workbook.defined_names:
            raise ValueError(f"The name {name} is given twice.")
        target = f"'{sheet}'!{absolute_coordinate(ref)}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def markdown(self) -> str:
        """Return the names as tables, a sheet after the other."""
        return "\n".join(self._sheet(sheet) for sheet in self.workbook.sheetnames)

    def _sheet(self, sheet: str) -> str:
        cells = [f"| `{c.name}` | {c.meaning} |" for c in self.cells if c.sheet == sheet]
        lines = [f"### {sheet}", "", "| cell | meaning |", "|---|---|", *cells, ""]
        for block in self.blocks:
            if block.sheet == sheet:
                lines += _describe(block)
        return "\n".join(lines)


def _describe(block: BlockName) -> list[str]:
    size = "a table that grows" if block.table else f"{block.capacity} rows"
    patterns = f"patterns {', '.join(block.patterns)}" if block.patterns else "no patterns: its rows stay"
    rows = [f"| `{block.name}_{name}` | {meaning} |" for name, (_, meaning) in block.fields.items()]
    return [f"Block `{block.name}`: {size}, {patterns}.", "", "| field | meaning |", "|---|---|", *rows, ""]
