"""Functions about measures and facts: what there is, how a figure came about, how it moved and splits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cbsc_xl.catalogue import catalogue, find, needs_of
from cbsc_xl.errors import CbscError
from cbsc_xl.hosts import coercion
from cbsc_xl.hosts.answers import even, of_outcome, status_of, table
from cbsc_xl.hosts.function import Argument, Book, Function, Result
from cbsc_xl.hosts.tail import CATEGORY, Question, asking
from cbsc_xl.texts import mark

if TYPE_CHECKING:
    from cbsc_xl.hosts.session import Session
    from cbsc_xl.inquiry import Explanation, LeftOut, Point

MEASURE = Argument(
    "measure", mark("a measure by its function or id, such as CHURN; in any case"), optional=False
)
FACT = Argument("fact", mark("a fact by its name, as CBSC_EXPLAIN shows it"), optional=False)
POINTS = Argument("points", mark("how many windows; left out: 13"))
MONTHS = Argument("months", mark("months from one window to the next; left out: 1"))
SPLIT = Argument("split_by", mark("a column of table Customers, customer_id, or channel"), optional=False)


def _list(session: Session, book: Book) -> Result:
    return table(
        {
            "function": measure.function,
            "name": measure.labels["en"],
            "unit": measure.unit.name,
            "better": measure.better,
            "group": measure.group,
            "perspective": measure.perspective,
            "needs": needs_of(measure),
        }
        for measure in catalogue()
    )


def _help(session: Session, book: Book, measure: Any = None) -> Result:
    found = find(coercion.text(measure))
    return even(
        [
            ["function", found.function],
            ["name", found.labels["en"]],
            ["definition", found.definition],
            ["formula", found.formula],
            ["unit", found.unit.name],
            ["better", found.better],
            ["needs", needs_of(found)],
            ["no value if", found.empty],
        ]
    )


def _explain(asked: Question, measure: Any) -> Result:
    """Return how a figure came about; a question that cannot be understood is answered with the reason."""
    from cbsc_xl.inquiry import explain

    name = coercion.text(measure)
    try:
        found = explain(asked.calculator, name, asked.segment, asked.asked_period, asked.channel)
    except CbscError as error:
        return even([["measure", name], ["status", status_of(error)]])
    return even(_explanation(found))


def _explanation(found: Explanation) -> list[list[Any]]:
    rows: list[list[Any]] = [
        [found.measure.function, found.measure.labels["en"]],
        ["definition", found.measure.definition],
        ["segment", found.segment or "All"],
        ["period", found.period.text],
        ["channel", found.channel],
        ["formula", found.formula],
        ["numbers", found.numbers],
        ["value", of_outcome(found.outcome), found.measure.unit.name],
        ["status", found.outcome.status],
        ["fact", "value", "unit", "status"],
    ]
    rows += [[f.name, of_outcome(f.outcome), f.unit.name, f.outcome.status] for f in found.facts]
    if found.settings:
        rows.append(["setting", "value", "origin"])
        rows += [[s.name, s.value, "given" if s.given else "default"] for s in found.settings]
    if found.tables:
        rows.append(["table", "read", "looked at", "refused", "left out"])
        rows += [
            [t.table, t.read, t.looked_at, _reasons(t.refused), _reasons(t.left_out)] for t in found.tables
        ]
    return [*rows, *(["note", note] for note in found.notes)]


def _reasons(parts: tuple[LeftOut, ...]) -> str:
    return "; ".join(f"{part.rows} {part.reason}" for part in parts)


def _fact(asked: Question, name: Any) -> Result:
    from cbsc_xl.inquiry import fact

    found = fact(asked.calculator, coercion.text(name), asked.segment, asked.asked_period, asked.channel)
    return of_outcome(found.outcome)


def _trend(asked: Question, measure: Any, points: Any, months: Any) -> Result:
    from cbsc_xl.inquiry import trend

    return _points(
        trend(
            asked.calculator,
            coercion.text(measure),
            coercion.whole(points, POINTS.name, 13),
            coercion.whole(months, MONTHS.name, 1),
            asked.segment,
            asked.asked_period,
            asked.channel,
        )
    )


def _breakdown(asked: Question, measure: Any, column: Any) -> Result:
    from cbsc_xl.inquiry import breakdown

    return _points(
        breakdown(
            asked.calculator,
            coercion.text(measure),
            coercion.text(column),
            asked.segment,
            asked.asked_period,
            asked.channel,
        )
    )


def _points(points: tuple[Point, ...]) -> Result:
    """Return the label and the figure of each point; a missing one is its error or sentence."""
    return [[point.label, of_outcome(point.outcome)] for point in points]


FUNCTIONS = (
    Function("CBSC_LIST", mark("Lists all measures and what they need."), CATEGORY, (), _list, spills=True),
    Function(
        "CBSC_HELP",
        mark("Tells what a measure is: definition, formula, unit, needs."),
        CATEGORY,
        (MEASURE,),
        _help,
        spills=True,
    ),
    asking(
        "CBSC_EXPLAIN",
        mark("Tells how a figure came about: facts, formula, settings, rows used and left out, errors."),
        _explain,
        MEASURE,
    ),
    asking(
        "CBSC_FACT",
        mark("One fact: a figure that measures are made of."),
        _fact,
        FACT,
        spills=False,
    ),
    asking(
        "CBSC_TREND",
        mark("A measure over windows as long as the period; the last window is the period."),
        _trend,
        MEASURE,
        POINTS,
        MONTHS,
    ),
    asking(
        "CBSC_BREAKDOWN",
        mark("A measure per group of customers, per customer or per channel; the last row is all."),
        _breakdown,
        MEASURE,
        SPLIT,
    ),
)
