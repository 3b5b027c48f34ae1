"""Initiatives: what is done about it, when, what it costs and what it yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cbsc_xl.period import add_months, day_number, to_date
from cbsc_xl.tables.records import Record
from cbsc_xl.units import SMALL
from cbsc_xl.valuation import BusinessCase
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages import business_case, statuses, targets
from cbsc_xl.workbook.pages.context import DASH, Context, known, patterns, quoted, thousands
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK = business_case.INITIATIVES
QUARTERS, TODAY = 8, 4
CENTS = "#,##0.00"


@dataclass(frozen=True)
class Figures:
    """The money of one initiative; None where it is not known."""

    budget: float | None
    spent: float | None
    benefit: float | None
    years: float | None
    rate: float

    @property
    def case(self) -> BusinessCase | None:
        """The business case, if everything is known."""
        if self.budget is None or self.benefit is None or self.years is None:
            return None
        return BusinessCase(self.budget, self.benefit, self.years, self.rate)

    @property
    def npv(self) -> float | None:
        """Net present value."""
        return None if self.case is None else self.case.npv

    @property
    def irr(self) -> float | None:
        """Internal rate of return."""
        return None if self.case is None else self.case.irr

    @property
    def payback(self) -> float | None:
        """Months until the budget is paid back."""
        return None if self.case is None else self.case.payback


def fill(context: Context) -> None:
    """Write a row per initiative, the total, and the business case of the most valuable one."""
    records = context.report.initiatives
    rate = context.report.run.settings.number("discount_rate")
    figures = [_figures(record, rate) for record in records]
    roles = patterns(len(records))
    rows = [Row(roles[i], _row(context, i, record, figures[i])) for i, record in enumerate(records)]
    if records:
        rows.append(Row("total", _total(context, figures)))
    context.rows(BLOCK, rows)
    first = _first_quarter(context)
    for quarter in range(QUARTERS):
        start = to_date(add_months(first, 3 * quarter))
        context.put(f"initiatives_q{quarter + 1}", f"{start:%y} Q{(start.month + 2) // 3}")
    _frame(context, records, figures)
    names = [str(record["initiative"]) for record in records]
    business_case.fill(context, names, [figure.case for figure in figures], rate)


def _figures(record: Record, rate: float) -> Figures:
    return Figures(
        budget=record.get("budget"),
        spent=record.get("spent"),
        benefit=record.get("annual_benefit"),
        years=record.get("benefit_years"),
        rate=rate,
    )


def _first_quarter(context: Context) -> int:
    """Return the first day of the eight quarters; the period ends after the fourth."""
    end = context.report.run.period.end
    then = to_date(add_months(end, -12))
    return day_number(date(then.year, (then.month - 1) // 3 * 3 + 1, 1))


def _frame(context: Context, records: list[Record], figures: list[Figures]) -> None:
    voice, run = context.voice, context.report.run
    budget = sum(figure.budget or 0.0 for figure in figures)
    value = sum(figure.npv or 0.0 for figure in figures)
    if not records:
        title: Entry = voice("No initiatives yet: fill in table Initiatives")
    else:
        total = len(records)
        title = context.sentence(
            "{count} initiatives cost {currency} {budget} and are worth {currency} {value}",
            count=total,
            currency=run.currency,
            budget=thousands(budget, context.layout.at(BLOCK, "budget", total)),
            value=thousands(value, context.layout.at(BLOCK, "npv", total)),
        )
    day = labels.day_label(voice, run.period.end - 1)
    subtitle = voice(
        "{group}, state at {day}; {currency}; benefits counted for the years shown",
        group=context.report.group,
        day=day,
        currency=run.currency,
    )
    context.frame(BLOCK, title, subtitle)
    note = voice(
        "Timeline: dark = done, light = planned, line = {day}. No benefit is no value, not zero. "
        "Payback without discounting. Gap: target less actual of the measure.",
        day=day,
    )
    context.put("initiatives_note", note)


def _row(context: Context, i: int, record: Record, figures: Figures) -> dict[str, Entry]:
    at = {name: context.layout.at(BLOCK, name, i) for name in ("budget", "spent")}
    share = figures.spent / figures.budget if figures.budget and figures.spent is not None else None
    return {
        "name": record["initiative"],
        "objective": _objective(context, record),
        "owner": record.get("owner") or "",
        **_timeline(context, record),
        "budget": _money(figures.budget),
        "spent": _money(figures.spent),
        "spent_share": Cell(known(share), f"IFERROR({at['spent']}/{at['budget']},{DASH})"),
        "benefit": _money(figures.benefit),
        "years": known(figures.years),
        **_value(context, i, figures),
        **_leverage(context, i, record, figures.benefit),
        "progress": known(record.get("progress")),
        "status": _status(context, record),
    }


def _value(context: Context, i: int, figures: Figures) -> dict[str, Entry]:
    """Return net present value, internal rate of return and payback."""
    fields = ("budget", "benefit", "years")
    budget, benefit, years = (context.layout.at(BLOCK, name, i) for name in fields)
    complete = f"COUNT({budget},{benefit},{years})=3"
    rate = context.layout.cell("case_rate")
    found = f"IFERROR(RATE({years},{benefit},-{budget},0,0,{benefit}/{budget}),{DASH})"
    positive = f"AND({complete},N({budget})>0,N({benefit})>0)"
    pays = f"AND({complete},N({benefit})>0,N({budget})<=N({benefit})*N({years}))"
    return {
        "npv": Cell(known(figures.npv), f"IF({complete},PV({rate},{years},-{benefit})-{budget},{DASH})"),
        "irr": Cell(known(figures.irr), f"IF({positive},IF({years}*{benefit}={budget},0,{found}),{DASH})"),
        "payback": Cell(known(figures.payback), f"IF({pays},{budget}/{benefit}*12,{DASH})"),
    }


def _money(value: float | None) -> Cell:
    return Cell(known(value))


def _objective(context: Context, record: Record) -> str:
    """Return the objective and, on a line of its own, the measure."""
    asked = record.get("objective_id")
    found = (quoted(context, o.text) for o in context.report.scorecard.objectives if o.id == asked)
    moved = _moved(context, record)
    measure = "" if moved is None else targets.line_name(context, context.report.evaluation.lines[moved])
    return "\n".join(filter(None, [next(found, asked), measure]))


def _moved(context: Context, record: Record) -> int | None:
    """Return which line of the scorecard names an initiative; one of its own objective goes first."""
    name = str(record["initiative"]).casefold()
    lines = list(enumerate(context.report.evaluation.lines))
    named = [(i, scored) for i, scored in lines if scored.line.initiative.casefold() == name]
    named.sort(key=lambda pair: pair[1].objective.id != record.get("objective_id"))
    return named[0][0] if named else None


def _leverage(context: Context, i: int, record: Record, benefit: float | None) -> dict[str, Entry]:
    """Return how far the measure is from its target, and what a unit of that way yields in a year."""
    moved = _moved(context, record)
    if moved is None:
        return {"gap": NO_VALUE, "worth": NO_VALUE}
    scored = context.report.evaluation.lines[moved]
    actual, target, unit = scored.actual.value, scored.line.target, scored.line.unit
    gap = None if actual is None or target is None else (target - actual) * unit.change_factor
    short = gap is not None and scored.achievement is not None and round(scored.achievement, 9) < 1
    worth = benefit / abs(gap) if gap and short and benefit is not None else None
    cells = [targets.at(context, name, moved) for name in ("actual", "target", "achievement")]
    at_gap, at_benefit = (context.layout.at(BLOCK, name, i) for name in ("gap", "benefit"))
    factor = "" if unit.change_factor == 1 else f"*{unit.change_factor:g}"
    open_ = f"IF(COUNT({at_gap},{at_benefit},{cells[2]})=3,ROUND({cells[2]},9)<1,FALSE)"
    return {
        "gap": Cell(
            known(gap),
            f"IF(COUNT({cells[0]},{cells[1]})=2,({cells[1]}-{cells[0]}){factor},{DASH})",
            unit.change_format,
        ),
        "worth": Cell(
            known(worth),
            f"IF({open_},{at_benefit}/ABS({at_gap}),{DASH})",
            CENTS if worth and worth < SMALL else None,
        ),
    }


def _status(context: Context, record: Record) -> str:
    status = str(record.get("status") or "").strip()
    if not status:
        return NO_VALUE
    word = statuses.known().get(status.casefold())
    return f"{statuses.SYMBOLS[word]} {context.voice(word)}" if word else f"● {status}"


def _timeline(context: Context, record: Record) -> dict[str, Entry]:
    """Return the quarters before, done and planned, within the eight that are shown."""
    start, end = record.get("start_date"), record.get("end_date")
    if start is None or end is None:
        return {"offset": 0, "done": 0, "planned": 0}
    first = _first_quarter(context)
    span = add_months(first, 3 * QUARTERS) - first
    begins = (day_number(start) - first) / span * QUARTERS
    ends = (day_number(end) + 1 - first) / span * QUARTERS
    reached = begins + (ends - begins) * (record.get("progress") or 0.0)
    points = [min(max(point, 0.0), float(QUARTERS)) for point in (begins, reached, ends)]
    return {"offset": points[0], "done": points[1] - points[0], "planned": points[2] - points[1]}


def _total(context: Context, figures: list[Figures]) -> dict[str, Entry]:
    def total(name: str, values: list[float | None]) -> Cell:
        first = context.layout.at(BLOCK, name, 0)
        last = context.layout.at(BLOCK, name, len(figures) - 1).partition("!")[2]
        return Cell(sum(value or 0.0 for value in values), f"SUM({first}:{last})")

    budget = total("budget", [figure.budget for figure in figures])
    spent = total("spent", [figure.spent for figure in figures])
    at = {name: context.layout.at(BLOCK, name, len(figures)) for name in ("spent", "budget")}
    whole, part = float(str(budget.value)), float(str(spent.value))
    share = part / whole if whole else None
    return {
        "name": context.voice("All initiatives"),
        "budget": budget,
        "spent": spent,
        "spent_share": Cell(known(share), f"IFERROR({at['spent']}/{at['budget']},{DASH})"),
        "benefit": total("benefit", [figure.benefit for figure in figures]),
        "npv": total("npv", [figure.npv for figure in figures]),
    }
