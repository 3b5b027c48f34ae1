"""Contributions: customers who promote us, think along, help each other and fund us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cbsc_xl.demo.contacts import Contact
from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import FIRST_DAY, LAST_DAY, known
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import CARE_HOMES, HOTELS
from cbsc_xl.demo.sheet import Cell, Sheet, money

_COLUMNS = ("date", "customer_id", "role", "value", "quantity", "rate", "cost", "status", "end_date", "note")
_IDEAS = (
    *("Breakfast boxes per floor", "Returnable crates", "Night delivery slot", "Portion packs for minibars"),
    *("One invoice per month", "Chef's tasting day", "Shared cold store", "Stock counter in the webshop"),
    *("Menu planner", "Allergen labels on crates", "Waste take-back", "Order by photo"),
)
_LOANS = (
    (date(2023, 3, 1), 60_000, "0.035", date(2026, 2, 28)),
    (date(2023, 9, 1), 25_000, "0.03", date(2025, 8, 31)),
    (date(2024, 6, 15), 40_000, "0.04", date(2027, 6, 14)),
)


def build(customers: list[Customer], contacts: list[Contact]) -> Sheet:
    """Table Contributions."""
    rows = [*_promoters(customers), *_ideas(customers), *_helpers(contacts), *_investors(customers)]
    return Sheet(
        "Contributions", _COLUMNS, sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
    )


def _promoters(customers: list[Customer]) -> Iterator[tuple[Cell, ...]]:
    """EUR 150 for every newcomer that a customer sent us."""
    for customer in customers:
        if customer.referred_by:
            day = customer.spans[0][0] + timedelta(14)
            note = f"sent {customer.id}"
            yield day, customer.referred_by, "promoter", None, None, None, money(15_000), "", None, note


def _ideas(customers: list[Customer]) -> Iterator[tuple[Cell, ...]]:
    """Ideas of hotels since 2024, a few of care homes; half of them are in use."""
    dice = Dice("ideas")
    hotels = [customer for customer in customers if customer.group is HOTELS and customer.buys_on(LAST_DAY)]
    homes = [
        customer for customer in customers if customer.group is CARE_HOMES and customer.buys_on(LAST_DAY)
    ]
    for number, idea in enumerate(_IDEAS):
        author = dice.pick(homes if number % 5 == 4 else hotels)
        day = dice.day(max(date(2024, 2, 1), author.spans[0][0]), LAST_DAY)
        used = dice.chance(0.55)
        value = money(dice.whole(3, 14) * 100_000) if used else None
        status = "implemented" if used else dice.pick(("tested", "declined", "new"))
        yield (
            day,
            author.id,
            "cocreator",
            value,
            None,
            None,
            money(dice.whole(2, 18) * 10_000),
            status,
            None,
            idea,
        )


def _helpers(contacts: list[Contact]) -> Iterator[tuple[Cell, ...]]:
    """Two in three questions on the portal are solved; the portal costs EUR 90 a quarter."""
    dice = Dice("helpers")
    paid: list[tuple[int, int]] = []
    for contact in contacts:
        if contact.type == "peer_support":
            quarter = contact.day.year, (contact.day.month - 1) // 3
            cost = None if quarter in paid else money(9_000)
            paid.append(quarter)
            solved = 1 if dice.chance(0.67) else 0
            yield contact.day, contact.customer_id, "service", None, solved, None, cost, "", None, ""


def _investors(customers: list[Customer]) -> Iterator[tuple[Cell, ...]]:
    """Three long-standing customers lent us money for the cold store; one has it back."""
    dice = Dice("investors")
    old = [
        customer
        for customer in customers
        if customer.tier == "A" and customer.spans == ((FIRST_DAY, LAST_DAY),)
    ]
    for lender, (day, principal, rate, end) in zip(dice.shuffled(old), _LOANS, strict=False):
        yield day, lender.id, "investor", None, principal, rate, None, "", known(end), "cold store loan"
