"""Lifetime: what winning a customer costs, and what one is worth over the years."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Money, Multiple, Ratio


def retention_formula(of: str = "") -> str:
    """Return the native formula of retention per year; ``of`` is the end of the names of the facts."""
    return f"(customers_kept{of}/customers_opening{of})^(1/years_of_period)"


def value_formula(of: str = "") -> str:
    """Return the native formula of lifetime value; ``of`` is the end of the names of the facts."""
    margin = f"(customer_profit{of}+acquisition_charged{of})/customers_closing{of}/years_of_period"
    return f"{margin}*{retention_formula(of)}/(1+discount_rate-{retention_formula(of)})"


def margin_multiple(retention: float, discount_rate: float, growth: float = 0.0) -> float:
    """Return the present value of yearly margins, of which the first is 1: r / (1 + d - r (1 + g))."""
    return ratio(retention, 1 + discount_rate - retention * (1 + growth))


COST_FORMULA = "acquisition_cost_traced/customers_acquired+acquisition_cost_shared_all/customers_acquired_all"
NO_BASE = "nobody is in the base at the start or the end, or nobody leaves and nothing is discounted"


@measure(
    "CBSC_CAC",
    en="Customer acquisition cost",
    nl="Acquisitiekosten per nieuwe klant (CAC)",
    uk="Вартість залучення клієнта (CAC)",
    better="lower",
    kind="activity",
    group="acquisition",
    perspective="internal",
    process="marketing",
    excel=f"={COST_FORMULA}",
    empty="no new customers",
    channel="Costs",
)
def customer_acquisition_cost(
    acquisition_cost_traced: Money,
    customers_acquired: Count,
    acquisition_cost_shared_all: Money,
    customers_acquired_all: Count,
) -> Money:
    """Acquisition cost spent in the period per new customer of the period.

    >>> customer_acquisition_cost(
    ...     acquisition_cost_traced=300,
    ...     customers_acquired=3,
    ...     acquisition_cost_shared_all=1000,
    ...     customers_acquired_all=5,
    ... )
    300.0

    Example: 2025 -> 1700
        Customers: customer_id, start_date
        N1, 2025-01-15 | N2, 2025-02-15 | N3, 2025-03-15 | N4, 2025-04-15 | N5, 2025-05-15
        Transactions: customer_id, date, amount
        Costs: date, amount, cost_type, purpose
        2025-02-01, 6000, marketing, acquisition | 2025-09-01, 2500, sales, acquisition
        2025-09-01, 1000, marketing, retention

    Notes: No new customers in scope -> no value. Shared acquisition cost is spread equally over all
    new customers, so that sum(N_s*CAC_s) = total. No lag between spend and win is modelled.
    Acquisition cost of a segment without new customers stays unallocated.

    Sources: ClearPoint 53 (CLV/CAC); Farris et al. ch.5 (average acquisition cost); Gupta & Lehmann
    2005
    """
    shared = ratio(acquisition_cost_shared_all, customers_acquired_all)
    return ratio(acquisition_cost_traced, customers_acquired) + shared


@measure(
    "CBSC_CLV",
    en="Customer lifetime value",
    nl="Klantlevensduurwaarde (CLV)",
    uk="Пожиттєва цінність клієнта (CLV)",
    better="higher",
    kind="activity",
    group="value",
    perspective="financial",
    timing="leading",
    excel="=IF(AND(customers_opening>0,customers_closing>0),"
    f"IF(1+discount_rate>{retention_formula()},{value_formula()},NA()),NA())",
    empty=NO_BASE,
)
def customer_lifetime_value(
    customer_profit: Money,
    acquisition_charged: Money,
    customers_opening: Count,
    customers_kept: Count,
    customers_closing: Count,
    years_of_period: Average,
    discount_rate: Ratio,
) -> Money:
    """Present value of the expected future profit of an existing customer, with constant margin,
    retention and discount rate.

    >>> customer_lifetime_value(
    ...     customer_profit=500,
    ...     acquisition_charged=100,
    ...     customers_opening=5,
    ...     customers_kept=4,
    ...     customers_closing=4,
    ...     years_of_period=1,
    ...     discount_rate=0.1,
    ... )
    400.0

    Example: 2025, discount_rate=0.1 -> 399.99999999999994
        Transactions: customer_id, date, document_id, amount, cogs
        C1, 2024-06-01, P1, 500, 300 | C2, 2024-06-01, P2, 500, 300 | C3, 2024-06-01, P3, 500, 300
        C4, 2024-06-01, P4, 500, 300 | C5, 2024-06-01, P5, 500, 300 | C1, 2025-06-01, Q1, 500, 300
        C2, 2025-06-01, Q2, 500, 300 | C3, 2025-06-01, Q3, 500, 300 | C4, 2025-06-01, Q4, 500, 300
        Costs: date, amount, cost_type, customer_id
        2025-07-01, 50, service, C1 | 2025-07-01, 50, service, C2 | 2025-07-01, 50, service, C3
        2025-07-01, 50, service, C4

    Notes: Empty base at start or at end -> no value. r = 0 -> 0. d = 0 and r = 1 -> no value. First
    margin comes at the end of year 1, if retained.

    Sources: Gupta & Lehmann 2003; Farris et al. ch.5; ClearPoint 53; Brewton (CLV)
    """
    margin = ratio(customer_profit + acquisition_charged, customers_closing) / years_of_period
    retention = ratio(customers_kept, customers_opening) ** (1 / years_of_period)
    return margin * margin_multiple(retention, discount_rate)


@measure(
    "CBSC_CLV_CAC",
    en="CLV to CAC ratio",
    nl="Verhouding CLV/CAC",
    uk="Співвідношення CLV/CAC",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="financial",
    process="marketing",
    timing="leading",
    excel="=IF(AND(customers_opening>0,customers_closing>0,customers_acquired>0),"
    f"IF(AND(1+discount_rate>{retention_formula()},{COST_FORMULA}>0),"
    f"{value_formula()}/({COST_FORMULA}),NA()),NA())",
    empty=f"no new customers, their cost is not above 0, or {NO_BASE}",
)
def clv_cac_ratio(
    customer_profit: Money,
    acquisition_charged: Money,
    customers_opening: Count,
    customers_kept: Count,
    customers_closing: Count,
    years_of_period: Average,
    discount_rate: Ratio,
    acquisition_cost_traced: Money,
    customers_acquired: Count,
    acquisition_cost_shared_all: Money,
    customers_acquired_all: Count,
) -> Multiple:
    """Customer lifetime value per unit of customer acquisition cost.

    >>> clv_cac_ratio(
    ...     customer_profit=500,
    ...     acquisition_charged=100,
    ...     customers_opening=5,
    ...     customers_kept=4,
    ...     customers_closing=4,
    ...     years_of_period=1,
    ...     discount_rate=0.1,
    ...     acquisition_cost_traced=300,
    ...     customers_acquired=3,
    ...     acquisition_cost_shared_all=500,
    ...     customers_acquired_all=5,
    ... )
    2.0

    Example: 2025, discount_rate=0.1 -> 1.5999999999999999
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

    Notes: No new customers or CAC = 0 -> no value.

    Sources: ClearPoint 53 (CLV/CAC); Farris et al. ch.5 (prospect value)
    """
    cost = customer_acquisition_cost(
        acquisition_cost_traced, customers_acquired, acquisition_cost_shared_all, customers_acquired_all
    )
    value = customer_lifetime_value(
        customer_profit,
        acquisition_charged,
        customers_opening,
        customers_kept,
        customers_closing,
        years_of_period,
        discount_rate,
    )
    return ratio(value, cost)
