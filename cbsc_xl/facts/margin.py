"""Gross margin: what the lines of sales leave after discounts, returns and cost of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Money

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


def _sales(view: View) -> Rows:
    """Transaction lines that are no returns."""
    return view.lines.where(view.lines.numbers("amount") >= 0)


@fact(
    Money,
    "Transactions",
    "Transactions.discount",
    en="Gross revenue",
    nl="Bruto-omzet",
    uk="Валова виручка",
)
def gross_revenue(view: View) -> GroupPeriods:
    """Amount and discount of the lines dated in the period that are no returns, added up."""
    sales = _sales(view)
    return view.total(sales, sales.numbers("amount") + sales.numbers("discount", blank=0.0))


@fact(
    Money,
    "Transactions",
    "Transactions.discount",
    en="Discounts",
    nl="Kortingen",
    uk="Знижки",
)
def discounts(view: View) -> GroupPeriods:
    """Discount in the lines dated in the period that are no returns."""
    sales = _sales(view)
    return view.total(sales, sales.numbers("discount", blank=0.0))


@fact(
    Money,
    "Transactions",
    en="Revenue before returns",
    nl="Omzet vóór retouren",
    uk="Виручка до повернень",
)
def revenue_before_returns(view: View) -> GroupPeriods:
    """Amount of the lines dated in the period that are no returns, after discount."""
    sales = _sales(view)
    return view.total(sales, sales.numbers("amount"))


@fact(
    Money,
    "Transactions",
    en="Returns and credit notes",
    nl="Retouren en creditnota's",
    uk="Повернення та коригування",
)
def returns(view: View) -> GroupPeriods:
    """Amount of the negative lines dated in the period, as a positive figure."""
    returned = view.lines.where(view.lines.numbers("amount") < 0)
    return view.total(returned, -returned.numbers("amount"))


@fact(
    Money,
    "Transactions",
    "Transactions.cogs",
    en="Cost of goods sold",
    nl="Kostprijs van de omzet",
    uk="Собівартість реалізації",
)
def cost_of_goods(view: View) -> GroupPeriods:
    """Cost of goods of the lines dated in the period; goods taken back in stock are deducted."""
    return view.total(view.lines, view.lines.numbers("cogs", blank=0.0))
