"""Engagement value: what customers are worth over the years, and in their new roles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cbsc_xl.calculator import Calculator, Cube, Outcome
from cbsc_xl.catalogue import catalogue, find
from cbsc_xl.errors import CbscError, NoValue
from cbsc_xl.inquiry.question import PeriodText, asked_segment, require_groups
from cbsc_xl.ledger import Segment
from cbsc_xl.ledger.grouping import CUSTOMER
from cbsc_xl.measures.measure import Measure
from cbsc_xl.period import Period
from cbsc_xl.texts import mark

LIFETIME = "clv"
NOT_IN_BASE = mark("not in the base at the end of the period")


@dataclass(frozen=True)
class Engagement:
    """Lifetime value and the value of each role, by measure; those of a group are totals of its customers."""

    name: str
    lifetime: Outcome
    roles: dict[str, Outcome]

    @property
    def total(self) -> float | None:
        """Total engagement value; None unless all its parts are known."""
        parts = [part.value for part in (self.lifetime, *self.roles.values())]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None


def role_measures() -> tuple[Measure, ...]:
    """Return the measures that value the new roles of customers."""
    return tuple(m for m in catalogue() if m.group == "roles" and m.unit is find(LIFETIME).unit)


def engagement(
    calculator: Calculator, segment: str | None = "", period: PeriodText = None, by: str = CUSTOMER
) -> tuple[Engagement, ...]:
    """Return the engagement value of each customer of a segment, or of each group of a column.

    Groups lose customers, a single customer stays or goes: his lifetime value takes his own margin and
    the retention of the segment asked. BadArgument for a question that cannot be understood.
    """
    asked, when = asked_segment(calculator, segment), calculator.period(period)
    column = by.strip().casefold().replace(" ", "_")
    require_groups(calculator.ledger, [column])
    columns = asked.columns if column in asked.columns else (*asked.columns, column)
    cube = calculator.cube(columns, [when])
    worth = _customer_value(calculator, asked, when) if column == CUSTOMER else _group_value
    measures = role_measures()
    return tuple(
        Engagement(name, worth(cube, group), {m.id: cube.outcome(m, group, 0) for m in measures})
        for group, name in _groups(cube, asked, columns.index(column), calculator.ledger.customers.anonymous)
    )


def _groups(cube: Cube, asked: Segment, column: int, customers: int) -> Iterator[tuple[int, str]]:
    """Go through the groups of a segment that have customers, with their names in a column."""
    wanted = {(name, value.casefold()) for name, value in asked.conditions}
    sizes = np.bincount(cube.grouping.codes_at(0)[:customers], minlength=cube.grouping.size)
    for group, names in enumerate(cube.grouping.names):
        own = {(name, value.casefold()) for name, value in zip(cube.grouping.columns, names, strict=True)}
        if sizes[group] and wanted <= own:
            yield group, names[column]


Worth = Callable[[Cube, int], Outcome]


def _group_value(cube: Cube, group: int) -> Outcome:
    """Return the lifetime value of all customers in the base of a group at the end of the period."""
    value = cube.outcome(find(LIFETIME), group, 0)
    if value.value is None:
        return value
    return Outcome(value.value * cube.fact_value("customers_closing", group, 0))


def _customer_value(calculator: Calculator, asked: Segment, when: Period) -> Worth:
    own = tuple(column for column in asked.columns if column != CUSTOMER)
    whole = calculator.cube(own, [when])
    index = whole.grouping.index(Segment(tuple(c for c in asked.conditions if c[0] != CUSTOMER)))

    def facts(cube: Cube, group: int | None, names: Sequence[str]) -> dict[str, float]:
        return {name: cube.fact_value(name, group, 0) for name in names}

    def worth(cube: Cube, group: int) -> Outcome:
        try:
            kept = facts(whole, index, ("customers_opening", "customers_kept", "years_of_period"))
            margin = facts(cube, group, ("customer_profit", "acquisition_charged", "discount_rate"))
            if not cube.fact_value("customers_closing", group, 0):
                raise NoValue(NOT_IN_BASE)
            return Outcome(float(find(LIFETIME)(**margin, **kept, customers_closing=1)))
        except CbscError as error:
            return Outcome(error=error)

    return worth
