"""Looks of cells: one immutable description, applied to openpyxl cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject

from builder import tokens as t


@dataclass(frozen=True)
class Line:
    """A rule of a cell: `thin` is 1 pt, `medium` 2 pt."""

    weight: str
    colour: str


HAIRLINE: Final = Line("thin", t.HAIR)
HEAD_RULE: Final = Line("thin", t.ACTUAL)
SECTION_RULE: Final = Line("thin", t.RULE)
PAGE_RULE: Final = Line("medium", t.ACCENT)


@dataclass(frozen=True)
class Look:
    """Everything that a cell shows beside its value; `shrink` lets a long number stay a number, not ####."""

    size: float = t.BODY_SIZE
    bold: bool = False
    italic: bool = False
    colour: str = t.INK
    fill: str | None = None
    horizontal: str | None = None
    vertical: str = "center"
    indent: int = 0
    wrap: bool = False
    shrink: bool = False
    format: str = "General"
    top: Line | None = None
    bottom: Line | None = None
    left: Line | None = None
    right: Line | None = None
    locked: bool = True

    def but(self, **changes: Any) -> Look:
        """Return the same look with some properties changed."""
        return replace(self, **changes)


BODY: Final = Look()
WRAPPED: Final = BODY.but(wrap=True)
BOLD: Final = BODY.but(bold=True)
QUIET: Final = Look(size=t.HEAD_SIZE, colour=t.MID)
NOTE: Final = Look(size=t.NOTE_SIZE, colour=t.MID)
LABEL: Final = BODY.but(colour=t.MID)
SECTION: Final = Look(size=t.SECTION_SIZE, bold=True, colour=t.ACCENT)
NUMBER: Final = BODY.but(horizontal="right", shrink=True)
QUIET_NUMBER: Final = NUMBER.but(colour=t.MID)
BOLD_NUMBER: Final = NUMBER.but(bold=True)
VALUE: Final = NUMBER.but(format=t.FORMATS["score"].value)
VARIANCE: Final = NUMBER.but(format=t.FORMATS["score"].variance)
UNSEEN: Final = NOTE.but(format=t.UNSEEN)
INPUT: Final = NUMBER.but(colour=t.INPUT, fill=t.INPUT_FILL, locked=False)
HEAD: Final = QUIET.but(vertical="bottom", horizontal="left")
NUMBER_HEAD: Final = HEAD.but(horizontal="right", wrap=True)
_KEY: Final = BODY.but(indent=1, horizontal="left")
ACTUAL_KEY: Final = _KEY.but(colour=t.WHITE, fill=t.ACTUAL)
PREVIOUS_KEY: Final = _KEY.but(fill=t.PREVIOUS)
TARGET_KEY: Final = _KEY.but(top=HEAD_RULE, bottom=HEAD_RULE, left=HEAD_RULE, right=HEAD_RULE)


@cache
def _font(look: Look) -> Font:
    return Font(name=t.FONT, size=look.size, bold=look.bold, italic=look.italic, color="FF" + look.colour)


@cache
def _side(line: Line | None) -> Side:
    return Side(style=line.weight, color="FF" + line.colour) if line else Side()  # type: ignore[arg-type]


def paint(cell: StyleableObject, look: Look) -> None:
    """Give a cell its look."""
    cell.font = _font(look)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor="FF" + look.fill)
    cell.border = Border(
        top=_side(look.top), bottom=_side(look.bottom), left=_side(look.left), right=_side(look.right)
    )
    cell.alignment = Alignment(
        horizontal=look.horizontal,
        vertical=look.vertical,
        indent=look.indent,
        wrap_text=look.wrap or None,
        shrink_to_fit=look.shrink or None,
    )
    cell.number_format = look.format
    cell.protection = Protection(locked=look.locked)
