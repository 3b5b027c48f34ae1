"""The cost of winning customers, and the customers won with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from cbsc_xl.accounting import AcquisitionCost
    from cbsc_xl.ledger.rows import Bools
    from cbsc_xl.ledger.view import GroupPeriods, View


def _cost(view: View) -> AcquisitionCost:
    from cbsc_xl.accounting import AcquisitionCost

    return AcquisitionCost(view)


@fact(
    Money,
    "Costs.purpose",
    en="Acquisition cost of customers and segments",
    nl="Acquisitiekosten van klanten en segmenten",
    uk="Витрати на залучення клієнтів і сегментів",
)
def acquisition_cost_traced(view: View) -> GroupPeriods:
    """Acquisition cost booked on customers, and that of segments divided equally over their new customers.

    Acquisition cost of a segment without new customers is left out.
    """
    return view.sum_customers(_cost(view).traced)


@fact(
    Money,
    "Costs.purpose",
    en="Acquisition cost of all new customers together",
    nl="Acquisitiekosten van alle nieuwe klanten samen",
    uk="Спільні витрати на залучення всіх нових клієнтів",
    additive=False,
)
def acquisition_cost_shared_all(view: View) -> GroupPeriods:
    """Acquisition cost booked on neither customers nor segments, the same for each group."""
    return view.of_all(_cost(view).shared)


@fact(
    Money,
    "Costs.purpose",
    en="Acquisition cost, all customers",
    nl="Acquisitiekosten, alle klanten",
    uk="Витрати на залучення, усі клієнти",
    additive=False,
)
def acquisition_cost_all(view: View) -> GroupPeriods:
    """Acquisition cost of all customers, the same for each group."""
    cost = _cost(view)
    return view.of_all(cost.traced.sum(axis=0) + cost.shared)


def _acquired(view: View) -> Bools:
    from cbsc_xl.accounting.acquisition import started

    return started(view)


@fact(
    Count,
    "Customers",
    en="Customers won",
    nl="Gewonnen klanten",
    uk="Залучені клієнти",
)
def customers_acquired(view: View) -> GroupPeriods:
    """Customers who started in the period: Customers.start_date, or the first purchase if blank.

    Table Transactions is needed only where start_date is missing.
    """
    return view.sum_customers(_acquired(view))


@fact(
    Count,
    "Customers",
    en="Customers won, all groups",
    nl="Gewonnen klanten, alle groepen",
    uk="Залучені клієнти, усі групи",
    additive=False,
)
def customers_acquired_all(view: View) -> GroupPeriods:
    """Customers of all groups who started in the period, the same for each group."""
    return view.of_all(_acquired(view).sum(axis=0))
