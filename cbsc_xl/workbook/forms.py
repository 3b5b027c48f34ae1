"""What a template prepares for filling: the looks of a block's rows, the cells and blocks of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.names import Block
from cbsc_xl.workbook.plan import LAST_ROW, Row
from cbsc_xl.workbook.references import Place
from cbsc_xl.workbook.sheetxml import Pattern, Sheet

Piece = tuple[int, int, str]
"""The cells of one row from a first to a last column, as text."""


class BlockForm:
    """A block of a sheet with the look of its rows."""

    def __init__(self, sheet: Sheet, block: Block) -> None:
        """Take the patterns from the sheet."""
        area = block.area
        rows = range(area.top, area.bottom + 1)
        self.block = block
        self.left, self.right, self.first, self.rows = area.left, area.right, area.top, area.rows
        self.fields = frozenset(block.fields)
        self._roles = {role: sheet.pattern(block, row) for role, row in block.patterns.items()}
        self._own = [] if self._roles else _shared([sheet.pattern(block, row) for row in rows])
        self.emptied = ["" if block.grows else sheet.emptied(block, row) for row in rows]

    def looks(self, rows: Sequence[Row]) -> dict[Pattern, list[int]]:
        """Return which rows wear which look: that of their role, or their own in a block without roles."""
        if self._own:
            patterns = self._own[: len(rows)] + self._own[:1] * (len(rows) - self.rows)
        else:
            roles = [row.pattern for row in rows]
            known = {role: self._role(role) for role in dict.fromkeys(roles)}
            patterns = [known[role] for role in roles]
        found: dict[Pattern, list[int]] = {}
        for index, pattern in enumerate(patterns):
            found.setdefault(pattern, []).append(index)
        return found

    def _role(self, role: str) -> Pattern:
        try:
            return self._roles[role]
        except KeyError:
            name = self.block.name
            raise TemplateError(
                f"Block {name} of the template has no row pattern {role}: name one row of its area "
                f"{name}_pattern_{role}."
            ) from None

    def blank(self) -> Row:
        """Return a row without values, in the first look."""
        return Row(min(self._roles, key=lambda role: self._roles[role].row, default=""), {})

    def check_room(self, need: int) -> None:
        """Refuse more rows than the block can hold."""
        room = LAST_ROW - self.first + 1 if self.block.grows else self.rows
        if need > room:
            raise TemplateError(
                f"Block {self.block.name} has room for {room} rows and needs {need}: insert rows inside "
                f"{self.block.area} in the template."
            )

    def check_fields(self, rows: Sequence[Row]) -> None:
        """Refuse values without a column."""
        used: set[str] = set()
        unknown = used.union(*(row.values for row in rows)) - self.fields
        if unknown:
            name, field = self.block.name, min(unknown)
            raise TemplateError(
                f"Block {name} of the template has no field {field}: name its column {name}_{field}."
            )


def _shared(patterns: list[Pattern]) -> list[Pattern]:
    """Let rows that look alike share a pattern, so that they are filled together."""
    known: dict[tuple[object, ...], Pattern] = {}
    return [known.setdefault(pattern.look, pattern) for pattern in patterns]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet that can be filled: its single cells and blocks, and the rows that several of them share."""

    sheet: Sheet
    cells: dict[str, Place]
    blocks: dict[str, BlockForm]
    sharing: Counter[int]
    crowded: frozenset[int]
    _beside: dict[tuple[int, tuple[tuple[int, int], ...]], list[Piece]] = field(default_factory=dict)

    def beside(self, row: int, spans: tuple[tuple[int, int], ...]) -> list[Piece]:
        """Return the template's cells of a row outside the spans of columns that are filled."""
        if (row, spans) not in self._beside:
            line = self.sheet.rows.get(row)
            self._beside[row, spans] = [
                (column, column, cell.xml)
                for column, cell in (line.cells.items() if line else ())
                if not any(left <= column <= right for left, right in spans)
            ]
        return self._beside[row, spans]

    @classmethod
    def of(cls, sheet: Sheet, cells: dict[str, Place], blocks: Sequence[Block]) -> SheetForm:
        """Prepare a sheet; a crowded row has cells beside the one block that fills it."""
        sharing: Counter[int] = Counter()
        for block in blocks:
            sharing.update(range(block.area.top, block.area.bottom + 1))
        crowded = {place.top for place in cells.values()}
        crowded.update(row for row, count in sharing.items() if count > 1)
        for block in blocks:
            inside = range(block.area.left, block.area.right + 1)
            crowded.update(
                row for row, line in sheet.rows.items() if any(column not in inside for column in line.cells)
            )
        forms = {block.name: BlockForm(sheet, block) for block in blocks}
        return cls(sheet, cells, forms, sharing, frozenset(crowded))
