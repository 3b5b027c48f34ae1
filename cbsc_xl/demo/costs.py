"""Costs: the cost lines of the general ledger, as far as each can be traced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cbsc_xl.demo.activities import ACTIVITIES, volumes
from cbsc_xl.demo.contacts import Contact
from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import FIRST_DAY, LAST_DAY, YEARS, month_end, months
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import GROUPS
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Sheet, money

_ACCOUNTS = (
    ("4110", "Welcome package and first visit", "marketing", "", "acquisition"),
    ("4120", "Campaigns to win customers", "marketing", "", "acquisition"),
    ("4130", "Campaigns for customers", "marketing", "", "retention"),
    ("4140", "Brand and fairs", "marketing", "", "acquisition"),
    ("4330", "Key account manager", "sales", "", "retention"),
    *((activity.account, activity.name, activity.cost_type, activity.name, "") for activity in ACTIVITIES),
    ("4810", "Management and administration", "other", "", ""),
    ("4820", "Buildings", "other", "", ""),
    ("4830", "Information systems", "other", "", ""),
)
_ACCOUNT = {account: (cost_type, activity, purpose) for account, _, cost_type, activity, purpose in _ACCOUNTS}
_OVERHEAD = {"4810": 19_500_00, "4820": 10_500_00, "4830": 6_200_00}
_CAMPAIGNS = {
    "Hotels": (1_100_00, 1_500_00),
    "Restaurants": (1_900_00, 900_00),
    "Care homes": (500_00, 700_00),
    "Event caterers": (900_00, 500_00),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """A booking; the account says cost type, activity and purpose; amount in cents."""

    day: date
    amount: int
    account: str
    customer_id: str = ""
    segment: str = ""
    channel: str = ""
    text: str = ""

    @property
    def cost_type(self) -> str:
        """Line of the customer P&L."""
        return _ACCOUNT[self.account][0]


def build(customers: list[Customer], lines: list[Line], contacts: list[Contact]) -> list[Cost]:
    """All bookings by day."""
    costs = [*_pools(lines, contacts), *_direct(customers), *_campaigns(), *_untraceable()]
    return sorted(
        costs, key=lambda cost: (cost.day, cost.account, cost.customer_id, cost.segment, cost.channel)
    )


def _pools(lines: list[Line], contacts: list[Contact]) -> Iterator[Cost]:
    """The pools of the activities: staff and cars cost much the same every month of a year."""
    dice = Dice("cost pools")
    used = {year: volumes(lines, contacts, year) for year in YEARS}
    for month in months():
        for activity in ACTIVITIES:
            year = used[month.year][activity.driver] * activity.normal_rate * activity.capacity
            amount = int(year / 12 * dice.between(0.985, 1.015))
            yield Cost(month_end(month), amount, activity.account)


def _direct(customers: list[Customer]) -> Iterator[Cost]:
    """Cost of one customer: his welcome, and a manager for each of the demanding hotels."""
    dice = Dice("direct costs")
    for customer in customers:
        if customer.is_new and customer.spans:
            day = min(customer.start + timedelta(dice.whole(0, 20)), LAST_DAY)
            yield Cost(day, int(60_000 * dice.around(0.3)), "4110", customer.id, text="welcome")
        if customer.demanding:
            for month in months():
                amount = 90_000 + 15_000 * (month.year - FIRST_DAY.year)
                yield Cost(month_end(month), amount, "4330", customer.id, text="key account")


def _campaigns() -> Iterator[Cost]:
    """Campaigns for one group; the autumn ones are the biggest."""
    dice = Dice("campaigns")
    for month in months():
        for group in GROUPS:
            for account, normal in zip(("4120", "4130"), _CAMPAIGNS[group.name], strict=True):
                autumn = 1.6 if month.month in (9, 10) else 1.0
                amount = int(normal * autumn * dice.between(0.85, 1.15))
                yield Cost(month_end(month), amount, account, segment=group.name)


def _untraceable() -> Iterator[Cost]:
    """Cost that no customer and no group causes; a supplier's credit note shows once."""
    dice = Dice("untraceable costs")
    for month in months():
        for account, normal in _OVERHEAD.items():
            level = 100 + 3 * (month.year - FIRST_DAY.year)
            yield Cost(month_end(month), int(normal * level / 100 * dice.between(0.98, 1.02)), account)
        yield Cost(
            month_end(month),
            int(110_000 * dice.between(0.8, 1.2)),
            "4140",
            channel="webshop",
            text="search ads",
        )
        if month.month == 3:
            yield Cost(
                month + timedelta(14), 1_450_000, "4140", channel="trade fair", text="fair in Rotterdam"
            )
    yield Cost(date(2024, 11, 20), -320_000, "4830", text="credit note of supplier")


def sheet(costs: list[Cost]) -> Sheet:
    """Table Costs."""
    columns = (
        "date",
        "account",
        "amount",
        "cost_type",
        "customer_id",
        "activity",
        "segment",
        "channel",
        "purpose",
        "text",
    )
    return Sheet("Costs", columns, [_row(cost) for cost in costs])


def _row(cost: Cost) -> tuple[str | date, ...]:
    cost_type, activity, purpose = _ACCOUNT[cost.account]
    traced = (cost.customer_id, activity, cost.segment)
    return cost.day, cost.account, money(cost.amount), cost_type, *traced, cost.channel, purpose, cost.text


def accounts() -> Sheet:
    """Table Accounts."""
    columns = ("account", "name", "cost_type", "activity", "purpose")
    return Sheet("Accounts", columns, sorted(_ACCOUNTS))
