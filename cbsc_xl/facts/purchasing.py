"""What customers buy, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Days

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(Count, "Transactions", en="Active customers", nl="Actieve klanten", uk="Активні клієнти")
def active_customers(view: View) -> GroupPeriods:
    """Customers with at least one purchase in the period: the denominator of all per-customer measures."""
    return view.sum_customers(view.active)


@fact(Count, "Transactions", en="Purchases", nl="Aankopen", uk="Покупки")
def orders(view: View) -> GroupPeriods:
    """Lines of one customer, document and day that add up to more than 0; credit notes are none."""
    return view.sum_customers(view.orders)


@fact(Count, "Transactions", en="Loyal customers", nl="Trouwe klanten", uk="Лояльні клієнти")
def customers_loyal(view: View) -> GroupPeriods:
    """Active customers with at least ``loyal_min_orders`` purchases in the period."""
    return view.sum_customers(view.orders >= view.settings.whole("loyal_min_orders"))


@fact(Count, "Transactions", en="Disloyal customers", nl="Ontrouwe klanten", uk="Нелояльні клієнти")
def customers_disloyal(view: View) -> GroupPeriods:
    """Active customers with fewer than ``loyal_min_orders`` purchases in the period."""
    return view.sum_customers(view.active & (view.orders < view.settings.whole("loyal_min_orders")))


def _repeats(view: View) -> Rows:
    """Purchases of a customer who bought before, or who started before the first pasted transaction."""
    rows = view.ledger.purchases.rows
    customer_before_data = view.ledger.start[rows.customer] < view.ledger.first_day
    return rows.where(view.ledger.purchases.later | customer_before_data)


@fact(Count, "Transactions", en="Repeat purchases", nl="Herhaalaankopen", uk="Повторні покупки")
def repeat_orders(view: View) -> GroupPeriods:
    """Purchases in the period that were not the customer's first."""
    return view.total(_repeats(view))


@fact(Count, "Transactions", en="Repeat customers", nl="Herhaalklanten", uk="Клієнти з повторними покупками")
def customers_repeating(view: View) -> GroupPeriods:
    """Active customers with at least one repeat purchase in the period."""
    return view.sum_customers(view.per_customer(_repeats(view)) > 0)


@fact(Count, "Transactions", en="Repeat purchase days", nl="Herhaalaankoopdagen", uk="Дні повторних покупок")
def purchase_gaps(view: View) -> GroupPeriods:
    """Purchase days in the period that have an earlier purchase day of the same customer."""
    return view.total(view.ledger.purchases.gaps[0])


@fact(
    Days,
    "Transactions",
    en="Days between purchase days, added up",
    nl="Dagen tussen aankoopdagen, opgeteld",
    uk="Дні між покупками, разом",
)
def purchase_gap_days(view: View) -> GroupPeriods:
    """Days from the previous purchase day of the customer, over the purchase days in the period."""
    return view.total(*view.ledger.purchases.gaps)


@fact(
    Count,
    "Transactions",
    en="Existing active customers",
    nl="Bestaande actieve klanten",
    uk="Наявні активні клієнти",
)
def customers_existing(view: View) -> GroupPeriods:
    """Active customers who started before the period."""
    return view.sum_customers(view.active & (view.start < view.starts))


@fact(
    Count,
    "Transactions.category",
    en="Customers who bought a new category",
    nl="Klanten die een nieuwe categorie kochten",
    uk="Клієнти, що купили нову категорію",
)
def customers_cross_sold(view: View) -> GroupPeriods:
    """Existing active customers with a purchase from a product category that they had never bought before."""
    new_categories = view.per_customer(view.ledger.purchases.first_of_category)
    return view.sum_customers((new_categories > 0) & view.active & (view.start < view.starts))
