"""Purchases: documents that add up to more than 0."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cbsc_xl.ledger.documents import Documents
from cbsc_xl.ledger.rows import Bools, Ints, Rows

SMALLEST_AMOUNT = 1e-6
PAIRS_PER_LINE = 2
"""Pairs of customer and category, per line, that are looked at in one pass over the lines."""
BLOCK = 1 << 17
"""Lines that are looked at together: few enough to stay in the cache of a processor."""


class Purchases:
    """The purchases among documents; a document of 0 or less, a credit note for instance, is none.

    ``rows`` has one row per purchase, sorted by customer and day.
    """

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._kept = documents.amounts > SMALLEST_AMOUNT
        self.rows = documents.rows.where(self._kept)

    def with_lines(self, mask: Bools) -> Rows:
        """Return the purchases of which at least one line is in ``mask``."""
        return self.rows.where(self.documents.with_lines(mask)[self._kept])

    @cached_property
    def later(self) -> Bools:
        """Whether the customer had an earlier purchase in the data."""
        return _as_before(self.rows.customer)

    @cached_property
    def gaps(self) -> tuple[Rows, Ints]:
        """Purchase days that have a previous one of the same customer, and the days in between."""
        days = self.rows.where(~(self.later & _as_before(self.rows.day)))
        follows = _as_before(days.customer)
        return days.where(follows), np.diff(days.day, prepend=np.int32(0))[follows]

    @cached_property
    def first_of_category(self) -> Rows:
        """For each customer and category the purchase with which the customer first bought from it."""
        lines = self.documents.lines
        customers = int(lines.customer.max(initial=-1)) + 1
        step = max(1, PAIRS_PER_LINE * len(lines) // _width(lines))
        ranges = [(low, min(low + step, customers)) for low in range(0, customers, step)]
        found = [self._first_of_category(low, high) for low, high in ranges]
        return self.documents.rows.take(np.concatenate([np.zeros(0, np.int32), *found]))

    def _first_of_category(self, low: int, high: int) -> Ints:
        """Return the documents of the customers from ``low`` up to ``high``, block of lines by block."""
        lines, of_line = self.documents.lines, self.documents.of_line
        category, amount = lines.text("category"), lines.numbers("amount")
        width, none = _width(lines), np.int32(len(self.documents.rows))
        first = np.full((high - low) * width, none)
        for start in range(0, len(lines), BLOCK):
            block = slice(start, start + BLOCK)
            customer, place, code = lines.customer[block], of_line[block], category.codes[block]
            bought = self._kept[place] & (amount[block] > 0) & (code >= 0)
            bought &= (customer >= low) & (customer < high)
            pair = np.where(bought, (customer - np.int64(low)) * width + code, 0)
            np.minimum.at(first, pair, np.where(bought, place, none))
        return np.asarray(first[first < none])


def _width(lines: Rows) -> int:
    return max(1, len(lines.text("category").values))


def _as_before(codes: Ints) -> Bools:
    """Tell which entries equal the one before."""
    same = np.zeros(len(codes), bool)
    same[1:] = codes[1:] == codes[:-1]
    return same
