"""The market: its size, and what customers spend in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cbsc_xl.ledger.rows import Floats, Ints, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Money,
    "Market",
    en="Market size",
    nl="Marktomvang",
    uk="Обсяг ринку",
    dated=["Market.date_from:date_to"],
    additive=False,
)
def market_size(view: View) -> GroupPeriods:
    """Size of the market of the segment, or of all segments the row without one, spread by days over the
    period; a parameter, not a sum over customers.
    """
    sizes = _sizes(view)
    return view.sum_rows(sizes.customer, _spread(view, sizes))


def _sizes(view: View) -> Rows:
    """Return the market rows that answer for the groups: of segments, of all, of no other groups."""
    market = view.ledger.rows("Market", "date_from")
    sizes = market.where(market.says("customer_id", blank=True))
    if not view.grouping.columns:
        return sizes.where(sizes.says("segment", blank=True))
    if view.grouping.columns != ("segment",):
        return sizes.where(sizes.customer < 0)
    return sizes.where(sizes.text("segment").codes >= 0)


def _spread(view: View, rows: Rows) -> Iterator[Floats]:
    """Return, period by period, the part of each amount that falls in it by days."""
    last = rows.days("date_to")
    per_day = rows.numbers("amount") / (last - rows.day + 1).clip(min=1)
    return (per_day * days for days in view.overlap(rows.day, last))


def _wallets(view: View) -> tuple[Rows, Ints]:
    """Return the rows about one customer, and the code of that customer."""
    market = view.rows("Market", "date_from")
    wallets = market.where(market.text("customer_id").codes >= 0)
    return wallets, view.ledger.customers.codes_of(wallets.text("customer_id"))


@fact(
    Money,
    "Market.customer_id",
    en="Spend of customers whose wallet is known",
    nl="Bestedingen van klanten met bekende wallet",
    uk="Витрати клієнтів із відомим гаманцем",
    dated=["Market.date_from:date_to"],
)
def wallet(view: View) -> GroupPeriods:
    """What the customers of table Market spend in all, spread by days over the period."""
    wallets, customer = _wallets(view)
    return view.sum_rows(customer, _spread(view, wallets))


@fact(
    Money,
    "Market.customer_id",
    "Transactions",
    en="Revenue of customers whose wallet is known",
    nl="Omzet van klanten met bekende wallet",
    uk="Виручка від клієнтів із відомим гаманцем",
    dated=["Market.date_from:date_to", "Transactions.date"],
)
def wallet_revenue(view: View) -> GroupPeriods:
    """Net revenue of the period from the customers whose wallet is known for at least a day of it."""
    wallets, customer = _wallets(view)
    known = view.customers_of_rows(customer, view.overlap(wallets.day, wallets.days("date_to"))) > 0
    return view.sum_customers(view.revenue * known)
