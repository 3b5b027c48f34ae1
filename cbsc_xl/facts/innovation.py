"""Innovation: what new products bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Money

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
