"""Market: size of the market per group and year, and what some customers buy in all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import YEARS
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Cell, Sheet, money

_COLUMNS = ("date_from", "date_to", "segment", "customer_id", "amount")
_SIZES = {
    "Hotels": (31_000_000, 33_500_000, 35_000_000),
    "Restaurants": (44_000_000, 44_500_000, 45_500_000),
    "Care homes": (17_500_000, 18_200_000, 18_900_000),
    "Event caterers": (15_000_000, 16_400_000, 17_800_000),
    "": (126_000_000, 131_500_000, 137_000_000),
}


def build(customers: list[Customer], lines: list[Line]) -> Sheet:
    """Table Market; the row without segment is the whole market, groups we do not serve included."""
    return Sheet("Market", _COLUMNS, [*_sizes(), *_wallets(customers, lines)])


def _sizes() -> Iterator[tuple[Cell, ...]]:
    for segment, sizes in _SIZES.items():
        for year, size in zip(YEARS, sizes, strict=True):
            yield date(year, 1, 1), date(year, 12, 31), segment, "", money(size * 100)


def _wallets(customers: list[Customer], lines: list[Line]) -> Iterator[tuple[Cell, ...]]:
    """What our visitors were told: the spend of one in four of the customers who bought all three years."""
    dice = Dice("wallets")
    bought: dict[tuple[str, int], int] = {}
    for line in lines:
        key = line.customer_id, line.day.year
        bought[key] = bought.get(key, 0) + line.amount
    for customer in customers:
        ours = [bought.get((customer.id, year), 0) for year in YEARS]
        if min(ours) > 0 and dice.chance(0.25):
            share = dice.between(0.25, 0.75)
            for year, amount in zip(YEARS, ours, strict=True):
                spend = int(amount / (share * dice.between(0.9, 1.1)) / 100_000 + 1) * 100_000
                yield date(year, 1, 1), date(year, 12, 31), "", customer.id, money(spend)
