"""Leads: won ones became the customers of the three years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import FIRST_DAY, YEARS, known
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import GROUPS, Group
from cbsc_xl.demo.sheet import Cell, Sheet, money

_SOURCES = ("trade fair", "webshop", "referral", "field sales")
_COLUMNS = ("lead_id", "created_date", "closed_date", "status", "customer_id", "segment", "channel", "amount")


def build(customers: list[Customer]) -> Sheet:
    """Table Leads: about one in four is won; those not decided by the data end are open."""
    leads = [*_won(customers)]
    for group in GROUPS:
        leads += _others(group)
    leads.sort(key=lambda row: (str(row[0]), str(row[3]), str(row[4]), str(row[6])))
    return Sheet("Leads", _COLUMNS, [(f"L{number:04d}", *row) for number, row in enumerate(leads, 1)])


def _won(customers: list[Customer]) -> Iterator[tuple[Cell, ...]]:
    dice = Dice("won leads")
    for customer in customers:
        if customer.is_new and customer.spans:
            created = max(FIRST_DAY, customer.start - timedelta(dice.whole(12, 80)))
            source = "referral" if customer.referred_by else dice.pick(_SOURCES)
            value = money(int(customer.size * customer.pace * customer.group.order_value[0] * 900))
            yield created, customer.start, "won", customer.id, customer.segment, source, value


def _others(group: Group) -> Iterator[tuple[Cell, ...]]:
    """Lost leads and, near the data end, open ones; restaurants are harder to win every year."""
    dice = Dice(f"leads of {group.name}")
    for year, joined in zip(YEARS, group.newcomers, strict=True):
        for _ in range(joined * 3 + (year - YEARS[0]) * 2):
            created = dice.day(date(year, 1, 3), date(year, 12, 20))
            closed = known(created + timedelta(dice.whole(20, 120)))
            status = "lost" if closed else "open"
            value = money(int(group.order_value[0] * 900 * dice.around(0.5)))
            yield created, closed, status, "", group.name, dice.pick(_SOURCES), value
