"""Contacts: questions, service cases, complaints, visits, reminders and help among customers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import FIRST_DAY, LAST_DAY, known, month_end, months
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import HOTELS
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Sheet

_INBOUND = ("phone", "email", "chat", "portal")
_SHARES = {2023: (60, 28, 5, 7), 2024: (52, 28, 9, 11), 2025: (46, 27, 12, 15)}
_MAIL_ANSWERS = ("redeemed", "clicked", "opened", "negative", "bounced", "")
_MINUTES = {"phone": 9, "email": 12, "chat": 7, "portal": 3, "visit": 75}


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact; minutes of our staff, blank customer = unknown person."""

    day: date
    customer_id: str
    channel: str
    type: str
    direction: str = "in"
    case: str = ""
    resolved: date | None = None
    at_once: str = ""
    response: str = ""
    minutes: int | None = None
    cost: str | None = None


def build(customers: list[Customer], lines: list[Line]) -> list[Contact]:
    """All contacts by day."""
    bought: dict[str, list[date]] = {customer.id: [] for customer in customers}
    for line in lines:
        if line.customer_id in bought and line.amount > 0:
            bought[line.customer_id].append(line.day)
    contacts = list(_anonymous())
    for customer in customers:
        dice = Dice(f"contacts of {customer.name}")
        days = sorted(set(bought[customer.id]))
        contacts += _cases(customer, days, dice)
        contacts += _visits(customer, dice)
        contacts += _reminders(customer, days, dice)
        contacts += _campaigns(customer, dice)
        contacts += _peer_support(customer, dice)
    contacts = [contact for contact in contacts if FIRST_DAY <= contact.day <= LAST_DAY]
    return sorted(
        contacts, key=lambda contact: (contact.day, contact.customer_id, contact.type, contact.case)
    )


def _minutes(channel: str, dice: Dice) -> int:
    return max(1, int(_MINUTES[channel] * dice.around(0.4)))


def _cases(customer: Customer, days: list[date], dice: Dice) -> Iterator[Contact]:
    """Questions and complaints after an order; the demanding ask twice as much."""
    group = customer.group
    number = 0
    for day in days:
        factor = 2.0 if customer.demanding else 1.0
        questions = dice.count(group.in_year(group.questions, day.year) * factor)
        kinds = [dice.weighted(("service", "question"), (45, 55)) for _ in range(questions)]
        unhappy = 1.5 - customer.mood_in(day.year)
        kinds += ["complaint"] * dice.count(group.in_year(group.complaints, day.year) * factor * unhappy)
        for kind in kinds:
            number += 1
            opening = day + timedelta(dice.whole(0, 9))
            if opening <= LAST_DAY:
                yield from _case(customer, opening, kind, f"S{customer.id[1:]}-{number:03d}", dice)


def _case(customer: Customer, opening: date, kind: str, case: str, dice: Dice) -> Iterator[Contact]:
    """One contact if it is solved at once, else two or three; one case in forty stays open."""
    channel = dice.weighted(_INBOUND, _SHARES[opening.year])
    chance = customer.group.in_year(customer.group.first_contact, opening.year)
    at_once = dice.chance(chance - (0.2 if kind == "complaint" else 0.0))
    never = dice.chance(0.025)
    flag = ("Y" if at_once and not never else "N") if channel in ("phone", "chat") else ""
    contact = Contact(opening, customer.id, channel, kind, case=case)
    days = [opening] if at_once else _follow_ups(opening, dice)
    for day in days:
        resolved = known(day + timedelta(dice.whole(0, 1))) if day == days[-1] and not never else None
        minutes = _minutes(channel, dice)
        yield replace(
            contact, day=day, resolved=resolved, minutes=minutes, at_once=flag if day == opening else ""
        )


def _follow_ups(opening: date, dice: Dice) -> list[date]:
    second = opening + timedelta(dice.whole(1, 4))
    third = second + timedelta(dice.whole(1, 5))
    return [opening, second, third] if dice.chance(0.35) else [opening, second]


def _visits(customer: Customer, dice: Dice) -> Iterator[Contact]:
    """Visits of our field sales: tier A every two months, B twice a year, the demanding every month."""
    expected = 1.0 if customer.demanding else {"A": 0.5, "B": 0.16, "C": 0.05}[customer.tier]
    for month in months():
        day = month + timedelta(dice.whole(1, 26))
        if dice.chance(expected) and customer.buys_on(day):
            minutes = _minutes("visit", dice)
            yield Contact(day, customer.id, "visit", "visit", direction="out", minutes=minutes)


def _reminders(customer: Customer, days: list[date], dice: Dice) -> Iterator[Contact]:
    """A mail to who has not ordered for seven weeks; content customers answer it with an order."""
    for month in months():
        day = month_end(month) - timedelta(10)
        past = bisect_left(days, day)
        silent = (day - days[past - 1]).days if past else 0
        if 49 <= silent <= 400 and dice.chance(0.7):
            wins = 0.06 + 0.34 * customer.mood_in(day.year)
            answer = dice.weighted(("positive", "negative", "bounced", ""), (wins, 0.09, 0.04, 0.87 - wins))
            yield Contact(
                day, customer.id, "email", "reminder", direction="out", response=answer, cost="0.35"
            )


def _campaigns(customer: Customer, dice: Dice) -> Iterator[Contact]:
    """The autumn menu, mailed to every second customer; the content open it, click and order."""
    answers = Dice(f"answers to campaigns of {customer.name}")
    for day in (date(2023, 9, 18), date(2024, 9, 16), date(2025, 9, 15)):
        if customer.buys_on(day) and dice.chance(0.5):
            mood = customer.mood_in(day.year)
            shares = (0.14 * mood, 0.16 * mood, 0.3, 0.03, 0.04, 0.63 - 0.3 * mood)
            answer = answers.weighted(_MAIL_ANSWERS, shares)
            yield Contact(
                day, customer.id, "email", "campaign", direction="out", response=answer, cost="0.35"
            )


def _peer_support(customer: Customer, dice: Dice) -> Iterator[Contact]:
    """Hotel chefs who answer each other on the portal since 2024."""
    if customer.group is HOTELS and dice.chance(0.3):
        for month in months()[12:]:
            day = month + timedelta(dice.whole(0, 27))
            if customer.buys_on(day) and dice.chance(0.25):
                yield Contact(day, customer.id, "portal", "peer_support")


def _anonymous() -> Iterator[Contact]:
    """Callers and chatters who are no customers (yet)."""
    dice = Dice("anonymous contacts")
    for month in months():
        for _ in range(dice.whole(1, 3)):
            channel = dice.pick(("phone", "chat", "email"))
            day = dice.day(month, month_end(month))
            yield Contact(day, "", channel, "question", resolved=day, minutes=_minutes(channel, dice))


def sheet(contacts: list[Contact]) -> Sheet:
    """Table Contacts."""
    columns = (
        *("date", "customer_id", "channel", "type", "direction", "case_id", "resolved_date"),
        *("first_contact_resolved", "response", "minutes", "cost"),
    )
    rows = [
        (
            *(
                contact.day,
                contact.customer_id,
                contact.channel,
                contact.type,
                contact.direction,
                contact.case,
            ),
            *(contact.resolved, contact.at_once, contact.response, contact.minutes, contact.cost),
        )
        for contact in contacts
    ]
    return Sheet("Contacts", columns, rows)
