"""The workbook of scenarios: today beside each of them, with differences and subtotals as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cbsc_xl.accounting.lines import COST_LINES, RISK_LINES
from cbsc_xl.calculator import Outcome
from cbsc_xl.resources import template_path
from cbsc_xl.scenario.comparison import (
    HEADLINES,
    RESULT,
    SCORE,
    UNALLOCATED,
    Comparison,
    Figure,
    GroupComparison,
)
from cbsc_xl.scenario.words import changes_of, name_of
from cbsc_xl.scorecard.evaluation import ScoredLine
from cbsc_xl.texts import Voice, translate
from cbsc_xl.units import RATIO, Unit
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.generate import replace_file
from cbsc_xl.workbook.labels import NO_VALUE, STATUS_WORDS
from cbsc_xl.workbook.pages import footer
from cbsc_xl.workbook.pages.context import DASH, DASH_FORMAT, PRODUCT
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Plan, Row
from cbsc_xl.workbook.template import Template
from cbsc_xl.workbook.verdict import Verdict

SUBTOTALS = {
    "net_revenue": ("gross_revenue", ("discounts", "returns")),
    "gross_margin": ("net_revenue", ("cogs",)),
    "contribution": ("gross_margin", COST_LINES),
    "customer_profit": ("contribution", RISK_LINES),
    RESULT: ("customer_profit", (UNALLOCATED,)),
}
"""What each subtotal starts from and what it is less of."""

COSTS = {"discounts", "returns", "cogs", UNALLOCATED, *COST_LINES, *RISK_LINES}
OF_GROUPS = ("net_revenue", "gross_margin", "contribution", "customer_profit", *HEADLINES, SCORE)
DIGITS = 6
HEADING = 30
"""Characters of a scenario's name over its columns."""

MOST, ALWAYS = 4, 3
"""Scenarios that the pages have columns for, and columns that stay even if they are empty."""


