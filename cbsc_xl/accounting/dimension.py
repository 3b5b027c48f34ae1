"""The P&L by channel, product or category of the transaction lines, or by a column of table Customers.

Customers carry all of their P&L. Lines carry revenue and cost of goods; other cost is split where its
driver or its cost row carries the column, and stays in a row of its own where nothing tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np

from cbsc_xl.accounting.axis import LINE_COLUMNS, Axis
from cbsc_xl.accounting.costs import NOBODY
from cbsc_xl.accounting.drivers import ORDERS, REVENUE
from cbsc_xl.accounting.lines import COST_LINES, RISK_LINES, SPREAD
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.accounting.reconciliation import Reconciliation, reconcile
from cbsc_xl.accounting.sales import SALES
from cbsc_xl.accounting.statement import Asked, Spread, asked_pnl
from cbsc_xl.accounting.trace import Kind
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows
from cbsc_xl.ledger.segment import DEFAULT_COLUMN, find_value
from cbsc_xl.period import Period


@dataclass(frozen=True)
class Source:
    """Cost of one source on one line of the P&L: how it was split, and how much of it."""

    line: str
    kind: Kind
    name: str
    driver: str
    rule: str
    split: float
    not_split: float


@dataclass(frozen=True)
class DimensionStatement:
    """A P&L by group: rows add up to ``total``, which is that of the statement by customer.

    Each of ``rows`` has the group under the name of the column, ``by``, and every line; costs are positive.
    """

    by: str
    lines: tuple[str, ...]
    rows: tuple[dict[str, str | float], ...]
    total: dict[str, float]
    sources: tuple[Source, ...]
    reconciliation: Reconciliation
    label: str
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded."""
        said = {"label": self.label, "notes": list(self.notes), "total": self.total}
        return {
            "by": self.by,
            "groups": list(self.rows),
            "sources": [asdict(source) for source in self.sources],
            "reconciliation": {**said, **self.reconciliation.as_dict()},
        }


def pnl_by(
    ledger: Ledger, segment: str | None, period: Period, by: str, spread: Spread | None = None
) -> DimensionStatement:
    """Return the P&L of a segment by ``channel``, ``product``, ``category``, or a column of table Customers.

    Errors as in ``customer_pnl``; BadArgument for a column found nowhere, Needs for one that
    transaction lines should carry.
    """
    asked, column = asked_pnl(ledger, segment, period, spread), by.strip().casefold().replace(" ", "_")
    if column in LINE_COLUMNS:
        names, values, sources = _of_lines(asked, Axis(ledger, column))
    else:
        names, values, sources = _of_customers(asked, column, period)
    rows = tuple(
        {column: name, **dict(zip(asked.lines, line.tolist(), strict=True))}
        for name, line in zip(names, values, strict=True)
        if line.any()
    )
    bridge = reconcile(asked.pnl, asked.group)
    return DimensionStatement(
        column, asked.lines, rows, asked.total, sources, bridge, asked.label, asked.pnl.notes
    )


Split = tuple[tuple[str, ...], Floats, tuple[Source, ...]]
"""Names of the groups, amounts per group and line, and the sources of cost."""


def _of_customers(asked: Asked, column: str, period: Period) -> Split:
    ledger = asked.pnl.view.ledger
    table = ledger.customers.table
    if table is not None and column not in (*table.columns, DEFAULT_COLUMN):
        find_value(column, [*LINE_COLUMNS, *sorted(table.columns)], "column of table Customers")
    grouping = group_by(ledger, [column], [period])
    codes = grouping.codes_at(0)[asked.group]
    sums = [np.bincount(codes, weights=line, minlength=grouping.size) for line in asked.values[asked.group].T]
    return grouping.labels, np.stack(sums, axis=1), ()


def _of_lines(asked: Asked, axis: Axis) -> Split:
    amounts = {line: np.zeros(len(axis.names)) for line in asked.lines}
    for line in SALES:
        amounts[line] += _sold(asked, axis, line)
    sources = []
    for source, split in _cost(asked, axis):
        amounts[source.line] += split
        if source.split or source.not_split:
            sources.append(source)
    traced = np.sum([amounts[line] for line in COST_LINES], axis=0)
    imputed = np.sum([amounts[line] for line in (*RISK_LINES, SPREAD) if line in amounts], axis=0)
    amounts["gross_margin"] = amounts["net_revenue"] - amounts["cogs"]
    amounts["contribution"] = amounts["gross_margin"] - traced
    amounts["customer_profit"] = amounts["contribution"] - imputed
    values = np.stack([amounts[line] for line in asked.lines], axis=1) + 0.0  # no negative zeros
    order = sorted(range(axis.not_split - 1), key=lambda place: axis.names[place])
    order += [axis.not_split - 1, axis.not_split]
    return tuple(axis.names[place] for place in order), values[order], tuple(sources)


