"""Customer profit: what customers leave after their own cost, by customer-based accounting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from cbsc_xl.accounting import Pnl
    from cbsc_xl.ledger.view import GroupPeriods, View

SMALLEST_AMOUNT = 1e-6
"""A loss below this is no loss: it comes from adding up fractions."""


def pnl_of(view: View) -> Pnl:
    """Return the customer P&L of a view."""
    from cbsc_xl.accounting import pnl

    return pnl(view)


@fact(
    Money,
    "Transactions.cogs",
    "Costs",
    en="Customer profit",
    nl="Klantwinst",
    uk="Прибуток від клієнтів",
    may_need="default_pd",
)
def customer_profit(view: View) -> GroupPeriods:
    """Net revenue less cost of goods, traced cost, credit risk cost and financing of receivables.

    Cost that no customer causes is not deducted. Without table Receivables this is the profit
    before financial risk.
    """
    return view.sum_customers(pnl_of(view).line("customer_profit"))


@fact(
    Money,
    "Transactions.cogs",
    "Costs",
    en="Customer profit to date",
    nl="Cumulatieve klantwinst",
    uk="Кумулятивний прибуток від клієнтів",
    dated=(),
    may_need="default_pd",
)
def customer_profit_to_date(view: View) -> GroupPeriods:
    """Customer profit from the first row of the data to the end of the period."""
    from cbsc_xl.accounting import pnl_to_date

    return view.sum_customers(pnl_to_date(view).line("customer_profit"))


@fact(
    Count,
    "Transactions",
    "Costs",
    en="Customers of the customer P&L",
    nl="Klanten in de klant-P&L",
    uk="Клієнти у P&L клієнтів",
)
def customers_in_pnl(view: View) -> GroupPeriods:
    """Customers with a transaction line, a direct cost, a driver volume or a receivable in the period."""
    return view.sum_customers(pnl_of(view).present)


@fact(
    Count,
    "Transactions.cogs",
    "Costs",
    en="Unprofitable customers",
    nl="Verlieslatende klanten",
    uk="Збиткові клієнти",
    may_need="default_pd",
)
def customers_unprofitable(view: View) -> GroupPeriods:
    """Customers of the customer P&L with a customer profit below 0."""
    pnl = pnl_of(view)
    profit = pnl.line("customer_profit")
    return view.sum_customers(pnl.present * (profit < -SMALLEST_AMOUNT) + 0 * profit)


@fact(
    Money,
    "Transactions",
    "Costs",
    en="Cost to serve",
    nl="Bedieningskosten",
    uk="Витрати на обслуговування клієнтів",
)
def cost_to_serve(view: View) -> GroupPeriods:
    """Marketing (without acquisition), sales, service and logistics cost of customers."""
    return view.sum_customers(pnl_of(view).cost_to_serve)


@fact(
    Money,
    "Transactions",
    "Costs",
    en="Service cost",
    nl="Servicekosten",
    uk="Витрати на сервіс",
)
def service_cost(view: View) -> GroupPeriods:
    """Service cost that customers, their contacts or their segment cause."""
    return view.sum_customers(pnl_of(view).line("service"))
