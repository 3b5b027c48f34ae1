"""Innovation: what new products bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Money,
    "Transactions.product",
    "Products",
    en="Revenue of new products",
    nl="Omzet van nieuwe producten",
    uk="Виручка від нових продуктів",
)
def new_product_revenue(view: View) -> GroupPeriods:
    """Net revenue of the lines dated within ``new_product_months`` months of the launch of their product."""
    lines = view.new_product_lines
    return view.total(lines, lines.numbers("amount"))


@fact(
    Count,
    "Transactions.product",
    "Products",
    en="Customers who bought a new product",
    nl="Klanten die een nieuw product kochten",
    uk="Клієнти, що купили новий продукт",
)
def customers_adopting(view: View) -> GroupPeriods:
    """Active customers with a line above 0 dated within ``new_product_months`` months of the launch of its
    product.
    """
    lines = view.new_product_lines
    bought = view.per_customer(lines.where(lines.numbers("amount") > 0)) > 0
    return view.sum_customers(bought & view.active)
