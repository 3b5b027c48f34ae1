"""Activities: what serving a customer consists of, its driver and its rate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cbsc_xl.demo.contacts import Contact
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Sheet

COST_PER_MINUTE = 95


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity; given rate in cents, or minutes per driver unit, or neither (full absorption).

    `capacity` is the pool as a multiple of what the drivers use; the rest is unused.
    """

    name: str
    cost_type: str
    driver: str
    account: str
    normal_rate: int
    rate: int | None = None
    minutes: int | None = None
    capacity: float = 1.0


ACTIVITIES = (
    Activity("Order handling", "sales", "orders", "4310", 33_25, minutes=35, capacity=1.09),
    Activity("Picking", "logistics", "order_lines", "4410", 24_50, rate=24_50, capacity=1.06),
    Activity("Delivery", "logistics", "orders", "4420", 215_00),
    Activity("Returns handling", "logistics", "returns", "4430", 85_00, rate=85_00, capacity=1.12),
    Activity("Service desk", "service", "contact_minutes", "4510", 95, minutes=1, capacity=1.15),
    Activity("Field visits", "sales", "contacts:visit", "4320", 165_00),
)


def volumes(lines: list[Line], contacts: list[Contact], year: int) -> dict[str, int]:
    """Driver volumes of a year, as the customer P&L counts them."""
    lines = [line for line in lines if line.day.year == year]
    contacts = [contact for contact in contacts if contact.day.year == year]
    counters: dict[str, Callable[[], int]] = {
        "orders": lambda: _orders(lines),
        "order_lines": lambda: len(lines),
        "returns": lambda: sum(line.amount < 0 for line in lines),
        "contact_minutes": lambda: sum(contact.minutes or 0 for contact in contacts),
        "contacts:visit": lambda: sum(contact.type == "visit" for contact in contacts),
    }
    return {driver: counter() for driver, counter in counters.items()}


def _orders(lines: list[Line]) -> int:
    totals: dict[tuple[str, str, str], int] = {}
    for line in lines:
        key = line.customer_id, line.document, line.day.isoformat()
        totals[key] = totals.get(key, 0) + line.amount
    return sum(total > 0 for total in totals.values())


def sheet() -> Sheet:
    """Table Activities."""
    columns = ("activity", "cost_type", "driver", "rate", "unit_minutes", "cost_per_minute")
    rows = [
        (
            *(activity.name, activity.cost_type, activity.driver),
            f"{activity.rate / 100:.2f}" if activity.rate else None,
            activity.minutes,
            f"{COST_PER_MINUTE / 100:.2f}" if activity.minutes else None,
        )
        for activity in ACTIVITIES
    ]
    return Sheet("Activities", columns, rows)
