"""Purchases: documents that add up to more than 0."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from cbsc_xl.ledger.documents import Documents
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows

SMALLEST_AMOUNT = 1e-6
PAIRS_PER_LINE = 2
"""Pairs of customer and category per line up to which a table of all pairs is quicker than sorting them."""
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

    def shared(self, codes: Ints, mixed: int) -> Ints:
        """Return the code that all lines of a purchase share, ``mixed`` where they differ."""
        return self.documents.shared(codes, mixed)[self._kept]

    @cached_property
    def amounts(self) -> Floats:
        """Net amount of each purchase."""
        return np.asarray(self.documents.amounts[self._kept])

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
        rows, lines = self.documents.rows, self.documents.lines
        category, amount = lines.text("category").codes, lines.numbers("amount")
        none = np.int32(len(rows))
        place = self.documents.to_lines(np.where(self._kept, np.arange(len(rows), dtype=np.int32), none))
        pair = _pairs(lines.customer, category)
        first = np.full(int(pair.max(initial=0)) + 1, none)
        for start in range(0, len(lines), BLOCK):
            block = slice(start, start + BLOCK)
            bought = (amount[block] > 0) & (category[block] >= 0)
            np.minimum.at(first, pair[block], np.where(bought, place[block], none))
        return rows.take(first[first < none])


def _pairs(customer: Ints, category: Ints) -> npt.NDArray[np.int64]:
    """Return a number per pair of codes; numbers that no pair has stay few."""
    pairs = customer.astype(np.int64)
    pairs *= int(category.max(initial=0)) + 1
    pairs += category
    if pairs.max(initial=0) <= PAIRS_PER_LINE * len(pairs):
        return pairs
    return np.unique(pairs, return_inverse=True)[1]


def _as_before(codes: Ints) -> Bools:
    """Tell which entries equal the one before."""
    same = np.zeros(len(codes), bool)
    same[1:] = codes[1:] == codes[:-1]
    return same
