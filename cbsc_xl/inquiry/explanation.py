"""How a figure came about: facts, formula, settings, rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cbsc_xl import catalogue
from cbsc_xl.calculator import Calculator, Outcome, channel_of
from cbsc_xl.errors import CbscError
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.inquiry.account import TableAccount, accounts
from cbsc_xl.inquiry.question import PeriodText, asked_segment, understood
from cbsc_xl.inquiry.watch import WatchedCube
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.measures.measure import Measure
from cbsc_xl.period import Period, parse_period
from cbsc_xl.tables import Settings
from cbsc_xl.tables.data import SettingValue
from cbsc_xl.units import Unit

FISCAL_YEAR = "fiscal_year_start"
RATES = "rates of activities are formed over the rows of all groups"
_NAME = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class FactUsed:
    """A fact of a figure: its number in its unit, or the reason why it is not known."""

    name: str
    label: str
    unit: Unit
    outcome: Outcome


@dataclass(frozen=True)
class SettingUsed:
    """A setting that a fact read; ``given`` tells whether the user gave it, else it is the default."""

    name: str
    value: SettingValue
    given: bool


@dataclass(frozen=True)
class Explanation:
    """A figure with everything it was made of.

    ``outcome`` is in the unit of the measure. ``notes`` are sentences that a reader of ``tables`` must know.
    """

    measure: Measure
    segment: str
    period: Period
    channel: str | None
    outcome: Outcome
    facts: tuple[FactUsed, ...]
    settings: tuple[SettingUsed, ...]
    tables: tuple[TableAccount, ...]
    notes: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """The formula with the names of the facts, in the notation of a spreadsheet."""
        return self.measure.formula

    @property
    def numbers(self) -> str:
        """The formula with the numbers put in; a fact that is not known keeps its name."""
        known = {fact.name: _written(fact.outcome.value) for fact in self.facts}
        return _NAME.sub(lambda name: known.get(name[0]) or name[0], self.formula)


def _written(value: float | None) -> str:
    """Write a number with all its digits, a negative one in brackets; empty if there is none."""
    text = "" if value is None else repr(value).removesuffix(".0")
    return f"({text})" if text.startswith("-") else text


def explain(
    calculator: Calculator,
    measure: str,
    segment: str | None = "",
    period: PeriodText = None,
    channel: str | None = None,
    rows: int = 0,
) -> Explanation:
    """Explain one measure for one segment, period and channel, each as people type it.

    ``rows`` is how many of the rows looked at are listed per table. What keeps the figure from being known
    is in the outcomes; BadArgument is raised for a question that cannot be understood.
    """
    found, asked = catalogue.find(measure), asked_segment(calculator, segment)
    when, where = calculator.period(period), channel_of(found, channel)
    try:
        grouping = group_by(calculator.ledger, asked.columns, [when])
    except CbscError as error:
        outcome = understood(Outcome(error=error))
        return Explanation(found, asked.text, when, channel, outcome, (), (), ())
    group = grouping.index(asked)
    cube = WatchedCube(calculator.ledger, grouping, when, group)
    outcome = understood(cube.outcome(found, group, 0, channel))
    tables = accounts(cube, where, rows)
    return Explanation(
        measure=found,
        segment=asked.text,
        period=when,
        channel=channel,
        outcome=outcome,
        facts=tuple(_fact_used(cube, name, group, where) for name in found.parameters),
        settings=_settings_used(cube, calculator.ledger.settings, period),
        tables=tables,
        notes=(RATES,) if asked.conditions and any(part.table == "Activities" for part in tables) else (),
    )


def _fact_used(cube: WatchedCube, name: str, group: int | None, where: tuple[str, str] | None) -> FactUsed:
    fact = VOCABULARY[name]
    try:
        outcome = Outcome(cube.fact_value(name, group, 0, where))
    except CbscError as error:
        outcome = Outcome(error=error)
    return FactUsed(name, fact.labels["en"], fact.unit, outcome)


def _settings_used(cube: WatchedCube, settings: Settings, period: PeriodText) -> tuple[SettingUsed, ...]:
    """Return the settings that facts read, and the start of the fiscal year if the period depends on it."""
    used = {name: value for trail in cube.trails.values() for name, value in trail.settings.items()}
    if period and parse_period(period, 1) != parse_period(period, 7):
        used[FISCAL_YEAR] = settings[FISCAL_YEAR]
    return tuple(SettingUsed(name, used[name], name in settings.given) for name in sorted(used))
