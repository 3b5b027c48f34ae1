"""The data that cells talk about: read once by CBSC_DATA, found again by the text that it returned.

A handle names a content: ``CBSC:`` with the tables in it as bits and a fingerprint of their cells. What
was read is kept per workbook and content, the least recently used go first, and a workbook that the
host can read rebuilds what this process does not hold.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbsc_xl.errors import BadArgument
from cbsc_xl.hosts.answers import Recalculate
from cbsc_xl.hosts.coercion import Rows, scalar
from cbsc_xl.hosts.function import Book, Result

if TYPE_CHECKING:
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.tables import Data
    from cbsc_xl.tables.raw import RawColumn, RawTable

ROWS = 4_000_000
"""Rows kept in memory over all workbooks; the data used last are always kept."""

LEAST_ROWS = 20_000
"""What the smallest data count for: the facts about them take memory too."""

FRESH = 2.0
"""Seconds for which tables that were read from a workbook without CBSC_DATA are not read again."""

NO_FILES = "0-0"
"""The id of data that were not found."""

_EPOCH, _DAY = datetime(1899, 12, 30), timedelta(days=1)
_HANDLE = re.compile(r"CBSC:([0-9a-f]+-[0-9a-f]+)\b")


@dataclass
class Pasted:
    """What one CBSC_DATA read, its handle, and the results worked out of it so far."""

    id: str
    data: Data
    results: dict[tuple[Any, ...], Result] = field(default_factory=dict)

    @cached_property
    def handle(self) -> str:
        """The text of the cell: the id, and what was read and refused."""
        return f"CBSC:{self.id} {self.rows:,} rows read, {self.data.report.refused():,} refused"

    @cached_property
    def rows(self) -> int:
        """Rows read in all tables."""
        return sum(count.read for count in self.data.report.counts.values())

    @cached_property
    def calculator(self) -> Calculator:
        """The calculator that keeps the facts of these data."""
        from cbsc_xl.calculator import Calculator
        from cbsc_xl.ledger import Ledger

        return Calculator(Ledger(self.data))


class Handles:
    """The data of all open workbooks."""

    def __init__(self, rows: int = ROWS, clock: Callable[[], float] = time.monotonic) -> None:
        self._rows = rows
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], Pasted] = OrderedDict()
        self._current: dict[str, str] = {}
        self._read_at: dict[str, float] = {}

    def find(self, handle: Any, book: Book) -> Pasted:
        """Return the data that a handle names, those of the calling workbook if it is left out.

        Raises BadArgument for what is no handle, Recalculate for data that cannot be had.
        """
        if isinstance(handle, str) and handle:
            key = book.key, handle
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            return self._named(handle, book)
        given = scalar(handle)
        return self.find(str(given), book) if given else self._of_book(book)

    def pasted(self, tables: Iterable[tuple[str, Rows]], book: Book) -> Pasted:
        """Read ranges, each with the name of its table, as the data of a workbook."""
        raws = raw_tables(tables)
        return self._chosen(self._keep(fingerprint(raws), lambda: _read_raws(raws), book), book)

    def filed(self, path: Path, book: Book) -> Pasted:
        """Read a folder or file as the data of a workbook."""
        from cbsc_xl.tables import read

        identity = _stamp(path) if path.exists() else NO_FILES
        return self._chosen(self._keep(identity, lambda: read(path), book), book)

    def _chosen(self, pasted: Pasted, book: Book) -> Pasted:
        """Note the data of the last CBSC_DATA of a workbook."""
        self._current[book.key] = pasted.handle
        self._read_at.pop(book.key, None)
        return pasted

    def _named(self, handle: str, book: Book) -> Pasted:
        """Return the data with the id in a text: from memory, else from the workbook if it still has them."""
        match = _HANDLE.match(handle)
        if not match:
            raise BadArgument(f"data {handle!r} is not what CBSC_DATA returned")
        for (key, _), pasted in reversed(self._kept.items()):
            if key == book.key and pasted.id == match[1]:
                return pasted
        raws = self._read(book, _tables_in(match[1]))
        if not raws or fingerprint(raws) != match[1]:
            raise Recalculate
        return self._keep(match[1], lambda: _read_raws(raws), book)

    def _of_book(self, book: Book) -> Pasted:
        """Return the data of the last CBSC_DATA of a workbook, else of its tables."""
        kept = self._kept.get((book.key, self._current.get(book.key, "")))
        read_at = self._read_at.get(book.key)
        if kept is not None and (read_at is None or self._clock() - read_at < FRESH):
            return kept
        raws = self._read(book)
        if not raws:
            raise Recalculate
        found = self._chosen(self._keep(fingerprint(raws), lambda: _read_raws(raws), book), book)
        self._read_at[book.key] = self._clock()
        return found

    def _read(self, book: Book, names: Iterable[str] | None = None) -> list[tuple[str, RawTable]]:
        """Return the tables that the host can read, of all that the data model has or of some."""
        from cbsc_xl.tables.schema import TABLES

        found: list[tuple[str, Rows]] = []
        for name in TABLES if names is None else names:
            known_as = (name, *TABLES[name].aliases)
            rows = next((rows for alias in known_as if (rows := book.table(alias))), None)
            if rows:
                found.append((name, rows))
        return raw_tables(found)

    def _keep(self, identity: str, read: Callable[[], Data], book: Book) -> Pasted:
        """Return the data of that identity, read if they are new, and forget what there is no room for."""
        pasted = next(
            (kept for (key, _), kept in self._kept.items() if (key, kept.id) == (book.key, identity)), None
        )
        if pasted is None:
            pasted = Pasted(identity, read())
        self._kept[book.key, pasted.handle] = pasted
        self._kept.move_to_end((book.key, pasted.handle))
        self._forget()
        return pasted

    def _forget(self) -> None:
        """Drop what was used least recently until the rest fits."""
        while len(self._kept) > 1 and self._size() > self._rows:
            self._kept.popitem(last=False)

    def _size(self) -> int:
        return sum(max(LEAST_ROWS, pasted.rows) for pasted in self._kept.values())


def raw_tables(tables: Iterable[tuple[str, Rows]]) -> list[tuple[str, RawTable]]:
    """Return ranges as columns; the name of a table may be any that the data model knows."""
    from cbsc_xl.tables.books import rows_table
    from cbsc_xl.tables.headers import find_table

    found = []
    for name, rows in tables:
        headers = ["" if cell is None else str(cell).strip() for cell in rows[0]]
        table = find_table(name)
        found.append((table, rows_table(headers, rows[1:], 2, name)))
    return found


def _read_raws(raws: list[tuple[str, RawTable]]) -> Data:
    from cbsc_xl.tables.reading import read_raw

    return read_raw(raws)


def fingerprint(raws: list[tuple[str, RawTable]]) -> str:
    """Return the tables as bits in the order of the data model, and a digest of every cell."""
    from cbsc_xl.tables.schema import TABLES

    places = {name: place for place, name in enumerate(TABLES)}
    digest = blake2b(digest_size=6)
    for name, raw in sorted(raws, key=lambda pair: pair[0]):
        digest.update(repr((name, raw.headers, len(raw))).encode())
        digest.update(raw.origin.tobytes())
        for column in raw.columns:
            _digest_column(digest, column)
    bits = sum({1 << places[name] for name, _ in raws})
    return f"{bits:x}-{digest.hexdigest()}"


def _digest_column(digest: blake2b, column: RawColumn) -> None:
    import numpy as np

    from cbsc_xl.tables.raw import Factor

    if isinstance(column, Factor):
        digest.update(repr([*map(_as_number, column.values)]).encode())
        digest.update(column.codes.tobytes())
    elif column.dtype.kind == "M":
        seconds = (column - np.datetime64(_EPOCH, "s")).astype(np.float64)
        digest.update(np.where(np.isnat(column), np.nan, seconds / _DAY.total_seconds()).tobytes())
    else:
        digest.update(column.tobytes())


def _as_number(value: object) -> object:
    """Return a date as the number that some hosts deliver in its place."""
    return (value - _EPOCH) / _DAY if isinstance(value, datetime) else value


def _tables_in(identity: str) -> list[str]:
    """Return the tables whose bits are set in an id."""
    from cbsc_xl.tables.schema import TABLES

    bits = int(identity.partition("-")[0], 16)
    return [name for place, name in enumerate(TABLES) if bits >> place & 1]


def _stamp(path: Path) -> str:
    """Return an id of the files at a path: their names, sizes and times of writing."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    stats: Mapping[str, tuple[int, int]] = {
        str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in files
    }
    return f"0-{blake2b(repr(stats).encode(), digest_size=6).hexdigest()}"