def _sold(asked: Asked, axis: Axis, line: str) -> Floats:
    rows = asked.pnl.view.ledger.rows("Transactions")
    chosen = asked.group[rows.customer] & _inside(asked.pnl, rows)
    return _sums(axis, axis.of_rows(rows)[chosen], SALES[line](rows)[chosen])


def _inside(pnl: Pnl, rows: Rows) -> Bools:
    period = pnl.view.periods[0]
    return np.asarray((rows.day >= period.start) & (rows.day < period.end))


def _sums(axis: Axis, places: Ints, values: Floats) -> Floats:
    return np.bincount(places, weights=values, minlength=len(axis.names)).astype(np.float64)


def _cost(asked: Asked, axis: Axis) -> Iterator[tuple[Source, Floats]]:
    """Go through everything that customers of the group are charged, with its amount per place."""
    pnl, column = asked.pnl, axis.column
    booked = (
        f"column {column} of table Costs" if axis.carries(pnl.costs.rows) else _silent("table Costs", column)
    )
    for line in COST_LINES:
        yield _source(axis, _direct(asked, axis, line), line, "direct", "", "", booked)
    for pool in pnl.pools:
        if pool.driver:
            split, rule = _driven(asked, axis, pool.charged[:, 0] * asked.group, pool.driver)
            yield _source(axis, split, pool.line, "activity", pool.name, pool.driver, rule)
    for line in pnl.segments.input:
        for place, name in enumerate(pnl.segments.names):
            split = _of_segment(asked, axis, line, place)
            yield _source(axis, split, line, "segment", name, pnl.segments.key_name, booked)
    for line in RISK_LINES:
        rule = _silent("table Receivables", column)
        split = _whole(axis, float(pnl.line(line)[asked.group, 0].sum()))
        yield _source(axis, split, line, "imputed", "", "", rule)
    if pnl.spread:
        split, rule = _driven(asked, axis, pnl.line(SPREAD)[:, 0] * asked.group, REVENUE)
        yield _source(axis, split, SPREAD, "untraceable", "untraceable", REVENUE, rule)


def _silent(what: str, column: str) -> str:
    return f"{what} says nothing about {column}"


def _source(
    axis: Axis, split: Floats, line: str, kind: Kind, name: str, driver: str, rule: str
) -> tuple[Source, Floats]:
    left = float(split[axis.not_split])
    return Source(line, kind, name, driver, rule, float(split[: axis.not_split].sum()), left), split


def _whole(axis: Axis, amount: float) -> Floats:
    """Leave an amount as it is, not split."""
    return np.append(np.zeros(axis.not_split), amount)


def _direct(asked: Asked, axis: Axis, line: str) -> Floats:
    """Split the cost booked on the customers of the group by the column of its rows."""
    costs = asked.pnl.costs
    chosen = (
        (costs.customer != NOBODY) & (costs.line == COST_LINES.index(line)) & _inside(asked.pnl, costs.rows)
    )
    chosen &= asked.group[costs.customer]
    return _sums(axis, axis.of_rows(costs.rows)[chosen], costs.amount[chosen])


def _of_segment(asked: Asked, axis: Axis, line: str, segment: int) -> Floats:
    """Split the share of the group in the cost of a segment by the column of the cost rows."""
    pnl, costs, owners = asked.pnl, asked.pnl.costs, asked.pnl.segments
    chosen = (costs.segment == segment) & (costs.line == COST_LINES.index(line)) & _inside(pnl, costs.rows)
    total = float(owners.total_key[segment, 0])
    own = asked.group & (owners.member[:, 0] == segment)
    kept = asked.group[pnl.view.ledger.customers.anonymous + 1 + segment]
    share = float(owners.key[own, 0].sum()) / total if total > 0 else float(kept)
    return share * _sums(axis, axis.of_rows(costs.rows)[chosen], costs.amount[chosen])


def _driven(asked: Asked, axis: Axis, charged: Floats, driver: str) -> tuple[Floats, str]:
    """Split what each customer is charged by the volume he causes in each place, at least 0."""
    found = axis.of_driver(asked.pnl.view, driver)
    if found is None:
        return _whole(axis, float(charged.sum())), _silent(driver, axis.column)
    rows, places, weights = found
    chosen = _inside(asked.pnl, rows) & (charged[rows.customer] != 0)
    pairs = rows.customer[chosen].astype(np.int64) * len(axis.names) + places[chosen]
    pair, row = np.unique(pairs, return_inverse=True)
    volume = np.bincount(row, weights=weights[chosen], minlength=len(pair)).clip(min=0)
    customer, place = np.divmod(pair, len(axis.names))
    total = np.bincount(customer, weights=volume, minlength=len(charged))
    rate = np.divide(charged, total, out=np.zeros_like(charged), where=total > 0)
    lone = driver.casefold() == ORDERS
    rule = f"orders of one {axis.column} only" if lone else f"{driver} of each {axis.column}"
    return _sums(axis, place, rate[customer] * volume), rule
