"""Cases: contacts of one customer under one case number; a contact without number is a case of its own."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from cbsc_xl.ledger.rows import Bools, Ints, Rows
from cbsc_xl.tables import NO_DAY, Text

YES, NO = 1.0, 0.0


class Cases:
    """The cases behind the contacts.

    ``first`` has one row per case, its first contact, which gives the case its day, type and
    channel. Of several contacts on the first day that is the one whose type, then channel, comes
    first in the alphabet: a complaint goes before a question, whatever the order of the rows.
    """

    def __init__(self, contacts: Rows) -> None:
        key = _keys(contacts)
        order = np.lexsort((_rank(contacts, "channel"), _rank(contacts, "type"), contacts.day, key))
        self._contacts = contacts.take(order)
        changes = np.diff(key[order]) != 0
        self._starts = np.flatnonzero(np.concatenate(([True], changes))[: len(contacts)])
        self.first = self._contacts.take(self._starts)

    @cached_property
    def _second_day(self) -> Ints:
        """Day of the second contact of each case, NO_DAY without one."""
        days = np.append(self._contacts.day, np.int32(NO_DAY))
        after = np.append(self._starts[1:], len(self._contacts))
        return np.where(self._starts + 1 < after, days[self._starts + 1], NO_DAY).astype(np.int32)

    def _least(self, days: Ints) -> Ints:
        """Return the least day per case of a day per contact."""
        return np.minimum.reduceat(days, self._starts) if len(days) else days

    def _flagged(self, flag: float) -> Ints:
        """Return the day from which each case carries a flag, NO_DAY if it never does."""
        name = "first_contact_resolved"
        if name not in self._contacts.table:
            return np.full(len(self.first), NO_DAY, np.int32)
        return self._least(np.where(self._contacts.numbers(name) == flag, self._contacts.day, NO_DAY))

    @cached_property
    def _flags(self) -> tuple[Ints, Ints]:
        return self._flagged(NO), self._flagged(YES)

    def solved_at_first(self, end: int) -> Bools:
        """Tell which cases, as known before a day, were solved at the first contact.

        A flag of the ticket system decides, No over Yes; without one a case is solved at the first contact
        if it has one contact and a solution.
        """
        no, yes = self._flags
        alone = (self.first.optional_days("resolved_date") < end) & (self._second_day >= end)
        return np.asarray((no >= end) & ((yes < end) | alone))

    def last_solution(self, end: int) -> Ints:
        """Return the last day before ``end`` on which each case was solved, NO_DAY if none.

        A solution dated before the case was opened does not count.
        """
        solved = self._contacts.days("resolved_date")
        counts = (self._contacts.day < end) & (solved < end)
        latest = np.where(counts, solved, -NO_DAY)
        latest = np.maximum.reduceat(latest, self._starts) if len(latest) else latest
        return np.where(latest >= self.first.day, latest, NO_DAY).astype(np.int32)


def _keys(contacts: Rows) -> npt.NDArray[np.int64]:
    """Return a number per case: customer and case number, or the place of the row."""
    own = -1 - np.arange(len(contacts), dtype=np.int64)
    if "case_id" not in contacts.table:
        return own
    case = contacts.text("case_id")
    key = contacts.customer.astype(np.int64) * (len(case.values) + 1) + case.codes
    return np.where(case.codes < 0, own, key)


def _rank(contacts: Rows, column: str) -> Ints:
    """Return the place of each text in the alphabet; blanks come last."""
    text = contacts.text(column) if column in contacts.table else Text(np.full(len(contacts), -1), [])
    places = {value: place for place, value in enumerate(sorted(text.values))}
    return np.array([*(places[value] for value in text.values), len(places)], np.int32)[text.codes]
