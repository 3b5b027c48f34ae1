"""Documents: lines of one customer, one day and one document number, added up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows

Places = npt.NDArray[np.intp]


class Documents:
    """The documents behind transaction lines, by customer, day and document number.

    ``rows`` has one row per document. Without document_id a customer's lines of one day are
    one document. Lines that stand together are added up where they stand, so that only
    these runs are sorted, not the lines.
    """

    def __init__(self, lines: Rows) -> None:
        self.lines = lines
        keys = [lines.customer, lines.day]
        if "document_id" in lines.table:
            keys.append(lines.text("document_id").codes)
        self._runs = _starts(keys)
        keys = [key[self._runs] for key in keys]
        self._order = _order(keys)
        keys = [key[self._order] for key in keys]
        self._firsts = _starts(keys)
        customer, day, *_ = (key[self._firsts] for key in keys)
        self.rows = Rows(lines.table, customer, day, self._runs[self._order[self._firsts]])

    @cached_property
    def amounts(self) -> Floats:
        """Net amount of each document."""
        return np.asarray(self._reduce(np.add, self.lines.numbers("amount")))

    def with_lines(self, mask: Bools) -> Bools:
        """Tell which documents have at least one line in ``mask``."""
        return np.asarray(self._reduce(np.logical_or, mask))

    def shared(self, codes: Ints, mixed: int) -> Ints:
        """Return the code that all lines of a document share, ``mixed`` where they differ."""
        low, high = self._reduce(np.minimum, codes), self._reduce(np.maximum, codes)
        return np.where(low == high, low, mixed).astype(np.int32)

    def _reduce(self, how: np.ufunc, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        if not len(values):
            return values
        runs = how.reduceat(values, self._runs)
        return np.asarray(how.reduceat(runs[self._order], self._firsts))

    def to_lines(self, values: Ints) -> Ints:
        """Give each line the value of its document."""
        runs = np.empty(len(self._runs), values.dtype)
        runs[self._order] = np.repeat(values, _lengths(self._firsts, len(self._runs)))
        return np.repeat(runs, _lengths(self._runs, len(self.lines)))


def _starts(keys: Sequence[Ints]) -> Places:
    """Return where a row differs from the one before in any key."""
    changed = np.zeros(len(keys[0]), bool)
    changed[:1] = True
    for key in keys:
        changed[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changed)


def _lengths(starts: Places, size: int) -> Places:
    return np.diff(starts, append=size)


def _order(keys: Sequence[Ints]) -> Places:
    """Sort by the first key, then the next; one combined number is sorted where 63 bits hold it."""
    if not len(keys[0]):
        return np.zeros(0, np.intp)
    lowest = [int(key.min()) for key in keys]
    widths = [(int(key.max()) - low).bit_length() for key, low in zip(keys, lowest, strict=True)]
    if sum(widths) > 63:
        return np.lexsort(keys[::-1])
    combined = np.zeros(len(keys[0]), np.int64)
    for key, low, width in zip(keys, lowest, widths, strict=True):
        combined <<= width
        combined |= key.astype(np.int64) - low
    return np.argsort(combined)
