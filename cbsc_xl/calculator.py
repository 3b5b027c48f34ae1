"""From a question (measure, segment, period, channel) to a number or the reason why there is none.

Facts are computed for all groups and periods of a question at once and kept, so
that the next question about the same groups costs a look-up and a division.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cbsc_xl import catalogue
from cbsc_xl.errors import BadArgument, CbscError, Needs, NoValue
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.ledger import Grouping, Ledger, Segment, View, parse_segment
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.view import GroupPeriods
from cbsc_xl.measures.measure import Measure
from cbsc_xl.period import Period, parse_period
from cbsc_xl.texts import mark

PRECEDENCE = (BadArgument, Needs, NoValue)
NO_DATA = mark("no data for this period")
FactColumn = GroupPeriods | CbscError


@dataclass(frozen=True)
class Outcome:
    """A number, or the error that says why there is none."""

    value: float | None = None
    error: CbscError | None = None

    @property
    def status(self) -> str:
        """``ok``, ``no value: reason``, ``needs table X`` or ``bad argument: reason``."""
        if self.error is None:
            return "ok"
        if isinstance(self.error, Needs):
            return str(self.error)
        kind = "no value" if isinstance(self.error, NoValue) else "bad argument"
        return f"{kind}: {self.error}"


class Cube:
    """Facts and measures of all groups and periods of one question."""

    def __init__(self, ledger: Ledger, grouping: Grouping, periods: Sequence[Period]) -> None:
        self.ledger = ledger
        self.grouping = grouping
        self.periods = tuple(periods)
        self._views: dict[tuple[str, str] | None, View] = {}
        self._facts: dict[tuple[str, tuple[str, str] | None], FactColumn] = {}
        self._touch: dict[str, list[bool]] = {}

    def fact(self, name: str, channel: tuple[str, str] | None = None) -> GroupPeriods:
        """Return a fact per group and period; raises what keeps it from being known."""
        key = (name, channel)
        if key not in self._facts:
            self._facts[key] = self._compute(name, channel)
        result = self._facts[key]
        if isinstance(result, CbscError):
            raise result.with_traceback(None)
        return result

    def _compute(self, name: str, channel: tuple[str, str] | None) -> FactColumn:
        if channel not in self._views:
            self._views[channel] = View(self.ledger, self.grouping, self.periods, channel)
        try:
            fact = VOCABULARY[name]
            return fact.finish(fact.function(self._views[channel]))
        except CbscError as error:
            return error

    def fact_value(
        self, name: str, group: int | None, period: int, channel: tuple[str, str] | None = None
    ) -> float:
        """Return one fact of one group and period; NoValue where the data do not touch the period."""
        column = self.fact(name, channel)
        if not self._touched(name)[period]:
            raise NoValue(NO_DATA)
        return 0.0 if group is None else VOCABULARY[name].known(float(column[group, period]))

    def fact_row(
        self, name: str, group: int, channel: tuple[str, str] | None = None
    ) -> list[float | CbscError]:
        """Return one fact of one group per period; in its place, what keeps it from being known."""
        try:
            row, touched = self.fact(name, channel)[group].tolist(), self._touched(name)
        except CbscError as error:
            return [error] * len(self.periods)
        unknown = Needs("setting", VOCABULARY[name].may_need)
        return [
            (value if value == value else unknown) if there else NoValue(NO_DATA)
            for value, there in zip(row, touched, strict=True)
        ]

    def _touched(self, name: str) -> list[bool]:
        """Return which periods the data of a fact touch."""
        if name not in self._touch:
            spans = [self.ledger.span(dated) for dated in VOCABULARY[name].dated]
            self._touch[name] = [
                all(first < period.end and period.start < after for first, after in spans)
                for period in self.periods
            ]
        return self._touch[name]

    def outcome(
        self, measure: Measure, group: int | None, period: int, channel: str | None = None
    ) -> Outcome:
        """Return one measure of one group and period."""
        try:
            where = channel_of(measure, channel)
        except CbscError as error:
            return Outcome(error=error)
        return outcome_of(measure, [self._found(name, group, period, where) for name in measure.parameters])

    def _found(
        self, name: str, group: int | None, period: int, channel: tuple[str, str] | None
    ) -> float | CbscError:
        try:
            return self.fact_value(name, group, period, channel)
        except CbscError as error:
            return error


def outcome_of(measure: Measure, facts: Sequence[float | CbscError]) -> Outcome:
    """Return a measure from its facts in the order of its parameters.

    Of several facts that cannot be known the first in PRECEDENCE is the reason.
    """
    known = {
        name: fact
        for name, fact in zip(measure.parameters, facts, strict=True)
        if not isinstance(fact, CbscError)
    }
    if len(known) < len(facts):
        errors = [fact for fact in facts if isinstance(fact, CbscError)]
        return Outcome(error=min(errors, key=precedence))
    try:
        return Outcome(float(measure(**known)))
    except CbscError as error:
        return Outcome(error=error)


def precedence(error: CbscError) -> int:
    """Return the place of an error in PRECEDENCE: of several, the lowest is told."""
    return PRECEDENCE.index(type(error))


def channel_of(measure: Measure, channel: str | None) -> tuple[str, str] | None:
    """Return table and channel that a measure filters; BadArgument where it cannot or must."""
    if channel:
        if measure.channel is None:
            raise BadArgument(f"channel not applicable to {measure.function}")
        return measure.channel, channel
    if measure.channel_required:
        raise BadArgument(f"{measure.function} needs a channel, such as webshop")
    return None


class Calculator:
    """Answers questions about one ledger; keeps the facts of the questions before."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._cubes: dict[tuple[tuple[str, ...], tuple[Period, ...]], Cube] = {}

    def period(self, value: str | float | date | None) -> Period:
        """Read a period; left out, the 12 months up to the last complete month of Transactions."""
        if value is None or value == "":
            return self.ledger.default_period()
        return parse_period(value, self.ledger.settings.whole("fiscal_year_start"))

    def cube(self, columns: Sequence[str], periods: Sequence[Period]) -> Cube:
        """Return the cube of all groups that ``columns`` make, over ``periods``."""
        key = (tuple(columns), tuple(periods))
        if key not in self._cubes:
            self._cubes[key] = Cube(self.ledger, group_by(self.ledger, columns, periods), periods)
        return self._cubes[key]

    def measure(
        self,
        name: str,
        segment: str | None = "",
        period: str | float | date | None = None,
        channel: str | None = None,
    ) -> Outcome:
        """Return one measure for one segment, period and channel, each as people type it."""
        try:
            found = catalogue.find(name)
            asked = parse_segment(segment)
            cube, group = self._place(asked, self.period(period))
        except CbscError as error:
            return Outcome(error=error)
        return cube.outcome(found, group, 0, channel)

    def _place(self, segment: Segment, period: Period) -> tuple[Cube, int | None]:
        cube = self.cube(segment.columns, [period])
        return cube, cube.grouping.index(segment)
