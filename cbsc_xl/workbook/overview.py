"""Overview: all customer groups side by side, as formulas over a sheet of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.scorecard.model import PERSPECTIVES
from cbsc_xl.texts import Voice, mark
from cbsc_xl.units import COUNT, MONEY, RATIO, Unit
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.findings import Findings
from cbsc_xl.workbook.pages import footer
from cbsc_xl.workbook.pages.context import PRODUCT, share_format
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Plan, Row
from cbsc_xl.workbook.report import Run
from cbsc_xl.workbook.summary import LineSummary, Summary

COLUMNS, SHOWN = 16, 60
SHARED, FEWEST_SHARED = 12, 6
"""As many columns at most for measures that groups share, if at least so many are shared."""

ALWAYS = 8
"""The first columns stay even if they are empty: the lower half of the page stands in them."""

ROOMY, TALL = 10, 5
"""Groups up to which the rows have room for three lines of text, and for air as well."""

NAME, HEADLINE, PER_COLUMN = 26, 58, 11
"""Characters of a group's name in a low row, and of a headline, which gains by each column after `ALWAYS`."""

NO_DATA = "○"
FINE_HEAT = '[>=1]" ▲"* 0.0%_);[>=0.8]" ●"* 0.0%_);" ▼"* 0.0%_)'
FEW_CUSTOMERS = 5
"""A group with fewer active customers stays in the table, but makes no headline."""

Key = tuple[str, str, str, str]


