"""``cbsc-xl budget``: a marketing and sales budget by customer value and scorecard."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from cbsc_xl.cli.answer import Answer, Command, Rows, remarks
from cbsc_xl.errors import BadArgument

if TYPE_CHECKING:
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period

CUSTOMERS = ("customer", "customer_id")


def _add_budget(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--total", type=float, metavar="T", help="the budget to divide; left out: setting budget")
    add("--by", default="segment", metavar="COLUMN", help="column of table Customers, or customer")
    add("--value", choices=("profit", "clv"), default="profit", help="what a customer is worth")
    add("--serves", default="", metavar="WHAT", help="perspective, objective or measure whose score counts")
    add(
        "--score",
        action="append",
        default=[],
        metavar="NAME=S",
        help="a score of your own, 0 to 1; may be repeated",
    )
    add(
        "--floor",
        action="append",
        default=[],
        metavar="NAME=F",
        help="the least a name gets; may be repeated",
    )
    add(
        "--lambda",
        dest="gap_weight",
        type=float,
        metavar="L",
        help="weight of the gap to the target; left out: setting budget_gap_weight",
    )
    add(
        "--kappa",
        dest="cap",
        type=float,
        metavar="K",
        help="the most: this share of value; left out: setting budget_cap",
    )


def _budget(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the budget of each group beside what was spent."""
    from cbsc_xl.inquiry import budget, budget_run, rules_of
    from cbsc_xl.ledger.grouping import CUSTOMER

    by = CUSTOMER if options.by.casefold() in CUSTOMERS else options.by
    rules = rules_of(
        ledger.settings,
        value=options.value,
        gap_weight=options.gap_weight,
        cap=options.cap,
        floors=_numbers("--floor", options.floor),
        scores=_numbers("--score", options.score),
        serves=options.serves,
    )
    total = ledger.settings.number("budget") if options.total is None else options.total
    found = budget(budget_run(ledger, period, by), total, options.segment, by, rules)
    rows: Rows = [asdict(row) for row in found.rows]
    summed = ("allocated", "actual", "variance")
    sums = {name: sum(row[name] for row in rows) for name in summed}
    whole = [*rows, {**dict.fromkeys(rows[0]), "name": "total", **sums}] if rows else []
    shown = [{**row, "capped": "yes" if row["capped"] else ""} for row in whole]
    figures: Rows = [
        {"figure": "not justified by customer value", "amount": found.not_justified},
        {"figure": "spent on customers of no group", "amount": found.outside},
    ]
    return Answer(found.as_dict(), rows, (shown, figures, remarks("notes", found.notes)))


def _numbers(option: str, texts: Sequence[str]) -> dict[str, float]:
    """Read ``NAME=number`` options."""
    found = {}
    for text in texts:
        name, _, number = text.rpartition("=")
        try:
            found[name] = float(number)
        except ValueError:
            name = ""
        if not name:
            raise BadArgument(f"{option} {text!r} is not understood: type a name, = and a number, Gold=0.8")
    return found


BUDGET = Command(
    "budget", "divide a budget by customer value and scorecard, beside what was spent", _budget, _add_budget
)
