"""The contract of names: which cells, blocks, fields and patterns the defined names of a workbook make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from cbsc_xl.workbook.plan import Area, BlockNames, Contract, Layout
from cbsc_xl.workbook.references import Place, letters, quoted

_ROWS = "_rows"
_PATTERN = "pattern_"


@dataclass(slots=True)
class Block:
    """A block: its area, the column of each field, the row of each pattern, the table that it fills."""

    name: str
    area: Place
    fields: dict[str, int] = field(default_factory=dict)
    patterns: dict[str, int] = field(default_factory=dict)
    table: str | None = None
    grows: bool = False

    def place(self) -> Area:
        """Return what a layout needs to know."""
        columns = {name: f"${letters(column)}" for name, column in self.fields.items()}
        return Area(quoted(self.area.sheet), self.area.top, self.area.rows, columns, self.grows)


@dataclass(slots=True)
class Names:
    """The defined names of a workbook, sorted into cells and blocks."""

    places: dict[str, Place | None]
    cells: dict[str, Place]
    blocks: dict[str, Block]

    @classmethod
    def of(cls, places: Mapping[str, Place | None], merged: Iterable[Place] = ()) -> Names:
        """Sort the names of a workbook; a name on merged cells means their first cell."""
        whole = {str(place): Place(place.sheet, *(place.left, place.top) * 2) for place in merged}
        found = {
            name.lower(): whole.get(str(place), place) if place else None for name, place in places.items()
        }
        names = cls(found, {}, {})
        for name, place in found.items():
            if place and name.endswith(_ROWS):
                names.blocks[name.removesuffix(_ROWS)] = Block(name.removesuffix(_ROWS), place)
        for name, place in found.items():
            if place and not name.endswith(_ROWS) and not names._part(name, place) and _single(place):
                names.cells[name] = place
        return names

    def _part(self, name: str, place: Place) -> bool:
        """Make the name a field or a pattern of its block, if it is one."""
        for block in self._owners(name):
            if not block.area.holds(place):
                continue
            part = name.removeprefix(f"{block.name}_")
            if part.startswith(_PATTERN) and place.rows == 1:
                block.patterns[part.removeprefix(_PATTERN)] = place.top
                return True
            if place.columns == 1 and (place.top, place.bottom) == (block.area.top, block.area.bottom):
                block.fields[part] = place.left
                return True
        return False

    def _owners(self, name: str) -> list[Block]:
        """Return the blocks whose name begins this one, the longest first."""
        owners = [block for block in self.blocks.values() if name.startswith(f"{block.name}_")]
        return sorted(owners, key=lambda block: -len(block.name))

    def layout(self) -> Layout:
        """Return the addresses for formulas."""
        cells = {name: str(place) for name, place in self.cells.items()}
        return Layout(cells, {name: block.place() for name, block in self.blocks.items()})

    def check(self, contract: Contract) -> list[str]:
        """Return a sentence for everything that the contract asks and the names do not give."""
        problems = [self._cell_problem(name) for name in contract.cells]
        for name, expected in contract.blocks.items():
            problems += self._block_problems(name, expected)
        return [problem for problem in problems if problem] + self._conflicts(contract.cells)

    def _cell_problem(self, name: str) -> str:
        return "" if name in self.cells else self._problem(name, "one cell")

    def _block_problems(self, name: str, expected: BlockNames) -> list[str]:
        block = self.blocks.get(name)
        if block is None:
            return [self._problem(f"{name}{_ROWS}", "the area of the block")]
        rows = f"rows {block.area.top} to {block.area.bottom} of one column of {name}{_ROWS}"
        problems = [
            self._problem(f"{name}_{part}", rows) for part in expected.fields if part not in block.fields
        ]
        problems += [
            self._problem(f"{name}_{_PATTERN}{part}", f"one row within {name}{_ROWS}")
            for part in expected.patterns
            if part not in block.patterns
        ]
        if block.area.rows < expected.rows and not block.grows:
            problems.append(
                f"Block {name} has {block.area.rows} rows and needs {expected.rows}: insert rows inside "
                f"{block.area}."
            )
        return problems

    def _problem(self, name: str, wanted: str) -> str:
        if name not in self.places:
            return f"The name {name} is missing: give it to {wanted} (Formulas > Name Manager)."
        place = self.places[name]
        if place is None:
            return f"The name {name} refers to no cells: let it refer to {wanted}."
        return f"The name {name} refers to {place} and should be {wanted}."

    def _conflicts(self, cells: Iterable[str]) -> list[str]:
        blocks = self.blocks.values()
        problems = [
            f"The areas of the blocks {a.name} and {b.name} overlap: move one of them."
            for a, b in combinations(blocks, 2)
            if a.area.meets(b.area)
        ]
        problems += [
            f"The cell {name} lies inside the area of block {block.name}, which is overwritten: move it."
            for name in cells
            for block in blocks
            if name in self.cells and block.area.holds(self.cells[name])
        ]
        problems += [
            f"The table {block.table} of block {block.name} cannot grow: nothing may stand below it, and it "
            "may have no totals row."
            for block in blocks
            if block.table and not block.grows
        ]
        return problems


def _single(place: Place) -> bool:
    return place.rows == place.columns == 1
