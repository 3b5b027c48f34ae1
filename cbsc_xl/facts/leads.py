"""Leads: how many come in, how many are won, how long that takes and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Days, Money

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Leads",
    en="Leads won",
    nl="Gewonnen leads",
    uk="Виграні ліди",
    dated=["Leads.closed_date"],
)
def leads_won(view: View) -> GroupPeriods:
    """Leads won in the period."""
    leads = _leads(view)
    return view.total(leads.where(leads.says("status", "won")))


@fact(
    Count,
    "Leads",
    en="Leads decided",
    nl="Besliste leads",
    uk="Вирішені ліди",
    dated=["Leads.closed_date"],
)
def leads_decided(view: View) -> GroupPeriods:
    """Leads won or lost in the period."""
    leads = _leads(view)
    return view.total(leads.where(leads.says("status", "won", "lost")))


def _leads(view: View) -> Rows:
    """Leads dated by the day on which they were decided."""
    return view.rows("Leads", "closed_date")


def _cycles(view: View) -> Rows:
    """Leads won, without those that were won before they were created."""
    leads = _leads(view)
    return leads.where(leads.says("status", "won") & (leads.days("created_date") <= leads.day))


@fact(
    Count,
    "Leads",
    en="Sales cycles",
    nl="Verkooptrajecten",
    uk="Цикли продажу",
    dated=["Leads.closed_date"],
)
def sales_cycles(view: View) -> GroupPeriods:
    """Leads won in the period, without those that were won before they were created."""
    return view.total(_cycles(view))


@fact(
    Days,
    "Leads",
    en="Days from lead to order, added up",
    nl="Dagen van lead tot order, opgeteld",
    uk="Дні від ліда до замовлення, разом",
    dated=["Leads.closed_date"],
)
def sales_cycle_days(view: View) -> GroupPeriods:
    """Days from creating to winning a lead, over the sales cycles of the period."""
    won = _cycles(view)
    return view.total(won, won.day - won.days("created_date"))


@fact(
    Count,
    "Leads",
    en="Leads that came in",
    nl="Binnengekomen leads",
    uk="Отримані ліди",
    dated=["Leads.created_date"],
)
def leads_created(view: View) -> GroupPeriods:
    """Leads created in the period, whatever became of them."""
    return view.total(view.rows("Leads", "created_date"))


def _deals(view: View) -> Rows:
    """Leads won whose amount is known."""
    import numpy as np

    leads = _leads(view)
    return leads.where(leads.says("status", "won") & ~np.isnan(leads.numbers("amount")))


@fact(
    Count,
    "Leads",
    "Leads.amount",
    en="Deals with an amount",
    nl="Deals met een bedrag",
    uk="Угоди із сумою",
    dated=["Leads.closed_date"],
)
def deals(view: View) -> GroupPeriods:
    """Leads won in the period whose amount is known."""
    return view.total(_deals(view))


@fact(
    Money,
    "Leads",
    "Leads.amount",
    en="Amount of deals",
    nl="Bedrag van deals",
    uk="Сума угод",
    dated=["Leads.closed_date"],
)
def deals_amount(view: View) -> GroupPeriods:
    """Amount of the leads won in the period."""
    won = _deals(view)
    return view.total(won, won.numbers("amount"))
