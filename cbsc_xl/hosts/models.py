"""Functions that answer with a table of customer-based accounting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cbsc_xl.hosts.answers import even, table
from cbsc_xl.hosts.coercion import number
from cbsc_xl.hosts.function import Argument, ErrorValue, Function, Result
from cbsc_xl.hosts.tail import Question, asking
from cbsc_xl.texts import mark

if TYPE_CHECKING:
    from cbsc_xl.accounting import Statement


def _statement(asked: Question, name: str) -> Statement:
    from cbsc_xl.accounting import customer_pnl

    asked.refuse_channel(name)
    return customer_pnl(asked.calculator.ledger, asked.segment, asked.period)


def _pnl(asked: Question) -> Result:
    """Return a row per customer, the largest profit first, and their total."""
    found = _statement(asked, "CBSC_PNL")
    ordered = sorted(
        found.customers, key=lambda row: (-float(row["customer_profit"]), str(row["customer_id"]))
    )
    return table([*ordered, {"customer_id": "total", **found.total}])


def _reconcile(asked: Question) -> Result:
    """Return the steps from customer profit to the operating result, and the lines beside the ledger."""
    found = _statement(asked, "CBSC_RECONCILE").reconciliation
    rows: list[list[Any]] = [["step", "amount"]]
    rows += [[step.name, step.amount] for step in found.steps]
    rows += [["operating result", found.operating_result], [found.status]]
    if found.lines:
        rows.append(["line", "tables", "ledger", "difference"])
        rows += [[line.line, line.tables, line.ledger, line.difference] for line in found.lines]
    return even(rows)


def _rates(asked: Question) -> Result:
    """Return what came into each pool of cost, its driver, volume and rate, and what was left."""
    from cbsc_xl.accounting import pool_traces

    return table(
        {
            "kind": pool.kind,
            "pool": pool.name,
            "line": pool.line,
            "driver": pool.driver,
            "volume": pool.volume,
            "rate": pool.rate,
            "cost": pool.input + pool.allocated_in,
            "charged": pool.allocated_out,
            "unused": pool.unused,
            "unallocated": pool.remainder,
        }
        for pool in pool_traces(_statement(asked, "CBSC_ABC_RATES").pnl)
    )


def _whale(asked: Question) -> Result:
    """Return cumulative profit, the most profitable customer first; shares only of a total above 0."""
    from cbsc_xl.accounting.whale import whale_curve

    curve = whale_curve(_statement(asked, "CBSC_WHALE").profits)
    shares = curve.shares or (ErrorValue.NA,) * len(curve.ids)
    points = zip(curve.ids, curve.profits, curve.cumulative, shares, strict=True)
    rows: list[list[Any]] = [["customer_id", "profit", "cumulative", "customers", "share"]]
    for place, (name, profit, cumulative, share) in enumerate(points, 1):
        rows.append([name, profit, cumulative, place / len(curve.ids), share])
    return even(rows)


def _matrix(asked: Question) -> Result:
    """Return the quadrant of each customer; who has no value-for score has no quadrant."""
    from cbsc_xl.inquiry import matrix

    asked.refuse_channel("CBSC_VALUE_MATRIX")
    found = matrix(asked.calculator, asked.segment, asked.asked_period)
    head = ["customer_id", "value_of", "value_for", "quadrant", "balance"]
    places = [[n, p.value_of, p.value_for, p.quadrant, p.balance] for n, p in found.places.items()]
    without = [[name, "", "", "no value-for score", ""] for name in found.without_score]
    return even([head, *places, *without])


def _forecast(asked: Question) -> Result:
    """Return the expected purchases and the lifetime value of each customer, and how far to trust them."""
    from cbsc_xl.valuation import clv_bgnbd

    asked.refuse_channel("CBSC_CLV_BGNBD")
    found = clv_bgnbd(asked.calculator.ledger, asked.segment, asked.period)
    return even([*table(found.rows), *([remark] for remark in found.remarks)])


def _balance(asked: Question) -> Result:
    """Return what customers bring and cost per year, and as present values."""
    from cbsc_xl.inquiry import value_balance

    asked.refuse_channel("CBSC_VALUE_BALANCE")
    found = value_balance(asked.calculator, asked.segment, asked.asked_period)
    per_year = {
        "direct revenue": found.direct_revenue,
        **{f"indirect revenue: {name}": value for name, value in found.indirect_revenue.items()},
        "direct cost": -found.direct_cost,
        "indirect cost": -found.indirect_cost,
        "financial risk": -found.financial_risk,
    }
    rows: list[list[Any]] = [["figure", "per year", "present value"]]
    rows += [[name, value, value * found.factor] for name, value in per_year.items()]
    rows += [["bright side", "", found.sheet.bright], ["dark side", "", -found.sheet.dark]]
    rows += [["balance", "", found.sheet.balance], ["years", found.years]]
    rows += [["retention", found.retention], ["discount rate", found.discount_rate]]
    return even([*rows, *([name, status] for name, status in found.unknown.items())])


def _budget(asked: Question, total: Any) -> Result:
    """Return the budget of each segment beside what was spent, and what no value justifies."""
    from cbsc_xl.inquiry import budget, budget_run

    asked.refuse_channel("CBSC_BUDGET")
    run = budget_run(asked.calculator.ledger, asked.period)
    found = budget(run, number(total, TOTAL.name), asked.segment)
    head = ["segment", "value", "score", "limit", "allocated", "actual", "variance"]
    rows = [[r.name, r.value, r.score, r.limit, r.allocated, r.actual, r.variance] for r in found.rows]
    left = [["not justified by customer value", "", "", "", found.not_justified]]
    return even([head, *rows, *left, *([note] for note in found.notes)])


TOTAL = Argument("total", mark("the budget to divide"), optional=False)
FUNCTIONS: tuple[Function, ...] = (
    asking("CBSC_PNL", mark("The profit and loss of each customer, the largest profit first."), _pnl),
    asking(
        "CBSC_RECONCILE",
        mark("The way from the profit of customers to the operating result, and the ledger beside it."),
        _reconcile,
    ),
    asking(
        "CBSC_ABC_RATES",
        mark("The pools of cost: driver, volume, rate, what customers were charged and what was left."),
        _rates,
    ),
    asking("CBSC_WHALE", mark("The whale curve: cumulative profit, the best customers first."), _whale),
    asking(
        "CBSC_VALUE_MATRIX",
        mark("Each customer by value of and value for the customer, with quadrant and balance index."),
        _matrix,
    ),
    asking(
        "CBSC_VALUE_BALANCE",
        mark("The value balance sheet: what customers bring and cost in three years, as present values."),
        _balance,
    ),
    asking(
        "CBSC_BUDGET",
        mark("A budget divided over the segments by value and scorecard, beside what was spent."),
        _budget,
        TOTAL,
    ),
    asking(
        "CBSC_CLV_BGNBD",
        mark("Lifetime value of each customer, forecast from purchases; below it, how far to trust it."),
        _forecast,
    ),
)
