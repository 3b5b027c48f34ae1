"""What a host delivers as an argument, read as what a function expects.

Hosts deliver floats, texts, booleans, dates, None or ``""`` for a blank, 0 for a blank cell
(LibreOffice), and one cell as a range of one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from cbsc_xl.errors import BadArgument

Rows = Sequence[Sequence[Any]]


def is_range(value: Any) -> bool:
    """Tell whether an argument is a range of cells."""
    return isinstance(value, (list, tuple))


def scalar(value: Any) -> Any:
    """Return the value of one cell, None if blank; BadArgument for several cells."""
    while is_range(value):
        if len(value) != 1:
            raise BadArgument("an argument is a range of several cells where one is expected")
        value = value[0]
    return None if value == "" else value


def text(value: Any) -> str:
    """Return a text, ``""`` for a blank; whole numbers lose their decimal point."""
    value = scalar(value)
    if isinstance(value, (int, float)):
        return f"{value:.15g}" if value else ""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def period(value: Any) -> str | float | date | None:
    """Return a period as it was typed, None for a blank; a number may be a year or a date."""
    value = scalar(value)
    if isinstance(value, str):
        return value.strip() or None
    return value or None


def is_blank(value: Any) -> bool:
    """Tell whether an argument was left out or is a blank cell."""
    while is_range(value) and len(value) == 1:
        value = value[0]
    return value is None or value == ""


def number(value: Any, name: str) -> float:
    """Return a number, a boolean as 1 or 0; BadArgument names the argument that has none."""
    value = scalar(value)
    if value is None:
        raise BadArgument(f"argument {name} is missing")
    if not isinstance(value, (int, float)):
        raise BadArgument(f"argument {name} must be a number, not {value!r}")
    return float(value)


def whole(value: Any, name: str, default: int) -> int:
    """Return a whole number, the default for a blank."""
    found = float(default) if is_blank(value) else number(value, name)
    if found != int(found):
        raise BadArgument(f"argument {name} must be a whole number, not {found:g}")
    return int(found)


def numbers(value: Any, name: str) -> list[float]:
    """Return the numbers of a range row by row, without its blanks."""
    rows = value if is_range(value) else [value]
    cells = [cell for row in rows for cell in (row if is_range(row) else [row])]
    return [number(cell, name) for cell in cells if not is_blank(cell)]


def word(value: Any, name: str) -> str:
    """Return a word in lower case; BadArgument names the argument that is missing."""
    found = text(value).casefold()
    if not found:
        raise BadArgument(f"argument {name} is missing")
    return found


def rows_of(value: Any, name: str) -> Rows:
    """Return the rows of a range, header first; BadArgument names the table that has none."""
    if not is_range(value) or not value or not {*map(type, value)} <= {list, tuple}:
        raise BadArgument(f"table {name} must be a range with its header row")
    return value  # type: ignore[no-any-return]
