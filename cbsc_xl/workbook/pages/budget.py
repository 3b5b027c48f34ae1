"""Budget: marketing and sales divided over the customer groups by value and scorecard gap."""

from __future__ import annotations

from dataclasses import replace

from cbsc_xl.errors import CbscError
from cbsc_xl.texts import mark
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.claims import DIGITS, Claim, Division, Share, divide
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import DASH, Context, known, shown, thousands
from cbsc_xl.workbook.plan import Cell, Entry, Row

BLOCK = "budget"
ROOMY = 10
"""Rows up to which they are high."""

INPUTS = ("total", "gap", "cap")
LIMITS = ("", mark("● at its cap"), mark("○ no customer value"))
"""What limits the budget of a group: nothing, the cap, or that it is worth nothing."""


def fill(context: Context) -> None:
    """Write the inputs, a row per group, and the totals."""
    claims = _claims(context)
    if isinstance(claims, CbscError):
        _without(context, claims)
        return
    division = divide(context.report.run.settings, claims)
    _inputs(context, division)
    count = len(claims)
    slim = "" if count <= ROOMY else "slim_"
    rows = [
        Row(slim + _role(context, share.claim), _row(context, row, share, division))
        for row, share in enumerate(division.shares)
    ]
    rows.append(Row(f"{slim}total", _total(context, division)))
    rooms = _column(context, "room", count)
    left = Cell(division.left, f"MAX(0,{context.layout.cell('budget_to_share')}-SUM({rooms}))")
    rows.append(
        Row(f"{slim}left", {"group": context.voice("Not justified by customer value"), "allocated": left})
    )
    whole = Cell(division.total, context.layout.cell("budget_input_total"))
    rows.append(Row(f"{slim}whole", {"group": context.voice("Budget"), "allocated": whole}))
    context.rows(BLOCK, rows)
    _frame(context, division)


def _claims(context: Context) -> list[Claim] | CbscError:
    """Return the claims of the groups; the score of this one is that of its scorecard."""
    claims, report = context.report.claims, context.report
    if isinstance(claims, CbscError):
        return claims
    score = report.evaluation.total.score
    return [replace(claim, score=score) if claim.group == report.group else claim for claim in claims]


def _at(context: Context, field: str, row: int) -> str:
    return context.layout.at(BLOCK, field, row)


def _column(context: Context, field: str, count: int) -> str:
    return context.layout.column(BLOCK, field, count)


def _role(context: Context, claim: Claim) -> str:
    return "own" if claim.group == context.report.group else "line"


def _inputs(context: Context, division: Division) -> None:
    count = len(division.shares)
    spent = None if division.given else f"MAX(0,SUM({_column(context, 'actual', count)}))"
    context.put("budget_input_total", Cell(division.total, spent))
    context.put("budget_input_gap", division.gap)
    context.put("budget_input_cap", division.cap)
    floors = f"SUM({_column(context, 'floor', count)})"
    to_share = f"MAX(0,{context.layout.cell('budget_input_total')}-{floors})"
    context.put("budget_to_share", Cell(division.total, to_share))
    rooms, weights, capped = (_column(context, name, count) for name in ("room", "weight", "capped"))
    below = f"SUMPRODUCT((1-{capped})*{weights})"
    taken = f"SUMPRODUCT({capped}*{rooms})"
    share = context.layout.cell("budget_to_share")
    context.put("budget_per_weight", Cell(division.per_weight, f"IF({below}>0,({share}-{taken})/{below},0)"))


def _row(context: Context, row: int, share: Share, division: Division) -> dict[str, Entry]:
    claim = share.claim
    name = claim.group or context.voice("{count} other groups", count=claim.groups)
    own = claim.group == context.report.group
    score = context.layout.at("rollup", "score", len(context.report.evaluation.perspectives))
    variance = _clean(claim.spent - share.allocated)
    part = share.allocated / division.total if division.total else None
    limit = LIMITS[share.capped + (share.weight <= 0)]
    texts = ",".join(text(context.voice(word)) for word in LIMITS[1:])
    at = {field: _at(context, field, row) for field in ("weight", "allocated", "actual", "capped", "room")}
    total = context.layout.cell("budget_input_total")
    return {
        "group": name,
        "value": claim.value,
        "score": shown(score, claim.score, "0%") if own else known(claim.score),
        **_workings(context, row, share, len(division.shares)),
        "floor": 0,
        "allocated": Cell(
            share.allocated,
            f"{_at(context, 'floor', row)}+IF({at['capped']}=1,{at['room']},"
            f"{at['weight']}*{context.layout.cell('budget_per_weight')})",
        ),
        "share": Cell(known(part), f"IF({total}>0,{at['allocated']}/{total},{DASH})"),
        "actual": claim.spent,
        "variance": Cell(variance, f"ROUND({at['actual']}-{at['allocated']},6)"),
        **({} if claim.groups > 1 else _bars(at, share)),
        "limit": Cell(context.voice(limit), f'CHOOSE(1+{at["capped"]}+({at["weight"]}<=0),"",{texts})'),
    }


