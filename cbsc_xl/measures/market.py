"""The market: our share of it, and what it thinks of the brand."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Money, Ratio, Score


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


@measure(
    "CBSC_BRAND_AWARENESS",
    en="Brand awareness",
    nl="Merkbekendheid",
    uk="Обізнаність про бренд",
    better="higher",
    kind="opinion",
    group="market",
    perspective="customer",
    process="marketing",
    timing="leading",
    excel="=aware_answers/awareness_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def brand_awareness(aware_answers: Count, awareness_answers: Count) -> Ratio:
    """Share of the respondents who know the brand.

    >>> brand_awareness(aware_answers=30, awareness_answers=120)
    0.25

    Example: 2025-Q2 -> 0.6
        Surveys: date, customer_id, metric, score
        2025-04-01, -, awareness, 1 | 2025-04-02, -, awareness, 0 | 2025-05-01, -, awareness, 1
        2025-06-30, C1, awareness, 1 | 2025-06-30, -, awareness, 0 | 2025-07-01, -, awareness, 0

    Notes: No answers -> no value. 1 = knows the brand, 0 = does not; no other scale. Ask the market:
    who is no customer has no customer_id and counts for All only. Do not mix spontaneous and aided
    awareness.

    Sources: Farris et al. ch.2 (awareness); Keller 1993 (brand knowledge); Kaplan & Norton 1996
    (image)
    """
    return ratio(aware_answers, awareness_answers)


@measure(
    "CBSC_BRAND_ATTITUDE",
    en="Brand attitude index",
    nl="Merkattitude-index",
    uk="Індекс ставлення до бренду",
    better="higher",
    kind="opinion",
    group="market",
    perspective="customer",
    process="marketing",
    timing="leading",
    excel="=brand_points/brand_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def brand_attitude(brand_points: Score, brand_answers: Count) -> Score:
    """Average attitude of respondents towards the brand, rescaled to 0-100.

    >>> brand_attitude(brand_points=260, brand_answers=4)
    65.0

    Example: 2025 -> 75
        Surveys: date, customer_id, metric, score
        2025-04-01, C1, attitude, 7 | 2025-04-01, C2, attitude, 6 | 2025-04-01, C3, attitude, 4
        2025-04-01, -, attitude, 5 | 2024-04-01, C1, attitude, 1

    Notes: No answers -> no value. Scale 1-7 (7 = most favourable) unless the row has its own; 50 is
    neutral. Several pairs of words are several rows.

    Sources: ClearPoint 53 (brand attitude index); Mitchell & Olson 1981 (attitude towards the brand);
    Farris et al. ch.2
    """
    return ratio(brand_points, brand_answers)