@dataclass
class Overview:
    """The summaries of a run on their way into the overview, best group first."""

    run: Run
    summaries: Sequence[Summary]
    layout: Layout

    def __post_init__(self) -> None:
        self.voice = Voice(self.run.language)
        self.plan = Plan()
        self.ranked = sorted(self.summaries, key=lambda s: (s.score is None, -(s.score or 0.0), s.group))
        self.columns = _columns(self.ranked)
        self._places: dict[tuple[str, Key], int] = {}

    def fill(self) -> Plan:
        """Return the plan of the overview."""
        self._data()
        self._heads()
        self._groups()
        self._ranking()
        self._findings()
        self._hide()
        self._frame()
        return self.plan

    def _data(self) -> None:
        rows: list[Row] = []
        for summary in self.ranked:
            for key, values in _figures(summary, self.voice):
                self._places[summary.group, key] = len(rows)
                rows.append(Row("line", values))
        self.plan.blocks["data"] = rows
        self._rows = len(rows)

    def _at(self, group: str, key: Key, field: str) -> str | None:
        place = self._places.get((group, key))
        return None if place is None else self.layout.at("data", field, place)

    def _heads(self) -> None:
        before = ""
        for number in range(1, COLUMNS + 1):
            line = self.columns[number - 1] if number <= len(self.columns) else None
            perspective = line.perspective if line else ""
            fresh = perspective and perspective != before
            head = f"{line.label}, {line.channel}" if line and line.channel else line.label if line else None
            self.plan.cells[f"overview_m{number}"] = head
            self.plan.cells[f"overview_p{number}"] = (
                self.voice(PERSPECTIVE_NAMES[perspective]) if fresh else None
            )
            before = perspective
        rules = self.run.rules
        self.plan.cells["overview_green"], self.plan.cells["overview_amber"] = rules.green, rules.amber
        self.plan.cells["overview_red"] = Cell(rules.amber, self.layout.cell("overview_amber"))

    def _groups(self) -> None:
        shown = self.ranked[:SHOWN]
        role = "tall" if len(shown) <= TALL else "line" if len(shown) <= ROOMY else "slim"
        ranks = {summary.group: rank for rank, summary in enumerate(self._telling(), 1)}
        rows = [Row(role, self._group(summary, ranks.get(summary.group))) for summary in shown]
        rows.append(Row("all", self._all(len(rows))))
        self.plan.blocks["groups"] = rows

    def _name(self, summary: Summary) -> str:
        """Return the name of a group as its row can show it."""
        return summary.group if len(self.ranked) <= ROOMY else labels.shortened(summary.group, NAME)

    def _group(self, summary: Summary, rank: int | None) -> dict[str, Entry]:
        lines = {line.key: line for line in summary.lines}
        row: dict[str, Entry] = {"rank": rank, "group": self._name(summary)}
        for number, column in enumerate(self.columns, 1):
            at = self._at(summary.group, column.key, "achievement")
            line = lines.get(column.key)
            reached = line.achievement if line else None
            row[f"m{number}"] = _shown(at, reached, self._heat(reached))
        for field, key, value in (
            ("score", TOTAL, summary.score),
            ("customers", CUSTOMERS, summary.customers),
            ("revenue", REVENUE, summary.revenue),
        ):
            form = self._heat(value) if key is TOTAL else None
            row[field] = _shown(self._at(summary.group, key, "actual"), value, form)
        growth = _growth(summary.revenue, summary.revenue_previous)
        now, before = (self._at(summary.group, REVENUE, field) for field in ("actual", "previous"))
        row["growth"] = Cell(
            NO_DATA if growth is None else growth,
            f"IF(N({before})>0,{now}/{before}-1,{text(NO_DATA)})",
        )
        return row

    def _all(self, count: int) -> dict[str, Entry]:
        row: dict[str, Entry] = {"group": self.voice("All groups")}
        shown = self.ranked[:SHOWN]
        for number, column in enumerate(self.columns, 1):
            reached = [
                line.achievement
                for summary in shown
                for line in summary.lines
                if line.key == column.key and line.achievement is not None
            ]
            row[f"m{number}"] = self._average(f"m{number}", count, reached)
        scores = [s.score for s in shown if s.score is not None]
        row["score"] = self._average("score", count, scores)
        for field in ("customers", "revenue"):
            values = [getattr(summary, field) or 0.0 for summary in shown]
            row[field] = Cell(sum(values), f"SUM({self.layout.column('groups', field, count)})")
        now, before = (self.layout.column("data", field, self._rows) for field in ("actual", "previous"))
        names = self.layout.column("data", "measure", self._rows)
        sums = [f"SUMIFS({column},{names},{text(REVENUE[1])})" for column in (now, before)]
        growth = _growth(
            sum(s.revenue or 0.0 for s in self.ranked), sum(s.revenue_previous or 0.0 for s in self.ranked)
        )
        row["growth"] = Cell(
            NO_DATA if growth is None else growth,
            f"IF({sums[1]}>0,{sums[0]}/{sums[1]}-1,{text(NO_DATA)})",
        )
        return row

    def _average(self, field: str, count: int, values: Sequence[float]) -> Cell:
        column = self.layout.column("groups", field, count)
        mean = sum(values) / len(values) if values else NO_DATA
        return Cell(mean, f"IF(COUNT({column})>0,AVERAGE({column}),{text(NO_DATA)})")

    def _share(self, share: float | None) -> str:
        return share_format(share, self.run.rules.green, self.run.rules.amber)

    def _heat(self, share: float | None) -> str | None:
        """Return a format of the heat map with one decimal, where rounding would cross a threshold."""
        return FINE_HEAT if self._share(share) != "0%" else None

    def _ranking(self) -> None:
        rows = []
        for place, summary in enumerate(self._telling()[: self.layout.capacity("ranking")]):
            row = self.ranked.index(summary)
            at = {name: self.layout.at("groups", name, row) for name in ("group", "score")}
            limit = f"MIN({at['score']},{self.run.rules.score_cap:g})"
            rows.append(
                Row(
                    "line",
                    {
                        "rank": place + 1,
                        "group": Cell(self._name(summary), at["group"]),
                        "score": Cell(summary.score, at["score"], self._share(summary.score)),
                        "bar": Cell(min(summary.score or 0.0, self.run.rules.score_cap), limit),
                        "full": 1,
                    },
                )
            )
        self.plan.blocks["ranking"] = rows

    def _telling(self) -> list[Summary]:
        """Return the shown groups with a score that are large enough for their ratios to mean something."""
        scored = [summary for summary in self.ranked[:SHOWN] if summary.score is not None]
        large = [s for s in scored if s.customers is None or s.customers >= FEW_CUSTOMERS]
        return large if len(large) > 1 else scored

    def _findings(self) -> None:
        room = HEADLINE + PER_COLUMN * max(len(self.columns) - ALWAYS, 0)
        found = Findings(self.voice, self._telling(), room)
        self.plan.blocks["reds"] = [Row("line", finding) for finding in found.reds()]
        self.plan.blocks["movers"] = [Row("line", finding) for finding in found.movers()]
        self.plan.cells["overview_title"] = found.message()

    def _hide(self) -> None:
        """Hide the columns that no measure uses, unless another block stands in them."""
        columns = self.layout.area("groups").columns
        lower = [self.layout.area(block).columns.values() for block in ("ranking", "reds", "movers")]
        for number in range(max(len(self.columns), ALWAYS) + 1, COLUMNS + 1):
            if not any(columns[f"m{number}"] in others for others in lower):
                self.plan.hidden.add(f"groups_m{number}")

    def _frame(self) -> None:
        voice, run = self.voice, self.run
        name = labels.short_period(run.period)
        head = "   |   ".join((voice(PRODUCT), voice("Overview of all groups"), name))
        subtitle = voice(
            "All customer groups, {period}; achievement of target in %, revenue in {currency}",
            period=labels.period_label(voice, run.period),
            currency=run.currency,
        )
        for sheet in ("overview", "data"):
            self.plan.cells[f"{sheet}_head"] = head
            self.plan.cells[f"{sheet}_subtitle"] = subtitle
            self.plan.cells[f"{sheet}_check"] = None
        self.plan.footer = footer(run, "Overview")
        self.plan.cells["data_title"] = voice("The figures behind the overview")


