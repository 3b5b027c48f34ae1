"""Risk: what customers owe, and what may be lost."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Days, Money


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
