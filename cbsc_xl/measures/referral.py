"""Referral: customers who bring customers."""

from __future__ import annotations

from cbsc_xl.measures.lifetime import (
    NO_BASE,
    customer_lifetime_value,
    retention_formula,
    value_formula,
)
from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Money, Ratio


@measure(
    "CBSC_REFERRAL_VALUE",
    en="Customer referral value (customer as promoter)",
    nl="Aanbevelingswaarde (klant als promotor)",
    uk="Цінність рекомендацій (клієнт-промоутер)",
    better="higher",
    kind="activity",
    group="roles",
    perspective="customer",
    timing="leading",
    excel="=IF(customers_referred=0,0-promoter_rewards,"
    "IF(AND(customers_acquired_all>0,customers_opening_all>0,customers_closing_all>0),"
    f"IF(1+discount_rate>{retention_formula('_all')},"
    "customers_referred*(acquisition_cost_all/customers_acquired_all"
    f"+referral_incremental_share*{value_formula('_all')})-promoter_rewards,NA()),NA()))",
    empty=NO_BASE,
)
def referral_value(
    customers_referred: Count,
    promoter_rewards: Money,
    referral_incremental_share: Ratio,
    acquisition_cost_all: Money,
    customers_acquired_all: Count,
    customer_profit_all: Money,
    acquisition_charged_all: Money,
    customers_opening_all: Count,
    customers_kept_all: Count,
    customers_closing_all: Count,
    years_of_period: Average,
    discount_rate: Ratio,
) -> Money:
    """Value of the new customers of the period who were referred by customers in scope, less referral
    rewards.

    >>> referral_value(
    ...     customers_referred=1,
    ...     promoter_rewards=30,
    ...     referral_incremental_share=0.5,
    ...     acquisition_cost_all=500,
    ...     customers_acquired_all=2,
    ...     customer_profit_all=500,
    ...     acquisition_charged_all=100,
    ...     customers_opening_all=5,
    ...     customers_kept_all=4,
    ...     customers_closing_all=4,
    ...     years_of_period=1,
    ...     discount_rate=0.1,
    ... )
    420.0

    Example: 2025, discount_rate=0.1, referral_incremental_share=0.5 -> 420
        Customers: customer_id, referred_by
        C6, C1
        Transactions: customer_id, date, document_id, amount, cogs
        C1, 2024-06-01, P1, 500, 300 | C2, 2024-06-01, P2, 500, 300 | C3, 2024-06-01, P3, 500, 300
        C4, 2024-06-01, P4, 500, 300 | C5, 2024-06-01, P5, 500, 300 | C1, 2025-06-01, Q1, 500, 300
        C2, 2025-06-01, Q2, 500, 300 | C3, 2025-06-01, Q3, 500, 300 | C4, 2025-06-01, Q4, 500, 300
        C6, 2025-06-01, Q6, 500, 300
        Costs: date, amount, cost_type, customer_id, purpose
        2025-07-01, 50, service, C1, - | 2025-07-01, 50, service, C2, -
        2025-07-01, 50, service, C3, - | 2025-07-01, 50, service, C4, -
        2025-07-01, 50, service, C6, - | 2025-03-01, 250, marketing, -, acquisition
        Contributions: date, customer_id, role, cost
        2025-06-15, C1, promoter, 30

    Notes: No referred customers -> 0 minus rewards. s is an assumption that the user sees and sets.

    Sources: Kumar, Petersen & Leone 2007 (HBR; type-one and type-two referrals); Kumar et al. 2010
    (CRV); ClearPoint 53 (rate of referrals); Wurtz & Wiedenbrugge 2014
    """
    if not customers_referred:
        return 0 - promoter_rewards
    saved = ratio(acquisition_cost_all, customers_acquired_all)
    value = customer_lifetime_value(
        customer_profit_all,
        acquisition_charged_all,
        customers_opening_all,
        customers_kept_all,
        customers_closing_all,
        years_of_period,
        discount_rate,
    )
    return customers_referred * (saved + referral_incremental_share * value) - promoter_rewards


@measure(
    "CBSC_REFERRAL_RATE",
    en="Referral rate",
    nl="Percentage aangebrachte klanten",
    uk="Частка клієнтів за рекомендацією",
    better="higher",
    kind="activity",
    group="roles",
    perspective="customer",
    process="marketing",
    excel="=customers_new_referred/customers_new",
    empty="no new customers",
)
def referral_rate(customers_new_referred: Count, customers_new: Count) -> Ratio:
    """Share of the new customers of the period who were referred by another customer.

    >>> referral_rate(customers_new_referred=3, customers_new=12)
    0.25

    Example: 2025 -> 0.5
        Customers: customer_id, start_date, referred_by
        A, 2023-01-01, - | B, 2025-01-01, A | C, 2025-05-01, - | D, 2025-12-31, A
        E, 2025-03-01, - | F, 2026-01-01, A | G, 2024-12-31, A
        Transactions: customer_id, date, document_id, amount
        A, 2024-03-01, D1, 100 | B, 2025-02-01, D2, 100

    Notes: No new customers -> no value. Counted in the group of the new customer, not of the
    promoter. Blank referred_by = not referred.

    Sources: ClearPoint 53 (rate of referrals, referral conversion); Kumar, Petersen & Leone 2007
    """
    return ratio(customers_new_referred, customers_new)


@measure(
    "CBSC_REFERENCE_CUSTOMERS",
    en="Reference customers",
    nl="Aantal referentieklanten",
    uk="Кількість референтних клієнтів",
    better="higher",
    kind="activity",
    group="roles",
    perspective="customer",
    process="marketing",
    timing="leading",
    excel="=customers_promoting",
)
def reference_customers(customers_promoting: Count) -> Count:
    """Number of customers who acted as promoter in the period, by a referral or as a reference.

    >>> reference_customers(customers_promoting=5)
    5

    Example: 2025 -> 2
        Contributions: date, customer_id, role, cost
        2025-01-01, A, promoter, 30 | 2025-06-15, A, promoter, 30 | 2025-12-31, B, promoter, -
        2024-12-31, C, promoter, 30 | 2025-03-01, D, cocreator, 10

    Notes: None -> 0 (a real zero) as long as the period touches the dates of Contributions. A
    customer counts once, however often. A reference without reward is entered with blank cost.

    Sources: ClearPoint 53 (customer references, referrals per user); Kumar 2013 (customer reference
    value)
    """
    return customers_promoting
