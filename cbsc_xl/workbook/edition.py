"""A template in one language, ready to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.cellxml import CellWriter
from cbsc_xl.workbook.fill import SheetFiller
from cbsc_xl.workbook.footer import has_placeholder, with_footer
from cbsc_xl.workbook.forms import SheetForm
from cbsc_xl.workbook.names import Block, Names
from cbsc_xl.workbook.package import Package
from cbsc_xl.workbook.plan import Cell, Entry, Plan, Row
from cbsc_xl.workbook.references import Place
from cbsc_xl.workbook.sheetxml import Sheet
from cbsc_xl.workbook.styles import Styles, Variants
from cbsc_xl.workbook.tablexml import TableXml, tables


class Edition:
    """The sheets, styles and tables of a package, and the parts that a plan changes."""

    def __init__(self, package: Package, book: Book) -> None:
        """Prepare everything that is the same in each filling."""
        self.package, self._book = package, book
        self._styles_part = book.related("styles") or "xl/styles.xml"
        self._styles = Styles(package.xml(self._styles_part), self._styles_part)
        self._sheets = dict(self._named_sheets())
        self.names = Names.of(
            book.places, [place for sheet in self._sheets.values() for place in sheet.merged]
        )
        self._tables = {table.name: table for table in tables(package, book)}
        for block in self.names.blocks.values():
            self._join_table(block)
        self._header_cells = dict(self._named_headers())
        self._forms = {title: self._form(sheet) for title, sheet in self._sheets.items()}
        self._footed = [part for part in book.sheets.values() if has_placeholder(package.xml(part))]

    def translated(self, package: Package) -> Edition:
        """Return the edition of a package that differs from this one's in texts only."""
        other = copy(self)
        other.package = package
        changed = {
            title: Sheet(package.xml(sheet.part), sheet.part, title)
            for title, sheet in self._sheets.items()
            if package[sheet.part] != self.package[sheet.part]
        }
        other._sheets = self._sheets | changed
        other._forms = self._forms | {title: other._form(sheet) for title, sheet in changed.items()}
        other._tables = {table.name: table for table in tables(package, self._book)}
        return other

    def _named_sheets(self) -> Iterator[tuple[str, Sheet]]:
        """Yield the sheets that defined names refer to."""
        titles = {place.sheet for place in self._book.places.values() if place}
        for title, part in self._book.sheets.items():
            if title in titles:
                yield title, Sheet(self.package.xml(part), part, title)

    def _named_headers(self) -> Iterator[tuple[str, tuple[str, int]]]:
        """Yield the single cells that are headers of a table, with its name and the place of the column."""
        for table in self._tables.values():
            for name, place in self.names.cells.items():
                if table.header and table.header.holds(place):
                    yield name, (table.name, place.left - table.place.left)

    def _join_table(self, block: Block) -> None:
        """Let the area of a block be the rows of the table in which it lies."""
        for table in self._tables.values():
            if block.area.top == table.body.top and table.body.holds(block.area):
                block.table, block.area = table.name, table.body
                block.grows = not table.totals and not self._anything_below(table)

    def _anything_below(self, table: TableXml) -> bool:
        """Tell whether a table, a name or content stands below a table on its sheet."""
        bottom, title = table.place.bottom, table.place.sheet
        places = [other.place for other in self._tables.values()]
        places += [*self.names.cells.values(), *(block.area for block in self.names.blocks.values())]
        below = any(place.sheet == title and place.bottom > bottom for place in places)
        return below or self._sheets[title].filled_below(bottom)

    def _form(self, sheet: Sheet) -> SheetForm:
        cells = {name: place for name, place in self.names.cells.items() if place.sheet == sheet.title}
        blocks = [block for block in self.names.blocks.values() if block.area.sheet == sheet.title]
        return SheetForm.of(sheet, cells, blocks)

    def parts(self, plan: Plan, recalculate: bool) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that the plan changes, with their new content."""
        writer, variants = CellWriter(self._book.date1904), Variants(self._styles)
        fillers: dict[str, SheetFiller] = {}
        for name, entry in plan.cells.items():
            self._filler(fillers, self._cell_sheet(name), writer, variants).cell(name, entry)
        for name, rows in plan.blocks.items():
            self._filler(fillers, self._block_sheet(name), writer, variants).block(name, rows)
        for place in self._hidden(plan):
            self._filler(fillers, place.sheet, writer, variants).hide(place)
        filled = {self._sheets[title].part: filler.xml() for title, filler in fillers.items()}
        if plan.footer is not None:
            for part in self._footed:
                filled[part] = with_footer(filled.get(part) or self.package.xml(part), plan.footer)
        yield from filled.items()
        if (styles := variants.part()) is not None:
            yield self._styles_part, styles
        yield from self._table_parts(plan)
        yield self._book.part, self._book.xml(recalculate, self._bottoms(plan))

    def _filler(
        self, fillers: dict[str, SheetFiller], title: str, writer: CellWriter, variants: Variants
    ) -> SheetFiller:
        if title not in fillers:
            fillers[title] = SheetFiller(self._forms[title], writer, variants)
        return fillers[title]

    def _cell_sheet(self, name: str) -> str:
        place = self.names.cells.get(name)
        if place is None:
            raise TemplateError(f"The template has no cell named {name}: give this name to one cell.")
        return place.sheet

    def _block_sheet(self, name: str) -> str:
        block = self.names.blocks.get(name)
        if block is None:
            raise TemplateError(f"The template has no block {name}: name its area {name}_rows.")
        return block.area.sheet

    def _hidden(self, plan: Plan) -> Iterator[Place]:
        """Yield the cells whose columns the plan hides."""
        for name in sorted(plan.hidden):
            place = self.names.places.get(name)
            if place is None:
                raise TemplateError(f"The template has no cell or field named {name}: add this name to it.")
            yield place

    def _growing(self, plan: Plan) -> Iterator[tuple[Block, int]]:
        """Yield the blocks that are tables at the end of a sheet, with their new last row."""
        for name, rows in plan.blocks.items():
            block = self.names.blocks[name]
            if block.grows:
                yield block, _bottom(block, rows)

    def _bottoms(self, plan: Plan) -> dict[str, int]:
        """Return the new last row of the names that follow a table."""
        return {
            f"{block.name}_{part}": bottom
            for block, bottom in self._growing(plan)
            for part in ("rows", *block.fields)
        }

    def _table_parts(self, plan: Plan) -> Iterator[tuple[str, bytes]]:
        bottoms = {block.table: bottom for block, bottom in self._growing(plan)}
        headers = self._headers(plan)
        for name, table in self._tables.items():
            bottom = bottoms.get(name, table.place.bottom)
            if bottom != table.place.bottom or name in headers:
                yield table.part, table.xml(bottom, headers.get(name))

    def _headers(self, plan: Plan) -> dict[str, dict[int, str]]:
        """Return the headers of tables that the plan fills: a column is called what its header says."""
        found: dict[str, dict[int, str]] = {}
        for name, (table, column) in self._header_cells.items():
            if name in plan.cells:
                found.setdefault(table, {})[column] = _header(name, plan.cells[name])
        return found


def _bottom(block: Block, rows: Sequence[Row]) -> int:
    return block.area.top + max(len(rows), 1) - 1


def _header(name: str, entry: Entry) -> str:
    value = entry.value if isinstance(entry, Cell) else entry
    if not isinstance(value, str) or not value or (isinstance(entry, Cell) and entry.formula):
        raise TemplateError(f"Cell {name} is the header of a table column: it must be a text.")
    return value
