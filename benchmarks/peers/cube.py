"""What follows from cubes of customers and quarters; shared by the peers that stay in Python."""

from __future__ import annotations

import numpy as np

from benchmarks.sales import ASKED, BOUNDS, QUARTERS, SEGMENTS
from cbsc_xl.ledger.rows import Bools, Floats, Ints
from cbsc_xl.tables import NO_DAY

FIRST = len(QUARTERS) - len(ASKED)
YEAR = 4
SMALLEST = 1e-6


def quarter_of(day: Ints) -> Ints:
    """Return the place of the quarter of each day."""
    return (np.searchsorted(BOUNDS, day, side="right") - 1).astype(np.int32)


def from_cubes(
    revenue: Floats,
    orders: Floats,
    new_categories: Floats,
    first_purchase: Ints,
    start: Ints,
    first_day: int,
    segment: Ints,
) -> dict[str, Floats]:
    """Return all facts but those of the gaps; each cube has a row per customer, a column per quarter."""
    begin, end = BOUNDS[FIRST:-1], BOUNDS[FIRST + 1 :]
    start = np.where(start == NO_DAY, first_purchase, start)[:, None]
    had = orders > 0
    base = np.stack([had[:, q - YEAR : q].any(axis=1) for q in range(FIRST, len(QUARTERS) + 1)], axis=1)
    opening, closing = base[:, :-1], base[:, 1:]
    ordered, active, net = orders[:, FIRST:], had[:, FIRST:], revenue[:, FIRST:]
    before = revenue[:, FIRST - YEAR : -YEAR]
    cohort = before > SMALLEST
    first_here = (first_purchase[:, None] >= begin) & (first_purchase[:, None] < end) & (start >= first_day)
    existing = active & (start < begin)
    lost_before = (start < begin) & ~opening
    figures: dict[str, Floats | Bools] = {
        "net_revenue": net,
        "net_revenue_previous_year": before,
        "cohort_revenue": net * cohort,
        "cohort_revenue_previous_year": before * cohort,
        "orders": ordered,
        "active_customers": active,
        "customers_repeating": ordered - first_here > 0,
        "customers_new": (start >= begin) & (start < end),
        "customers_opening": opening,
        "customers_lost": opening & ~closing,
        "customers_lost_before": lost_before,
        "customers_won_back": lost_before & active,
        "customers_existing": existing,
        "customers_cross_sold": existing & (new_categories[:, FIRST:] > 0),
    }
    return {name: per_segment(segment, figure) for name, figure in figures.items()}


def per_segment(segment: Ints, figure: Floats | Bools) -> Floats:
    """Add up the rows of each segment."""
    columns = [np.bincount(segment, figure[:, q], len(SEGMENTS)) for q in range(figure.shape[1])]
    return np.stack(columns, axis=1)
