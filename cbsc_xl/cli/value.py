"""``cbsc-xl whale``, ``matrix``, ``roles`` and ``balance``: value given and received."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.answer import Answer, Command, Rows, remarks

if TYPE_CHECKING:
    from cbsc_xl.accounting.value import Migration, ValueMatrix
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period


def _whale(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with cumulative profit, the most profitable customer first."""
    from cbsc_xl.accounting import customer_pnl
    from cbsc_xl.accounting.whale import whale_curve

    curve = whale_curve(customer_pnl(ledger, options.segment, period).profits)
    shares = curve.shares or (None,) * len(curve.ids)
    points: Rows = [
        {
            "customer_id": name,
            "profit": profit,
            "cumulative": cumulative,
            "customers": (place + 1) / len(curve.ids),
            "share": share,
        }
        for place, (name, profit, cumulative, share) in enumerate(
            zip(curve.ids, curve.profits, curve.cumulative, shares, strict=True)
        )
    ]
    summary: dict[str, Any] = {
        "total_profit": curve.total,
        "peak_profit": curve.peak_amount,
        "peak_customers": curve.peak_customers,
        "peak": curve.peak,
        "eroded": curve.eroded,
        "top_20_percent_share": curve.top_share,
        "unprofitable": curve.unprofitable,
    }
    figures: Rows = [{"figure": name, "value": value} for name, value in summary.items()]
    deciles: Rows = [
        {
            "tenth_of_customers": place,
            "profit": profit,
            "share": profit / curve.total if curve.total > 0 else None,
        }
        for place, profit in enumerate(curve.deciles(), 1)
    ]
    content = {**summary, "deciles": list(curve.deciles()), "points": points}
    return Answer(content, points, (points, deciles, figures))


def _add_matrix(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--value",
        choices=("profit", "clv", "engagement"),
        default="profit",
        help="value of the customer; engagement is lifetime value with the new roles",
    )
    command.add_argument(
        "--from", dest="before", metavar="P", help="an earlier period: who moved from which quadrant to which"
    )
    command.add_argument(
        "--threshold-of",
        type=float,
        metavar="AMOUNT",
        help="high value of the customer; left out: the median",
    )
    command.add_argument(
        "--threshold-for",
        type=float,
        metavar="SCORE",
        help="high value for the customer; left out: the median",
    )


