"""Scenarios and their figures in words, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterator

from cbsc_xl.scenario.comparison import RESULT, SCORE, UNALLOCATED, Figure
from cbsc_xl.scenario.model import Change, Scenario
from cbsc_xl.texts import Voice, mark
from cbsc_xl.units import AVERAGE, COUNT, RATIO
from cbsc_xl.workbook.accounts import LINE_NAMES
from cbsc_xl.workbook.labels import figure as written

NAMES = {
    **LINE_NAMES,
    "customer_profit": mark("Customer profit"),
    UNALLOCATED: mark("Cost charged to no customer"),
    RESULT: mark("Profit after all cost"),
    SCORE: mark("Total score"),
}
"""Figures that are no measures."""


def name_of(voice: Voice, figure: Figure) -> str:
    """Return the name of a figure."""
    return figure.measure.labels[voice.language] if figure.measure else voice(NAMES[figure.name])


def changes_of(voice: Voice, scenario: Scenario, currency: str) -> list[str]:
    """Return each change of a scenario, ``Hotels: price +2.0%, retention 90.0% per year``."""
    return [_change(voice, change, currency) for change in scenario.changes] or [voice("nothing changes")]


def _change(voice: Voice, change: Change, currency: str) -> str:
    who = change.activity or change.segment or voice("All customers")
    return f"{who}: {', '.join(_levers(voice, change, currency))}"


def _levers(voice: Voice, change: Change, currency: str) -> Iterator[str]:
    if change.price_change is not None:
        yield voice("price {change}", change=signed(written(voice, RATIO, change.price_change)))
    if change.discount_change is not None:
        points = written(voice, RATIO, change.discount_change).rstrip("%")
        yield voice("discount {change} pp of gross revenue", change=signed(points))
    if change.payment_days_change is not None:
        days = written(voice, COUNT, change.payment_days_change)
        yield voice("payment {change} days", change=signed(days))
    if change.retention is not None:
        yield voice("retention {share} per year", share=written(voice, RATIO, change.retention))
    if change.rate is not None:
        rate = written(voice, AVERAGE, change.rate)
        yield voice("rate {currency} {rate}", currency=currency, rate=rate)


def signed(number: str) -> str:
    """Return a number with its sign, also above 0."""
    return number if number.startswith("−") else f"+{number}"
