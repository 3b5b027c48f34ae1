"""What a workbook says, without saying where: the values and formulas of a template's names.

A page module makes a `Plan`; `Layout` tells it the addresses for its formulas, and
`Template.fill` writes both into a workbook. No name of a sheet or cell address stands in the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cbsc_xl.errors import TemplateError

Value = float | int | str | bool | date | None
"""What a cell shows: a number, a text, a truth value, a date, or nothing."""

LAST_ROW = 1_048_576
"""The last row of a worksheet."""


class Cell(NamedTuple):
    """One cell: a constant, or a formula with the value it had when the file was written.

    `formula` is English, with commas and without a leading `=`. A formula whose value is None, nan
    or infinite shows `#N/A`; a text such as `#N/A` or `#DIV/0!` as its value is that error.
    `format` is a number format in the US form that replaces the one of the template's cell.
    """

    value: Value = None
    formula: str | None = None
    format: str | None = None


Entry = Cell | Value
"""A bare value stands for `Cell(value)`; in long tables it saves the object."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a block: the role whose pattern it wears, and an entry per field.

    Fields that are left out are empty. In a block without pattern rows every row keeps the look it has
    in the template, whatever the role.
    """

    pattern: str
    values: Mapping[str, Entry]


@dataclass(slots=True)
class Plan:
    """The content of one workbook: single cells by name, blocks of rows by name.

    What a plan does not name stays as the template has it; an empty list empties and hides a block.
    `hidden` names cells and fields, `groups_m13`, whose columns are hidden. `footer` takes the place of
    the product's name in the page footers.
    """

    cells: dict[str, Entry] = field(default_factory=dict)
    blocks: dict[str, Sequence[Row]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    footer: str | None = None


@dataclass(frozen=True, slots=True)
class BlockNames:
    """The names that the code expects of one block, and the least number of rows."""

    fields: Sequence[str] = ()
    patterns: Sequence[str] = ()
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Contract:
    """The names that a template must have: single cells, and blocks with their fields and patterns."""

    cells: Iterable[str] = ()
    blocks: Mapping[str, BlockNames] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a block stands: `sheet` as a formula writes it, `columns` as field -> "$F", rows from 1."""

    sheet: str
    first: int
    rows: int
    columns: Mapping[str, str]
    grows: bool = False


class Layout:
    """The addresses of a template's names, as text for formulas."""

    def __init__(self, cells: Mapping[str, str], areas: Mapping[str, Area]) -> None:
        """Take the addresses of the single cells and the places of the blocks."""
        self._cells = cells
        self._areas = areas
        self._prefixes = {
            (block, name): (f"{area.sheet}!{column}$", area.first)
            for block, area in areas.items()
            for name, column in area.columns.items()
        }

    def cell(self, name: str) -> str:
        """Return the address of a single cell, `Cover!$B$3`."""
        try:
            return self._cells[name]
        except KeyError:
            raise TemplateError(f"The template has no cell named {name}: add the name to its cell.") from None

    def at(self, block: str, field: str, index: int) -> str:
        """Return the address of a field in row `index` of a block, counted from 0: `Targets!$F$12`."""
        try:
            prefix, first = self._prefixes[block, field]
        except KeyError:
            raise self._missing(block, field) from None
        return f"{prefix}{first + index}"

    def column(self, block: str, field: str, rows: int | None = None) -> str:
        """Return the range of a field, `Targets!$F$8:$F$55`.

        It spans the whole area, or its first `rows` rows; say `rows` for a table that grows.
        """
        area = self.area(block)
        try:
            column = area.columns[field]
        except KeyError:
            raise self._missing(block, field) from None
        last = area.first + (area.rows if rows is None else max(rows, 1)) - 1
        return f"{area.sheet}!{column}${area.first}:{column}${last}"

    def capacity(self, block: str) -> int:
        """Return how many rows a block can hold; for a table that grows, down to the end of the sheet."""
        area = self.area(block)
        return LAST_ROW - area.first + 1 if area.grows else area.rows

    def area(self, block: str) -> Area:
        """Return the place of a block."""
        try:
            return self._areas[block]
        except KeyError:
            raise TemplateError(f"The template has no block {block}: name its area {block}_rows.") from None

    def _missing(self, block: str, field: str) -> TemplateError:
        self.area(block)
        return TemplateError(
            f"The template's block {block} has no field {field}: name its column {block}_{field}."
        )
