"""Margin: what discounts and the cost of goods leave of revenue."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Money, Ratio


@measure(
    "CBSC_GROSS_MARGIN",
    en="Gross margin",
    nl="Brutomarge",
    uk="Валова рентабельність",
    better="higher",
    kind="activity",
    group="profitability",
    perspective="financial",
    process="sales",
    excel="=(net_revenue-cost_of_goods)/net_revenue",
    empty="net revenue is 0 or negative",
    channel="Transactions",
)
def gross_margin(net_revenue: Money, cost_of_goods: Money) -> Ratio:
    """Net revenue less cost of goods, as a share of net revenue.

    >>> gross_margin(net_revenue=1000, cost_of_goods=600)
    0.4

    Example: 2025 -> 0.375
        Transactions: customer_id, date, document_id, amount, cogs
        A, 2025-02-01, D1, 600, 360 | A, 2025-06-01, D2, 400, 240 | B, 2025-03-01, D3, 500, 350
        B, 2025-04-01, D4, -100, -75 | C, 2025-05-01, D5, 200, 125 | C, 2026-01-01, D6, 900, 0

    Notes: Net revenue zero or negative -> no value. Blank cogs counts as 0: look at the notes of the
    customer P&L. A return that does not go back in stock keeps its cost of goods.

    Sources: Farris et al. ch.3 (margin); Kaplan & Norton 1996 (gross margin by segment);
    Oracle/PeopleSoft (profitability by customer)
    """
    return ratio(net_revenue - cost_of_goods, net_revenue)


@measure(
    "CBSC_AVERAGE_DISCOUNT",
    en="Average discount",
    nl="Gemiddelde korting",
    uk="Середня знижка",
    better="lower",
    kind="activity",
    group="profitability",
    perspective="financial",
    process="sales",
    excel="=discounts/gross_revenue",
    empty="no gross revenue in the period",
    channel="Transactions",
)
def average_discount(discounts: Money, gross_revenue: Money) -> Ratio:
    """Discounts as a share of gross revenue.

    >>> average_discount(discounts=50, gross_revenue=1000)
    0.05

    Example: 2025 -> 0.08
        Transactions: customer_id, date, document_id, amount, discount
        A, 2025-02-01, D1, 540, 60 | A, 2025-06-01, D2, 480, 20 | B, 2025-03-01, D3, 820, 80
        B, 2025-04-01, D4, -100, 10 | C, 2025-05-01, D5, 0, - | C, 2026-01-01, D6, 900, 100

    Notes: No gross revenue -> no value. Gross revenue = amount + discount of the lines that are no
    returns. Blank discount = none. Only discounts on the lines: bonuses afterwards belong to Costs or
    are credit notes. Weighted by revenue, not the average of the percentages.

    Sources: Oracle/PeopleSoft Customer Scorecard (average discount); Farris et al. ch.8 (depth of
    discounts, pass-through)
    """
    return ratio(discounts, gross_revenue)
