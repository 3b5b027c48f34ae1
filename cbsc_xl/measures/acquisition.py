"""Acquisition: who is won."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Days, Money, Ratio


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
    by_channel=True,
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


@measure(
    "CBSC_NEW_CUSTOMER_SHARE",
    en="Share of new customers (lifecycle distribution)",
    nl="Aandeel nieuwe klanten (verdeling over de levenscyclus)",
    uk="Частка нових клієнтів (розподіл за життєвим циклом)",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="customer",
    process="marketing",
    excel="=customers_new_active/active_customers",
    empty="no active customers",
)
def new_customer_share(customers_new_active: Count, active_customers: Count) -> Ratio:
    """Share of the active customers whose relationship started in the period.

    >>> new_customer_share(customers_new_active=1, active_customers=4)
    0.25

    Example: 2025 -> 0.3333333333333333
        Transactions: customer_id, date, document_id, amount
        A, 2024-03-01, D1, 100 | A, 2025-03-01, D2, 100 | B, 2025-05-01, D3, 50
        B, 2025-06-01, D4, 50 | C, 2023-12-31, D5, 80 | C, 2025-12-31, D6, 80
        D, 2024-07-01, D7, 40 | E, 2026-01-01, D8, 70

    Notes: No active customers -> no value. The rest of the active customers are existing ones. Only
    customers who purchased count: a start without a purchase does not. Without start_date,
    customers of before the first pasted transaction look new. The mix of the lifecycle, not its
    level: it rises when existing customers leave.

    Sources: ClearPoint 53 (lifecycle distribution status); Reinartz & Kumar (customer life cycle)
    """
    return ratio(customers_new_active, active_customers)


@measure(
    "CBSC_NEW_LEADS",
    en="New marketing leads",
    nl="Aantal nieuwe leads",
    uk="Кількість нових лідів",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="internal",
    process="marketing",
    timing="leading",
    excel="=leads_created",
    channel="Leads",
)
def new_leads(leads_created: Count) -> Count:
    """Number of leads that came in during the period.

    >>> new_leads(leads_created=12)
    12

    Example: 2025-Q1 -> 3
        Leads: lead_id, created_date, closed_date, status
        L1, 2025-01-01, 2025-02-09, won | L2, 2025-03-31, -, open | L3, 2025-02-01, 2025-02-20, lost
        L4, 2024-12-31, 2025-01-15, won | L5, 2025-04-01, -, open

    Notes: None -> 0 (a real zero) as long as the period touches the dates of Leads. Dated by the day
    the lead came in, whatever became of it. A lead belongs to the group of its customer if table
    Customers has it, else to Leads.segment.

    Sources: ClearPoint 53 (new marketing leads); Brewton (leads per marketing channel)
    """
    return leads_created


@measure(
    "CBSC_DEAL_VALUE",
    en="Average deal value",
    nl="Gemiddelde dealwaarde",
    uk="Середня сума угоди",
    better="higher",
    kind="activity",
    group="acquisition",
    perspective="financial",
    process="sales",
    excel="=deals_amount/deals",
    empty="no leads with an amount won in the period",
    channel="Leads",
)
def average_deal_value(deals_amount: Money, deals: Count) -> Money:
    """Average amount of the leads won in the period.

    >>> average_deal_value(deals_amount=30000, deals=4)
    7500.0

    Example: 2025 -> 10000
        Leads: lead_id, created_date, closed_date, status, amount
        L1, 2025-01-10, 2025-02-09, won, 12000 | L2, 2025-03-01, 2025-04-15, won, 8000
        L3, 2025-01-01, 2025-01-20, lost, 50000 | L4, 2025-02-01, 2025-05-01, won, -
        L5, 2025-11-01, 2026-01-05, won, 90000

    Notes: No won leads with an amount -> no value. Won leads without an amount are left out. What was
    agreed, not what was invoiced: compare with average_order_value. Amounts of recurring business
    must be entered over the same length of time.

    Sources: Oracle/PeopleSoft Customer Scorecard (average deal value)
    """
    return ratio(deals_amount, deals)