def _clean(money: float) -> float:
    """Round, so that a rounding error is no variance."""
    return round(money, 6) + 0.0


def _bars(at: dict[str, str], share: Share) -> dict[str, Entry]:
    return {
        "bar_actual": Cell(max(0.0, share.claim.spent), f"MAX(0,{at['actual']})"),
        "bar_budget": Cell(share.allocated, at["allocated"]),
    }


def _workings(context: Context, row: int, share: Share, count: int) -> dict[str, Entry]:
    """Return weight and cap, and the closed form of dividing again what is cut off.

    A group is capped when what all groups get at the moment it reaches its cap does not exceed the money.
    """
    at = {
        field: _at(context, field, row)
        for field in ("value", "score", "weight", "cap", "floor", "room", "ratio", "filled")
    }
    gap, cap, to_share = (
        context.layout.cell(f"budget_{name}") for name in ("input_gap", "input_cap", "to_share")
    )
    ratios, rooms, weights = (_column(context, name, count) for name in ("ratio", "room", "weight"))
    reached = f"IF(ISNUMBER({at['score']}),MIN(1,{at['score']}),1)"
    return {
        "weight": Cell(share.weight, f"MAX(0,{at['value']})*(1+{gap}*(1-{reached}))"),
        "cap": Cell(share.cap, f"MAX(0,{cap}*{at['value']})"),
        "room": Cell(share.room, f"IF({at['weight']}>0,MAX(0,{at['cap']}-{at['floor']}),0)"),
        "ratio": Cell(share.ratio, f"IF({at['weight']}>0,{at['room']}/{at['weight']},0)"),
        "filled": Cell(
            share.filled,
            f"SUMPRODUCT(({ratios}<={at['ratio']})*{rooms})"
            f"+{at['ratio']}*SUMPRODUCT(({ratios}>{at['ratio']})*{weights})",
        ),
        "capped": Cell(int(share.capped), f"1*(ROUND({at['filled']},{DIGITS})<=ROUND({to_share},{DIGITS}))"),
    }


def _total(context: Context, division: Division) -> dict[str, Entry]:
    shares, count = division.shares, len(division.shares)
    allocated, spent = sum(s.allocated for s in shares), sum(s.claim.spent for s in shares)
    sums = {
        "value": sum(s.claim.value for s in shares),
        "weight": sum(s.weight for s in shares),
        "cap": sum(s.cap for s in shares),
        "floor": 0.0,
        "allocated": allocated,
        "actual": spent,
    }
    cells = {name: Cell(value, f"SUM({_column(context, name, count)})") for name, value in sums.items()}
    actual, budget = (_at(context, name, count) for name in ("actual", "allocated"))
    cells["variance"] = Cell(_clean(spent - allocated), f"ROUND({actual}-{budget},6)")
    part = allocated / division.total if division.total else None
    total, at = context.layout.cell("budget_input_total"), _at(context, "allocated", count)
    share = Cell(known(part), f"IF({total}>0,{at}/{total},{DASH})")
    return {"group": context.voice("All groups"), **cells, "share": share}


def _frame(context: Context, division: Division) -> None:
    voice, report = context.voice, context.report
    row = next(i for i, share in enumerate(division.shares) if share.claim.group == report.group)
    share = division.shares[row]
    variance, at = _clean(share.claim.spent - share.allocated), _at(context, "variance", row)
    more, less = voice("more"), voice("less")
    title = context.sentence(
        "{group}: {currency} {amount} {more} was spent than customer value asks for",
        group=report.group,
        currency=report.run.currency,
        amount=thousands(abs(variance), f"ABS({at})"),
        more=Cell(more if variance > 0 else less, f"IF({at}>0,{text(more)},{text(less)})"),
    )
    subtitle = voice(
        "{count} customer groups, {period}, {currency}; value = customer profit, "
        "actual = marketing and sales charged to the customers",
        count=sum(share.claim.groups for share in division.shares),
        period=labels.period_label(voice, report.run.period),
        currency=report.run.currency,
    )
    context.frame(BLOCK, title, subtitle)
    note = (
        mark("The budget is that of the settings; type another one to see what changes.")
        if division.given
        else mark(
            "No budget in the settings: what was spent is divided anew; type another budget if you like."
        )
    )
    context.put("budget_note", voice(note))


def _without(context: Context, error: CbscError) -> None:
    """Say what the page needs."""
    context.rows(BLOCK, [])
    for name in (*(f"input_{each}" for each in INPUTS), "to_share", "per_weight", "note"):
        context.put(f"budget_{name}", None)
    title = context.voice("No budget by customer value: {reason}", reason=labels.reason(context.voice, error))
    context.frame(BLOCK, title, context.voice("The budget is divided by customer profit and scorecard"))
