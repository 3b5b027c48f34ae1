"""Service: how much goes wrong, and how it is put right."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Days, Money, Ratio, Score


@measure(
    "CBSC_CES",
    en="Customer effort score",
    nl="Klantinspanningsscore (CES)",
    uk="Індекс клієнтських зусиль (CES)",
    better="higher",
    kind="opinion",
    group="service",
    perspective="customer",
    process="service",
    timing="leading",
    excel="=ease_scores/ease_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def customer_effort_score(ease_scores: Score, ease_answers: Count) -> Score:
    """Average agreement that the company made it easy for the customer to get an issue handled (1-7,
    higher = easier).

    >>> customer_effort_score(ease_scores=34, ease_answers=6)
    5.666666666666667

    Example: 2025-02 -> 5.666666666666666
        Surveys: date, customer_id, metric, score
        2025-02-01, C1, ces, 7 | 2025-02-02, C2, ces, 6 | 2025-02-03, C3, ces, 5
        2025-02-04, C4, ces, 7 | 2025-02-05, C5, ces, 3 | 2025-02-06, C6, ces, 6

    Notes: No responses -> no value. This is CES 2.0 (agreement, high = easy). Data of the older CES
    1.0 (effort 1-5, high = bad) must be entered reversed.

    Sources: Dixon, Freeman & Toman 2010 (HBR) / CEB CES 2.0; ClearPoint 53
    """
    return ratio(ease_scores, ease_answers)


@measure(
    "CBSC_COMPLAINTS",
    en="Number of complaints",
    nl="Aantal klachten",
    uk="Кількість скарг",
    better="lower",
    kind="opinion",
    group="service",
    perspective="customer",
    process="service",
    timing="leading",
    excel="=complaints",
    channel="Contacts",
)
def complaints(complaints: Count) -> Count:
    """Number of complaint cases opened in the period.

    >>> complaints(complaints=2)
    2

    Example: 2025 -> 2
        Contacts: date, customer_id, type, case_id
        2025-02-01, C1, complaint, K1 | 2025-02-04, C1, complaint, K1 | 2025-03-09, C2, complaint, K2
        2024-12-28, C3, complaint, K3 | 2025-01-03, C3, complaint, K3 | 2025-04-01, C2, service, K4

    Notes: No complaints -> 0 (a real zero) as long as the period touches the dates of Contacts.
    Follow-up contacts of the same case do not count again. A case opened before the period is not
    counted in it. Of several contacts on the first day a complaint decides.

    Sources: van Leeuwen 2015; ClearPoint 53 (customer complaints); KPI Institute (# complaints
    received); ISO 10002/10004
    """
    return complaints


@measure(
    "CBSC_FIRST_CONTACT_RESOLUTION",
    en="First contact resolution",
    nl="Oplossing bij eerste contact (FCR)",
    uk="Частка звернень, вирішених за першого контакту (FCR)",
    better="higher",
    kind="activity",
    group="service",
    perspective="internal",
    process="service",
    timing="leading",
    excel="=cases_solved_at_once/cases_opened",
    empty="no service cases opened in the period",
    channel="Contacts",
    by_channel=True,
)
def first_contact_resolution(cases_solved_at_once: Count, cases_opened: Count) -> Ratio:
    """Share of the service cases opened in the period that were solved in the first contact.

    >>> first_contact_resolution(cases_solved_at_once=2, cases_opened=4)
    0.5

    Example: 2025-Q1 -> 0.5
        Contacts: date, customer_id, type, case_id, resolved_date
        2025-02-01, A, service, K1, 2025-02-01 | 2025-02-03, B, service, K2, -
        2025-02-06, B, service, K2, 2025-02-06 | 2025-03-01, C, complaint, K3, -
        2025-03-02, D, question, K4, 2025-03-02

    Notes: No cases -> no value. Contacts, flags and solutions dated on or after `to` do not count.
    Where contacts of a case carry different flags, No decides. Needs resolved_date or
    first_contact_resolved.

    Sources: KPI Institute Top 25 Customer Service KPIs (% first contact resolution); APQC
    """
    return ratio(cases_solved_at_once, cases_opened)


@measure(
    "CBSC_RESOLUTION_TIME",
    en="Average resolution time",
    nl="Gemiddelde oplostijd",
    uk="Середній час вирішення звернення",
    better="lower",
    kind="activity",
    group="service",
    perspective="internal",
    process="service",
    timing="leading",
    excel="=days_to_solve/cases_solved",
    empty="no service cases solved in the period",
    channel="Contacts",
)
def resolution_time(days_to_solve: Days, cases_solved: Count) -> Days:
    """Average number of days between the opening and the solution of the service cases solved in the
    period.

    >>> resolution_time(days_to_solve=18, cases_solved=3)
    6.0

    Example: 2025-Q1 -> 6
        Contacts: date, customer_id, type, case_id, resolved_date
        2025-02-01, A, service, K1, 2025-02-03 | 2025-02-10, B, service, K2, -
        2025-02-15, B, service, K2, 2025-02-20 | 2024-12-30, C, complaint, K3, 2025-01-05

    Notes: No solved cases -> no value. Same-day solution = 0. Open cases do not count (watch the
    backlog). A solution dated before the case was opened is left out.

    Sources: KPI Institute Top 25 Customer Service KPIs; Kaplan & Norton 1996 (time)
    """
    return ratio(days_to_solve, cases_solved)


@measure(
    "CBSC_RETURNS_RATE",
    en="Returns rate",
    nl="Retourpercentage",
    uk="Частка повернень",
    better="lower",
    kind="activity",
    group="service",
    perspective="internal",
    process="service",
    excel="=returns/revenue_before_returns",
    empty="no revenue before returns in the period",
    channel="Transactions",
)
def returns_rate(returns: Money, revenue_before_returns: Money) -> Ratio:
    """Returns and credit notes of the period as a share of revenue before returns.

    >>> returns_rate(returns=50, revenue_before_returns=1000)
    0.05

    Example: 2025 -> 0.1
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, D1, 400 | A, 2025-01-05, D1, -40 | B, 2025-02-01, D2, 600
        B, 2025-02-10, D3, -60 | B, 2026-01-01, D4, -500 | C, 2024-12-31, D5, 900

    Notes: No revenue before returns -> no value. By value, not by number. Returns count on the date
    of the credit note, whenever the sale was: above 1 is possible. Credit notes for prices count
    too.

    Sources: Kaplan & Norton 1996 (returns); Kaplan & Narayanan 2001 (returns drive cost to serve)
    """
    return ratio(returns, revenue_before_returns)


@measure(
    "CBSC_COST_TO_SUPPORT",
    en="Cost to support per customer",
    nl="Servicekosten per klant",
    uk="Витрати на сервіс на одного клієнта",
    better="lower",
    kind="activity",
    group="service",
    perspective="internal",
    process="service",
    excel="=service_cost/active_customers",
    empty="no active customers",
)
def cost_to_support(service_cost: Money, active_customers: Count) -> Money:
    """Service cost of the customers (customer-based accounting) per active customer.

    >>> cost_to_support(service_cost=300, active_customers=4)
    75.0

    Example: 2025 -> 70
        Customers: customer_id, segment
        A, S | B, S
        Transactions: customer_id, date, document_id, amount
        A, 2025-02-01, D1, 600 | A, 2025-06-01, D2, 400 | B, 2025-03-01, D3, 500
        Costs: date, amount, cost_type, customer_id, activity
        2025-05-01, 80, service, A, - | 2025-12-31, 60, service, -, helpdesk
        2025-12-31, 90, sales, A, - | 2025-12-31, 50, service, -, -
        Activities: activity, cost_type, driver
        helpdesk, service, orders

    Notes: No active customers -> no value. Booked on the customer, charged by activities, or the
    share in the cost of the segment; service cost that cannot be traced is outside.

    Sources: Oracle/PeopleSoft Customer Scorecard (cost to support by customer); Kaplan & Narayanan
    2001
    """
    return ratio(service_cost, active_customers)
