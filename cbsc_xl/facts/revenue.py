"""Net revenue, now, a year ago and since the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View

SMALLEST_AMOUNT = 1e-6


@fact(Money, "Transactions", en="Net revenue", nl="Netto-omzet", uk="Чиста виручка")
def net_revenue(view: View) -> GroupPeriods:
    """Sum of the signed amounts of the lines dated in the period: returns and credit notes are deducted."""
    return view.sum_customers(view.revenue)


@fact(
    Money,
    "Transactions",
    en="Net revenue a year earlier",
    nl="Netto-omzet een jaar eerder",
    uk="Чиста виручка роком раніше",
)
def net_revenue_previous_year(view: View) -> GroupPeriods:
    """Net revenue of the same period a year earlier, of the customers who are in the group now."""
    return view.sum_customers(view.revenue_previous_year)


@fact(
    Money,
    "Transactions",
    en="Revenue a year earlier of customers with revenue then",
    nl="Omzet een jaar eerder van klanten met omzet toen",
    uk="Виручка роком раніше від клієнтів, що тоді купували",
)
def cohort_revenue_previous_year(view: View) -> GroupPeriods:
    """Revenue of the same period a year earlier, of the customers whose revenue then was above 0."""
    before = view.revenue_previous_year
    return view.sum_customers(before * (before > SMALLEST_AMOUNT))


@fact(
    Money,
    "Transactions",
    en="Revenue of customers with revenue a year earlier",
    nl="Omzet van klanten met omzet een jaar eerder",
    uk="Виручка від клієнтів, що купували роком раніше",
)
def cohort_revenue(view: View) -> GroupPeriods:
    """Revenue of the period from the customers whose revenue a year earlier was above 0."""
    return view.sum_customers(view.revenue * (view.revenue_previous_year > SMALLEST_AMOUNT))


@fact(
    Money,
    "Transactions",
    en="Net revenue to date",
    nl="Cumulatieve netto-omzet",
    uk="Кумулятивна чиста виручка",
    dated=(),
)
def revenue_to_date(view: View) -> GroupPeriods:
    """Net revenue from the first row of the data to the end of the period."""
    return view.total(*view.net_amounts, view.to_date)


@fact(
    Count,
    "Transactions",
    en="Customers to date",
    nl="Klanten tot nu toe",
    uk="Клієнти за весь час",
    dated=(),
)
def customers_to_date(view: View) -> GroupPeriods:
    """Customers with at least one purchase before the end of the period."""
    return view.sum_customers(view.per_customer(view.ledger.purchases.rows, windows=view.to_date) > 0)


@fact(
    Count,
    "Transactions",
    en="Customers with revenue a year earlier",
    nl="Klanten met omzet een jaar eerder",
    uk="Клієнти з виручкою роком раніше",
)
def customers_before(view: View) -> GroupPeriods:
    """Customers with revenue above 0 in the same period a year earlier."""
    return view.sum_customers(view.revenue_previous_year > SMALLEST_AMOUNT)


@fact(
    Count,
    "Transactions",
    en="Customers whose revenue rose",
    nl="Klanten met gestegen omzet",
    uk="Клієнти зі зрослою виручкою",
)
def customers_grown(view: View) -> GroupPeriods:
    """Customers with revenue above 0 a year earlier and more revenue in the period."""
    before = view.revenue_previous_year
    return view.sum_customers((before > SMALLEST_AMOUNT) & (view.revenue > before + SMALLEST_AMOUNT))
