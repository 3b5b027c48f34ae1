"""Acquisition: who is won."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Days, Ratio


@measure(
    "CBSC_NEW_CUSTOMERS",
    en="New customers",
    nl="Aantal nieuwe klanten",
    uk="Кількість нових клієнтів",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="customer",
    process="marketing",
    excel="=customers_new",
)
def new_customers(customers_new: Count) -> Count:
    """Number of customers whose relationship started in the period.

    >>> new_customers(customers_new=7)
    7

    Example: 2025 -> 3
        Customers: customer_id, start_date
        C1, 2024-12-31 | C2, 2025-01-01 | C3, 2025-06-30 | C4, 2026-01-01 | C5, -
        Transactions: customer_id, date, document_id, amount
        C5, 2025-03-10, D1, 80

    Notes: Half-open boundaries: a start on the first day counts, on the day after the last does
    not. Without start_date, customers of before the first pasted transaction look new: give
    start_date. Joined and left within P still counts.

    Sources: ClearPoint 53; Brewton (customer acquisitions #); Kaplan & Norton 1996 (acquisition);
    Reinartz & Kumar (acquisition)
    """
    return customers_new


@measure(
    "CBSC_LEAD_CONVERSION",
    en="Lead conversion rate",
    nl="Conversiepercentage leads",
    uk="Коефіцієнт конверсії лідів",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="internal",
    process="sales",
    timing="leading",
    excel="=leads_won/leads_decided",
    empty="no leads decided in the period",
    channel="Leads",
)
def lead_conversion_rate(leads_won: Count, leads_decided: Count) -> Ratio:
    """Share of the leads decided in the period that were won.

    >>> lead_conversion_rate(leads_won=2, leads_decided=5)
    0.4

    Example: 2025 -> 0.4
        Leads: lead_id, created_date, closed_date, status
        L1, 2025-01-10, 2025-02-09, won | L2, 2025-03-01, 2025-04-15, won
        L3, 2025-01-01, 2025-01-20, lost | L4, 2025-02-01, 2025-05-01, lost
        L5, 2025-02-01, 2025-06-01, lost | L6, 2025-12-01, -, open | L7, 2025-11-01, 2026-01-05, won

    Notes: No decided leads -> no value. Open leads do not count. Decided-leads basis, so that a
    reported period does not change later. A lead belongs to the group of its customer if table
    Customers has it, else to Leads.segment.

    Sources: ClearPoint 53 (conversion rate); Brewton (conversion rate per sales channel)
    """
    return ratio(leads_won, leads_decided)


@measure(
    "CBSC_SALES_CYCLE",
    en="Sales cycle length (speed of purchase)",
    nl="Doorlooptijd van lead tot order (snelheid van aankoop)",
    uk="Тривалість циклу продажу (швидкість купівлі)",
    better="lower",
    kind="activity",
    group="acquisition",
    perspective="internal",
    process="sales",
    timing="leading",
    excel="=sales_cycle_days/sales_cycles",
    empty="no leads won in the period",
    channel="Leads",
)
def sales_cycle_length(sales_cycle_days: Days, sales_cycles: Count) -> Days:
    """Average number of days between the creation of a lead and winning it.

    >>> sales_cycle_length(sales_cycle_days=75, sales_cycles=2)
    37.5

    Example: 2025 -> 37.5
        Leads: lead_id, created_date, closed_date, status
        L1, 2025-01-10, 2025-02-09, won | L2, 2025-03-01, 2025-04-15, won
        L3, 2025-01-01, 2025-01-20, lost

    Notes: No won leads -> no value. A lead that was won before it was created is left out.

    Sources: ClearPoint (customer perspective); Kaplan & Norton 1996 (time)
    """
    return ratio(sales_cycle_days, sales_cycles)