def _matrix(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the quadrant of each customer: customer profit against perceived value."""
    from cbsc_xl.accounting.value import value_migration
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.inquiry import matrix

    def of(when: str | None) -> ValueMatrix:
        limits = options.threshold_of, options.threshold_for
        return matrix(Calculator(ledger), options.segment, when, *limits, options.value)

    now = of(period.text)
    rows: Rows = [
        {
            "customer_id": name,
            "value_of": place.value_of,
            "value_for": place.value_for,
            "quadrant": place.quadrant,
            "balance": place.balance,
        }
        for name, place in now.places.items()
    ]
    content = {
        "thresholds": _thresholds(now),
        "customers": rows,
        "without_score": list(now.without_score),
    }
    limits: Rows = [{"threshold": name, "value": value} for name, value in _thresholds(now).items()]
    limits.append({"threshold": "customers without a value-for score", "value": len(now.without_score)})
    if not options.before:
        return Answer(content, rows, (rows, limits))
    before = of(options.before)
    moved = value_migration(before, now)
    moves: Rows = [{"customer_id": name, "from": a, "to": b} for name, (a, b) in moved.moves.items()]
    counts: Rows = [{"from": a, "to": b, "customers": n} for (a, b), n in sorted(moved.counts.items())]
    shift = {"from": options.before, "thresholds": _thresholds(before), "counts": counts, "customers": moves}
    changed = [move for move in moves if move["from"] != move["to"]]
    return Answer({**content, "migration": shift}, moves, (changed, _crosstab(moved), limits))


def _thresholds(matrix: ValueMatrix) -> dict[str, float | None]:
    limits = {"value_of": matrix.threshold_of, "value_for": matrix.threshold_for}
    return {name: None if math.isnan(limit) else limit for name, limit in limits.items()}


def _crosstab(moved: Migration) -> Rows:
    """Count customers by where they were (down) and are (across)."""
    from cbsc_xl.accounting.value import LEFT, NEW, QUADRANTS, WITHOUT_SCORE

    quadrants = (*QUADRANTS.values(), WITHOUT_SCORE)
    return [
        {"from \\ to": a, **{b: moved.counts[a, b] for b in (*quadrants, LEFT)}} for a in (*quadrants, NEW)
    ]


def _add_roles(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--by",
        default="customer_id",
        metavar="COLUMN",
        help="column of table Customers; left out: each customer",
    )


def _roles(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with lifetime value and the value of each role, the largest total first."""
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.inquiry import engagement

    found = engagement(Calculator(ledger), options.segment, period.text, options.by)
    ordered = sorted(found, key=lambda one: (one.total is None, -(one.total or 0.0), one.name))
    key = options.by.strip().casefold().replace(" ", "_")
    rows: Rows = [
        {
            key: one.name,
            "clv": one.lifetime.value,
            **{name: role.value for name, role in one.roles.items()},
            "total": one.total,
        }
        for one in ordered
    ]
    outcomes = [outcome for one in found for outcome in (one.lifetime, *one.roles.values())]
    said = sorted({outcome.status for outcome in outcomes if outcome.value is None})
    content = {"engagement": rows, "notes": said}
    shown = [row for row in rows if row["total"] is not None or any(row[name] for name in found[0].roles)]
    return Answer(content, rows, (shown, remarks("blank where", said)))


def _add_balance(command: argparse.ArgumentParser) -> None:
    command.add_argument("--years", type=int, default=3, metavar="N", help="years to look ahead; left out: 3")
    command.add_argument(
        "--retention",
        type=float,
        metavar="R",
        help="share that stays each year; left out: that of the segment",
    )
    command.add_argument(
        "--discount-rate", type=float, metavar="D", help="per year; left out: setting discount_rate"
    )


def _balance(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the bright and the dark side, per year and as present values."""
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.inquiry import value_balance

    found = value_balance(
        Calculator(ledger),
        *(options.segment, period.text, options.years, options.retention, options.discount_rate),
    )
    flows = (
        ("bright", "direct revenue", found.direct_revenue),
        *(("bright", name, value) for name, value in found.indirect_revenue.items()),
        ("dark", "direct cost", found.direct_cost),
        ("dark", "indirect cost", found.indirect_cost),
        ("dark", "financial risk", found.financial_risk),
    )
    rows: Rows = [
        {"side": side, "item": item, "per_year": value, "present_value": value * found.factor}
        for side, item, value in flows
    ]
    sheet = found.sheet
    summary: dict[str, Any] = {
        "bright": sheet.bright,
        "dark": sheet.dark,
        "balance": sheet.balance,
        "ratio": sheet.ratio,
    }
    used = {name: getattr(found, name) for name in ("years", "retention", "discount_rate", "factor")}
    figures: Rows = [{"figure": name, "value": value} for name, value in {**summary, **used}.items()]
    said = [f"{name} is left out: {reason}" for name, reason in found.unknown.items()]
    content = {**summary, **used, "items": rows, "notes": said}
    return Answer(content, rows, (rows, figures, remarks("notes", said)))


WHALE = Command("whale", "the whale curve: cumulative profit, the best customers first", _whale)
MATRIX = Command("matrix", "value of the customer against value for the customer", _matrix, _add_matrix)
ROLES = Command(
    "roles", "engagement value: lifetime value and the new roles of customers", _roles, _add_roles
)
BALANCE = Command(
    "balance",
    "value balance sheet: what customers bring and cost in the years to come",
    _balance,
    _add_balance,
)
