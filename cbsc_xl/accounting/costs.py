"""Cost rows: what carries each, and which line of the customer P&L it belongs to.

A row is carried by its customer, else its activity, else its segment, else by nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from cbsc_xl.accounting.activities import Activity, activities
from cbsc_xl.accounting.lines import COST_LINES, line_of
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows
from cbsc_xl.period import Period
from cbsc_xl.tables import Text

NOBODY = -1


class CostRows:
    """Rows of table Costs; ``customer``, ``pool`` and ``segment`` hold the carrier, in at most one of them.

    ``pool`` is a place in ``pools``: the activities of table Activities, then names that only
    table Costs knows. ``segment`` is a place in the segments of the ledger's customers.
    """

    def __init__(self, ledger: Ledger, rows: Rows) -> None:
        self._ledger = ledger
        self.rows = rows
        self.amount = rows.numbers("amount", blank=0.0)
        self.activities: tuple[Activity, ...] = activities(ledger)
        ids = self._optional("customer_id")
        self.customer = np.where(ids.codes < 0, NOBODY, ledger.customers.codes_of(ids)).astype(np.int32)
        self._activity = self._optional("activity")
        self._pool_of_text = self._places(self._activity.values, [a.name for a in self.activities])
        own_pool = np.array([*self._pool_of_text, NOBODY], np.int32)[self._activity.codes]
        self.pool = np.where(self.customer == NOBODY, own_pool, NOBODY)
        segment = self._optional("segment")
        places = np.array([*self._places(segment.values, ledger.customers.segments), NOBODY], np.int32)
        free = (self.customer == NOBODY) & (self.pool == NOBODY)
        self.segment = np.where(free, places[segment.codes], NOBODY)

    def _optional(self, name: str) -> Text:
        if name in self.rows.table:
            return self.rows.text(name)
        return Text(np.full(len(self.rows), -1, np.int32), [])

    @staticmethod
    def _places(values: Sequence[str], known: Sequence[str]) -> list[int]:
        """Return the place of each value among the known ones, whatever its case; new ones come after."""
        places = {name.casefold(): place for place, name in reversed(list(enumerate(known)))}
        count = len(known)
        for value in values:
            if value.casefold() not in places:
                places[value.casefold()] = count
                count += 1
        return [places[value.casefold()] for value in values]

    @cached_property
    def pools(self) -> tuple[str, ...]:
        """Names of the cost pools."""
        names = dict(enumerate(activity.name for activity in self.activities))
        for place, value in zip(self._pool_of_text, self._activity.values, strict=True):
            names.setdefault(place, value)
        return tuple(names[place] for place in sorted(names))

    @cached_property
    def acquisition(self) -> Bools:
        """Whether a row, or the activity it names, has the purpose of winning customers."""
        winning = np.array([activity.acquisition for activity in self.activities], bool)
        padded = np.append(winning, np.zeros(len(self.pools) - len(winning) + 1, bool))
        of_text = np.array([*self._pool_of_text, NOBODY], np.int32)[self._activity.codes]
        by_activity = padded[of_text]
        if "purpose" not in self.rows.table:
            return np.asarray(by_activity)
        return np.asarray(self.rows.says("purpose", "acquisition") | by_activity)

    @cached_property
    def line(self) -> Ints:
        """Place of each row in COST_LINES; Needs without column cost_type."""
        kind = self.rows.text("cost_type")
        places = np.array(
            [
                *([COST_LINES.index(line_of(word, won)) for won in (False, True)] for word in kind.values),
                [COST_LINES.index("other")] * 2,
            ],
            np.int32,
        )
        return np.asarray(places[kind.codes, self.acquisition.astype(np.intp)])

    @property
    def untraced(self) -> Bools:
        """Whether nobody carries a row."""
        return np.asarray((self.customer == NOBODY) & (self.pool == NOBODY) & (self.segment == NOBODY))

    def totals(self, mask: Bools, code: Ints, size: int, periods: Sequence[Period]) -> Floats:
        """Add up the rows of a mask per code and period."""
        return self._sums(mask, code, size, periods, self.amount)

    def counts(self, mask: Bools, code: Ints, size: int, periods: Sequence[Period]) -> Floats:
        """Count the rows of a mask per code and period."""
        return self._sums(mask, code, size, periods, np.ones(len(self.rows)))

    def _sums(self, mask: Bools, code: Ints, size: int, periods: Sequence[Period], values: Floats) -> Floats:
        chosen = np.flatnonzero(mask)
        day, code, values = self.rows.day[chosen], code[chosen], values[chosen]
        inside = ((day >= period.start) & (day < period.end) for period in periods)
        sums = [np.bincount(code[i], weights=values[i], minlength=size) for i in inside]
        return np.stack(sums, axis=1).astype(np.float64)
