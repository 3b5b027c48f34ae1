"""Synthetic invoice lines of a retailer: the same for the same number of lines.

Five years of lines in the order of a ledger, by day and document; 50 lines and about ten
documents a customer, who buys between a first and a last day; returns and credit notes; ten segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cbsc_xl.ledger.rows import Floats, Ints
from cbsc_xl.period import parse_period
from cbsc_xl.tables import NO_DAY, Data, Table, Text

LINES_PER_CUSTOMER = 50
LINES_PER_DOCUMENT = 5
CATEGORIES = [f"Category {i:02d}" for i in range(24)]
SEGMENTS = [f"Segment {i}" for i in range(10)]
YEARS = range(2021, 2026)
QUARTERS = tuple(parse_period(f"{year}-Q{quarter}") for year in YEARS for quarter in (1, 2, 3, 4))
ASKED = QUARTERS[-12:]
"""The quarters whose measures are asked."""
BOUNDS = np.array([quarter.start for quarter in QUARTERS] + [QUARTERS[-1].end], np.int32)
"""First day of each quarter, and the day after the last."""


@dataclass(frozen=True)
class Sales:
    """Columns of Transactions and Customers as integers and floats, ids as codes from 0."""

    customer: Ints
    document: Ints
    day: Ints
    category: Ints
    amount: Floats
    segment: Ints
    start: Ints

    @property
    def columns(self) -> dict[str, Ints | Floats]:
        """The columns of Transactions."""
        names = ("customer", "document", "day", "category", "amount")
        return {name: getattr(self, name) for name in names}

    @property
    def size(self) -> int:
        """Bytes of the columns of Transactions."""
        return sum(column.nbytes for column in self.columns.values())

    @cached_property
    def customer_ids(self) -> list[str]:
        """The id of each customer."""
        return [f"C{i:07d}" for i in range(len(self.segment))]

    @cached_property
    def document_ids(self) -> list[str]:
        """The number of each document."""
        return [f"INV-{i:08d}" for i in range(int(self.document[-1]) + 1)]

    @cached_property
    def data(self) -> Data:
        """The tables as reading gives them."""
        lines = Table(
            "Transactions",
            len(self.day),
            {
                "customer_id": Text(self.customer, self.customer_ids),
                "document_id": Text(self.document, self.document_ids),
                "date": self.day,
                "category": Text(self.category, CATEGORIES),
                "amount": self.amount,
            },
            np.arange(1, len(self.day) + 1, dtype=np.int32),
        )
        return Data({"Transactions": lines, "Customers": self._customers})

    @property
    def _customers(self) -> Table:
        size = len(self.segment)
        codes = np.arange(size, dtype=np.int32)
        return Table(
            "Customers",
            size,
            {
                "customer_id": Text(codes, self.customer_ids),
                "segment": Text(self.segment, SEGMENTS),
                "start_date": self.start,
            },
            codes + 1,
        )


def sales(lines: int) -> Sales:
    """Return about this many lines."""
    random = np.random.default_rng(20250101)
    size, documents = lines // LINES_PER_CUSTOMER, lines // LINES_PER_DOCUMENT
    first, last = int(BOUNDS[0]), int(BOUNDS[-1])
    opened = np.sort(random.integers(first - 500, last - 60, size))
    closed = np.minimum(opened + random.exponential(900, size).astype(np.int64) + 30, last)
    activity = random.gamma(1.2, size=size) * np.maximum(closed - np.maximum(opened, first), 0)
    buyer = np.searchsorted(np.cumsum(activity), random.random(documents) * activity.sum()).clip(max=size - 1)
    begin = np.maximum(opened, first)[buyer]
    day = begin + (random.random(documents) * (closed[buyer] - begin)).astype(np.int64)
    order = np.argsort(day, kind="stable")
    lengths = random.poisson(LINES_PER_DOCUMENT - 1, documents) + 1
    document = np.repeat(np.arange(documents), lengths)
    count = len(document)
    credited = (random.random(documents) < 0.03)[document]
    returned = random.random(count) < 0.02
    amount = np.round(random.lognormal(3, 1, count), 2) * np.where(credited | returned, -1.0, 1.0)
    favourites = random.integers(0, len(CATEGORIES), (size, 6))
    category = favourites[buyer[order][document], random.integers(0, 6, count)]
    return Sales(
        customer=buyer[order][document].astype(np.int32),
        document=document.astype(np.int32),
        day=day[order][document].astype(np.int32),
        category=category.astype(np.int32),
        amount=amount,
        segment=random.choice(len(SEGMENTS), size, p=np.arange(1, 11) / 55).astype(np.int32),
        start=np.where(random.random(size) < 0.1, NO_DAY, opened).astype(np.int32),
    )
