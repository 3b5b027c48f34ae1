"""Channels: what each way of contact costs and yields."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Money, Ratio, Score


@measure(
    "CBSC_CONTACT_SATISFACTION",
    en="Satisfaction with contact (per channel)",
    nl="Tevredenheid over klantcontact (per kanaal)",
    uk="Задоволеність клієнтів контактом (за каналом)",
    better="higher",
    kind="opinion",
    group="channel",
    perspective="internal",
    process="service",
    timing="leading",
    excel="=contact_points/contact_answers",
    empty="no answers in the period",
    channel="Surveys",
    by_channel=True,
)
def contact_satisfaction(contact_points: Score, contact_answers: Count) -> Score:
    """Average satisfaction of customers right after a contact, rescaled to 0-100, to be compared
    between contact channels.

    >>> contact_satisfaction(contact_points=225, contact_answers=3)
    75.0

    Example: 2025-01, channel=phone -> 75
        Surveys: date, customer_id, metric, score, channel
        2025-01-05, C1, contact_csat, 5, phone | 2025-01-06, C2, contact_csat, 4, phone
        2025-01-07, C3, contact_csat, 3, phone | 2025-01-08, C4, contact_csat, 2, email
        2025-01-09, C5, contact_csat, 4, email

    Notes: No answers in the period (and channel) -> no value. Every answer counts once
    (transactional survey).

    Sources: ClearPoint 53 (satisfaction with interaction); KPI Institute Top 25 Customer Service
    KPIs (% satisfaction with service levels)
    """
    return ratio(contact_points, contact_answers)


@measure(
    "CBSC_REMINDER_RESPONSE",
    en="Positive responses to reminder mails",
    nl="Percentage positieve reacties op herinneringsmails",
    uk="Частка позитивних відповідей на листи-нагадування",
    better="higher",
    kind="activity",
    group="channel",
    perspective="internal",
    process="marketing",
    timing="leading",
    excel="=reminders_answered/reminders_delivered",
    empty="no reminders delivered in the period",
    channel="Contacts",
)
def reminder_response_rate(reminders_answered: Count, reminders_delivered: Count) -> Ratio:
    """Share of the delivered reminder mails that got a positive response.

    >>> reminder_response_rate(reminders_answered=3, reminders_delivered=8)
    0.375

    Example: 2025-05 -> 0.42857142857142855
        Contacts: date, customer_id, type, response, direction
        2025-05-01, C1, reminder, positive, out | 2025-05-02, C2, reminder, positive, out
        2025-05-03, C3, reminder, positive, out | 2025-05-04, C4, reminder, negative, out
        2025-05-05, C5, reminder, negative, out | 2025-05-06, C6, reminder, -, out
        2025-05-07, C7, reminder, -, out | 2025-05-08, C8, reminder, bounced, out

    Notes: No delivered reminders -> no value. Blank response = no response. Dated by the mail, not
    by the reply.

    Sources: van Leeuwen 2015; ClearPoint 53 (open, redemption rate)
    """
    return ratio(reminders_answered, reminders_delivered)


@measure(
    "CBSC_CONTACTS_PER_CUSTOMER",
    en="Contacts per customer",
    nl="Aantal klantcontacten per klant",
    uk="Кількість звернень на одного клієнта",
    better="lower",
    kind="activity",
    group="channel",
    perspective="internal",
    process="service",
    timing="leading",
    excel="=contacts_received/active_customers",
    empty="no active customers",
    channel="Contacts",
)
def contacts_per_customer(contacts_received: Count, active_customers: Count) -> Average:
    """Average number of contacts initiated by customers per active customer, per channel if asked.

    >>> contacts_per_customer(contacts_received=6, active_customers=3)
    2.0

    Example: 2025 -> 2
        Contacts: date, customer_id, direction
        2025-01-05, A, in | 2025-02-05, A, in | 2025-03-05, A, in | 2025-01-05, B, in
        2025-02-05, B, in | 2025-03-05, B, in | 2025-03-06, B, out
        Transactions: customer_id, date, document_id, amount
        A, 2025-01-05, D1, 400 | B, 2025-02-01, D2, 100 | C, 2025-02-10, D3, 20

    Notes: No active customers -> no value. No contacts -> 0. Outbound mailings do not count. The
    denominator is not limited to the channel. Help among customers (peer_support) does not count.

    Sources: ClearPoint 53 (contact volume by channel, support requests); KPI Institute; APQC
    """
    return ratio(contacts_received, active_customers)


@measure(
    "CBSC_COST_PER_CONTACT",
    en="Cost per customer contact",
    nl="Kosten per klantcontact",
    uk="Витрати на один контакт із клієнтом",
    better="lower",
    kind="activity",
    group="channel",
    perspective="internal",
    process="service",
    excel="=contact_cost/contacts_costed",
    empty="no contacts with a cost in the period",
    channel="Contacts",
    by_channel=True,
)
def cost_per_contact(contact_cost: Money, contacts_costed: Count) -> Money:
    """Average cost of a customer contact, per channel if asked.

    >>> cost_per_contact(contact_cost=46, contacts_costed=5)
    9.2

    Example: 2025, cost_per_minute=0.8 -> 9.2
        Contacts: date, customer_id, channel, minutes, cost
        2025-01-05, A, phone, 10, - | 2025-02-05, A, phone, 20, - | 2025-03-05, B, phone, 15, -
        2025-01-05, B, email, -, 4 | 2025-02-05, B, email, -, 6

    Notes: No contacts -> no value. Contacts with neither cost nor minutes are left out on both
    sides. Cost per minute at practical capacity (TDABC); it must be given where minutes are used.
    Needs cost or minutes.

    Sources: van Leeuwen 2015; Brewton (cost per service encounter); APQC (cost per contact)
    """
    return ratio(contact_cost, contacts_costed)


@measure(
    "CBSC_REVENUE_PER_CHANNEL",
    en="Revenue per customer per contact channel",
    nl="Opbrengsten per klant per contactkanaal",
    uk="Виручка на одного клієнта за каналом контакту",
    better="higher",
    kind="activity",
    group="channel",
    perspective="financial",
    process="sales",
    excel="=net_revenue/active_customers",
    empty="no purchases through the channel",
    channel="Transactions",
    channel_required=True,
    by_channel=True,
)
def revenue_per_channel(net_revenue: Money, active_customers: Count) -> Money:
    """Net revenue through one channel per customer who purchased through that channel.

    >>> revenue_per_channel(net_revenue=450, active_customers=2)
    225.0

    Example: 2025, channel=webshop -> 225
        Transactions: customer_id, date, document_id, amount, channel
        A, 2025-01-05, D1, 300, webshop | B, 2025-02-01, D2, 200, webshop
        B, 2025-02-10, D3, -50, webshop | C, 2025-03-01, D4, 400, shop

    Notes: Channel is required. No purchases through the channel -> no value. A customer can count
    in several channels.

    Sources: van Leeuwen 2015; Brewton (revenue per sales channel); Oracle/PeopleSoft (profitability
    by channel)
    """
    return ratio(net_revenue, active_customers)


@measure(
    "CBSC_MARGIN_PER_CHANNEL",
    en="Gross margin per customer per channel",
    nl="Brutomarge per klant per verkoopkanaal",
    uk="Валовий прибуток на одного клієнта за каналом",
    better="higher",
    kind="activity",
    group="channel",
    perspective="financial",
    process="sales",
    excel="=(net_revenue-cost_of_goods)/active_customers",
    empty="no purchases through the channel",
    channel="Transactions",
    channel_required=True,
    by_channel=True,
)
def margin_per_channel(net_revenue: Money, cost_of_goods: Money, active_customers: Count) -> Money:
    """Gross margin through one channel per customer who purchased through that channel.

    >>> margin_per_channel(net_revenue=450, cost_of_goods=250, active_customers=2)
    100.0

    Example: 2025, channel=webshop -> 85
        Transactions: customer_id, date, document_id, amount, cogs, channel
        A, 2025-01-05, D1, 300, 180, webshop | B, 2025-02-01, D2, 200, 130, webshop
        B, 2025-02-10, D3, -50, -30, webshop | C, 2025-03-01, D4, 400, 100, shop

    Notes: Channel is required. No purchases through the channel -> no value. Cost of the channel
    itself is not deducted: lines carry cost of goods only. A customer can count in several channels.

    Sources: Oracle/PeopleSoft Customer Scorecard (profitability by channel); Brewton (cost of sales
    per channel)
    """
    return ratio(net_revenue - cost_of_goods, active_customers)
