"""Which segment each customer belongs to in each period."""

from __future__ import annotations

import numpy as np

from cbsc_xl.ledger import View
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Ints
from cbsc_xl.ledger.segment import DEFAULT_COLUMN

NONE = -1


def membership(view: View) -> Ints:
    """Return, per customer and period, the place of the segment among the segments that rows name, or NONE.

    Without column Customers.segment nobody is a member of any.
    """
    ledger = view.ledger
    shape = (ledger.customers.size, len(view.periods))
    if not ledger.customers.segments or not ledger.customers.has(DEFAULT_COLUMN):
        return np.full(shape, NONE, np.int32)
    grouping = group_by(ledger, (DEFAULT_COLUMN,), view.periods)
    places = {name.casefold(): place for place, name in enumerate(ledger.customers.segments)}
    of_group = np.array([places.get(name.casefold(), NONE) for (name,) in grouping.names], np.int32)
    return np.stack([of_group[grouping.codes_at(p)] for p in range(len(view.periods))], axis=1)
