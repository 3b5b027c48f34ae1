"""How a measure moved, and how it splits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cbsc_xl import catalogue
from cbsc_xl.calculator import Calculator, Cube, Outcome, channel_of
from cbsc_xl.catalogue import facts_of
from cbsc_xl.errors import BadArgument, CbscError
from cbsc_xl.inquiry.question import PeriodText, asked_segment, require_groups, understood
from cbsc_xl.ledger import Ledger, Segment
from cbsc_xl.ledger.rows import Bools
from cbsc_xl.measures.measure import Measure
from cbsc_xl.period import Period, to_date

CHANNEL = "channel"
ALL = "All"
FIRST_YEAR = 1900


@dataclass(frozen=True)
class Point:
    """A figure of a trend (``label`` is the period) or of a breakdown (the group), in the measure's unit."""

    label: str
    period: Period
    outcome: Outcome


def trend(
    calculator: Calculator,
    measure: str,
    points: int = 13,
    step: int = 1,
    segment: str | None = "",
    period: PeriodText = None,
    channel: str | None = None,
) -> tuple[Point, ...]:
    """Return a measure over ``points`` windows as long as the period, their ends ``step`` months apart.

    The last window is the period. The segment is that of the first day of each window. BadArgument is
    raised for a question that cannot be understood; other errors are in the outcomes.
    """
    found, asked = catalogue.find(measure), asked_segment(calculator, segment)
    periods = _windows(calculator.period(period), points, step)
    channel_of(found, channel)
    try:
        cube = calculator.cube(asked.columns, periods)
    except CbscError as error:
        return tuple(Point(when.text, when, understood(Outcome(error=error))) for when in periods)
    group = cube.grouping.index(asked)
    outcomes = [understood(cube.outcome(found, group, i, channel)) for i in range(points)]
    return tuple(Point(when.text, when, one) for when, one in zip(periods, outcomes, strict=True))


def _windows(period: Period, points: int, step: int) -> tuple[Period, ...]:
    if points < 1 or step < 1:
        raise BadArgument("a trend has at least 1 point, and steps of at least 1 month")
    months = (points - 1) * step
    if to_date(period.end - 1).year - months / 12 < FIRST_YEAR:
        raise BadArgument(f"a trend cannot begin before {FIRST_YEAR}: ask fewer points or a smaller step")
    return period.trend(points, step)


def breakdown(
    calculator: Calculator,
    measure: str,
    by: str,
    segment: str | None = "",
    period: PeriodText = None,
    channel: str | None = None,
) -> tuple[Point, ...]:
    """Return a measure per value of a column of table Customers, per ``customer_id`` or per ``channel``.

    Groups without customers are left out, and so are ``(unknown)`` and ``(anonymous)`` without rows in
    the tables of the measure. The last point is All: the segment as a whole. BadArgument is raised for a
    question that cannot be understood; other errors are in the outcomes.
    """
    found, asked = catalogue.find(measure), asked_segment(calculator, segment)
    when, column = calculator.period(period), by.strip().casefold().replace(" ", "_")
    if column == CHANNEL:
        return _by_channel(calculator, found, asked, when, channel)
    channel_of(found, channel)
    if column in asked.columns:
        raise BadArgument(f"the segment fixes {column} already: break down by another column")
    require_groups(calculator.ledger, [column])
    whole = Point(ALL, when, understood(calculator.measure(found.id, asked.text, when.text, channel)))
    try:
        cube = calculator.cube((*asked.columns, column), [when])
    except CbscError as error:
        understood(Outcome(error=error))
        return (Point(ALL, when, Outcome(error=error)),)
    picked = _groups(cube, asked, _present(calculator.ledger, found))
    return (*(Point(name, when, cube.outcome(found, i, 0, channel)) for i, name in picked), whole)


def _groups(cube: Cube, asked: Segment, present: Bools) -> Iterator[tuple[int, str]]:
    """Go through the groups of a segment that have anybody, with the name of their last column."""
    values = [value.casefold() for value in asked.values]
    sizes = np.bincount(cube.grouping.codes_at(0)[present], minlength=cube.grouping.size)
    for group, names in enumerate(cube.grouping.names):
        if sizes[group] and [name.casefold() for name in names[:-1]] == values:
            yield group, names[-1]


def _present(ledger: Ledger, measure: Measure) -> Bools:
    """Tell which customer codes are there: known customers, and others with rows in the measure's tables."""
    customers = ledger.customers
    present = np.arange(customers.size) < customers.known
    needs = [need for fact in facts_of(measure) if fact.additive for need in (*fact.needs, *fact.dated)]
    for name in {need.partition(".")[0] for need in needs} & ledger.data.tables.keys():
        if name != "Customers" and _has_customers(ledger, name):
            present[customers.of_rows(ledger.table(name))] = True
    return present


def _has_customers(ledger: Ledger, name: str) -> bool:
    return "customer_id" in ledger.table(name) or "segment" in ledger.table(name)


def _by_channel(
    calculator: Calculator, measure: Measure, asked: Segment, when: Period, channel: str | None
) -> tuple[Point, ...]:
    if channel:
        raise BadArgument(f"channel {channel!r} is asked already: break down by a column")
    if measure.channel is None:
        raise BadArgument(f"channel not applicable to {measure.function}")

    def point(label: str, channel: str | None) -> Point:
        return Point(label, when, calculator.measure(measure.id, asked.text, when.text, channel))

    return (*(point(name, name) for name in _channels(calculator.ledger, measure.channel)), point(ALL, None))


def _channels(ledger: Ledger, table: str) -> Sequence[str]:
    """Return the channels of a table, none without it."""
    found = ledger.data.tables.get(table)
    return sorted(found.text(CHANNEL).values) if found is not None and CHANNEL in found else ()
