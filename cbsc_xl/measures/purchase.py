"""Purchases: how often, how much, how broad."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Days, Money, Ratio


@measure(
    "CBSC_PURCHASE_FREQUENCY",
    en="Purchase frequency (sales per customer)",
    nl="Aantal verkopen per klant (aankoopfrequentie)",
    uk="Частота купівель (кількість продажів на клієнта)",
    better="higher",
    kind="activity",
    group="purchase",
    perspective="customer",
    excel="=orders/active_customers",
    empty="no active customers",
    channel="Transactions",
)
def purchase_frequency(orders: Count, active_customers: Count) -> Average:
    """Average number of purchases per active customer in the period.

    >>> purchase_frequency(orders=10, active_customers=5)
    2.0

    Example: 2025 -> 2
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, A1, 50 | A, 2025-02-05, A2, 50 | A, 2025-03-05, A3, 50 | B, 2025-01-05, B1, 50
        B, 2025-02-05, B2, 50 | B, 2025-03-05, B3, 50 | C, 2025-01-05, C1, 50 | C, 2025-02-05, C2, 50
        D, 2025-01-05, D1, 50 | E, 2025-01-05, E1, 50

    Notes: No active customers -> no value. Without document_id each customer-day counts as one
    purchase. Credit notes do not count. Identity: revenue_per_customer = purchase_frequency *
    average_order_value.

    Sources: van Leeuwen 2015; ClearPoint 53 (visit frequency); Farris et al. ch.2
    """
    return ratio(orders, active_customers)


@measure(
    "CBSC_REPEAT_PURCHASES",
    en="Number of repeat purchases",
    nl="Aantal herhaalaankopen",
    uk="Кількість повторних покупок",
    better="higher",
    kind="activity",
    group="purchase",
    perspective="customer",
    excel="=repeat_orders",
)
def repeat_purchases(repeat_orders: Count) -> Count:
    """Number of purchases in the period that were not the customer's first.

    >>> repeat_purchases(repeat_orders=3)
    3

    Example: 2025 -> 3
        Transactions: customer_id, date, document_id, amount
        A, 2024-11-01, D1, 40 | A, 2025-02-01, D2, 40 | A, 2025-05-02, D3, 40 | B, 2025-01-10, D4, 40
        B, 2025-08-08, D5, 40 | C, 2025-03-15, D6, 40

    Notes: None -> 0. Two documents on one day: the second is a repeat. Returns do not cancel a
    purchase.

    Sources: van Leeuwen 2015 (both columns); ClearPoint 53 (early repeat rate)
    """
    return repeat_orders


@measure(
    "CBSC_TIME_BETWEEN_PURCHASES",
    en="Average time between purchases",
    nl="Gemiddelde tijd tussen aankopen",
    uk="Середній час між покупками",
    better="lower",
    kind="activity",
    group="purchase",
    perspective="customer",
    timing="leading",
    excel="=purchase_gap_days/purchase_gaps",
    empty="no customer purchased on two days",
)
def interpurchase_time(purchase_gap_days: Days, purchase_gaps: Count) -> Days:
    """Average number of days between two successive purchase days of the same customer.

    >>> interpurchase_time(purchase_gap_days=390, purchase_gaps=3)
    130.0

    Example: 2025 -> 130.66666666666666
        Transactions: customer_id, date, document_id, amount
        A, 2024-11-01, D1, 40 | A, 2025-02-01, D2, 40 | A, 2025-05-02, D3, 40 | B, 2025-01-10, D4, 40
        B, 2025-08-08, D5, 40 | C, 2025-03-15, D6, 40

    Notes: No pair -> no value. Two purchases on one day are one purchase day. The earlier purchase
    may lie before P. One-time buyers do not count.

    Sources: van Leeuwen 2015; Reinartz & Kumar (average inter-purchase time)
    """
    return ratio(purchase_gap_days, purchase_gaps)


@measure(
    "CBSC_ORDER_VALUE",
    en="Average order value",
    nl="Gemiddelde orderwaarde",
    uk="Середній чек (середня вартість замовлення)",
    better="higher",
    kind="activity",
    group="purchase",
    perspective="financial",
    excel="=net_revenue/orders",
    empty="no purchases in the period",
    channel="Transactions",
)
def average_order_value(net_revenue: Money, orders: Count) -> Money:
    """Net revenue per purchase.

    >>> average_order_value(net_revenue=610, orders=4)
    152.5

    Example: 2025-Q1 -> 203.33333333333334
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, D1, 100 | A, 2025-01-05, D1, 50 | B, 2025-02-01, D2, 300
        B, 2025-02-10, D3, -40 | C, 2025-03-01, D4, 200

    Notes: No orders -> no value. Credit notes lower the numerator, not the denominator.

    Sources: ClearPoint (customer perspective); Oracle/PeopleSoft Customer Scorecard (average deal
    value)
    """
    return ratio(net_revenue, orders)


@measure(
    "CBSC_CROSS_SELL",
    en="Cross-sell rate",
    nl="Percentage cross-selling",
    uk="Коефіцієнт перехресних продажів",
    better="higher",
    kind="activity",
    group="purchase",
    perspective="customer",
    process="sales",
    excel="=customers_cross_sold/customers_existing",
    empty="no existing customers who purchased",
)
def cross_sell_rate(customers_cross_sold: Count, customers_existing: Count) -> Ratio:
    """Share of the existing active customers who bought from a product category that they had never
    bought before.

    >>> cross_sell_rate(customers_cross_sold=2, customers_existing=5)
    0.4

    Example: 2025 -> 0.6666666666666666
        Transactions: customer_id, date, document_id, amount, category
        A, 2024-02-01, D1, 10, X | A, 2025-02-01, D2, 10, X | A, 2025-03-01, D3, 10, Y
        B, 2024-05-01, D4, 10, X | B, 2025-05-01, D5, 10, X | C, 2024-06-01, D6, 10, Y
        C, 2025-06-01, D7, 10, Z | D, 2025-06-01, D8, 20, X

    Notes: No existing active customers -> no value. New customers are left out. Blank category
    never counts as new.

    Sources: ClearPoint 53 (cross-selling rate); Brewton (penetration ratio)
    """
    return ratio(customers_cross_sold, customers_existing)


@measure(
    "CBSC_UP_SELL",
    en="Up-selling rate",
    nl="Percentage upselling",
    uk="Коефіцієнт збільшення продажів (up-sell)",
    better="higher",
    kind="activity",
    group="purchase",
    perspective="customer",
    process="sales",
    excel="=customers_grown/customers_before",
    empty="no customers with revenue a year earlier",
)
def up_sell_rate(customers_grown: Count, customers_before: Count) -> Ratio:
    """Share of the customers with revenue in the same period a year earlier whose revenue has risen.

    >>> up_sell_rate(customers_grown=3, customers_before=10)
    0.3

    Example: 2025 -> 0.25
        Transactions: customer_id, date, document_id, amount
        A, 2024-03-01, D1, 100 | A, 2025-03-01, D2, 150 | B, 2024-03-01, D3, 200
        B, 2025-03-01, D4, 200 | C, 2024-03-01, D5, 50 | D, 2024-06-01, D6, 80
        D, 2025-06-01, D7, 120 | D, 2025-07-01, D8, -60 | E, 2025-03-01, D9, 500

    Notes: Nobody with revenue in PY -> no value. Equal revenue is no rise. Customers who left count
    as not risen. A rise of prices counts too. Data must cover PY completely.

    Sources: ClearPoint 53 (up-selling rate)
    """
    return ratio(customers_grown, customers_before)
