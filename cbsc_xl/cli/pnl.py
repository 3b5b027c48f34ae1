"""``cbsc-xl pnl`` and ``trace``: profit per customer, channel or product, and where its cost comes from."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.answer import Answer, Command, Rows, remarks

if TYPE_CHECKING:
    from cbsc_xl.accounting import DimensionStatement, Reconciliation, Statement
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period

ACROSS = 9
"""Up to this many groups stand side by side with all lines; more stand one below the other in brief."""

TOTAL = "total"


def _add_pnl(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--by", metavar="COLUMN", help="channel, product, category, or a column of table Customers"
    )
    command.add_argument(
        "--spread", choices=("revenue",), help="fully loaded: spread untraceable cost by net revenue"
    )


def _pnl(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the P&L of each customer or group, the largest profit first, and the way to the ledger."""
    from cbsc_xl.accounting import customer_pnl, pnl_by
    from cbsc_xl.accounting.axis import NOT_SPLIT
    from cbsc_xl.ledger.customers import ANONYMOUS, NO_SEGMENT, UNKNOWN

    found: Statement | DimensionStatement
    if options.by:
        found = pnl_by(ledger, options.segment, period, options.by, options.spread)
        rows, key, sources = found.rows, found.by, _sources(found)
    else:
        found = customer_pnl(ledger, options.segment, period, options.spread)
        rows, key, sources = found.customers, "customer_id", []
    rest = (NO_SEGMENT, UNKNOWN, ANONYMOUS, NOT_SPLIT)
    ordered = sorted(rows, key=lambda row: (row[key] in rest, -float(row["customer_profit"]), str(row[key])))
    whole: Rows = [*map(dict, ordered), {key: TOTAL, **found.total}]
    across = bool(options.by) and len(rows) <= ACROSS
    shown = _across(whole, key, found.lines) if across else [_brief(row, key) for row in whole]
    tables = (shown, sources, *_bridge(found.reconciliation, (found.label, *found.notes)))
    return Answer(found.as_dict(), whole, tables)


def _across(rows: Rows, key: str, lines: Sequence[str]) -> Rows:
    """Let lines run down and groups across, the total last."""
    *groups, total = rows
    return [
        {"": line, **{str(row[key]): row[line] for row in groups}, f"({TOTAL})": total[line]}
        for line in lines
    ]


def _brief(row: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the subtotals of a P&L; all its lines are in CSV and JSON."""
    return {
        key: row[key],
        "net_revenue": row["net_revenue"],
        "gross_margin": row["gross_margin"],
        "traced_cost": row["gross_margin"] - row["contribution"],
        "contribution": row["contribution"],
        "financial_risk": row["credit_risk_cost"] + row["receivables_financing"],
        "customer_profit": row["customer_profit"],
    }


def _sources(found: DimensionStatement) -> Rows:
    return [
        {
            "line": source.line,
            "source": " ".join(filter(None, (source.kind, source.name))),
            "split": source.split,
            "not_split": source.not_split,
            "by": source.rule,
        }
        for source in found.sources
    ]


def _bridge(bridge: Reconciliation, said: Sequence[str]) -> tuple[Rows, Rows]:
    steps: Rows = [{"reconciliation": step.name, "amount": step.amount} for step in bridge.steps]
    steps.append({"reconciliation": "operating result", "amount": bridge.operating_result})
    steps += [
        {"reconciliation": f"{line.line}: difference from table Ledger", "amount": line.difference}
        for line in bridge.lines
    ]
    return steps, remarks("notes", (*said, bridge.status))


def _add_trace(command: argparse.ArgumentParser) -> None:
    command.add_argument("--customer", metavar="ID", help="the P&L of one customer, charge by charge")


def _trace(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with the charges of the customers asked, and the balance of each pool."""
    from cbsc_xl.accounting import charges, customer_pnl, pool_traces

    statement = customer_pnl(ledger, _asked(ledger, options), period)
    pnl = statement.pnl
    names = [str(row["customer_id"]) for row in statement.customers]
    rows: Rows = [{"customer_id": name, **asdict(charge)} for name in names for charge in charges(pnl, name)]
    pools: Rows = [{**asdict(pool), "balance": pool.balance} for pool in pool_traces(pnl)]
    content = {"charges": rows, "pools": pools}
    if options.customer or options.segment:
        touched = {(row["kind"], row["pool"], row["line"]) for row in rows if row["pool"]}
        own = [pool for pool in pools if (pool["kind"], pool["name"], pool["line"]) in touched]
        return Answer(content, rows, (_statement(statement, rows), own))
    summed = ("input", "allocated_in", "allocated_out", "unused", "remainder", "balance")
    total = {name: sum(pool[name] for pool in pools) if name in summed else None for name in pools[0]}
    return Answer(content, rows, ([*pools, {**total, "kind": TOTAL}],))


def _asked(ledger: Ledger, options: argparse.Namespace) -> str:
    """Return the segment to trace: one customer if one is asked."""
    from cbsc_xl.ledger.segment import find_value

    if not options.customer:
        return str(options.segment)
    return f'customer_id="{find_value(options.customer, ledger.customers.codes, "customer")}"'


def _statement(statement: Statement, charged: Rows) -> Rows:
    """Return every line of a P&L, each followed by what it is made of; customers are added up."""
    parts: dict[tuple[str, ...], list[float]] = {}
    for row in charged:
        what = (row["line"], row["kind"], row["pool"], row["driver"])
        so_far = parts.setdefault(what, [0.0, 0.0])
        so_far[0] += row["amount"]
        so_far[1] += row["volume"]
    result: Rows = []
    for line, amount in statement.total.items():
        result.append(
            {"line": line, "amount": amount, **dict.fromkeys(("of_which", "driver", "volume", "rate"))}
        )
        for (own, kind, pool, driver), (part, volume) in parts.items():
            if own == line:
                detail = {
                    "of_which": part,
                    "driver": driver,
                    "volume": volume,
                    "rate": part / volume if volume else None,
                }
                result.append({"line": f"  {kind} {pool}".rstrip(), "amount": None, **detail})
    return result


PNL = Command("pnl", "the P&L of each customer or group, reconciled to the ledger", _pnl, _add_pnl)
TRACE = Command(
    "trace", "where cost comes from: the balance of each pool, the charges of a customer", _trace, _add_trace
)
