"""Innovation: what is new in what we sell."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Money, Ratio


@measure(
    "CBSC_NEW_PRODUCT_SHARE",
    en="Revenue share of new products",
    nl="Omzetaandeel nieuwe producten",
    uk="Частка виручки від нових продуктів",
    better="higher",
    kind="activity",
    group="innovation",
    perspective="learning",
    process="innovation",
    timing="leading",
    excel="=new_product_revenue/net_revenue",
    empty="no net revenue in the period",
)
def new_product_revenue_share(new_product_revenue: Money, net_revenue: Money) -> Ratio:
    """Share of net revenue from products launched not longer than 24 months before the sale.

    >>> new_product_revenue_share(new_product_revenue=400, net_revenue=1000)
    0.4

    Example: 2025 -> 0.4
        Transactions: customer_id, date, document_id, amount, product
        A, 2025-03-01, D1, 300, P1 | A, 2025-03-01, D2, 500, P2 | B, 2025-01-14, D3, 100, P3
        B, 2025-02-01, D4, 100, P3
        Products: product, launch_date
        P1, 2024-06-01 | P2, 2020-01-01 | P3, 2023-01-15

    Notes: Net revenue zero or negative -> no value. Products without launch_date are old. Sales
    before the launch date are old.

    Sources: Kaplan & Norton 1996 (% of sales from new products); van Leeuwen 2015
    (productvernieuwingen)
    """
    return ratio(new_product_revenue, net_revenue)


@measure(
    "CBSC_PRODUCT_ADOPTION",
    en="Adoption of new products",
    nl="Adoptie van nieuwe producten",
    uk="Рівень прийняття нових продуктів",
    better="higher",
    kind="activity",
    group="innovation",
    perspective="learning",
    process="innovation",
    timing="leading",
    excel="=customers_adopting/active_customers",
    empty="no active customers",
)
def new_product_adoption(customers_adopting: Count, active_customers: Count) -> Ratio:
    """Share of the active customers who bought a product launched not longer than 24 months before the
    sale.

    >>> new_product_adoption(customers_adopting=3, active_customers=12)
    0.25

    Example: 2025 -> 0.5
        Transactions: customer_id, date, document_id, amount, product
        A, 2025-03-01, D1, 300, P1 | A, 2025-03-01, D1, 500, P2 | B, 2025-01-14, D2, 100, P3
        C, 2025-01-15, D3, 100, P3 | D, 2025-02-01, D4, 200, P2 | D, 2025-02-20, D5, -50, P1
        Products: product, launch_date
        P1, 2024-06-01 | P2, 2020-01-01 | P3, 2023-01-15

    Notes: No active customers -> no value. A return is no purchase; a product that is returned later
    was bought. Products without launch_date, and sales before the launch, are old.

    Sources: ClearPoint 53 (rate of adoption); Rogers 1962 (diffusion of innovations)
    """
    return ratio(customers_adopting, active_customers)
