"""Which header of a source feeds which column of the data model, and which source feeds which table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from cbsc_xl.errors import BadArgument, DataError
from cbsc_xl.tables.schema import TABLES, normal, without_unit

_WORD = re.compile(r"[^\W\d_]+")
_CLOSE = 0.8


@cache
def _aliases(table: str) -> Mapping[str, str]:
    return {
        normal(alias): column.name
        for column in reversed(TABLES[table].columns)
        for alias in (*reversed(column.aliases), column.name)
    }


@cache
def _table_names() -> Mapping[str, str]:
    return {normal(alias): spec.name for spec in TABLES.values() for alias in (*spec.aliases, spec.name)}


def field_of(table: str, header: str) -> str | None:
    """Return the column of the model that a header stands for, None if it is foreign."""
    aliases = _aliases(table)
    return aliases.get(normal(header)) or aliases.get(normal(without_unit(header)))


def match_headers(table: str, headers: Sequence[str], taken: Iterable[str] = ()) -> dict[str, int]:
    """Return the position of the header of each column; DataError if two headers mean the same column.

    Columns in `taken` are fed by mapping.toml and are left alone.
    """
    skip = set(taken)
    found: dict[str, int] = {}
    for position, header in enumerate(headers):
        name = field_of(table, header)
        if name is None or name in skip:
            continue
        if name in found:
            first = headers[found[name]]
            raise DataError(
                f"table {table}: columns {first!r} and {header!r} both stand for {name}; write in "
                f"mapping.toml under [{table}.columns] the one to use, such as {name} = {toml_text(first)}"
            )
        found[name] = position
    return found


def table_of_name(name: str) -> str | None:
    """Return the table that the name of a file or sheet is, years and numbers aside; else None."""
    return _table_names().get("".join(normal(word) for word in _WORD.findall(name)))


def find_table(name: str) -> str:
    """Return the table that a name is; BadArgument for a table that the model lacks."""
    found = table_of_name(name)
    if found is None:
        raise BadArgument(f"there is no table {name!r}; the tables are {', '.join(TABLES)}")
    return found


def table_in_name(name: str, headers: Sequence[str]) -> str | None:
    """Return the table that a word of the name is and whose required columns are all there; else None."""
    found = {table for word in _WORD.findall(name) if (table := _table_names().get(normal(word)))}
    table = found.pop() if len(found) == 1 else None
    return table if table and _fields(table, headers).issuperset(TABLES[table].required) else None


def table_of_headers(headers: Sequence[str]) -> str | None:
    """Return the table whose required columns are all there and that explains most headers (three or all)."""
    best, most = None, min(3, len(headers)) - 1
    for name, spec in TABLES.items():
        fields = _fields(name, headers)
        if spec.required and fields.issuperset(spec.required) and len(fields) > most:
            best, most = name, len(fields)
    return best


def _fields(table: str, headers: Sequence[str]) -> set[str]:
    return {name for header in headers if (name := field_of(table, header))}


def known(headers: Sequence[str], table: str | None = None) -> int:
    """Return how many headers the table knows, or the table that knows most of them."""
    names = [table] if table else list(TABLES)
    return max(len(_fields(name, headers)) for name in names)


def resembling(table: str, foreign: Iterable[str], fed: Iterable[str]) -> dict[str, str]:
    """Return the foreign header that resembles a column not yet fed, by column; the first of several."""
    fed = set(fed)
    aliases = {alias: name for alias, name in _aliases(table).items() if name not in fed}
    found: dict[str, str] = {}
    for header in foreign:
        close = difflib.get_close_matches(normal(header), aliases, n=1, cutoff=_CLOSE)
        if close:
            found.setdefault(aliases[close[0]], header)
    return found


def propose(table: str, foreign: Iterable[str], fed: Iterable[str]) -> list[str]:
    """Return a line for mapping.toml for each column not yet fed that a foreign header resembles."""
    found = resembling(table, foreign, fed)
    return [f"[{table}.columns]  {name} = {toml_text(header)}" for name, header in found.items()]


def toml_text(text: str) -> str:
    """Write a text as TOML does."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def fields_of(header: str) -> list[tuple[str, str]]:
    """Return every table and column that a header may stand for."""
    return [(table, name) for table in TABLES if (name := field_of(table, header))]


def best_guess(headers: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the table that headers resemble most (half its required columns), and what they lack."""
    best, most, missing = None, 1, []
    for name, spec in TABLES.items():
        fields = _fields(name, headers)
        lacking = [column for column in spec.required if column not in fields]
        if len(fields) > most and len(lacking) <= len(spec.required) / 2:
            best, most, missing = name, len(fields), lacking
    return best, missing
