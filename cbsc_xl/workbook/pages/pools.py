"""Pools: what came into each and where it went, and what the group bears of it as rate × volume."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cbsc_xl.accounting import Charge, PoolTrace
from cbsc_xl.texts import mark
from cbsc_xl.workbook.accounts import LINE_NAMES
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.profit import GroupProfit

BLOCK = "pools"
SMALL_RATE = "0.0000"
"""How a rate below 1 is written, such as a share of revenue."""

UNTRACEABLE = "untraceable"
KINDS = {
    "direct": mark("direct"),
    "activity": mark("activity"),
    "segment": mark("segment"),
    UNTRACEABLE: mark("untraceable"),
    "imputed": mark("imputed"),
}
NAMES = {
    "direct": mark("booked on customers"),
    "segment": mark("other segments"),
    UNTRACEABLE: mark("no customer causes it"),
    "imputed": mark("not in the ledger"),
}
"""What is said of a pool without a name of its own, by its kind."""

DRIVERS = {
    "orders": mark("orders"),
    "order_lines": mark("order lines"),
    "returns": mark("returns"),
    "contacts": mark("contacts"),
    "contact_minutes": mark("contact minutes"),
    "revenue": mark("revenue"),
    "customers": mark("customers"),
    "quantity": mark("quantity"),
    "unsecured receivable": mark("unsecured receivable"),
    "average receivable": mark("average receivable"),
}


@dataclass(frozen=True)
class Traced:
    """One row: a pool of the company, what the group bears of it, or both."""

    kind: str
    name: str
    line: str
    pool: PoolTrace | None
    charge: Charge | None


def traced(profit: GroupProfit) -> list[Traced]:
    """Return the pools with the charges of the group; segments that it bears nothing of are added up."""
    charges = {(part.kind, part.pool, part.line): part for part in profit.charges}
    found: list[Traced] = []
    others: dict[str, list[PoolTrace]] = {}
    for pool in profit.pools:
        charge = charges.pop((pool.kind, pool.name, pool.line), None)
        if pool.kind == "segment" and charge is None:
            others.setdefault(pool.line, []).append(pool)
        else:
            name = "" if pool.kind == UNTRACEABLE else pool.name
            found.append(Traced(pool.kind, name, pool.line, pool, charge))
    found += [Traced("segment", "", line, _together(pools), None) for line, pools in others.items()]
    found += [Traced(part.kind, part.pool, part.line, None, part) for part in charges.values()]
    order = {kind: i for i, kind in enumerate(KINDS)}
    return sorted(found, key=lambda row: (order[row.kind], row.name == ""))


def _together(pools: list[PoolTrace]) -> PoolTrace:
    """Add up segments of one line, which have no rate in common."""
    spent = math.fsum(pool.input for pool in pools)
    return PoolTrace("segment", "", pools[0].line, "", 0.0, 0.0, spent, 0.0, spent, 0.0, 0.0)


def fill(context: Context, profit: GroupProfit) -> None:
    """Write a row per pool."""
    found = traced(profit)
    context.rows(BLOCK, [Row("line", _row(context, i, row)) for i, row in enumerate(found)])


def count(profit: GroupProfit) -> int:
    """Return how many rows the table has."""
    return len(traced(profit))


def _row(context: Context, i: int, row: Traced) -> dict[str, Entry]:
    voice = context.voice
    source = row.charge or row.pool
    driver = source.driver if source else ""
    known = row.charge is not None or (row.pool is not None and row.pool.volume != 0)
    return {
        "name": row.name or voice(NAMES[row.kind]),
        "kind": voice(KINDS[row.kind]),
        "line": voice(LINE_NAMES[row.line]) if row.line else "",
        "driver": _driver(context, driver),
        "rate": Cell(source.rate, format=SMALL_RATE if abs(source.rate) < 1 else None)
        if source and known
        else None,
        **(_company(context, i, row.pool) if row.pool else {}),
        **(_group(context, i, row.charge) if row.charge else {}),
    }


def _driver(context: Context, driver: str) -> str:
    """Return a driver in words; of ``contacts:visit`` the type is a word of the data."""
    name, colon, kind = driver.partition(":")
    words = context.voice(DRIVERS[name]) if name in DRIVERS else name
    return f"{words}: {kind}" if colon else words


def _company(context: Context, i: int, pool: PoolTrace) -> dict[str, Entry]:
    names = ("input", "allocated_in", "allocated_out", "unused", "remainder")
    at = [context.layout.at(BLOCK, name, i).partition("!")[2] for name in names]
    return {
        "volume": pool.volume or None,
        **{name: getattr(pool, name) + 0.0 for name in names},
        "balance": Cell(round(pool.balance, 6) + 0.0, f"ROUND({at[0]}+{'-'.join(at[1:])},6)"),
    }


def _group(context: Context, i: int, charge: Charge) -> dict[str, Entry]:
    rate, volume = (context.layout.at(BLOCK, name, i).partition("!")[2] for name in ("rate", "group_volume"))
    return {
        "group_volume": charge.volume,
        "group_charge": Cell(charge.rate * charge.volume, f"{rate}*{volume}"),
    }


def unallocated(context: Context, profit: GroupProfit) -> Iterator[tuple[str, Cell]]:
    """Yield the steps of the bridge for cost that customers are not charged, as formulas over the pools."""
    rows = count(profit)
    kinds, unused, left = (
        context.layout.column(BLOCK, name, rows) for name in ("kind", "unused", "remainder")
    )
    own = math.fsum(pool.remainder for pool in profit.pools if pool.kind == UNTRACEABLE)
    idle = math.fsum(pool.unused for pool in profit.pools)
    rest = math.fsum(pool.remainder for pool in profit.pools if pool.kind != UNTRACEABLE)
    word = text(context.voice(KINDS[UNTRACEABLE]))
    yield (
        context.voice("less cost that no customer causes"),
        Cell(0.0 - own, f"0-SUMIFS({left},{kinds},{word})"),
    )
    yield context.voice("less unused capacity"), Cell(0.0 - idle, f"0-SUM({unused})")
    yield (
        context.voice("less cost of pools without customer or driver"),
        Cell(0.0 - rest, f"SUMIFS({left},{kinds},{word})-SUM({left})"),
    )
