"""``cbsc-xl pnl``, ``whale`` and ``matrix``: profit per customer, value given and received."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.options import add_data, add_format, print_rows, read_ledger

if TYPE_CHECKING:
    from cbsc_xl.accounting import Statement
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """What a command prints: everything as JSON, rows as CSV, rows and remarks as a table."""

    content: dict[str, Any]
    rows: Rows
    remarks: Rows


@dataclass(frozen=True)
class Command:
    """A command of this module, with the interface of a module of commands."""

    NAME: str
    HELP: str
    answer: Callable[[Ledger, Period, argparse.Namespace], Answer]

    def add_arguments(self, command: argparse.ArgumentParser) -> None:
        """Add the arguments of the command."""
        add_data(command)
        command.add_argument(
            "--segment", default="", metavar="S", help="Gold, country=NL; left out: everybody"
        )
        command.add_argument("--period", metavar="P", help="left out: the last 12 complete months")
        if self.NAME == "pnl":
            command.add_argument(
                "--spread", choices=("revenue",), help="fully loaded: spread untraceable cost by net revenue"
            )
        add_format(command, ("table", "json", "csv"))

    def run(self, options: argparse.Namespace) -> int:
        """Print the answer."""
        from cbsc_xl.calculator import Calculator

        ledger = read_ledger(options)
        answer = self.answer(ledger, Calculator(ledger).period(options.period), options)
        if options.format == "json":
            print(json.dumps(answer.content, ensure_ascii=False, indent=2))
            return 0
        print_rows(answer.rows, options.format)
        if options.format == "table" and answer.remarks:
            print()
            print_rows(answer.remarks, options.format)
        return 0


def _statement(ledger: Ledger, period: Period, options: argparse.Namespace) -> Statement:
    from cbsc_xl.accounting import customer_pnl

    return customer_pnl(ledger, options.segment, period, getattr(options, "spread", None))


def _pnl(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the P&L of each customer, the largest profit first, and the way to the ledger."""
    statement = _statement(ledger, period, options)
    by_profit = sorted(
        statement.customers, key=lambda row: (-float(row["customer_profit"]), str(row["customer_id"]))
    )
    rows: Rows = [*map(dict, by_profit), {"customer_id": "total", **statement.total}]
    bridge: Rows = [
        {"reconciliation": step.name, "amount": step.amount} for step in statement.reconciliation.steps
    ]
    bridge.append({"reconciliation": "operating result", "amount": statement.reconciliation.operating_result})
    said = [statement.label, *statement.notes, statement.reconciliation.status]
    bridge += [{"reconciliation": text, "amount": None} for text in said if text]
    return Answer(statement.as_dict(), rows, bridge)


def _whale(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with cumulative profit, the most profitable customer first."""
    from cbsc_xl.accounting.whale import whale_curve

    curve = whale_curve(_profits(_statement(ledger, period, options)))
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
    remarks: Rows = [{"figure": name, "value": value} for name, value in summary.items()]
    return Answer({**summary, "deciles": list(curve.deciles()), "points": points}, points, remarks)


def _matrix(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the quadrant of each customer: customer profit against perceived value."""
    from cbsc_xl.accounting.value import value_matrix
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.catalogue import find

    profits = _profits(_statement(ledger, period, options))
    cube = Calculator(ledger).cube(("customer_id",), [period])
    perceived = find("perceived_value")
    outcomes = {
        label: cube.outcome(perceived, place, 0).value
        for place, label in enumerate(cube.grouping.labels)
        if label in profits
    }
    matrix = value_matrix(profits, {name: value for name, value in outcomes.items() if value is not None})
    rows: Rows = [
        {
            "customer_id": name,
            "value_of": place.value_of,
            "value_for": place.value_for,
            "quadrant": place.quadrant,
            "balance": place.balance,
        }
        for name, place in matrix.places.items()
    ]
    limits = {"value_of": matrix.threshold_of, "value_for": matrix.threshold_for}
    thresholds = {name: None if math.isnan(limit) else limit for name, limit in limits.items()}
    content = {"thresholds": thresholds, "customers": rows, "without_score": list(matrix.without_score)}
    remarks: Rows = [{"threshold": name, "value": value} for name, value in thresholds.items()]
    remarks.append({"threshold": "customers without a value-for score", "value": len(matrix.without_score)})
    return Answer(content, rows, remarks)


def _profits(statement: Statement) -> dict[str, float]:
    """Return the profit of each customer; rows in brackets stand for nobody."""
    return {
        str(row["customer_id"]): float(row["customer_profit"])
        for row in statement.customers
        if not str(row["customer_id"]).startswith("(")
    }


PNL = Command("pnl", "the P&L of each customer, reconciled to the ledger", _pnl)
WHALE = Command("whale", "the whale curve: cumulative profit, the best customers first", _whale)
MATRIX = Command("matrix", "value of the customer against value for the customer", _matrix)
