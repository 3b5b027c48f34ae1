"""Grouping: which group each customer belongs to, as of the start of each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cbsc_xl.errors import BadArgument, Needs
from cbsc_xl.ledger.customers import ANONYMOUS, NO_SEGMENT, UNKNOWN
from cbsc_xl.ledger.ledger import Ledger
from cbsc_xl.ledger.rows import Ints
from cbsc_xl.ledger.segment import DEFAULT_COLUMN, Segment, find_value
from cbsc_xl.period import BEGINNING, Period
from cbsc_xl.tables import NO_DAY, Text

CUSTOMER = "customer_id"


@dataclass(frozen=True)
class Grouping:
    """``names[g]`` holds the value of each column of group ``g``; ``codes`` the group of each customer.

    ``codes`` has one row for all periods, or one per period where a history of
    segments is pasted. The groups split the customers: every customer is in one.
    """

    columns: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    codes: Ints

    @property
    def size(self) -> int:
        """Number of groups."""
        return len(self.names)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """A readable name per group."""
        return tuple(", ".join(values) if values else "All" for values in self.names)

    def codes_at(self, period: int) -> Ints:
        """Return the group of each customer in a period."""
        return np.asarray(self.codes[period if self.changes else 0])

    @property
    def changes(self) -> bool:
        """Whether customers move between groups from one period to another."""
        return len(self.codes) > 1

    def index(self, segment: Segment) -> int | None:
        """Return the group of a segment; None if each value exists but no customer has them all.

        Raises BadArgument naming the nearest value.
        """
        found = tuple(
            find_value(value, dict.fromkeys(names[i] for names in self.names), column)
            for i, (column, value) in enumerate(segment.conditions)
        )
        return self.names.index(found) if found in self.names else None


def group_by(ledger: Ledger, columns: Sequence[str], periods: Sequence[Period]) -> Grouping:
    """Group the customers by columns of table Customers, or ``customer_id``; no columns: everyone.

    Raises Needs without table Customers or its column segment, BadArgument for another column
    found nowhere.
    """
    if not columns:
        return Grouping((), ((),), np.zeros((1, ledger.customers.size), np.int32))
    parts = [_codes_and_names(ledger, column, periods) for column in columns]
    if len(parts) == 1:
        codes, names = parts[0]
        return Grouping(tuple(columns), tuple((name,) for name in names), codes)
    widths = [len(names) for _, names in parts]
    shape = np.broadcast_shapes(*(codes.shape for codes, _ in parts))
    flat = np.ravel_multi_index([np.broadcast_to(codes, shape) for codes, _ in parts], widths)
    used, place = np.unique(flat, return_inverse=True)
    picks = np.array(np.unravel_index(used, widths)).T
    labels = tuple(tuple(parts[i][1][pick] for i, pick in enumerate(row)) for row in picks)
    return Grouping(tuple(columns), labels, place.reshape(shape).astype(np.int32))


def _codes_and_names(ledger: Ledger, column: str, periods: Sequence[Period]) -> tuple[Ints, list[str]]:
    customers = ledger.customers
    if column == CUSTOMER:
        codes = np.arange(customers.size, dtype=np.int32)[None]
        return np.minimum(codes, customers.anonymous), list(customers.ids)
    text = _attribute(ledger, column)
    segments = customers.segments if column == DEFAULT_COLUMN else ()
    values = list(dict.fromkeys([*text.values, *segments]))
    names = [*values, NO_SEGMENT, UNKNOWN, ANONYMOUS]
    none, unknown, anonymous = range(len(values), len(names))
    rows = _rows_as_of(ledger, periods)
    known = text.codes[rows]
    codes = np.full((len(rows), customers.size), unknown, np.int32)
    codes[:, : customers.known] = np.where(known < 0, none, known)
    codes[:, customers.anonymous :] = anonymous
    for code, segment in enumerate(segments, len(customers.ids)):
        codes[:, code] = values.index(segment)
    return codes, names


def _attribute(ledger: Ledger, column: str) -> Text:
    table = ledger.customers.given()
    if column not in table:
        if column == DEFAULT_COLUMN:
            raise Needs("column", "Customers.segment")
        find_value(column, sorted(table.columns), "column of table Customers")
    if not isinstance(table.columns[column], Text):
        raise BadArgument(f"column {column} of table Customers holds dates or numbers: groups need words")
    return ledger.attribute(column)


def _rows_as_of(ledger: Ledger, periods: Sequence[Period]) -> Ints:
    """Return, per period, the row of table Customers that is valid for each known customer.

    Valid is the last row from the first day of the period, or the start of the
    customer if later; before the first row of the history the first one is.
    """
    customers = ledger.customers
    if not customers.has("segment_from"):
        return customers.first_row[None]
    table = ledger.customers.given()
    since = table.days("segment_from")
    since = np.where(since == NO_DAY, BEGINNING, since)
    owner = customers.codes_of(table.text("customer_id"))
    order = np.lexsort((since, owner))
    key = owner[order].astype(np.int64) * 2**32 + since[order].astype(np.int64) + 2**31
    codes = np.arange(customers.known, dtype=np.int64)
    start = ledger.start[: customers.known].astype(np.int64)
    first = np.searchsorted(owner[order], codes)
    result: list[npt.NDArray[np.intp]] = []
    for period in periods:
        at = np.where(start == NO_DAY, period.start, np.maximum(start, period.start))
        found = np.searchsorted(key, codes * 2**32 + at + 2**31, side="right") - 1
        result.append(order[np.maximum(found, first)])
    return np.array(result, np.int32).reshape(len(periods), customers.known)
