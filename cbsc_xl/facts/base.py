"""The customer base: who is in it, who left, who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Days

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Transactions",
    en="Customers in the base at the start",
    nl="Klanten in de basis aan het begin",
    uk="Клієнти в базі на початок",
    dated=["base"],
)
def customers_opening(view: View) -> GroupPeriods:
    """Customers in the base at the first instant of the period."""
    return view.sum_customers(view.base_at_start)


@fact(
    Count,
    "Transactions",
    en="Customers in the base at the end",
    nl="Klanten in de basis aan het einde",
    uk="Клієнти в базі на кінець",
    dated=["base"],
)
def customers_closing(view: View) -> GroupPeriods:
    """Customers in the base at the instant the period ends."""
    return view.sum_customers(view.base_at_end)


@fact(
    Count,
    "Transactions",
    en="Customers lost",
    nl="Verloren klanten",
    uk="Втрачені клієнти",
    dated=["base"],
)
def customers_lost(view: View) -> GroupPeriods:
    """Customers in the base at the start of the period who are not in it at its end."""
    return view.sum_customers(view.base_at_start - view.kept)


@fact(
    Count,
    "Transactions",
    en="Customers kept",
    nl="Behouden klanten",
    uk="Утримані клієнти",
    dated=["base"],
)
def customers_kept(view: View) -> GroupPeriods:
    """Customers in the base at the start of the period who are also in it at its end."""
    return view.sum_customers(view.kept)


@fact(
    Days,
    "Customers.start_date",
    "Transactions",
    en="Days as a customer, added up",
    nl="Dagen klant, opgeteld",
    uk="Дні відносин, разом",
    dated=["base"],
)
def days_as_customer(view: View) -> GroupPeriods:
    """Days from the start of each customer in the base at the end of the period to that end, added up."""
    view.ledger.customers.days("start_date")
    return view.sum_customers(view.base_at_end * (view.ends - view.start))


@fact(
    Count,
    "Transactions",
    en="Customers lost before",
    nl="Eerder verloren klanten",
    uk="Втрачені раніше клієнти",
    dated=["base"],
)
def customers_lost_before(view: View) -> GroupPeriods:
    """Customers who started before the period and were no longer in the base when it began."""
    return view.sum_customers((view.start < view.starts) & ~view.base_at_start)


@fact(
    Count,
    "Transactions",
    en="Customers won back",
    nl="Teruggewonnen klanten",
    uk="Повернуті клієнти",
    dated=["base"],
)
def customers_won_back(view: View) -> GroupPeriods:
    """Customers lost before the period who purchased in it."""
    return view.sum_customers((view.start < view.starts) & ~view.base_at_start & view.active)
