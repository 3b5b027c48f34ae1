"""The segment argument: which customers a figure is about."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cbsc_xl.errors import BadArgument

DEFAULT_COLUMN = "segment"
_PART = re.compile(r'\s*(?:(?P<column>"[^"]*"|[^=;"]+?)\s*=)?\s*(?P<value>"[^"]*"|[^;"=]*?)\s*')


@dataclass(frozen=True)
class Segment:
    """Conditions ``(column, value)`` that all hold; none means all customers."""

    conditions: tuple[tuple[str, str], ...]
    text: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the conditions look at."""
        return tuple(column for column, _ in self.conditions)

    @property
    def values(self) -> tuple[str, ...]:
        """The value asked of each column."""
        return tuple(value for _, value in self.conditions)


def parse_segment(text: str | None) -> Segment:
    """Read a segment as it is typed: ``""``, ``All``, ``Gold``, ``country=NL``, joined by ``;`` = and.

    Quotes protect ``;`` and ``=``. Raises BadArgument.

    >>> parse_segment('Gold;country=NL').conditions
    (('country', 'NL'), ('segment', 'Gold'))
    """
    original = (text or "").strip()
    if original.casefold() in ("", "all"):
        return Segment((), original)
    conditions = tuple(_condition(part, original) for part in _split(original))
    if len({column for column, _ in conditions}) < len(conditions):
        raise BadArgument(f"segment {original!r} asks the same column twice: no customer can be in both")
    return Segment(tuple(sorted(conditions)) if len(conditions) > 1 else conditions, original)


def segment_text(column: str, value: str) -> str:
    """Return what is typed to ask for one value of a column; BadArgument for a value that cannot be typed.

    >>> segment_text("segment", "Gold"), segment_text("country", "a=b")
    ('Gold', 'country="a=b"')
    """
    if '"' in value or '"' in column:
        raise BadArgument(f"{column} {value!r} holds a quotation mark, so no formula can ask for it")
    special = any(mark in value for mark in ";=") or value.casefold() == "all" or value != value.strip()
    asked = f'"{value}"' if special else value
    return asked if column == DEFAULT_COLUMN and asked == value else f"{column}={asked}"


def _split(text: str) -> list[str]:
    return re.findall(r'(?:[^;"]|"[^"]*"?)+', text)


def _condition(part: str, original: str) -> tuple[str, str]:
    match = _PART.fullmatch(part)
    if not match or not match["value"].strip('"'):
        raise BadArgument(
            f"segment {original!r} is not understood: type Gold, country=NL or customer_id=C001, joined by ;"
        )
    column = (match["column"] or DEFAULT_COLUMN).strip('"').strip().casefold().replace(" ", "_")
    return column, match["value"].strip('"')


def find_value(asked: str, values: Iterable[str], what: str) -> str:
    """Return the value that was asked for, whatever its case; BadArgument names the nearest."""
    candidates = list(values)
    if asked in candidates:
        return asked
    folded = {value.casefold(): value for value in reversed(candidates)}
    if asked.casefold() in folded:
        return folded[asked.casefold()]
    near = difflib.get_close_matches(asked.casefold(), list(folded), 1, 0.4)
    hint = f"did you mean {folded[near[0]]!r}?" if near else f"there are: {_some(candidates)}"
    raise BadArgument(f"no {what} {asked!r}; {hint}")


def _some(values: list[str]) -> str:
    return ", ".join(values[:5]) + (", ..." if len(values) > 5 else "") if values else "none"
