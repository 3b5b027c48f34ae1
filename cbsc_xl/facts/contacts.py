"""Contacts: how many there are, what they cost, what reminders bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.errors import Needs
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Floats, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Contacts.customer_id",
    en="Contacts made by customers",
    nl="Contacten door klanten",
    uk="Звернення клієнтів",
)
def contacts_received(view: View) -> GroupPeriods:
    """Contacts in the period that customers began (direction in or blank), help among customers left out."""
    contacts = view.rows("Contacts")
    contacts.text("customer_id")
    received = contacts.says("direction", "in", blank=True)
    if "type" in contacts.table:
        received &= ~contacts.says("type", "peer_support")
    return view.total(contacts.where(received))


COST = "Contacts.cost or Contacts.minutes"
"""What tells the cost of a contact."""


def _costed(view: View) -> tuple[Rows, Floats]:
    """Return the contacts with a cost or minutes, and the cost of each; nan where that cannot be known."""
    import numpy as np

    contacts, per_minute = view.rows("Contacts"), view.number_or_nan("cost_per_minute")
    if "cost" not in contacts.table and "minutes" not in contacts.table:
        raise Needs("column", COST)
    minutes, cost = (contacts.optional_numbers(name, blank=np.nan) for name in ("minutes", "cost"))
    costed = ~(np.isnan(minutes) & np.isnan(cost))
    cost = np.where(np.isnan(cost), minutes * per_minute, cost)
    return contacts.where(costed), cost[costed]


@fact(
    Money,
    "Contacts",
    COST,
    en="Cost of contacts",
    nl="Kosten van contacten",
    uk="Витрати на контакти",
    may_need="cost_per_minute",
)
def contact_cost(view: View) -> GroupPeriods:
    """Contacts.cost of the contacts in the period, where blank the minutes at ``cost_per_minute``."""
    return view.total(*_costed(view))


@fact(
    Count,
    "Contacts",
    COST,
    en="Contacts with a cost",
    nl="Contacten met kosten",
    uk="Контакти з витратами",
)
def contacts_costed(view: View) -> GroupPeriods:
    """Contacts in the period that have a cost or minutes."""
    return view.total(_costed(view)[0])


@fact(
    Money,
    "Contacts",
    COST,
    en="Cost of contacts, all customers",
    nl="Kosten van contacten, alle klanten",
    uk="Витрати на контакти, усі клієнти",
    may_need="cost_per_minute",
    additive=False,
)
def contact_cost_all(view: View) -> GroupPeriods:
    """Cost of the contacts in the period of all customers, the same for each group."""
    return view.of_all(contact_cost(view.everyone))


@fact(
    Count,
    "Contacts",
    COST,
    en="Contacts with a cost, all customers",
    nl="Contacten met kosten, alle klanten",
    uk="Контакти з витратами, усі клієнти",
    additive=False,
)
def contacts_costed_all(view: View) -> GroupPeriods:
    """Contacts with a cost or minutes in the period of all customers, the same for each group."""
    return view.of_all(contacts_costed(view.everyone))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Reminders delivered",
    nl="Bezorgde herinneringen",
    uk="Доставлені нагадування",
)
def reminders_delivered(view: View) -> GroupPeriods:
    """Reminder mails dated in the period that did not bounce."""
    reminders = _reminders(view)
    return view.total(reminders.where(~reminders.says("response", "bounced")))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Reminders with a positive response",
    nl="Herinneringen met positieve reactie",
    uk="Нагадування з позитивною відповіддю",
)
def reminders_answered(view: View) -> GroupPeriods:
    """Reminder mails dated in the period that got a positive response, whenever it came."""
    reminders = _reminders(view)
    return view.total(reminders.where(reminders.says("response", "positive")))


def _reminders(view: View) -> Rows:
    contacts = view.rows("Contacts")
    return contacts.where(contacts.says("type", "reminder"))
