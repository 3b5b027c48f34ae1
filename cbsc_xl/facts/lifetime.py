"""What the value of a customer over the years is made of, for a group and for all customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.profit import pnl_of
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Average, Count, Money, Ratio

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Money,
    "Transactions",
    "Costs",
    en="Acquisition cost charged to customers",
    nl="Aan klanten toegerekende acquisitiekosten",
    uk="Витрати на залучення, віднесені на клієнтів",
)
def acquisition_charged(view: View) -> GroupPeriods:
    """Acquisition cost in the customer P&L: what customer profit would be higher without it."""
    return view.sum_customers(pnl_of(view).line("marketing_acquisition"))


@fact(
    Average,
    en="Years of the period",
    nl="Jaren van de periode",
    uk="Роки періоду",
    additive=False,
)
def years_of_period(view: View) -> GroupPeriods:
    """Whole months / 12, else days / 365.25; a period without a start begins at the first transaction."""
    return view.of_all(view.years)


@fact(
    Ratio,
    en="Discount rate",
    nl="Disconteringsvoet",
    uk="Ставка дисконтування",
    additive=False,
)
def discount_rate(view: View) -> GroupPeriods:
    """Setting ``discount_rate`` per year, the same for each group."""
    return view.of_all(view.settings.number("discount_rate"))


@fact(
    Money,
    "Transactions.cogs",
    "Costs",
    en="Customer profit, all customers",
    nl="Klantwinst, alle klanten",
    uk="Прибуток від клієнтів, усі клієнти",
    may_need="default_pd",
    additive=False,
)
def customer_profit_all(view: View) -> GroupPeriods:
    """Customer profit of all customers, the same for each group."""
    return view.of_all(pnl_of(view).line("customer_profit").sum(axis=0))


@fact(
    Money,
    "Transactions",
    "Costs",
    en="Acquisition cost charged, all customers",
    nl="Toegerekende acquisitiekosten, alle klanten",
    uk="Віднесені витрати на залучення, усі клієнти",
    additive=False,
)
def acquisition_charged_all(view: View) -> GroupPeriods:
    """Acquisition cost in the P&L of all customers, the same for each group."""
    return view.of_all(pnl_of(view).line("marketing_acquisition").sum(axis=0))


@fact(
    Count,
    "Transactions",
    en="Customers in the base at the start, all customers",
    nl="Klanten in de basis aan het begin, alle klanten",
    uk="Клієнти в базі на початок, усі клієнти",
    dated=["base"],
    additive=False,
)
def customers_opening_all(view: View) -> GroupPeriods:
    """Customers of all groups in the base at the first instant of the period."""
    return view.of_all(view.base_at_start.sum(axis=0))


@fact(
    Count,
    "Transactions",
    en="Customers kept, all customers",
    nl="Behouden klanten, alle klanten",
    uk="Утримані клієнти, усі клієнти",
    dated=["base"],
    additive=False,
)
def customers_kept_all(view: View) -> GroupPeriods:
    """Customers of all groups in the base at the start of the period and at its end."""
    return view.of_all(view.kept.sum(axis=0))


@fact(
    Count,
    "Transactions",
    en="Customers in the base at the end, all customers",
    nl="Klanten in de basis aan het einde, alle klanten",
    uk="Клієнти в базі на кінець, усі клієнти",
    dated=["base"],
    additive=False,
)
def customers_closing_all(view: View) -> GroupPeriods:
    """Customers of all groups in the base at the instant the period ends."""
    return view.of_all(view.base_at_end.sum(axis=0))
