"""Value: what a customer brings in."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Money, Ratio, Score


@measure(
    "CBSC_REVENUE_PER_CUSTOMER",
    en="Revenue per customer in the period",
    nl="Omzetbijdrage per klant in een periode",
    uk="Виручка на одного клієнта за період",
    better="higher",
    kind="activity",
    group="value",
    perspective="financial",
    excel="=net_revenue/active_customers",
    empty="no active customers",
)
def revenue_per_customer(net_revenue: Money, active_customers: Count) -> Money:
    """Net revenue of the period per active customer.

    >>> revenue_per_customer(net_revenue=480, active_customers=2)
    240.0

    Example: 2025 -> 240
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, D1, 400 | B, 2025-02-01, D2, 100 | B, 2025-02-10, D3, -20

    Notes: No active customers -> no value. Returns of the period are deducted, whenever the sale
    was. Can be negative.

    Sources: van Leeuwen 2015; Oracle/PeopleSoft (revenue by customer)
    """
    return ratio(net_revenue, active_customers)


@measure(
    "CBSC_REVENUE_TO_DATE",
    en="Cumulative revenue per customer",
    nl="Omzetbijdrage per klant (cumulatief)",
    uk="Кумулятивна виручка на одного клієнта",
    better="higher",
    kind="activity",
    group="value",
    perspective="financial",
    excel="=revenue_to_date/customers_to_date",
    empty="no purchases up to the end of the period",
)
def revenue_to_date(revenue_to_date: Money, customers_to_date: Count) -> Money:
    """Net revenue since the start of the data up to the end of the period, per customer who ever
    purchased.

    >>> revenue_to_date(revenue_to_date=1000, customers_to_date=4)
    250.0

    Example: 2025 -> 333.3333333333333
        Transactions: customer_id, date, document_id, amount
        A, 2024-05-01, D1, 300 | A, 2025-05-01, D2, 400 | B, 2025-06-01, D3, 100
        C, 2023-06-01, D4, 200 | A, 2026-01-01, D5, 50

    Notes: No purchases before `to` -> no value. Only as deep as the history pasted.

    Sources: van Leeuwen 2015
    """
    return ratio(revenue_to_date, customers_to_date)


@measure(
    "CBSC_REVENUE_GROWTH",
    en="Revenue growth",
    nl="Omzetgroei",
    uk="Темп приросту виручки",
    better="higher",
    kind="activity",
    group="value",
    perspective="financial",
    excel="=net_revenue/net_revenue_previous_year-1",
    empty="no revenue a year earlier",
)
def revenue_growth(net_revenue: Money, net_revenue_previous_year: Money) -> Ratio:
    """Change of net revenue against the same period a year earlier.

    >>> revenue_growth(net_revenue=750, net_revenue_previous_year=500)
    0.5

    Example: 2025 -> 0.1200000000000001
        Transactions: customer_id, date, document_id, amount
        A, 2024-05-01, D1, 300 | B, 2024-07-01, D2, 200 | A, 2025-05-01, D3, 360
        C, 2025-08-01, D4, 200

    Notes: Revenue of PY zero or negative -> no value. Data must cover PY completely.

    Sources: Kaplan & Norton 1996 (sales growth by segment); van Leeuwen 2015 (omzet verhogen)
    """
    return ratio(net_revenue, net_revenue_previous_year) - 1


@measure(
    "CBSC_PERCEIVED_VALUE",
    en="Perceived value for the customer",
    nl="Ervaren waarde voor de klant",
    uk="Сприйнята цінність для клієнта",
    better="higher",
    kind="opinion",
    group="value",
    perspective="customer",
    timing="leading",
    excel="=value_points/value_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def perceived_value(value_points: Score, value_answers: Count) -> Score:
    """Average score customers give to what they get for what they give (value for money and effort),
    rescaled to 0-100; the value FOR the customer.

    >>> perceived_value(value_points=260, value_answers=4)
    65.0

    Example: 2025 -> 72.22222222222223
        Surveys: date, customer_id, metric, score
        2025-06-01, C1, value, 8 | 2025-06-01, C2, value, 7 | 2025-06-01, C3, value, 9
        2025-06-01, C4, value, 6

    Notes: No responses -> no value. For the customer value matrix a customer needs at least one
    response in P; others fall in 'no value-for score'.

    Sources: Wurtz & Wiedenbrugge 2014 (waarde voor de klant); Zeithaml 1988 (perceived value); ACSI
    perceived value
    """
    return ratio(value_points, value_answers)


@measure(
    "CBSC_SHARE_OF_WALLET",
    en="Share of wallet",
    nl="Share of wallet (klantaandeel)",
    uk="Частка в гаманці клієнта",
    better="higher",
    kind="activity",
    group="value",
    perspective="customer",
    excel="=wallet_revenue/wallet",
    empty="no wallet known in the period",
)
def share_of_wallet(wallet_revenue: Money, wallet: Money) -> Ratio:
    """Our revenue from the customers whose total category spend is known, as a share of that spend.

    >>> share_of_wallet(wallet_revenue=500, wallet=2000)
    0.25

    Example: 2025 -> 0.3333333333333333
        Market: date_from, date_to, amount, customer_id
        2025-01-01, 2025-12-31, 1000, A | 2025-01-01, 2025-12-31, 500, B
        Transactions: customer_id, date, document_id, amount
        A, 2025-02-01, D1, 400 | B, 2025-02-01, D2, 100 | C, 2025-02-01, D3, 300

    Notes: No wallets known -> no value. Customers without wallet data are left out on both sides.
    Above 1 is reported, not capped (wallet estimate too low). A wallet that covers part of the
    period counts for that part, the revenue for all of it: give wallets for whole periods.

    Sources: Farris et al. ch.2 (share of requirements = share of wallet); ClearPoint 53; Brewton
    """
    return ratio(wallet_revenue, wallet)
