"""Customers won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Customers",
    "Transactions",
    en="New customers",
    nl="Nieuwe klanten",
    uk="Нові клієнти",
)
def customers_new(view: View) -> GroupPeriods:
    """Customers who started in the period: Customers.start_date, or the first purchase if blank."""
    view.ledger.customers.given()
    return view.sum_customers((view.start >= view.starts) & (view.start < view.ends))


@fact(
    Count,
    "Transactions",
    en="New active customers",
    nl="Nieuwe actieve klanten",
    uk="Нові активні клієнти",
)
def customers_new_active(view: View) -> GroupPeriods:
    """Active customers who started in the period."""
    return view.sum_customers(view.active & (view.start >= view.starts) & (view.start < view.ends))
