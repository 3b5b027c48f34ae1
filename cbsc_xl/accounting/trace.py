"""Trace: where the cost of each customer came from, and what became of each pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from cbsc_xl.accounting.lines import COST_LINES, RISK_LINES, SPREAD
from cbsc_xl.accounting.pnl import Pnl
from cbsc_xl.accounting.statement import row_names
from cbsc_xl.ledger.rows import Bools, Floats

Kind = Literal["direct", "activity", "segment", "untraceable", "imputed"]


@dataclass(frozen=True)
class PoolTrace:
    """What came into a pool and went out of it; ``line`` is where customers are charged.

    ``input`` comes from the ledger, ``allocated_in`` from other pools. Cost that no customer of a
    segment can bear goes out to the segment itself, at the rate 1. ``remainder`` is charged to
    nobody: the volume of rows without a customer, a driver without volume, or no driver at all.
    """

    kind: Kind
    name: str
    line: str
    driver: str
    rate: float
    volume: float
    input: float
    allocated_in: float
    allocated_out: float
    unused: float
    remainder: float

    @property
    def balance(self) -> float:
        """What came in less what went out and what is left: 0."""
        return self.input + self.allocated_in - self.allocated_out - self.unused - self.remainder


@dataclass(frozen=True)
class Charge:
    """A part of one cost line of a customer or a group: ``amount`` is rate times volume.

    What is direct, or kept by a segment, has the rate 1; of an imputed line a group has an average rate.
    """

    line: str
    kind: Kind
    pool: str
    driver: str
    rate: float
    volume: float
    amount: float


def pool_traces(pnl: Pnl, period: int = 0) -> tuple[PoolTrace, ...]:
    """Return every pool of a period: direct cost by line, activities, segments, untraceable cost."""
    traces = (*_direct(pnl, period), *_activities(pnl, period), *_segments(pnl, period))
    return (*traces, _untraceable(pnl, period))


def _direct(pnl: Pnl, period: int) -> Iterator[PoolTrace]:
    for line in COST_LINES:
        amount = float(pnl.direct(line)[:, period].sum())
        if amount:
            yield PoolTrace("direct", "", line, "", 1.0, amount, amount, 0.0, amount, 0.0, 0.0)


def _activities(pnl: Pnl, period: int) -> Iterator[PoolTrace]:
    for pool in pnl.pools:
        left = pool.without_customer[period] + pool.remainder[period]
        yield PoolTrace(
            "activity",
            pool.name,
            pool.line,
            pool.driver,
            float(pool.rate[period]),
            float(pool.total_volume[period]),
            float(pool.input[period]),
            0.0,
            float(pool.allocated_out[period]),
            float(pool.unused[period]),
            float(left),
        )


def _segments(pnl: Pnl, period: int) -> Iterator[PoolTrace]:
    costs = pnl.segments
    for line, spent in costs.input.items():
        for place, name in enumerate(costs.names):
            amount, key = float(spent[place, period]), float(costs.total_key[place, period])
            if amount:
                rate, driver = float(costs.rate(line)[place, period]), costs.key_name
                if key <= 0:
                    rate, key, driver = 1.0, amount, ""
                yield PoolTrace("segment", name, line, driver, rate, key, amount, 0.0, amount, 0.0, 0.0)


def _untraceable(pnl: Pnl, period: int) -> PoolTrace:
    own = float(pnl.untraceable[period])
    if not pnl.spread:
        return PoolTrace("untraceable", "untraceable", "", "", 0.0, 0.0, own, 0.0, 0.0, 0.0, own)
    key, out = pnl.line("net_revenue")[:, period].clip(min=0).sum(), float(pnl.line(SPREAD)[:, period].sum())
    everything = float(pnl.unallocated[period])
    rate, left = (out / key, 0.0) if key > 0 else (0.0, everything)
    return PoolTrace(
        "untraceable", "untraceable", SPREAD, "revenue", rate, key, own, everything - own, out, 0.0, left
    )


def charges(pnl: Pnl, customer_id: str, period: int = 0) -> tuple[Charge, ...]:
    """Return the parts of every cost line of a customer, or of a row in brackets of the statement.

    A KeyError if the ledger knows neither.
    """
    customers = pnl.view.ledger.customers
    code = customers.codes[customer_id] if customer_id in customers.codes else _bracketed(pnl)[customer_id]
    parts = (*_traced(pnl, code, period), *_imputed(pnl, code, period))
    return tuple(sorted(parts, key=lambda part: (*COST_LINES, SPREAD, *RISK_LINES).index(part.line)))


def _bracketed(pnl: Pnl) -> dict[str, int]:
    """Return the codes that stand for no customer by their names in the statement."""
    names = row_names(pnl.view.ledger)
    return {name: code for code, name in enumerate(names) if code >= pnl.view.ledger.customers.anonymous}


def _traced(pnl: Pnl, code: int, period: int) -> Iterator[Charge]:
    for line in COST_LINES:
        amount = float(pnl.direct(line)[code, period])
        if amount:
            yield Charge(line, "direct", "", "", 1.0, amount, amount)
    anonymous = pnl.view.ledger.customers.anonymous
    for pool in pnl.pools:
        used, rate = float(pool.volume[code, period]), float(pool.rate[period])
        if used and code < anonymous:
            yield Charge(pool.line, "activity", pool.name, pool.driver, rate, used, rate * used)
    costs, place = pnl.segments, int(pnl.segments.member[code, period])
    for line in costs.input if place >= 0 else ():
        key, rate = float(costs.key[code, period]), float(costs.rate(line)[place, period])
        if key and rate:
            yield Charge(line, "segment", costs.names[place], costs.key_name, rate, key, rate * key)
    for line in costs.input if code > anonymous else ():
        kept = float(costs.kept(line)[code - anonymous - 1, period])
        if kept:
            yield Charge(line, "segment", costs.names[code - anonymous - 1], "", 1.0, kept, kept)
    spread, revenue = float(pnl.line(SPREAD)[code, period]), float(pnl.line("net_revenue")[code, period])
    if spread:
        yield Charge(SPREAD, "untraceable", "untraceable", "revenue", spread / revenue, revenue, spread)


def _imputed(pnl: Pnl, code: int, period: int) -> Iterator[Charge]:
    for line, driver, volume in _imputed_volumes(pnl):
        amount, used = float(pnl.line(line)[code, period]), float(volume[code, period])
        if amount:
            yield Charge(line, "imputed", "", driver, amount / used, used, amount)


def _imputed_volumes(pnl: Pnl) -> Iterator[tuple[str, str, Floats]]:
    volumes = (("unsecured receivable", pnl.risk.unsecured), ("average receivable", pnl.risk.average))
    return ((line, *rest) for line, rest in zip(RISK_LINES, volumes, strict=True))


def group_charges(pnl: Pnl, group: Bools, period: int = 0) -> tuple[Charge, ...]:
    """Return the parts of every cost line of the customers that ``group`` marks, by kind, pool and line.

    They add up to the lines of the group's statement; without ``spread`` only.
    """
    parts = (*_group_direct(pnl, group, period), *_group_activities(pnl, group, period))
    return (*parts, *_group_segments(pnl, group, period), *_group_imputed(pnl, group, period))


def _group_direct(pnl: Pnl, group: Bools, period: int) -> Iterator[Charge]:
    for line in COST_LINES:
        amount = float(pnl.direct(line)[group, period].sum())
        if amount:
            yield Charge(line, "direct", "", "", 1.0, amount, amount)


def _group_activities(pnl: Pnl, group: Bools, period: int) -> Iterator[Charge]:
    for pool in pnl.pools:
        known = group & (np.arange(len(group)) < pool.anonymous)
        used, rate = float(pool.volume[known, period].sum()), float(pool.rate[period])
        if used:
            yield Charge(pool.line, "activity", pool.name, pool.driver, rate, used, rate * used)


def _group_segments(pnl: Pnl, group: Bools, period: int) -> Iterator[Charge]:
    costs, first = pnl.segments, pnl.view.ledger.customers.anonymous + 1
    members = np.where(group, costs.member[:, period], -1)
    for line in costs.input:
        for place, name in enumerate(costs.names):
            key = float(costs.key[members == place, period].sum())
            rate, kept = float(costs.rate(line)[place, period]), float(costs.kept(line)[place, period])
            if key and rate:
                yield Charge(line, "segment", name, costs.key_name, rate, key, rate * key)
            if kept and group[first + place]:
                yield Charge(line, "segment", name, "", 1.0, kept, kept)


def _group_imputed(pnl: Pnl, group: Bools, period: int) -> Iterator[Charge]:
    for line, driver, volume in _imputed_volumes(pnl):
        amount, used = float(pnl.line(line)[group, period].sum()), float(volume[group, period].sum())
        if amount and used:
            yield Charge(line, "imputed", "", driver, amount / used, used, amount)
