"""Surveys: what customers say, which is not always what they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cbsc_xl.demo.contacts import Contact
from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import LAST_DAY
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import HOTELS
from cbsc_xl.demo.sheet import Cell, Sheet

Answer = tuple[Cell, ...]

_COLUMNS = (
    "date",
    "customer_id",
    "method",
    "metric",
    "item",
    "weight",
    "score",
    "scale_min",
    "scale_max",
    "channel",
)
_WAVES = tuple(date(year, month, 10) for year in (2023, 2024, 2025) for month in (4, 10))
_SCALES = {
    "nps": (0, 10),
    "csat": (1, 5),
    "csi": (1, 10),
    "ces": (1, 7),
    "value": (1, 10),
    "repurchase": (1, 5),
    "awareness": (0, 1),
    "attitude": (1, 7),
    "expectation": (1, 5),
    "buying_process": (1, 5),
    "feature": (1, 5),
}
_ITEMS = (
    ("Delivery", "0.35", 0.02),
    ("Assortment", "0.30", 0.05),
    ("Service desk", "0.20", -0.03),
    ("Price", "0.15", -0.1),
)


_CHANNELS = ("webshop", "field sales", "phone")
_FEATURES = ("Delivery slots", "Order history", "Recipe cards")


def build(customers: list[Customer], contacts: list[Contact]) -> Sheet:
    """Table Surveys: two waves a year, answers after a contact, focus groups, online reviews, the brand."""
    answers: list[Answer] = []
    for customer in customers:
        answers += _waves(customer)
        answers += _brand(customer)
    answers += [
        *_market(),
        *_after_contacts(contacts, customers),
        *_focus_groups(customers),
        *_reviews(customers),
        *_anonymous(),
    ]
    return Sheet("Surveys", _COLUMNS, sorted(answers, key=lambda row: (str(row[0]), str(row[1]))))


def _score(mood: float, low: int, high: int, dice: Dice) -> int:
    """A mark on the scale next to the mood 0-1."""
    place = mood + dice.between(-0.22, 0.22)
    return min(high, max(low, low + int((high - low) * place + 0.7)))


def _answer(
    day: date, customer_id: str, metric: str, score: int, item: str = "", weight: str | None = None
) -> Answer:
    return day, customer_id, "survey", metric, item, weight, score, None, None, ""


def _waves(customer: Customer) -> Iterator[Answer]:
    """Four in ten active customers answer a wave; hotels are not asked how easy it was."""
    dice = Dice(f"surveys of {customer.name}")
    for wave in _WAVES:
        day = wave + timedelta(dice.whole(0, 20))
        if not (customer.buys_on(wave) and dice.chance(0.4)):
            continue
        mood = customer.mood_in(wave.year)
        for metric in ("nps", "csat", "value", "repurchase", *(() if customer.group is HOTELS else ("ces",))):
            feeling = mood - (0.12 if metric == "value" and customer.group is HOTELS else 0.0)
            yield _answer(day, customer.id, metric, _score(feeling, *_SCALES[metric], dice))
        for item, weight, offset in _ITEMS:
            yield _answer(day, customer.id, "csi", _score(mood + offset, 1, 10, dice), item, weight)


def _brand(customer: Customer) -> Iterator[Answer]:
    """Three in ten active customers answer on the brand and on buying, each summer."""
    dice = Dice(f"brand survey of {customer.name}")
    for year in (2023, 2024, 2025):
        day = dice.day(date(year, 6, 2), date(year, 6, 27))
        if not (customer.buys_on(day) and dice.chance(0.3)):
            continue
        mood = customer.mood_in(year)
        yield _answer(day, customer.id, "awareness", 1 if dice.chance(0.94) else 0)
        for metric, offset in (("attitude", 0.04), ("expectation", -0.14)):
            yield _answer(day, customer.id, metric, _score(mood + offset, *_SCALES[metric], dice))
        channel = dice.pick(_CHANNELS)
        buying = _score(mood + (0.08 if channel == "webshop" else -0.02), 1, 5, dice)
        yield day, customer.id, "survey", "buying_process", "", None, buying, None, None, channel
        feature = dice.pick(_FEATURES)
        yield _answer(day, customer.id, "feature", _score(mood, 1, 5, dice), feature)


def _market() -> Iterator[Answer]:
    """Forty kitchens that are no customers are asked each summer whether they know us: more do every year."""
    dice = Dice("awareness in the market")
    for year, known in ((2023, 0.34), (2024, 0.41), (2025, 0.47)):
        for _ in range(40):
            day = dice.day(date(year, 6, 2), date(year, 6, 27))
            yield _answer(day, "", "awareness", 1 if dice.chance(known) else 0)


def _after_contacts(contacts: list[Contact], customers: list[Customer]) -> Iterator[Answer]:
    """One solved case in eight is followed by a question about the channel."""
    dice = Dice("contact surveys")
    owners = {customer.id: customer for customer in customers}
    for contact in contacts:
        if contact.resolved is None or not contact.customer_id or not dice.chance(0.12):
            continue
        mood = owners[contact.customer_id].mood_in(contact.day.year) + (
            0.12 if contact.at_once == "Y" else -0.05
        )
        day = min(contact.resolved + timedelta(1), LAST_DAY)
        score = _score(mood, 1, 5, dice)
        yield day, contact.customer_id, "survey", "contact_csat", "", None, score, None, None, contact.channel


def _focus_groups(customers: list[Customer]) -> Iterator[Answer]:
    """Eight participants each autumn taste and mark, 1-10."""
    dice = Dice("focus groups")
    for day in (date(2023, 11, 14), date(2024, 11, 12), date(2025, 11, 11)):
        guests = [customer for customer in customers if customer.segment and customer.buys_on(day)]
        for guest in dice.shuffled(guests)[:8]:
            for item in ("Taste", "Usefulness in my kitchen"):
                score = _score(guest.mood_in(day.year) + 0.05, 1, 10, dice)
                yield day, guest.id, "focus_group", "tasting", item, None, score, 1, 10, ""


def _reviews(customers: list[Customer]) -> Iterator[Answer]:
    """Online reviews, 1-5 stars: the very content and the very unhappy write, half of them under no name."""
    dice = Dice("reviews")
    for customer in customers:
        for year in (2023, 2024, 2025):
            mood = customer.mood_in(year)
            day = dice.day(date(year, 1, 5), date(year, 12, 20))
            if customer.buys_on(day) and dice.chance(0.4 * abs(mood - 0.6)):
                name = customer.id if dice.chance(0.5) else ""
                yield day, name, "online", "review", "", None, _score(mood, 1, 5, dice), 1, 5, "webshop"


def _anonymous() -> Iterator[Answer]:
    """Answers to the paper survey of 2023, where some left the name open."""
    dice = Dice("anonymous surveys")
    for _ in range(18):
        yield _answer(dice.day(date(2023, 4, 10), date(2023, 5, 5)), "", "nps", _score(0.74, 0, 10, dice))
