"""The kinds of rows that pages share."""

from __future__ import annotations

from builder import tokens as t
from builder.sheet import Role
from builder.style import HAIRLINE, HEAD_RULE, NUMBER_HEAD, PAGE_RULE, SECTION, Look


def headed(look: Look) -> Look:
    """Return the head of a column with this look."""
    side = "right" if look.horizontal == "right" else "left"
    return NUMBER_HEAD.but(horizontal=side, bold=look.bold, indent=look.indent, bottom=HEAD_RULE)


def titled(look: Look) -> Look:
    """Return the head of a section."""
    return SECTION.but(bottom=HEAD_RULE)


def banded(look: Look) -> Look:
    """Fill a row that opens a section."""
    return look.but(fill=t.BAND)


def ruled(look: Look) -> Look:
    """Put a hairline under a row."""
    return look.but(bottom=HAIRLINE)


def totalled(look: Look) -> Look:
    """Put the accent rule above a total."""
    return look.but(top=PAGE_RULE)


def line_and_last(height: int) -> tuple[Role, Role]:
    """Return an ordinary row, and the last one of its block: without the hairline."""
    return Role("line", height, ruled), Role("last", height, like="line")
