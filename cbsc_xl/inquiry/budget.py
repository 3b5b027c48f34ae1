"""Customer-oriented budget: what each group is worth, where its scorecard lags, what was spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from cbsc_xl import catalogue
from cbsc_xl.accounting import pnl_by
from cbsc_xl.accounting.budget import SPENT, Budget, allocate, weight
from cbsc_xl.errors import BadArgument
from cbsc_xl.inquiry.engagement import engagement
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import CUSTOMER
from cbsc_xl.ledger.segment import DEFAULT_COLUMN, find_value
from cbsc_xl.measures.measure import Perspective
from cbsc_xl.period import Period
from cbsc_xl.scorecard.evaluation import Evaluation
from cbsc_xl.scorecard.scoring import roll_up
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import Settings
from cbsc_xl.tables.records import records
from cbsc_xl.workbook.report import REST, GroupReport, Run

Value = Literal["profit", "clv"]


@dataclass(frozen=True)
class BudgetRules:
    """How a budget is divided: weight of the gap, share of value that is the most, least amounts by name.

    ``serves`` is a perspective, an objective or a measure whose score counts, blank: the whole scorecard;
    ``scores`` by name, 0 to 1, go before those of the scorecards.
    """

    value: Value = "profit"
    gap_weight: float = 1.0
    cap: float = 0.15
    floors: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    serves: str = ""

    def __post_init__(self) -> None:
        """Raise BadArgument for rules that no budget can follow."""
        if self.gap_weight < 0 or self.cap < 0 or any(floor < 0 for floor in self.floors.values()):
            raise BadArgument("weight of the gap, cap and floors cannot be below 0")
        if not all(0 <= score <= 1 for score in self.scores.values()):
            raise BadArgument("a score lies between 0 and 1")


@dataclass(frozen=True)
class BudgetRow:
    """A group or customer: ``weight`` is value times the gap of the score, ``limit`` the most it may get.

    ``score`` is 0 to 1; without one (None) value alone decides. ``variance`` above 0 is overspent.
    """

    name: str
    value: float
    score: float | None
    weight: float
    floor: float
    limit: float
    allocated: float
    capped: bool
    actual: float
    variance: float


@dataclass(frozen=True)
class BudgetReport:
    """A budget by group; ``outside`` is what was spent on customers of no group."""

    total: float
    rows: tuple[BudgetRow, ...]
    not_justified: float
    outside: float
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded."""
        return {**asdict(self), "rows": [asdict(row) for row in self.rows], "notes": list(self.notes)}


def rules_of(
    settings: Settings, gap_weight: float | None = None, cap: float | None = None, **others: Any
) -> BudgetRules:
    """Return rules in which the settings stand for what is left out."""
    gap = settings.number("budget_gap_weight") if gap_weight is None else gap_weight
    return BudgetRules(gap_weight=gap, cap=settings.number("budget_cap") if cap is None else cap, **others)


def budget_run(ledger: Ledger, period: Period, by: str = DEFAULT_COLUMN) -> Run:
    """Return a run with the scorecards of the data, to budget by a column of Customers or by customer."""
    table = ledger.data.tables.get("Scorecard")
    own = DEFAULT_COLUMN if ledger.customers.has(DEFAULT_COLUMN) else None
    source = ScorecardSource(records(table) if table else ())
    return Run(ledger, period, own if by == CUSTOMER else by, "en", source)


