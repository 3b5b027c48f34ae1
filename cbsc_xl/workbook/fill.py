"""Filling one worksheet: the rows of blocks and single cells become XML, everything else stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from math import isfinite

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.forms import BlockForm, Piece, SheetForm
from cbsc_xl.workbook.markup import escape
from cbsc_xl.workbook.names import Block
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.references import Place, letters, moved
from cbsc_xl.workbook.sheetcell import ROW
from cbsc_xl.workbook.sheetxml import Pattern, SheetRow, Slot, slot
from cbsc_xl.workbook.styles import Variants

_NEW = SheetRow()
"""A row that the template does not have."""


class SheetFiller:
    """One filling of one sheet."""

    def __init__(self, form: SheetForm, writer: CellWriter, variants: Variants) -> None:
        """Share the writer and the style variants with the other sheets of the workbook."""
        self._form, self._writer, self._variants = form, writer, variants
        self._lines = {row: line.xml for row, line in form.sheet.rows.items()}
        self._pieces: dict[int, list[Piece]] = {}
        self._tags: dict[int, str] = {}
        self._unused: Counter[int] = Counter()
        self._columns: set[int] = set()
        self._hidden: set[int] = set()
        self._filled: list[Block] = []

    def cell(self, name: str, entry: Entry) -> None:
        """Fill a single cell."""
        place = self._form.cells[name]
        for form in self._form.blocks.values():
            if form.block.area.holds(place):
                raise TemplateError(
                    f"The cell {name} lies inside the area of block {form.block.name}, which is overwritten: "
                    "move it."
                )
        style = self._form.sheet.style(place.top, place.left)
        target = slot(f'<c r="{letters(place.left)}{ROW}"', style, name)
        try:
            text = self._cell(target, entry)
        except ValueError as error:
            raise TemplateError(f"Cell {name}: {error}.") from None
        self._columns.add(place.left)
        self._pieces.setdefault(place.top, []).append((place.left, place.left, text))

    def block(self, name: str, rows: Sequence[Row]) -> None:
        """Fill the rows of a block and empty the rest of its area."""
        form = self._form.blocks[name]
        self._check_overlap(form.block)
        form.check_room(len(rows))
        if form.block.table and not rows:
            rows = [form.blank()]
        form.check_fields(rows)
        self._columns.update((form.left, form.right))
        for pattern, indexes in form.looks(rows).items():
            values = [rows[index].values for index in indexes]
            self._put(form, pattern.tag, indexes, self._rows(form, pattern, indexes, values))
        for index in range(len(rows), form.rows):
            row = form.first + index
            self._unused[row] += not form.block.grows
            self._pieces.setdefault(row, []).append((form.left, form.right, form.emptied[index]))

    def hide(self, place: Place) -> None:
        """Hide the columns of a place."""
        self._hidden.update(range(place.left, place.right + 1))

    def _check_overlap(self, block: Block) -> None:
        for other in self._filled:
            if other.area.meets(block.area):
                raise TemplateError(
                    f"The areas of the blocks {other.name} and {block.name} overlap: move one of them."
                )
        self._filled.append(block)

    def _put(self, form: BlockForm, tag: str, indexes: Iterable[int], cells: Iterable[str]) -> None:
        """Write lines that stand alone; keep the others as pieces of lines that others share."""
        lines, crowded, first = self._lines, self._form.crowded, form.first
        for index, text in zip(indexes, cells, strict=True):
            row = first + index
            if row in crowded:
                self._pieces.setdefault(row, []).append((form.left, form.right, text))
                self._tags.setdefault(row, tag)
            else:
                lines[row] = f"{tag}{text}</row>".replace(ROW, str(row))

    def _rows(
        self, form: BlockForm, pattern: Pattern, indexes: Sequence[int], values: Sequence[Mapping[str, Entry]]
    ) -> Iterator[str]:
        """Yield the cells of rows of one look, made column by column."""
        columns: list[Iterable[str]] = []
        count, before = len(indexes), ""
        for target in pattern.slots:
            if target.field:
                entries = [row.get(target.field) for row in values]
                try:
                    start, cells, end = self._column(target, entries)
                except ValueError:
                    self._blame(form, target, indexes, entries)
            else:
                start, end = target.styled, ""
                cells = [_own_formula(target, form.first + index - pattern.row) for index in indexes]
            columns += [repeat(before + start, count), cells]
            before = end
        return map("".join, zip(*columns, repeat(before + pattern.after, count), strict=True))

    def _column(self, target: Slot, entries: Sequence[Entry]) -> tuple[str, Iterable[str], str]:
        """Return the cells of a column: what each begins with, what differs, what each ends with."""
        kinds = set(map(type, entries))
        if kinds == {str}:
            return target.styled, map(self._writer.texts.__getitem__, entries), ""  # type: ignore[arg-type]
        if kinds == {int} or (kinds == {float} and isfinite(sum(entries))):  # type: ignore[arg-type]
            return f"{target.styled}><v>", map(repr, entries), "</v></c>"
        return "", [self._cell(target, entry) for entry in entries], ""

    def _blame(self, form: BlockForm, target: Slot, indexes: Sequence[int], entries: Sequence[Entry]) -> None:
        """Name the cell of a column that cannot be written."""
        for index, entry in zip(indexes, entries, strict=True):
            try:
                self._cell(target, entry)
            except ValueError as error:
                place = f"Block {form.block.name}, row {index + 1}, {target.field}"
                raise TemplateError(f"{place}: {error}.") from None

    def _cell(self, target: Slot, entry: Entry) -> str:
        writer = self._writer
        if not isinstance(entry, Cell):
            return target.styled + writer.constant(entry)
        form = entry.format
        start = target.bare + self._variants[target.style, form] if form else target.styled
        return start + (writer.formula(entry) if entry.formula else writer.constant(entry.value))

    def xml(self) -> bytes:
        """Return the part."""
        lines, sheet = self._lines, self._form.sheet
        for row, pieces in self._pieces.items():
            lines[row] = self._line(row, pieces)
        order = sorted(row for row, text in lines.items() if text)
        start = sheet.start(self._used(order), self._hidden)
        return "".join([start, *(lines[row] for row in order), sheet.end]).encode()

    def _line(self, row: int, pieces: list[Piece]) -> str:
        """Return a row: the pieces of this filling and the cells of the template beside them."""
        own = self._form.sheet.rows.get(row) or _NEW
        beside = self._form.beside(row, tuple((left, right) for left, right, _ in pieces))
        cells = "".join([text for _, _, text in sorted(pieces + beside)])
        tag = self._tags.get(row, own.tag)
        unused = 0 < self._unused[row] == self._form.sharing[row]
        if unused or (own.hidden and row not in self._tags):
            tag = own.tag[:-1] + ' hidden="1">'
        elif not cells and tag == _NEW.tag:
            return ""
        return f"{tag}{cells}</row>".replace(ROW, str(row))

    def _used(self, order: list[int]) -> Place | None:
        """Return the used range: the columns of the template and of the names, the rows that are written."""
        old = self._form.sheet.dimension
        if old is None or not order:
            return None
        columns = {old.left, old.right, *self._columns}
        return Place(old.sheet, min(columns), order[0], max(columns), order[-1])


def _own_formula(target: Slot, rows: int) -> str:
    """Return a formula of the user's own column, moved down; its value is known after recalculation."""
    formula = escape(moved(target.formula, rows))
    array = f' t="array" ref="{moved(target.array, rows)}"' if target.array else ""
    return f"><f{array}>{formula}</f></c>"
