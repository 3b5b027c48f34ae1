"""Workbooks that call functions: what a host would hand over, without a host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cbsc_xl.catalogue import example_of
from cbsc_xl.hosts.session import Session
from cbsc_xl.measures.measure import Measure

Range = Sequence[Sequence[Any]]

TRANSACTIONS: list[list[Any]] = [
    ["customer_id", "document_id", "date", "amount"],
    ["A", "1", "2025-01-10", 100.0],
    ["A", "2", "2025-02-10", 50.0],
    ["B", "3", "2025-03-31", 250.0],
]
CUSTOMERS: list[list[Any]] = [["customer_id", "segment"], ["A", "Gold"], ["B", "Silver"]]
SALES = {"Customers": CUSTOMERS, "Transactions": TRANSACTIONS}


@dataclass
class Book:
    """A workbook; ``tables`` is what the host can read of it."""

    key: str = "Book1"
    tables: dict[str, Range] = field(default_factory=dict)
    reads: int = 0

    def table(self, name: str) -> Range | None:
        """Return the rows of a table, headers first; None without it."""
        self.reads += 1
        return next((rows for own, rows in self.tables.items() if own.casefold() == name.casefold()), None)


def arguments(tables: Mapping[str, Range]) -> list[Any]:
    """Return the arguments of CBSC_DATA."""
    return [item for pair in tables.items() for item in pair]


def paste(session: Session, book: Book, tables: Mapping[str, Range] = SALES) -> str:
    """Return the handle of pasted tables."""
    handle = session.call("CBSC_DATA", arguments(tables), book)
    assert isinstance(handle, str)
    return handle


def as_range(rows: Sequence[Mapping[str, Any]]) -> Range:
    """Return rows with headers as keys as a range, headers first."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [headers, *([row.get(header) for header in headers] for row in rows)]


def example(measure: Measure) -> tuple[dict[str, Range], list[Any], float]:
    """Return a worked example: ranges by table, segment, period and channel, the expected value."""
    found = example_of(measure)
    options = dict(found.options)
    asked = [options.pop("segment", None), found.period, options.pop("channel", None)]
    tables = {name: as_range(rows) for name, rows in found.tables.items()}
    if options:
        tables["Settings"] = [["name", "value"], *map(list, options.items())]
    return tables, asked, found.expected
