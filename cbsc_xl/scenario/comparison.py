"""Today beside each scenario: the P&L, the measures and the score of every group and of all customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cbsc_xl import catalogue
from cbsc_xl.accounting.lines import LINES
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.calculator import Cube, Outcome
from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.ledger import Ledger, View
from cbsc_xl.measures.measure import Measure
from cbsc_xl.scenario.applying import applied
from cbsc_xl.scenario.model import Scenario
from cbsc_xl.scorecard.evaluation import Evaluation, ScoredLine, evaluate
from cbsc_xl.scorecard.model import Line
from cbsc_xl.units import MONEY, RATIO, Unit
from cbsc_xl.workbook.report import GroupReport, Run

ALL = "All customers"
HEADLINES = ("CBSC_RETENTION", "CBSC_CLV")
"""Measures that are shown even if no scenario moves them."""

UNALLOCATED = "unallocated_cost"
"""What customers are not charged: untraceable cost and what is left in pools, unused capacity included."""

RESULT = "profit_after_unallocated_cost"
"""What the company earns: cheaper activities raise it only if their capacity goes."""

SCORE = "total_score"
SMALLEST_MOVE = 1e-9
"""A relative difference below this comes from adding up fractions."""


@dataclass(frozen=True)
class Figure:
    """A figure today and in each scenario; ``name`` is a line of the P&L, a function, or `SCORE`."""

    name: str
    unit: Unit
    today: Outcome
    then: tuple[Outcome, ...]
    measure: Measure | None = None

    @property
    def is_headline(self) -> bool:
        """Tell whether the figure is shown wherever there is room for few."""
        return self.measure is None or self.name in HEADLINES

    def difference(self, scenario: int) -> float | None:
        """Return scenario less today; 0 where only rounding differs, None where one of them has no value."""
        now, then = self.today.value, self.then[scenario].value
        if now is None or then is None:
            return None
        return 0.0 if abs(then - now) <= SMALLEST_MOVE * max(abs(now), 1.0) else then - now

    def moved(self, scenario: int) -> bool:
        """Tell whether a scenario changes the figure, or whether it can be known."""
        known = [outcome.value is None for outcome in (self.today, self.then[scenario])]
        return known[0] != known[1] or bool(self.difference(scenario))


@dataclass(frozen=True)
class GroupComparison:
    """A group, or all customers: figures, and the lines of its scorecard today and in each scenario."""

    group: str
    figures: tuple[Figure, ...]
    today: Evaluation | None
    then: tuple[Evaluation, ...]

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        return next(figure for figure in self.figures if figure.name == name)

    def scored(self, scenario: int) -> Iterator[tuple[ScoredLine, ScoredLine]]:
        """Yield the lines of the scorecard that a scenario moves, as they are today and then."""
        if self.today is None:
            return
        for now, then in zip(self.today.lines, self.then[scenario].lines, strict=True):
            pair = Figure("", now.line.unit, now.actual, (then.actual,))
            if pair.moved(0):
                yield now, then


@dataclass(frozen=True)
class Comparison:
    """All groups, then all customers, under all scenarios of a run."""

    run: Run
    scenarios: tuple[Scenario, ...]
    groups: tuple[GroupComparison, ...]
    everyone: GroupComparison


def compare(run: Run, scenarios: Sequence[Scenario]) -> Comparison:
    """Work out every figure of a run today and under each scenario.

    Targets are those of today: what a scenario changes does not change what is aimed at. Raises
    BadArgument or Needs where a scenario cannot be applied.
    """
    today = _State(run, run.ledger)
    then = [_State(run, applied(run.ledger, scenario, run.period)) for scenario in scenarios]
    groups = tuple(_group(run, group, today, then) for group in run.groups)
    return Comparison(run, tuple(scenarios), groups, _group(run, None, today, then))


@dataclass
class _State:
    """The figures of one ledger, for the groups of a run; the group None is everybody."""

    run: Run
    ledger: Ledger
    _cubes: dict[tuple[str, bool], Cube] = field(default_factory=dict)

    def measure(self, measure: Measure, group: str | None, line: Line | None = None) -> Outcome:
        cube = self._cube(line.period if line else None, group is None)
        return cube.outcome(measure, self._index(group), 0, line.channel if line else None)

    def _cube(self, period: str | None, everyone: bool) -> Cube:
        key = (period or "", everyone)
        if key not in self._cubes:
            trend = self.run.cube(period, everyone)
            self._cubes[key] = Cube(self.ledger, trend.grouping, trend.periods[-1:])
        return self._cubes[key]

    def _index(self, group: str | None) -> int:
        return 0 if group is None else self.run.index(group)

    def evaluation(self, report: GroupReport) -> Evaluation:
        """Score a group by the targets of today."""

        def actual(line: Line) -> tuple[Outcome, Outcome]:
            if line.measure is None:
                return Outcome(line.manual_value), Outcome(line.manual_previous)
            return self.measure(line.measure, report.group, line), Outcome()

        return evaluate(report.scorecard, self.run.rules, actual)

    @cached_property
    def _pnl(self) -> Pnl:
        return Pnl(View(self.ledger, self.run.grouping, [self.run.period]))

    def line(self, name: str, group: str | None) -> Outcome:
        """Return a line of the P&L, or what it needs."""
        try:
            of_groups = self._pnl.view.sum_customers(self._pnl.line(name))[:, 0]
        except CbscError as error:
            return Outcome(error=error)
        value = float(of_groups.sum() if group is None else of_groups[self._index(group)])
        return Outcome(error=Needs("setting", "default_pd")) if value != value else Outcome(value + 0.0)

    def unallocated(self) -> Outcome:
        """Return what no customer is charged, of the whole company."""
        try:
            return Outcome(float(self._pnl.unallocated[0]))
        except CbscError as error:
            return Outcome(error=error)


def _group(run: Run, group: str | None, today: _State, then: Sequence[_State]) -> GroupComparison:
    states = (today, *then)
    figures = [_figure(name, MONEY, [state.line(name, group) for state in states]) for name in LINES]
    if group is None:
        figures += _company(figures[-1], [state.unallocated() for state in states])
    figures += _measures(group, states)
    if group is None:
        return GroupComparison(ALL, tuple(figures), None, ())
    report = GroupReport(run, group)
    evaluations = [state.evaluation(report) for state in states]
    figures.append(_figure(SCORE, RATIO, [Outcome(evaluation.total.score) for evaluation in evaluations]))
    return GroupComparison(group, tuple(figures), evaluations[0], tuple(evaluations[1:]))


def _figure(name: str, unit: Unit, outcomes: Sequence[Outcome], measure: Measure | None = None) -> Figure:
    return Figure(name, unit, outcomes[0], tuple(outcomes[1:]), measure)


def _company(profit: Figure, unallocated: Sequence[Outcome]) -> list[Figure]:
    profits = (profit.today, *profit.then)
    left = [_less(whole, part) for whole, part in zip(profits, unallocated, strict=True)]
    return [_figure(UNALLOCATED, MONEY, unallocated), _figure(RESULT, MONEY, left)]


def _less(whole: Outcome, part: Outcome) -> Outcome:
    if whole.value is None or part.value is None:
        return Outcome(error=whole.error or part.error)
    return Outcome(whole.value - part.value)


def _measures(group: str | None, states: Sequence[_State]) -> Iterator[Figure]:
    """Yield the headlines, and every other measure that a scenario moves."""
    for measure in catalogue.catalogue():
        if not measure.channel_required:
            outcomes = [state.measure(measure, group) for state in states]
            figure = _figure(measure.function, measure.unit, outcomes, measure)
            if measure.function in HEADLINES or any(map(figure.moved, range(len(states) - 1))):
                yield figure
