"""Risk: what customers owe, and what may be lost."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Days, Money, Ratio


@measure(
    "CBSC_DSO",
    en="Days sales outstanding",
    nl="Gemiddelde krediettermijn debiteuren (DSO)",
    uk="Період інкасації дебіторської заборгованості (DSO)",
    better="lower",
    kind="activity",
    group="risk",
    perspective="financial",
    excel="=receivables_open/invoiced*period_days",
    empty="nothing invoiced in the period",
)
def days_sales_outstanding(receivables_open: Money, invoiced: Money, period_days: Days) -> Days:
    """Trade receivables at the end of the period expressed in days of invoiced sales.

    >>> days_sales_outstanding(receivables_open=50, invoiced=100, period_days=90)
    45.0

    Example: 2025-Q4 -> 42.166666666666664
        Receivables: customer_id, document_id, date, amount, paid_date
        A, F0, 2025-09-20, 15000, - | A, F1, 2025-10-15, 60000, 2025-11-30
        A, F2, 2025-11-10, 40000, - | B, F3, 2025-12-01, 20000, 2025-12-20

    Notes: Nothing invoiced in P -> no value. Payments on or after `to` count as open. Written-off
    invoices are not open. Credit notes are negative invoices.

    Sources: Oracle/PeopleSoft Customer Scorecard (days sales outstanding); Wurtz & Wiedenbrugge
    2014 (payment risk)
    """
    return ratio(receivables_open, invoiced) * period_days


@measure(
    "CBSC_EXPECTED_CREDIT_LOSS",
    en="Expected credit loss",
    nl="Verwacht kredietverlies",
    uk="Очікувані кредитні збитки",
    better="lower",
    kind="activity",
    group="risk",
    perspective="financial",
    timing="leading",
    excel="=credit_loss_expected",
)
def expected_credit_loss(credit_loss_expected: Money) -> Money:
    """Expected loss on the receivables open at the end of the period.

    >>> expected_credit_loss(credit_loss_expected=630)
    630

    Example: 2025 -> 630
        Customers: customer_id, pd, secured_amount
        A, 0.02, 0 | B, 0.05, 4000
        Receivables: customer_id, document_id, date, amount, paid_date
        A, F1, 2025-11-10, 55000, - | B, F2, 2025-12-01, 10000, -

    Notes: No open receivables -> 0. Customers without pd take default_pd; without it the answer
    says so. Net credit balances count as 0 exposure. The exposure is net of secured_amount.

    Sources: IFRS 9 / Basel (EL = PD*LGD*EAD); Wurtz & Wiedenbrugge 2014 (kredietwaardigheid)
    """
    return credit_loss_expected


@measure(
    "CBSC_OVERDUE",
    en="Overdue receivables",
    nl="Aandeel vervallen vorderingen",
    uk="Частка простроченої заборгованості",
    better="lower",
    kind="activity",
    group="risk",
    perspective="financial",
    timing="leading",
    excel="=receivables_overdue/receivables_open",
    empty="nothing is open at the end of the period",
)
def overdue_share(receivables_overdue: Money, receivables_open: Money) -> Ratio:
    """Share of the trade receivables open at the end of the period that are past their due date.

    >>> overdue_share(receivables_overdue=20, receivables_open=80)
    0.25

    Example: 2025 -> 0.4
        Receivables: customer_id, document_id, date, amount, due_date, paid_date
        A, F1, 2025-10-15, 3000, 2025-11-14, - | A, F2, 2025-12-01, 1000, 2025-12-31, -
        B, F3, 2025-12-10, 5000, 2026-01-09, - | B, F4, 2025-11-01, 700, 2025-12-01, 2025-12-20
        C, F5, 2025-12-15, 1000, -, -

    Notes: Nothing open, or a credit balance in all -> no value. An invoice due on the last day of the
    period is past its due date when the period ends. Invoices without due date are open, not
    overdue. Payments on or after `to` count as open.

    Sources: IFRS 9 par. B5.5.35 (past due, provision matrix); Wurtz & Wiedenbrugge 2014 (payment
    risk)
    """
    return ratio(receivables_overdue, receivables_open)
