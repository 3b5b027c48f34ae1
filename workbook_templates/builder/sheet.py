"""A page and its blocks: frame, columns, heads and rows, the same on every sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builder import tokens as t
from builder.names import BlockName, Names
from builder.style import BODY, HEAD_RULE, NUMBER_HEAD, PAGE_RULE, QUIET, Look, paint

PRODUCT = "Customer Balanced Scorecard"
Value = str | float | None
FIRST_ROW = len(t.FRAME_ROWS) + 1


@dataclass(frozen=True)
class Column:
    """A column of a page: width in pixels, and what it holds in the rows of a block."""

    width: int = 0
    name: str | None = None
    head: str = ""
    look: Look = BODY
    meaning: str = ""
    roles: Mapping[str, Look] = field(default_factory=dict)


@dataclass(frozen=True)
class Role:
    """A kind of row: its height in pixels and what it does to the look of each cell."""

    name: str
    height: int
    dress: Callable[[Look], Look] = lambda look: look
    like: str = ""
    """The role whose looks of single columns it takes; its own name when empty."""


class Page:
    """One sheet under construction."""

    def __init__(self, names: Names, sheet: str, columns: Sequence[Column], prefix: str = "") -> None:
        self.names = names
        self.sheet = sheet
        self.prefix = prefix or sheet.lower()
        self.columns = {get_column_letter(i): column for i, column in enumerate(columns, 1)}
        self.last = get_column_letter(len(columns))
        self.ws: Worksheet = names.workbook.create_sheet(sheet)
        for letter, column in self.columns.items():
            self.ws.column_dimensions[letter].width = column.width / 7
        _set_up(self.ws)

    def height(self, row: int, pixels: int) -> None:
        """Set the height of a row."""
        self.ws.row_dimensions[row].height = pixels * 0.75

    def put(self, ref: str, value: Value, look: Look = BODY) -> None:
        """Write a fixed text or number."""
        cell = self.ws.cell(*_place(ref))
        cell.value = value
        paint(cell, look)

    def name(self, field: str, ref: str, meaning: str, look: Look = BODY, value: Value = None) -> None:
        """Name a cell `<sheet>_<field>` and give it its look and what it says before it is filled."""
        self.put(ref, value, look)
        self.names.cell(f"{self.prefix}_{field}", self.sheet, ref, meaning)

    def rule(self, row: int, look: Look, first: str = "B", last: str | None = None) -> None:
        """Give every cell of a stretch of a row the same look."""
        stop = column_index_from_string(last or self.last)
        for index in range(column_index_from_string(first), stop + 1):
            paint(self.ws.cell(row, index), look)

    def frame(self, freeze: str, title: str, subtitle: str, *, back: bool = True) -> None:
        """Write rows 1 to 4: running head, check light, title, subtitle, link back, accent rule."""
        for row, pixels in enumerate(t.FRAME_ROWS, 1):
            self.height(row, pixels)
        right = QUIET.but(horizontal="right")
        self.name("head", "B1", "running head: product, group, period", QUIET, PRODUCT)
        self.name("check", f"{self.last}1", "the light of the checks", right)
        self.name("title", "B2", "the message, a sentence", BODY.but(size=t.TITLE_SIZE, bold=True), title)
        self.rule(3, BODY.but(bottom=PAGE_RULE))
        subtitle_look = BODY.but(colour=t.MID, vertical="top", bottom=PAGE_RULE)
        self.name("subtitle", "B3", "who, what, when, unit", subtitle_look, subtitle)
        if back:
            look = right.but(colour=t.ACCENT, vertical="top", bottom=PAGE_RULE)
            self.name("back", f"{self.last}3", "link back to the cover", look)
        self.ws.freeze_panes = freeze

    def heads(self, row: int, pixels: int) -> None:
        """Write the heads of the columns over a rule."""
        self.height(row, pixels)
        for letter, column in list(self.columns.items())[1:]:
            side = "right" if column.look.horizontal == "right" else "left"
            look = NUMBER_HEAD.but(horizontal=side, indent=column.look.indent, bottom=HEAD_RULE)
            self.put(f"{letter}{row}", column.head or None, look)

    def block(
        self,
        name: str,
        first_row: int,
        capacity: int,
        roles: Sequence[Role],
        columns: Mapping[str, Column] | None = None,
        *,
        patterns: bool = True,
        table: bool = False,
    ) -> BlockName:
        """Lay a block: the rows of its roles first, the others like its plainest role."""
        columns = columns or self.columns
        plain = next((role for role in roles if role.name == "line"), roles[0])
        for offset in range(capacity):
            role = roles[offset] if offset < len(roles) else plain
            self._row(first_row + offset, role, columns)
        letters = list(columns)
        fields = {c.name: (letter, c.meaning) for letter, c in columns.items() if c.name}
        pattern_names = tuple(role.name for role in roles) if patterns else ()
        return self.names.block(
            BlockName(
                name, self.sheet, letters[0], letters[-1], first_row, capacity, fields, pattern_names, table
            )
        )

    def _row(self, row: int, role: Role, columns: Mapping[str, Column]) -> None:
        self.height(row, role.height)
        for letter, column in columns.items():
            look = role.dress(column.roles.get(role.like or role.name, column.look))
            if letter == "A":
                look = look.but(top=None, bottom=None)
            paint(self.ws[f"{letter}{row}"], look)

    def keep(self, letter: str, first_row: int, last_row: int) -> None:
        """Keep rows visible that a block may leave unused but that hold other things too."""
        rows = last_row - first_row + 1
        block = BlockName(f"keep_{self.prefix}", self.sheet, letter, letter, first_row, rows, {})
        self.names.block(block)

    def finish(self, last_row: int | None, heads: tuple[int, int] | None = None, *, tall: int = 0) -> None:
        """Set the print area, the rows repeated on each printed page, and how many pages tall it may be."""
        if last_row:
            self.ws.print_area = f"A1:{self.last}{last_row}"
        if heads:
            self.ws.print_title_rows = f"{heads[0]}:{heads[1]}"
        self.ws.page_setup.fitToHeight = tall

    @property
    def scale(self) -> float:
        """Return the scale at which the columns fill the width of the paper, with a little to spare.

        A program that measures the font without hinting makes a column of 7 pixels 5.6 points wide.
        """
        return 0.98 * t.PAPER[0] / (0.8 * sum(column.width for column in self.columns.values()))

    def paginate(self, starts: Sequence[int]) -> None:
        """Begin a printed page at each of these rows; programs mind breaks only at a fixed scale."""
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        self.ws.page_setup.scale = int(100 * self.scale)
        for row in starts:
            self.ws.row_breaks.append(Break(id=row - 1))


def _place(ref: str) -> tuple[int, int]:
    letter, row = coordinate_from_string(ref)
    return row, column_index_from_string(letter)


def _set_up(ws: Worksheet) -> None:
    ws.sheet_view.showGridLines = False
    ws.sheet_view.zoomScale = t.ZOOM
    ws.sheet_properties.tabColor = "FF" + t.ACCENT
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToWidth = 1
    ws.page_margins = PageMargins(left=0.4, right=0.4, top=0.42, bottom=0.55, header=0.3, footer=0.28)
    ws.print_options.horizontalCentered = True
    for side, text in (("left", PRODUCT), ("right", "&A   &P / &N")):
        part = getattr(ws.oddFooter, side)
        part.text, part.font, part.size, part.color = text, f"{t.FONT},Regular", t.FOOTER_SIZE, t.MID
    protection = ws.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = protection.sort = False
