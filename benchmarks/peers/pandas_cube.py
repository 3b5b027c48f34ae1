"""pandas: documents once, then cubes of customers and quarters."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers.cube import SMALLEST, from_cubes, per_segment, quarter_of
from benchmarks.sales import ASKED, QUARTERS
from cbsc_xl.ledger.rows import Floats
from cbsc_xl.tables import NO_DAY

KEYS = ["customer", "day", "document"]


def facts(lines: pd.DataFrame, customers: pd.DataFrame) -> dict[str, Floats]:
    """Return all facts."""
    size = len(customers)
    by_document = lines.groupby(KEYS)["amount"]
    documents = by_document.sum().reset_index()
    documents["quarter"] = quarter_of(documents["day"].to_numpy())
    purchases = documents[documents["amount"] > SMALLEST]
    bought = lines[(lines["amount"] > 0) & (by_document.transform("sum") > SMALLEST)]
    new = bought.groupby(["customer", "category"])["day"].min().reset_index()
    new["quarter"] = quarter_of(new["day"].to_numpy())
    first = purchases.groupby("customer")["day"].min().reindex(range(size), fill_value=NO_DAY).to_numpy()
    cubes = from_cubes(
        _cube(documents.groupby(["customer", "quarter"])["amount"].sum(), size),
        _cube(purchases.groupby(["customer", "quarter"]).size(), size),
        _cube(new.groupby(["customer", "quarter"]).size(), size),
        first,
        customers["start"].to_numpy(),
        int(lines["day"].min()),
        customers["segment"].to_numpy(),
    )
    return cubes | _gaps(purchases, customers)


def _cube(sums: Any, size: int) -> Floats:
    cube = sums.unstack(fill_value=0).reindex(index=range(size), columns=range(len(QUARTERS)), fill_value=0)
    return np.asarray(cube, float)


def _gaps(purchases: pd.DataFrame, customers: pd.DataFrame) -> dict[str, Floats]:
    days = purchases[["customer", "day", "quarter"]].drop_duplicates(["customer", "day"])
    days = days.assign(gap=days.groupby("customer")["day"].diff()).dropna()
    asked = days[days["quarter"] >= len(QUARTERS) - len(ASKED)]
    gaps = asked.groupby(["customer", "quarter"])["gap"].agg(["size", "sum"])
    segment = customers["segment"].to_numpy()
    first = len(QUARTERS) - len(ASKED)
    return {
        "purchase_gaps": per_segment(segment, _cube(gaps["size"], len(customers))[:, first:]),
        "purchase_gap_days": per_segment(segment, _cube(gaps["sum"], len(customers))[:, first:]),
    }