def budget(
    run: Run,
    total: float,
    segment: str | None = "",
    by: str | None = None,
    rules: BudgetRules | None = None,
) -> BudgetReport:
    """Divide a budget over the groups of a run, or by another column such as ``customer_id``.

    A customer has the score of his group; without ``rules`` those of the settings hold. What is spent is
    marketing and sales in the customer P&L of the period. Raises BadArgument for what is not understood,
    and for a lifetime value that is not known.
    """
    if total < 0:
        raise BadArgument(f"a budget of {total:g}: give 0 or more")
    rules = rules or rules_of(run.settings)
    column = (by or run.column or DEFAULT_COLUMN).strip().casefold().replace(" ", "_")
    rows = {str(row[column]): row for row in pnl_by(run.ledger, segment, run.period, column).rows}
    spent = {name: sum(float(row[line]) for line in SPENT) for name, row in rows.items()}
    names = [name for name in rows if name not in REST]
    values = {name: float(rows[name]["customer_profit"]) for name in names}
    if rules.value == "clv":
        values = _lifetimes(run, segment, column, names)
    floors = {find_value(name, names, column): floor for name, floor in rules.floors.items()}
    given = {find_value(name, names, column): score for name, score in rules.scores.items()}
    scores = {**_scores(run, column, names, rules.serves), **given}
    used = {name: scores.get(name, 1.0) for name in names}
    divided = allocate(total, values, used, rules.gap_weight, rules.cap, floors)
    lacking = [name for name in names if name not in scores]
    return BudgetReport(
        total,
        tuple(
            _row(name, values[name], scores.get(name), floors.get(name, 0.0), divided, spent[name], rules)
            for name in names
        ),
        divided.not_justified,
        sum(amount for name, amount in spent.items() if name in REST),
        (f"no score, so value alone decides: {', '.join(lacking)}",) if lacking else (),
    )


def _row(
    name: str,
    value: float,
    score: float | None,
    floor: float,
    divided: Budget,
    actual: float,
    rules: BudgetRules,
) -> BudgetRow:
    allocated = divided.amounts[name]
    return BudgetRow(
        name=name,
        value=value,
        score=score,
        weight=weight(value, 1.0 if score is None else score, rules.gap_weight),
        floor=floor,
        limit=max(floor, rules.cap * value),
        allocated=allocated,
        capped=name in divided.capped,
        actual=actual,
        variance=actual - allocated,
    )


def _lifetimes(run: Run, segment: str | None, column: str, names: Iterable[str]) -> dict[str, float]:
    found = {one.name: one.lifetime for one in engagement(run.calculator, segment, run.period.text, column)}
    unknown = [name for name in names if found[name].value is None]
    if unknown:
        raise BadArgument(
            f"{unknown[0]} has no lifetime value ({found[unknown[0]].status}): budget by profit"
        )
    return {name: float(found[name].value or 0.0) for name in names}


def _scores(run: Run, column: str, names: Iterable[str], serves: str) -> dict[str, float]:
    """Return the score of each name that has one, at most 1; a customer has that of his group."""
    if column == run.column:
        return group_scores(run, [name for name in names if name in run.groups], serves)
    if column != CUSTOMER:
        return {}
    of_groups = group_scores(run, run.groups, serves)
    group, codes = run.grouping.codes_at(0), run.ledger.customers.codes
    own = {name: run.grouping.labels[group[codes[name]]] for name in names}
    return {name: of_groups[label] for name, label in own.items() if label in of_groups}


def group_scores(run: Run, groups: Iterable[str], serves: str = "") -> dict[str, float]:
    """Return the score, at most 1, of what a budget serves in each group; groups without one are left out."""
    found = {group: GroupReport(run, group).evaluation for group in groups}
    score = _scorer(serves, {id_.casefold() for one in found.values() for id_ in one.objectives})
    scores = {group: score(one) for group, one in found.items()}
    return {group: min(1.0, score) for group, score in scores.items() if score is not None}


def _scorer(serves: str, objectives: set[str]) -> Callable[[Evaluation], float | None]:
    """Return what takes the score that counts from a scorecard; BadArgument if that is unknown."""
    asked = serves.strip().casefold()
    if not asked:
        return lambda found: found.total.score
    if asked in get_args(Perspective):
        return lambda found: next(
            (up.score for name, up in found.perspectives.items() if name == asked), None
        )
    if asked in objectives:
        return lambda found: next(
            (one.roll_up.score for id_, one in found.objectives.items() if id_.casefold() == asked), None
        )
    measure = catalogue.find(serves)
    return lambda found: (
        roll_up(
            [(line.line.weight, line.score) for line in found.lines if line.line.measure is measure],
            found.rules.min_coverage,
        ).score
    )
