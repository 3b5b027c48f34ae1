"""The facts and measures that all peers give, and the check that they give the same numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cbsc_xl.ledger.rows import Floats

Figures = Mapping[str, Floats]
"""A number per segment (first axis) and quarter (second axis)."""

RATIOS = {
    "churn_rate": ("customers_lost", "customers_opening"),
    "repeat_customer_rate": ("customers_repeating", "active_customers"),
    "interpurchase_time": ("purchase_gap_days", "purchase_gaps"),
    "revenue_per_customer": ("net_revenue", "active_customers"),
    "net_revenue_retention": ("cohort_revenue", "cohort_revenue_previous_year"),
    "average_order_value": ("net_revenue", "orders"),
    "purchase_frequency": ("orders", "active_customers"),
    "winback_rate": ("customers_won_back", "customers_lost_before"),
    "cross_sell_rate": ("customers_cross_sold", "customers_existing"),
    "revenue_growth": ("net_revenue", "net_revenue_previous_year"),
}
"""The measures that divide one fact by another; growth is less 1."""
COUNTS = {"new_customers": "customers_new", "active_customers": "active_customers"}
MEASURES = (*RATIOS, *COUNTS)
TOLERANCE = 1e-9


def measures(facts: Figures) -> Figures:
    """Return the twelve measures; nan stands for no value."""
    result = {name: facts[fact] for name, fact in COUNTS.items()}
    for name, (numerator, denominator) in RATIOS.items():
        below = np.where(facts[denominator] > 0, facts[denominator], np.nan)
        result[name] = facts[numerator] / below - (name == "revenue_growth")
    return result


def check_same(first: Figures, others: Mapping[str, Figures]) -> None:
    """Refuse to go on if anybody's numbers differ by more than the tolerance."""
    for peer, figures in others.items():
        for name in MEASURES:
            np.testing.assert_allclose(
                figures[name], first[name], TOLERANCE, equal_nan=True, err_msg=f"{peer}, {name}"
            )
