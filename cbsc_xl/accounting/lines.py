"""The lines of the customer P&L, in their order."""

from __future__ import annotations

COST_LINES = ("marketing_acquisition", "marketing_other", "sales", "service", "logistics", "other")
"""Traced cost between gross margin and contribution."""

COST_TO_SERVE = ("marketing_other", "sales", "service", "logistics")
"""The cost lines that serving customers causes."""

ACQUISITION = "marketing_acquisition"

RISK_LINES = ("credit_risk_cost", "receivables_financing")
"""Imputed cost of financial risk, between contribution and customer profit."""

LINES = (
    "gross_revenue",
    "discounts",
    "returns",
    "net_revenue",
    "cogs",
    "gross_margin",
    *COST_LINES,
    "contribution",
    *RISK_LINES,
    "customer_profit",
)

SUBTOTALS = {
    "net_revenue": ("gross_revenue", ("discounts", "returns")),
    "gross_margin": ("net_revenue", ("cogs",)),
    "contribution": ("gross_margin", COST_LINES),
    "customer_profit": ("contribution", RISK_LINES),
}
"""Lines that follow from others: the first less the others."""

SPREAD = "untraceable_spread"
"""The line before customer profit in the fully loaded version: cost that no customer causes."""


def line_of(cost_type: str, acquisition: bool) -> str:
    """Return the line of a cost: the purpose of winning customers goes before the type of cost.

    >>> line_of("sales", acquisition=True), line_of("marketing", acquisition=False)
    ('marketing_acquisition', 'marketing_other')
    """
    if acquisition:
        return ACQUISITION
    return "marketing_other" if cost_type == "marketing" else cost_type
