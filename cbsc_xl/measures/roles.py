"""New roles of customers: co-creator, service worker, investor."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Money


@measure(
    "CBSC_COCREATION_VALUE",
    en="Co-creation value (customer as co-creator)",
    nl="Cocreatiewaarde (klant als cocreator)",
    uk="Цінність співтворення (клієнт-співтворець)",
    better="higher",
    kind="activity",
    group="roles",
    perspective="learning",
    timing="leading",
    excel="=ideas_value-ideas_cost",
)
def cocreation_value(ideas_value: Money, ideas_cost: Money) -> Money:
    """Annual profit effect of the customer ideas implemented in the period, less what all ideas cost.

    >>> cocreation_value(ideas_value=6200, ideas_cost=600)
    5600

    Example: 2025 -> 5600
        Contributions: date, customer_id, role, value, cost, status
        2025-03-01, A, cocreator, 5000, 500, implemented
        2025-05-01, B, cocreator, 1200, 0, implemented | 2025-06-01, B, cocreator, 3000, 100, rejected

    Notes: None -> 0. Value is an estimate approved by finance (extra margin or saved cost in the
    first 12 months). Not-implemented ideas count with their cost only. Needs status: which ideas
    are implemented is not guessed.

    Sources: Kumar et al. 2010 (customer knowledge value); Wurtz & Wiedenbrugge 2014
    """
    return ideas_value - ideas_cost


@measure(
    "CBSC_PEER_SUPPORT_VALUE",
    en="Peer support value (customer as service worker)",
    nl="Klant-helpt-klantwaarde (klant als servicemedewerker)",
    uk="Цінність взаємодопомоги клієнтів (клієнт як працівник сервісу)",
    better="higher",
    kind="activity",
    group="roles",
    perspective="internal",
    process="service",
    timing="leading",
    excel="=contacts_saved*contact_cost_all/contacts_costed_all-peer_support_cost",
    empty="no contacts with a cost in the period",
)
def peer_support_value(
    contacts_saved: Count, contact_cost_all: Money, contacts_costed_all: Count, peer_support_cost: Money
) -> Money:
    """Service cost avoided because customers solved questions of other customers, less the cost of the
    platform.

    >>> peer_support_value(
    ...     contacts_saved=50, contact_cost_all=45, contacts_costed_all=5, peer_support_cost=60
    ... )
    390.0

    Example: 2025, cost_per_minute=0.8, deflection_rate=0.5 -> 399.99999999999994
        Contributions: date, customer_id, role, quantity, cost
        2025-03-01, A, service, 40, 60 | 2025-05-01, B, service, 60, 0
        Contacts: date, customer_id, channel, minutes, cost
        2025-01-05, A, phone, 10, - | 2025-02-05, A, phone, 20, - | 2025-03-05, B, phone, 15, -
        2025-01-05, B, email, -, 4 | 2025-02-05, B, email, -, 6

    Notes: No cost per contact -> no value. deflection_rate = share of solved questions that would
    have become a paid contact (assumption of the user). The cost per contact is that of all
    customers.

    Sources: Wurtz & Wiedenbrugge 2014; Kumar et al. 2010 (influencer value)
    """
    return contacts_saved * ratio(contact_cost_all, contacts_costed_all) - peer_support_cost


@measure(
    "CBSC_INVESTOR_VALUE",
    en="Customer funding value (customer as investor)",
    nl="Financieringswaarde (klant als investeerder)",
    uk="Цінність клієнтського фінансування (клієнт-інвестор)",
    better="higher",
    kind="activity",
    group="roles",
    perspective="financial",
    excel="=funding_interest_saved-funding_interest_paid",
)
def investor_value(funding_interest_saved: Money, funding_interest_paid: Money) -> Money:
    """Financing cost saved because customers fund the company (crowdfunding, loans, prepayments) at a
    lower rate than the alternative.

    >>> investor_value(funding_interest_saved=10500, funding_interest_paid=7000)
    3500

    Example: 2025, alternative_cost_of_funds=0.07 -> 3501.369863013699
        Contributions: date, customer_id, role, quantity, rate
        2025-01-01, A, investor, 100000, 0.04 | 2025-07-02, B, investor, 50000, 0.05

    Notes: None -> 0. A rate above the alternative gives a negative value. A fund that starts before
    the period counts for its days in it, up to and including end_date.

    Sources: Wurtz & Wiedenbrugge 2014 (investeerder via crowdfunding)
    """
    return funding_interest_saved - funding_interest_paid