def write_whatif(comparison: Comparison, path: Path) -> None:
    """Write the workbook of a comparison to a file, whose folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    run = comparison.run
    template = Template.load(template_path("whatif.xlsx"))
    content = template.fill(
        WhatIf(comparison, template.layout).fill(),
        lambda text: translate(text, run.language),
        title=f"What-if {run.period.text}",
    )
    replace_file(path, content)


@dataclass
class WhatIf:
    """A comparison on its way into the workbook."""

    comparison: Comparison
    layout: Layout

    def __post_init__(self) -> None:
        self.run = self.comparison.run
        self.voice = Voice(self.run.language)
        self.plan = Plan()
        self.scenarios = self.comparison.scenarios[:MOST]

    def fill(self) -> Plan:
        """Return the plan of the workbook."""
        self._describe()
        everyone = self.comparison.everyone
        chosen = [figure for figure in everyone.figures if figure.is_headline]
        self.plan.blocks["lines"] = list(self._rows("lines", chosen, 0))
        self.plan.blocks["figures"] = self._groups()
        self._moves()
        self._frame()
        return self.plan

    def _describe(self) -> None:
        """Write a row per change, the first of each scenario with its name; or a row per scenario."""
        words = [changes_of(self.voice, scenario, self.run.currency) for scenario in self.scenarios]
        if sum(map(len, words)) > self.layout.capacity("scenarios"):
            words = [self._in_short(changes) for changes in words]
        self.plan.blocks["scenarios"] = [
            Row("line", {"name": "" if i else scenario.name, "text": change})
            for scenario, changes in zip(self.scenarios, words, strict=True)
            for i, change in enumerate(changes)
        ]
        self.plan.cells["scenarios_more"] = "; ".join(self._remarks()) or None
        for number in range(max(ALWAYS, len(self.scenarios)) + 1, MOST + 1):
            self.plan.hidden |= {
                f"{block}_{kind}{number}" for block in ("lines", "figures") for kind in ("s", "d")
            }

    def _in_short(self, changes: Sequence[str]) -> list[str]:
        if len(changes) == 1:
            return list(changes)
        return [self.voice("{change}; {count} more changes", change=changes[0], count=len(changes) - 1)]

    def _remarks(self) -> Iterator[str]:
        """Yield what the page has no room for, and why figures have no value."""
        left = len(self.comparison.scenarios) - len(self.scenarios)
        if left:
            yield self.voice("{count} more scenarios: cbsc-xl whatif shows them all", count=left)
        shown = (figure for figure in self.comparison.everyone.figures if figure.is_headline)
        errors = [outcome.error for figure in shown for outcome in (figure.today, *figure.then)]
        reasons = dict.fromkeys(labels.reason(self.voice, error) for error in errors if error)
        if reasons:
            yield f"{NO_VALUE} {', '.join(reasons)}"

    def _groups(self) -> list[Row]:
        rows: list[Row] = []
        for group in self.comparison.groups:
            figures = [group.figure(name) for name in OF_GROUPS]
            if len(rows) + len(figures) + 1 > self.layout.capacity("figures"):
                break
            rows.append(Row("band", {"name": group.group}))
            rows += self._rows("figures", figures, len(rows))
        return rows

    def _rows(self, block: str, figures: Sequence[Figure], first: int) -> Iterator[Row]:
        """Yield the rows of figures; a subtotal is a formula where all its parts stand in the block."""
        places = {figure.name: first + i for i, figure in enumerate(figures)}
        for figure in figures:
            then = figure.then[: len(self.scenarios)]
            unit = figure.unit
            if figure.measure:
                unit = unit.sized(figure.today.value, *(outcome.value for outcome in then))
            values: dict[str, Entry] = {
                "name": name_of(self.voice, figure),
                "unit": labels.symbol(self.voice, figure.unit, self.run.currency),
                "better": _better(figure),
            }
            columns = ("today", *(f"s{i}" for i in range(1, len(then) + 1)))
            for column, outcome in zip(columns, (figure.today, *then), strict=True):
                formula = self._subtotal(block, figure.name, places, column)
                values[column] = _known(outcome, unit, formula)
            for number, outcome in enumerate(then, 1):
                at = [self.layout.at(block, c, places[figure.name]) for c in ("today", f"s{number}")]
                values[f"d{number}"] = self._difference(unit, figure.today, outcome, *at)
            yield Row("sum" if figure.name in SUBTOTALS and block == "lines" else "line", values)

    def _subtotal(self, block: str, name: str, places: Mapping[str, int], column: str) -> str | None:
        start, less = SUBTOTALS.get(name, ("", ()))
        if start not in places or not set(less) <= places.keys():
            return None
        whole, *parts = (self.layout.at(block, column, places[part]) for part in (start, *less))
        count = f"COUNT({','.join((whole, *parts))})={len(parts) + 1}"
        return f"IF({count},{whole}-{'-'.join(parts)},{DASH})"

    def _difference(self, unit: Unit, today: Outcome, then: Outcome, at: str, other: str) -> Cell:
        formula = f"IF(COUNT({at},{other})=2,ROUND({unit.change_factor:g}*({other}-{at}),{DIGITS}),{DASH})"
        if today.value is None or then.value is None:
            return Cell(NO_VALUE, formula, DASH_FORMAT)
        value = round(unit.change_factor * (then.value - today.value), DIGITS) + 0.0
        return Cell(value, formula, labels.change_format(self.voice, unit))

    def _moves(self) -> None:
        """Write the lines of the scorecards that move, each group closed by its score."""
        rows: list[Row] = []
        for number, scenario in enumerate(self.scenarios):
            for group in self.comparison.groups:
                head: dict[str, Entry] = {"scenario": scenario.name, "group": group.group}
                pairs = list(group.scored(number))
                if not pairs or len(rows) + len(pairs) + 1 > self.layout.capacity("moves"):
                    continue
                rows += [Row("line", head | self._line(i, *pair)) for i, pair in enumerate(pairs, len(rows))]
                rows.append(Row("total", head | self._total(len(rows), number, group)))
        self.plan.blocks["moves"] = rows

    def _line(self, place: int, now: ScoredLine, then: ScoredLine) -> dict[str, Entry]:
        line = now.line
        unit = line.unit.sized(now.actual.value, then.actual.value, line.target)
        name = line.name or (line.measure.labels[self.run.language] if line.measure else "")
        return {
            "measure": f"{name}, {line.channel}" if line.channel else name,
            "unit": labels.symbol(self.voice, line.unit, self.run.currency),
            **self._pair(place, unit, now.actual, then.actual),
            "target": _known(Outcome(line.target), unit),
            "better": {"higher": 1, "lower": -1}.get(line.direction, 0),
            "status_today": self.voice(STATUS_WORDS[now.status]),
            "status_then": self.voice(STATUS_WORDS[then.status]),
            "score_today": _score(now.score),
            "score_then": _score(then.score),
        }

    def _total(self, place: int, number: int, group: GroupComparison) -> dict[str, Entry]:
        score = group.figure(SCORE)
        now, then = score.today, score.then[number]
        evaluations = (group.today, group.then[number])
        words = [self.voice(STATUS_WORDS[e.status(e.total.score)]) if e else "" for e in evaluations]
        return {
            "measure": name_of(self.voice, score),
            "unit": labels.symbol(self.voice, RATIO, self.run.currency),
            **self._pair(place, RATIO, now, then),
            "better": 1,
            "status_today": words[0],
            "status_then": words[1],
        }

    def _pair(self, place: int, unit: Unit, now: Outcome, then: Outcome) -> dict[str, Entry]:
        at = [self.layout.at("moves", column, place) for column in ("today", "then")]
        return {
            "today": _known(now, unit),
            "then": _known(then, unit),
            "difference": self._difference(unit, now, then, *at),
        }

    def _frame(self) -> None:
        voice, run = self.voice, self.run
        parts = (voice(PRODUCT), voice("What-if"), labels.short_period(run.period))
        subtitle = voice(
            "{period} as it is beside the same period under each scenario; money in {currency}",
            period=labels.period_label(voice, run.period),
            currency=run.currency,
        )
        verdict = Verdict(voice, self.comparison, self.scenarios)
        titles = {
            "scenarios": verdict.message(),
            "groups": verdict.gainer(),
            "measures": verdict.mover(),
        }
        for sheet, title in titles.items():
            self.plan.cells[f"{sheet}_head"] = "   |   ".join(parts)
            self.plan.cells[f"{sheet}_title"] = title
            self.plan.cells[f"{sheet}_subtitle"] = subtitle
            self.plan.cells[f"{sheet}_check"] = None
        for sheet in ("scenarios", "groups"):
            for number, scenario in enumerate(self.scenarios, 1):
                self.plan.cells[f"{sheet}_name{number}"] = labels.shortened(scenario.name, HEADING)
                self.plan.cells[f"{sheet}_value{number}"] = voice("Scenario")
                self.plan.cells[f"{sheet}_less{number}"] = voice("Difference")
        self.plan.footer = footer(run, "What-if")


def _better(figure: Figure) -> int:
    if figure.measure:
        return 1 if figure.measure.better == "higher" else -1
    return -1 if figure.name in COSTS else 1


def _known(outcome: Outcome, unit: Unit, formula: str | None = None) -> Cell:
    if outcome.value is None:
        return Cell(NO_VALUE, formula, DASH_FORMAT)
    return Cell(outcome.value, formula, unit.format)


def _score(score: float | None) -> Entry:
    return NO_VALUE if score is None else score