TOTAL: Key = ("", "total_score", "", "")
CUSTOMERS: Key = ("", "active_customers", "", "")
REVENUE: Key = ("", "net_revenue", "", "")
TOTALS = (
    (TOTAL, mark("Total score"), RATIO),
    (CUSTOMERS, mark("Customers"), COUNT),
    (REVENUE, mark("Net revenue"), MONEY),
)


def _figures(summary: Summary, voice: Voice) -> list[tuple[Key, dict[str, Entry]]]:
    """Return the rows of a group on sheet Data: its lines, then score, customers and revenue."""
    rows: list[tuple[Key, dict[str, Entry]]] = []
    for line in summary.lines:
        values: dict[str, Entry] = {
            "measure": line.function or "manual",
            "label": line.label,
            "perspective": voice(PERSPECTIVE_NAMES[line.perspective]),
            "channel": line.channel,
            "weight": line.weight,
            **_numbers(line.unit, previous=line.previous, actual=line.actual, target=line.target),
            "achievement": line.achievement,
            "score": line.score,
        }
        rows.append((line.key, {"group": summary.group, **values}))
    actuals = (summary.score, summary.customers, summary.revenue)
    for (key, label, unit), actual in zip(TOTALS, actuals, strict=True):
        previous = summary.revenue_previous if key is REVENUE else None
        numbers = _numbers(unit, previous=previous, actual=actual)
        rows.append((key, {"group": summary.group, "measure": key[1], "label": voice(label), **numbers}))
    return rows


def _numbers(unit: Unit, **values: float | None) -> dict[str, Entry]:
    return {name: Cell(value, format=unit.format) for name, value in values.items()}


def _shown(at: str | None, value: float | None, form: str | None = None) -> Cell:
    if at is None:
        return Cell(NO_DATA)
    return Cell(NO_DATA if value is None else value, f"IF(ISNUMBER({at}),{at},{text(NO_DATA)})", form)


def _growth(now: float | None, before: float | None) -> float | None:
    return now / before - 1 if now is not None and before and before > 0 else None


def _columns(summaries: Sequence[Summary]) -> list[LineSummary]:
    """Return a line for each column: the measures that most groups share, by perspective."""
    counts = Counter(key for summary in summaries for key in {line.key for line in summary.lines})
    first: dict[Key, LineSummary] = {}
    for summary in summaries:
        for line in summary.lines:
            first.setdefault(line.key, line)
    order = list(first)
    shared = [key for key in order if counts[key] > 1]
    enough = len(summaries) > 2 and len(shared) >= FEWEST_SHARED
    offered, room = (shared, SHARED) if enough else (order, COLUMNS)
    chosen = sorted(offered, key=lambda key: (-counts[key], order.index(key)))[:room]
    return sorted(
        (first[key] for key in chosen),
        key=lambda line: (_perspective(line), -counts[line.key], order.index(line.key)),
    )


def _perspective(line: LineSummary) -> int:
    return [str(name) for name in PERSPECTIVES].index(line.perspective)
