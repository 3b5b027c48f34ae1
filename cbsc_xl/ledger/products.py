"""Products: when each is new."""

from __future__ import annotations

import numpy as np

from cbsc_xl.ledger.rows import Ints
from cbsc_xl.period import add_months
from cbsc_xl.tables import NO_DAY, Table, Text


def new_from_to(products: Table, column: Text, months: int) -> tuple[Ints, Ints]:
    """Return, per cell of a column of products, the launch day and the day ``months`` later.

    Twice NO_DAY for a product without launch day: it is never new.
    """
    names, days = products.text("product").strings(), products.days("launch_date").tolist()
    launched = dict(zip(names, days, strict=True))
    launch = [*(launched.get(value, NO_DAY) for value in column.values), NO_DAY]
    old = [NO_DAY if day == NO_DAY else add_months(day, months) for day in launch]
    return np.array(launch, np.int32)[column.codes], np.array(old, np.int32)[column.codes]
