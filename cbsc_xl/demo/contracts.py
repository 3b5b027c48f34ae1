"""Contracts: yearly supply agreements of care homes and of the larger hotels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import LAST_DAY
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import CARE_HOMES, HOTELS
from cbsc_xl.demo.sheet import Cell, Sheet, money

_COLUMNS = ("contract_id", "customer_id", "start_date", "end_date", "renewed", "annual_value")


def build(customers: list[Customer]) -> Sheet:
    """Table Contracts; a contract that still runs has no answer yet."""
    rows = [row for customer in customers if _has_contract(customer) for row in _contracts(customer)]
    return Sheet("Contracts", _COLUMNS, [(f"K{number:04d}", *row) for number, row in enumerate(rows, 1)])


def _has_contract(customer: Customer) -> bool:
    return bool(customer.spans) and (
        customer.group is CARE_HOMES or (customer.group is HOTELS and customer.tier == "A")
    )


def _contracts(customer: Customer) -> Iterator[tuple[Cell, ...]]:
    """One contract after the other until he does not renew."""
    dice = Dice(f"contracts of {customer.name}")
    begin = max(customer.spans[0][0], date(2023, 1, 1)) + timedelta(dice.whole(0, 120))
    value = int(customer.size * customer.pace * customer.group.order_value[0] * customer.group.orders[0] * 70)
    keen = 0.97 if customer.group is CARE_HOMES else 0.88
    while begin <= LAST_DAY and customer.buys_on(begin):
        end = begin + timedelta(364)
        renews = customer.buys_on(end + timedelta(1)) and dice.chance(keen)
        answer = ("Y" if renews else "N") if end <= LAST_DAY else ""
        yield customer.id, begin, end, answer, money(value)
        if not renews:
            return
        begin, value = end + timedelta(1), value * 103 // 100
