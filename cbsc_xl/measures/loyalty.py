"""Loyalty: who buys often, who comes back."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Multiple, Ratio, Score


@measure(
    "CBSC_NPS",
    en="Net Promoter Score",
    nl="Net Promoter Score (aanbevelingsscore)",
    uk="Індекс споживчої лояльності (NPS)",
    better="higher",
    kind="opinion",
    group="loyalty",
    perspective="customer",
    timing="leading",
    excel="=100*(promoters-detractors)/nps_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def nps(promoters: Count, detractors: Count, nps_answers: Count) -> Score:
    """Percentage of respondents who would recommend us (9-10) minus the percentage who would not
    (0-6).

    >>> nps(promoters=5, detractors=2, nps_answers=10)
    30.0

    Example: 2025 -> 30
        Surveys: date, customer_id, metric, score
        2025-03-02, C1, nps, 10 | 2025-03-03, C2, nps, 9 | 2025-03-04, C3, nps, 9
        2025-03-05, C4, nps, 10 | 2025-03-06, C5, nps, 8 | 2025-03-07, C6, nps, 7
        2025-03-08, C7, nps, 8 | 2025-03-09, C8, nps, 6 | 2025-03-01, C9, nps, 3
        2025-03-02, C10, nps, 9

    Notes: No answers -> no value. Answers outside 0-10 are left out, and so are those of focus
    groups and online. All answers in the period count (no de-duplication). Passives (7-8) stay in
    the denominator. Anonymous answers count only for All.

    Sources: Reichheld 2003 (HBR Dec.); ClearPoint 53; Farris et al. Marketing Metrics ch.2
    """
    return 100 * ratio(promoters - detractors, nps_answers)


@measure(
    "CBSC_REPURCHASE_INTENTION",
    en="Repurchase intention",
    nl="Herhaalaankoopintentie",
    uk="Намір повторної купівлі",
    better="higher",
    kind="opinion",
    group="loyalty",
    perspective="customer",
    timing="leading",
    excel="=repurchase_intenders/repurchase_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def repurchase_intention(repurchase_intenders: Count, repurchase_answers: Count) -> Ratio:
    """Share of respondents who say they will probably or definitely buy again.

    >>> repurchase_intention(repurchase_intenders=3, repurchase_answers=5)
    0.6

    Example: 2025 -> 0.6
        Surveys: date, customer_id, metric, score
        2025-06-01, C1, repurchase, 5 | 2025-06-01, C2, repurchase, 5 | 2025-06-01, C3, repurchase, 4
        2025-06-01, C4, repurchase, 3 | 2025-06-01, C5, repurchase, 2

    Notes: No answers -> no value. Scale from scale_min and scale_max, else 1-5; scores outside it
    are left out.

    Sources: ClearPoint 53 (intention to repurchase); ACSI customer loyalty; Farris et al. ch.2
    (purchase intentions)
    """
    return ratio(repurchase_intenders, repurchase_answers)


@measure(
    "CBSC_LOYAL_RATIO",
    en="Loyal to disloyal customers",
    nl="Verhouding trouwe en ontrouwe klanten",
    uk="Співвідношення лояльних і нелояльних клієнтів",
    better="higher",
    kind="activity",
    group="loyalty",
    perspective="customer",
    excel="=customers_loyal/customers_disloyal",
    empty="no disloyal customers",
)
def loyal_disloyal_ratio(customers_loyal: Count, customers_disloyal: Count) -> Multiple:
    """Number of active customers who bought often enough to be called loyal, divided by the other
    active customers.

    >>> loyal_disloyal_ratio(customers_loyal=30, customers_disloyal=40)
    0.75

    Example: 2025 -> 0.6666666666666666
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, A1, 50 | A, 2025-02-05, A2, 50 | A, 2025-03-05, A3, 50 | B, 2025-01-05, B1, 50
        B, 2025-02-05, B2, 50 | B, 2025-03-05, B3, 50 | C, 2025-01-05, C1, 50 | C, 2025-02-05, C2, 50
        D, 2025-01-05, D1, 50 | E, 2025-01-05, E1, 50

    Notes: No disloyal customers -> no value (not infinity). k must fit the length of the period.

    Sources: van Leeuwen 2015
    """
    return ratio(customers_loyal, customers_disloyal)


@measure(
    "CBSC_REPEAT_CUSTOMERS",
    en="Repeat customer rate",
    nl="Percentage herhaalklanten",
    uk="Частка клієнтів із повторними покупками",
    better="higher",
    kind="activity",
    group="loyalty",
    perspective="customer",
    excel="=customers_repeating/active_customers",
    empty="no active customers",
)
def repeat_customer_rate(customers_repeating: Count, active_customers: Count) -> Ratio:
    """Share of the active customers who made at least one repeat purchase in the period.

    >>> repeat_customer_rate(customers_repeating=2, active_customers=4)
    0.5

    Example: 2025 -> 0.6666666666666666
        Transactions: customer_id, date, document_id, amount
        A, 2024-11-01, D1, 40 | A, 2025-02-01, D2, 40 | A, 2025-05-02, D3, 40 | B, 2025-01-10, D4, 40
        B, 2025-08-08, D5, 40 | C, 2025-03-15, D6, 40

    Notes: No active customers -> no value.

    Sources: ClearPoint 53 (repeat customer rate)
    """
    return ratio(customers_repeating, active_customers)


@measure(
    "CBSC_EARLY_REPEAT",
    en="Early repeat rate",
    nl="Percentage snelle herhaalaankopen",
    uk="Частка клієнтів зі швидкою повторною покупкою",
    better="higher",
    kind="activity",
    group="loyalty",
    perspective="customer",
    process="marketing",
    timing="leading",
    excel="=first_buyers_back/first_buyers",
    empty="no days after a first purchase ended in the period",
)
def early_repeat_rate(first_buyers_back: Count, first_buyers: Count) -> Ratio:
    """Share of first-time buyers who purchased again within 90 days, of those whose 90 days ended in the
    period.

    >>> early_repeat_rate(first_buyers_back=3, first_buyers=8)
    0.375

    Example: 2025, early_repeat_days=90 -> 0.6666666666666666
        Transactions: customer_id, date, document_id, amount
        Z, 2023-01-01, D0, 10 | A, 2024-11-01, D1, 40 | A, 2025-01-30, D2, 40 | B, 2025-03-01, D3, 40
        B, 2025-05-31, D4, 40 | C, 2025-10-02, D5, 40 | C, 2025-10-05, D6, 40
        D, 2025-10-03, D7, 40 | D, 2025-10-20, D8, 40

    Notes: Nobody whose days ended -> no value. Everybody counts with the full number of days
    (setting early_repeat_days), so a closed period keeps its value; who first bought near the end
    counts in the next period. A second purchase on the same day is no return. Customers who started
    before the first pasted transaction are left out.

    Sources: ClearPoint 53 (early repeat rate); Farris et al. (trial and repeat)
    """
    return ratio(first_buyers_back, first_buyers)
