"""Tables Scorecard and Initiatives, from the plans of the groups."""

from __future__ import annotations

from collections.abc import Iterator

from cbsc_xl.demo.dates import LAST_DAY
from cbsc_xl.demo.plans import PLANS
from cbsc_xl.demo.plans.plan import Plan, Record, records
from cbsc_xl.demo.sheet import Cell, Sheet, money

_LEVELS = ("strategic", "tactical", "operational")
_PERSPECTIVES = {"F": "financial", "C": "customer", "I": "internal", "L": "learning"}
_OBJECTIVE = (
    "segment",
    "level",
    "perspective",
    "process",
    "focus",
    "objective_id",
    "parent_objective_id",
    "objective",
)
_MEASURE = (
    *("measure_id", "measure", "period", "channel", "baseline", "target", "direction", "tolerance", "weight"),
    *("green", "amber", "manual_value", "manual_previous", "unit", "initiative", "owner", "due_date"),
)


def scorecard() -> Sheet:
    """Table Scorecard: a row per measure, and one for every objective without a measure."""
    rows = [row for plan in PLANS for row in _rows(plan)]
    return Sheet("Scorecard", (*_OBJECTIVE, *_MEASURE), rows)


def initiatives() -> Sheet:
    """Table Initiatives."""
    columns = (
        *("segment", "initiative", "objective_id", "owner", "start_date", "end_date", "budget", "spent"),
        *("progress", "status", "annual_benefit", "benefit_years"),
    )
    return Sheet("Initiatives", columns, [row for plan in PLANS for row in _initiatives(plan)])


def _rows(plan: Plan) -> Iterator[list[Cell]]:
    objectives = {record["id"]: record for record in records(plan.objectives)}
    gauges = [*records(plan.measures), *records(plan.typed)]
    for objective in objectives.values():
        head = _head(plan, objective, objectives)
        own = [gauge for gauge in gauges if gauge["id"] == objective["id"]]
        for gauge in own:
            yield [*head, *_gauge(gauge, objective["owner"])]
        if not own:
            yield [*head, *(objective["owner"] if column == "owner" else None for column in _MEASURE)]


def _head(plan: Plan, objective: Record, objectives: dict[str, Record]) -> list[Cell]:
    parent = objective["parent"]
    return [
        plan.segment,
        _LEVELS[_depth(objective, objectives)],
        _PERSPECTIVES[objective["id"][0]],
        objective["process"],
        plan.focus,
        f"{plan.prefix}-{objective['id']}",
        f"{plan.prefix}-{parent}" if parent else "",
        objective["objective"],
    ]


def _depth(objective: Record, objectives: dict[str, Record]) -> int:
    parent = objective["parent"]
    return 1 + _depth(objectives[parent], objectives) if parent else 0


def _gauge(gauge: Record, owner: str) -> list[Cell]:
    """The cells of a measure; `target 5` as direction means: at best the target, 5 is the tolerance."""
    better, _, tolerance = gauge.get("better", "").partition(" ")
    cells = {
        **{column: gauge.get(column, "") for column in ("channel", "target", "unit", "initiative")},
        "measure_id": gauge.get("measure", "manual"),
        "measure": gauge.get("name", ""),
        "baseline": gauge["base"],
        "direction": better,
        "tolerance": tolerance,
        "weight": gauge["wt"],
        "manual_value": gauge.get("now", ""),
        "manual_previous": gauge.get("before", ""),
        "owner": owner,
        "due_date": LAST_DAY.isoformat(),
    }
    return [cells.get(column, "") for column in _MEASURE]


def _initiatives(plan: Plan) -> Iterator[list[Cell]]:
    owners = {record["id"]: record["owner"] for record in records(plan.objectives)}
    for record in records(plan.initiatives):
        yield [
            *(plan.segment, record["initiative"], f"{plan.prefix}-{record['id']}", owners[record["id"]]),
            *(record["start"], record["end"], _euro(record["budget"]), _euro(record["spent"])),
            *(record["done"], record["status"], _euro(record["gain"]), record["years"]),
        ]


def _euro(whole: str) -> str:
    return money(int(whole) * 100) if whole else ""
