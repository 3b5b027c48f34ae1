"""Reports: all figures that the workbooks of one run show, before any cell is thought of.

A run computes the facts of every group and of thirteen points in time in one pass; a group's
report picks its own from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from cbsc_xl import catalogue
from cbsc_xl.accounting.budget import SPENT
from cbsc_xl.calculator import Calculator, Cube, Outcome, channel_of, outcome_of
from cbsc_xl.errors import CbscError, NoValue
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.customers import ANONYMOUS, NO_SEGMENT, UNKNOWN
from cbsc_xl.ledger.grouping import Grouping, group_by
from cbsc_xl.ledger.segment import segment_text
from cbsc_xl.measures.measure import Measure
from cbsc_xl.period import BEGINNING, Period
from cbsc_xl.scorecard.evaluation import Evaluation, Rules, evaluate
from cbsc_xl.scorecard.model import Line, Scorecard
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import NO_DAY
from cbsc_xl.tables.records import Record, records
from cbsc_xl.workbook import channels
from cbsc_xl.workbook.channels import Channel
from cbsc_xl.workbook.claims import Claim, shortlist
from cbsc_xl.workbook.profit import GroupProfit, Profits

POINTS = 13
REST = (NO_SEGMENT, UNKNOWN, ANONYMOUS)
"""Names of the groups of customers that belong to no group."""

HEAVY: tuple[str, ...] = ("ledger", "calculator", "scorecards", "initiatives", "claims", "profits")
HEAVY += ("grouping", "groups", "_cubes", "_places")
"""What a pickled run leaves behind."""


class FactKey(NamedTuple):
    """A fact, the table and channel it is limited to, and the period if it is not that of the workbook."""

    fact: str
    channel: tuple[str, str] = ("", "")
    period: str = ""


class ValueKey(NamedTuple):
    """A measure with the channel and the period of a scorecard line."""

    measure: Measure
    channel: str | None = None
    period: str | None = None

    @property
    def where(self) -> tuple[str, str] | None:
        """Table and channel that the facts of the measure are limited to."""
        return channel_of(self.measure, self.channel)

    def facts(self) -> list[FactKey]:
        """Return the facts that the measure is made of."""
        where = self.where or ("", "")
        return [FactKey(name, where, self.period or "") for name in self.measure.parameters]


@dataclass
class Run:
    """One run over one ledger: period, grouping, language and scorecards for all groups.

    A pickled run has left its ledger behind: what pages ask of it, reports have worked out before.
    """

    ledger: Ledger
    period: Period
    column: str | None
    language: str
    scorecards: ScorecardSource
    calculator: Calculator = field(init=False)
    _cubes: dict[tuple[str, bool], Cube] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.calculator = Calculator(self.ledger)
        self.settings = self.ledger.settings
        report = self.ledger.data.report
        self.rows = {
            table: (count.read, count.used, report.refused(table)) for table, count in report.counts.items()
        }

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in HEAVY}

    @cached_property
    def grouping(self) -> Grouping:
        """Groups as of the start of the period; earlier points follow the same customers."""
        return group_by(self.ledger, [self.column] if self.column else [], [self.period])

    @cached_property
    def groups(self) -> list[str]:
        """Names of the groups that have customers, in the order of the data; rests come last."""
        customers = self.grouping.codes_at(0)[: self.ledger.customers.anonymous]
        sizes = np.bincount(customers, minlength=self.grouping.size)
        names = [name for name, size in zip(self.grouping.labels, sizes, strict=True) if size]
        return [name for name in names if name not in REST]

    def cube(self, period: str | None = None, everyone: bool = False) -> Cube:
        """Return the cube of the trend that ends with a period; ``everyone`` is one group."""
        key = (period or "", everyone)
        if key not in self._cubes:
            ends = self.period if period is None else self.calculator.period(period)
            grouping = group_by(self.ledger, [], [self.period]) if everyone else self.grouping
            self._cubes[key] = Cube(self.ledger, grouping, ends.trend(POINTS))
        return self._cubes[key]

    def outcomes(self, key: ValueKey, group: str | None) -> list[Outcome]:
        """Return a measure of a group (None: all customers) at the thirteen points."""
        cube = self.cube(key.period, everyone=group is None)
        index = 0 if group is None else self.index(group)
        return [cube.outcome(key.measure, index, point, key.channel) for point in range(POINTS)]

    def index(self, group: str) -> int:
        """Return the place of a group in the grouping."""
        return self._places[group]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.grouping.labels)}

    @cached_property
    def channels(self) -> list[Channel]:
        """The channels that tables name, those with the most rows."""
        return self._channels[: channels.MOST]

    @cached_property
    def channels_left_out(self) -> int:
        """How many channels there are beyond those."""
        return len(self._channels) - len(self.channels)

    @cached_property
    def _channels(self) -> list[Channel]:
        return channels.channels_of(self.ledger.data)

    @cached_property
    def profits(self) -> Profits:
        """The P&L of all customers over the period, and over the previous year if that is complete."""
        previous = None if self.previous_incomplete else self.period.previous_year
        return Profits(self.ledger, self.grouping, self.period, previous)

    @cached_property
    def claims(self) -> list[Claim] | CbscError:
        """What each group brings to the budget, or what keeps it from being known."""
        try:
            value, spent = self.profits.per_group("customer_profit"), self.profits.per_group(*SPENT)
        except CbscError as error:
            return error
        places = {group: self.index(group) for group in self.groups}
        return [
            Claim(group, float(value[place]), GroupReport(self, group).score, float(spent[place]))
            for group, place in places.items()
        ]

    @cached_property
    def rules(self) -> Rules:
        """The scoring rules of the settings."""
        return Rules.of(self.settings)

    @cached_property
    def initiatives(self) -> list[Record]:
        """Rows of table Initiatives."""
        table = self.ledger.data.tables.get("Initiatives")
        return records(table) if table else []

    @property
    def company(self) -> str:
        """Name of the company, blank if the settings do not tell."""
        return str(self.settings["company"])

    @cached_property
    def revenue_of_groups(self) -> tuple[float, float] | None:
        """Net revenue of all customers, and that of all groups with the rests; None without transactions."""
        try:
            total = self.cube(everyone=True).fact_value("net_revenue", 0, POINTS - 1)
            return total, float(self.cube().fact("net_revenue")[:, -1].sum())
        except CbscError:
            return None

    @cached_property
    def cutoff(self) -> int:
        """Last day of the pasted transactions, or of the period without any."""
        span = self.ledger.span("Transactions") if "Transactions" in self.ledger.data.tables else None
        return span[1] - 1 if span and span[0] != NO_DAY else self.period.end - 1

    @cached_property
    def first_day(self) -> int:
        """Day of the first pasted transaction, or the first of the previous year without any."""
        if "Transactions" not in self.ledger.data.tables:
            return self.period.previous_year.start
        return self.ledger.first_day

    @property
    def ends_early(self) -> bool:
        """Whether the data stop more than a week before the period ends."""
        return self.cutoff < self.period.end - 8

    @property
    def previous_incomplete(self) -> bool:
        """Whether the data begin more than a week after the previous year does."""
        return self.first_day > self.period.previous_year.start + 7 and self.period.start != BEGINNING

    def segment(self, group: str) -> str:
        """Return what is typed to ask for a group."""
        return segment_text(self.column, group) if self.column else ""

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return str(self.settings["currency"])


@dataclass
class GroupReport:
    """The figures of one customer group."""

    run: Run
    group: str

    @cached_property
    def scorecard(self) -> Scorecard:
        """The scorecard of the group."""
        return self.run.scorecards.of(self.group, self.benchmark)

    def benchmark(self, measure: Measure, channel: str | None) -> tuple[Outcome, Outcome]:
        """Return what a preset may take as a target: the figure of all customers, the own of a year ago."""
        key = ValueKey(measure, channel)
        before = Outcome() if self.run.previous_incomplete else self.run.outcomes(key, self.group)[0]
        return self.run.outcomes(key, None)[-1], before

    @cached_property
    def _keys(self) -> list[ValueKey]:
        """Measures, lines of the scorecard and measures per channel."""
        keys = [ValueKey(measure) for measure in catalogue.catalogue() if not measure.channel_required]
        keys += [key for _, line in self.scorecard.lines() if (key := value_key(line))]
        keys += [
            ValueKey(measure, channel.name)
            for channel in self.run.channels
            for measure in channels.shown()
            if measure.channel in channel.tables
        ]
        return list(dict.fromkeys(keys))

    @cached_property
    def values(self) -> dict[ValueKey, list[Outcome]]:
        """Measures, lines of the scorecard and measures per channel, at the thirteen points."""
        facts = {key: [self.facts[fact] for fact in key.facts()] for key in self._keys}
        return {
            key: [outcome_of(key.measure, point) for point in zip(*rows, strict=True)]
            for key, rows in facts.items()
        }

    @cached_property
    def facts(self) -> Mapping[FactKey, list[float | CbscError]]:
        """Every fact behind the values, at the thirteen points."""
        keys = dict.fromkeys(fact for key in self._keys for fact in key.facts())
        keys |= dict.fromkeys(FactKey(fact) for fact, _ in channels.VOLUMES.values())
        for channel in self.run.channels:
            volumes = (where for where in channels.VOLUMES.values() if where[1] in channel.tables)
            keys |= dict.fromkeys(FactKey(fact, (table, channel.name)) for fact, table in volumes)
        return {key: self._fact(key) for key in keys}

    def _fact(self, key: FactKey) -> list[float | CbscError]:
        cube = self.run.cube(key.period or None)
        return cube.fact_row(key.fact, self.run.index(self.group), key.channel if key.channel[0] else None)

    def actual(self, line: Line) -> tuple[Outcome, Outcome]:
        """Return the actual of a line and that of the previous year."""
        key = value_key(line)
        if key is None:
            return Outcome(line.manual_value), Outcome(line.manual_previous)
        outcomes = self.values[key]
        return outcomes[-1], outcomes[0]

    @cached_property
    def evaluation(self) -> Evaluation:
        """The scorecard with its scores."""
        return evaluate(self.scorecard, self.run.rules, self.actual)

    @property
    def score(self) -> float | None:
        """The total score, worked out from nothing but the lines of the scorecard; None without one."""
        try:
            return evaluate(self.scorecard, self.run.rules, self._ends).total.score
        except CbscError:
            return None

    def _ends(self, line: Line) -> tuple[Outcome, Outcome]:
        key = value_key(line)
        if key is None:
            return Outcome(line.manual_value), Outcome(line.manual_previous)
        outcomes = self.run.outcomes(key, self.group)
        return outcomes[-1], outcomes[0]

    @cached_property
    def claims(self) -> list[Claim] | CbscError:
        """The claims on the budget that the workbook of this group shows."""
        claims = self.run.claims
        return claims if isinstance(claims, CbscError) else shortlist(claims, self.group)

    @cached_property
    def profit(self) -> GroupProfit | CbscError:
        """The P&L of the customers of the group, or what keeps it from being known."""
        return self.run.profits.of(self.run.index(self.group))

    @cached_property
    def customers(self) -> float | None:
        """Active customers of the period, None if they cannot be known."""
        value = self._fact(FactKey("active_customers"))[-1]
        return None if isinstance(value, CbscError) else value

    @cached_property
    def initiatives(self) -> list[Record]:
        """Initiatives of this group and those of every group."""
        segments = {"", self.group}
        return [row for row in self.run.initiatives if (row.get("segment") or "") in segments]

    @property
    def is_empty(self) -> bool:
        """Whether the group bought nothing in any of the thirteen periods."""
        values = self._fact(FactKey("active_customers"))
        return all(value == 0 or isinstance(value, NoValue) for value in values)

    def work_out(self) -> GroupReport:
        """Compute everything that the pages show, so that the report can leave its ledger; return it."""
        for name in ("evaluation", "values", "facts", "initiatives", "customers", "profit", "claims"):
            getattr(self, name)
        for name in ("rules", "channels", "channels_left_out", "revenue_of_groups", "cutoff", "first_day"):
            getattr(self.run, name)
        return self


def value_key(line: Line) -> ValueKey | None:
    """Return the measure behind a line, None for one that is typed by hand."""
    return ValueKey(line.measure, line.channel, line.period) if line.measure else None
