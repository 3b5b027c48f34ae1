"""The market: our share of it."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Money, Ratio


@measure(
    "CBSC_MARKET_SHARE",
    en="Market share (revenue)",
    nl="Marktaandeel (omzet)",
    uk="Частка ринку (за виручкою)",
    better="higher",
    kind="activity",
    group="market",
    perspective="customer",
    excel="=net_revenue/market_size",
    empty="no market size for the group and period",
)
def market_share(net_revenue: Money, market_size: Money) -> Ratio:
    """Our revenue as a share of the total market revenue of the segment and period.

    >>> market_share(net_revenue=6000, market_size=50000)
    0.12

    Example: 2025 -> 0.12
        Market: date_from, date_to, amount, segment
        2025-01-01, 2025-12-31, 50000, -
        Transactions: customer_id, date, document_id, amount
        A, 2025-02-01, D1, 4500 | B, 2025-02-01, D2, 1700 | B, 2025-03-01, D3, -200

    Notes: No market size for the segment and P -> no value. Rows with blank segment are the total
    market; segment rows are not added up to the total. Groups by another column than segment have
    no market size.

    Sources: ClearPoint (customer perspective); Kaplan & Norton 1996; Farris et al. ch.2;
    Oracle/PeopleSoft Customer Scorecard (market share)
    """
    return ratio(net_revenue, market_size)
