"""Retention: who stays, who leaves, who comes back."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Days, Money, Ratio


@measure(
    "CBSC_ACTIVE_CUSTOMERS",
    en="Active customers",
    nl="Aantal actieve klanten",
    uk="Кількість активних клієнтів",
    better="higher",
    kind="activity",
    group="retention",
    perspective="customer",
    excel="=active_customers",
    channel="Transactions",
)
def active_customers(active_customers: Count) -> Count:
    """Number of customers with at least one purchase in the period; the denominator of all
    per-customer measures.

    >>> active_customers(active_customers=42)
    42

    Example: 2025 -> 2
        Transactions: customer_id, date, document_id, amount
        C1, 2025-02-01, D1, 100 | C1, 2025-05-01, D2, 50 | C2, 2025-06-01, D3, 80
        C2, 2025-06-20, D4, -80 | C3, 2025-03-01, D5, -20 | C4, 2026-01-01, D6, 70

    Notes: Credit notes are not purchases. A purchase that is returned later still makes the
    customer active. No purchase at all -> 0. Purchases on the day `to` belong to the next period.

    Sources: ClearPoint 53 (number of customers); Farris et al. ch.5 (customer counts, recency);
    Reinartz & Kumar
    """
    return active_customers


@measure(
    "CBSC_CHURN",
    en="Customer churn rate",
    nl="Percentage klantverloop",
    uk="Коефіцієнт відтоку клієнтів",
    better="lower",
    kind="activity",
    group="retention",
    perspective="customer",
    excel="=customers_lost/customers_opening",
    empty="no customers in the base at the start of the period",
)
def churn_rate(customers_lost: Count, customers_opening: Count) -> Ratio:
    """Share of the customers in the base at the start of the period who are no longer in the base at
    its end.

    >>> churn_rate(customers_lost=50, customers_opening=400)
    0.125

    Example: 2025 -> 0.25
        Transactions: customer_id, date, document_id, amount
        C1, 2024-05-10, D1, 100 | C1, 2025-03-01, D2, 100 | C2, 2024-07-01, D3, 100
        C3, 2024-12-31, D4, 100 | C3, 2025-12-31, D5, 100 | C4, 2025-02-02, D6, 100
        C5, 2023-12-31, D7, 100 | C6, 2024-01-01, D8, 100 | C6, 2025-06-15, D9, 100

    Notes: Empty base at start -> no value. Joined and left within P: in neither numerator nor
    denominator. Left and came back within P: retained. churn + retention = 1 (check). Needs depend
    on the rule: inactivity needs Transactions, relationship needs Customers.start_date.

    Sources: van Leeuwen 2015; ClearPoint 53; Farris et al. ch.5 (attrition); Reinartz & Kumar
    (defection rate)
    """
    return ratio(customers_lost, customers_opening)


@measure(
    "CBSC_RETENTION",
    en="Customer retention rate",
    nl="Percentage klantbehoud (retentie)",
    uk="Коефіцієнт утримання клієнтів",
    better="higher",
    kind="activity",
    group="retention",
    perspective="customer",
    excel="=customers_kept/customers_opening",
    empty="no customers in the base at the start of the period",
)
def retention_rate(customers_kept: Count, customers_opening: Count) -> Ratio:
    """Share of the customers in the base at the start of the period who are still in the base at its
    end.

    >>> retention_rate(customers_kept=350, customers_opening=400)
    0.875

    Example: 2025 -> 0.75
        Transactions: customer_id, date, document_id, amount
        C1, 2024-05-10, D1, 100 | C1, 2025-03-01, D2, 100 | C2, 2024-07-01, D3, 100
        C3, 2024-12-31, D4, 100 | C3, 2025-12-31, D5, 100 | C4, 2025-02-02, D6, 100
        C5, 2023-12-31, D7, 100 | C6, 2024-01-01, D8, 100 | C6, 2025-06-15, D9, 100

    Notes: As churn_rate. Not the same as renewal_rate (contracts due). Needs depend on the rule:
    inactivity needs Transactions, relationship needs Customers.start_date.

    Sources: ClearPoint 53; Brewton (retention percent); Kaplan & Norton 1996 (retention); Farris et
    al. ch.5
    """
    return ratio(customers_kept, customers_opening)


@measure(
    "CBSC_NRR",
    en="Net revenue retention",
    nl="Netto-omzetbehoud (NRR)",
    uk="Чисте утримання виручки (NRR)",
    better="higher",
    kind="activity",
    group="retention",
    perspective="financial",
    excel="=cohort_revenue/cohort_revenue_previous_year",
    empty="no revenue a year earlier",
)
def net_revenue_retention(cohort_revenue: Money, cohort_revenue_previous_year: Money) -> Ratio:
    """Revenue in the period from the customers of a year ago, as a share of their revenue a year ago
    (upsell included, new customers excluded).

    >>> net_revenue_retention(cohort_revenue=1080, cohort_revenue_previous_year=1000)
    1.08

    Example: 2025 -> 0.7714285714285715
        Transactions: customer_id, date, document_id, amount
        A, 2024-03-01, D1, 100 | B, 2024-03-01, D2, 200 | C, 2024-03-01, D3, 50
        A, 2025-03-01, D4, 150 | B, 2025-03-01, D5, 120 | D, 2025-03-01, D6, 500

    Notes: No revenue in PY -> no value. Can exceed 1. Customers with negative net revenue in PY are
    left out of C.

    Sources: ChurnZero/SaaS practice (NRR); ClearPoint 53 (up-selling rate)
    """
    return ratio(cohort_revenue, cohort_revenue_previous_year)


@measure(
    "CBSC_RELATIONSHIP_DURATION",
    en="Average relationship duration",
    nl="Gemiddelde relatieduur",
    uk="Середня тривалість відносин із клієнтом",
    better="higher",
    kind="activity",
    group="retention",
    perspective="customer",
    excel="=days_as_customer/customers_closing",
    empty="no customers in the base at the end of the period",
)
def relationship_duration(days_as_customer: Days, customers_closing: Count) -> Days:
    """Average number of days that the customers in the base at the end of the period have been
    customers.

    >>> relationship_duration(days_as_customer=1462, customers_closing=4)
    365.5

    Example: 2025, base_rule=relationship -> 487.3333333333333
        Customers: customer_id, start_date, end_date
        C1, 2023-01-01, - | C2, 2025-01-01, - | C3, 2024-07-01, 2025-09-30 | C4, 2025-12-31, -
        Transactions: customer_id, date, amount

    Notes: Empty base -> no value. Customers who left are not in it (their duration is ended, use
    churn). Durations are censored: this is the age of the current base, not expected lifetime
    (1/churn).

    Sources: van Leeuwen 2015; Reinartz & Kumar (average lifetime duration)
    """
    return ratio(days_as_customer, customers_closing)


@measure(
    "CBSC_WINBACK",
    en="Win-back rate",
    nl="Percentage teruggewonnen klanten",
    uk="Коефіцієнт повернення клієнтів",
    better="higher",
    kind="activity",
    group="retention",
    perspective="customer",
    process="marketing",
    excel="=customers_won_back/customers_lost_before",
    empty="no customers lost before the period",
)
def winback_rate(customers_won_back: Count, customers_lost_before: Count) -> Ratio:
    """Share of the customers lost before the period who purchased again in the period.

    >>> winback_rate(customers_won_back=3, customers_lost_before=12)
    0.25

    Example: 2025 -> 0.25
        Transactions: customer_id, date, document_id, amount
        C1, 2023-03-01, D1, 10 | C2, 2023-10-01, D2, 10 | C2, 2025-04-01, D3, 10
        C3, 2022-05-01, D4, 10 | C4, 2023-12-31, D5, 10 | C5, 2024-06-01, D6, 10
        C5, 2025-06-01, D7, 10

    Notes: No lost customers -> no value. L grows with the history pasted: compare only periods with
    the same depth of history. Needs depend on the rule: inactivity needs Transactions, relationship
    needs Customers.start_date.

    Sources: ClearPoint 53; Brewton (win back percent); Reinartz & Kumar (win-back rate)
    """
    return ratio(customers_won_back, customers_lost_before)


@measure(
    "CBSC_RENEWAL",
    en="Contract renewal rate",
    nl="Verlengingspercentage contracten",
    uk="Коефіцієнт поновлення договорів",
    better="higher",
    kind="activity",
    group="retention",
    perspective="customer",
    excel="=contracts_renewed/contracts_due",
    empty="no contract expired in the period",
)
def renewal_rate(contracts_renewed: Count, contracts_due: Count) -> Ratio:
    """Share of the contracts that expired in the period which were renewed.

    >>> renewal_rate(contracts_renewed=2, contracts_due=4)
    0.5

    Example: 2025 -> 0.5
        Contracts: contract_id, customer_id, end_date, renewed
        K1, C1, 2025-03-31, Y | K2, C2, 2025-06-30, Y | K3, C3, 2025-06-30, N | K4, C4, 2025-12-31, -
        K5, C5, 2026-01-01, Y

    Notes: No contract due in P -> no value. Blank renewed = not renewed. Counted per contract, not
    per customer.

    Sources: ClearPoint (customer perspective); ClearPoint 53; Farris et al. ch.5 (contractual
    retention)
    """
    return ratio(contracts_renewed, contracts_due)
