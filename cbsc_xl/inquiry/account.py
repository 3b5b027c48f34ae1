"""The account of the rows of a table behind one figure: read, refused, looked at, left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cbsc_xl.inquiry.trail import CUSTOMERS, Source, Trail, inside
from cbsc_xl.inquiry.watch import WatchedCube
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.rows import Bools, says
from cbsc_xl.tables import Table
from cbsc_xl.tables.records import records
from cbsc_xl.tables.schema import TABLES

OTHER_GROUPS = "other groups"
OTHER_CHANNELS = "other channels"
OTHER_DAYS = "outside the days"
UNUSABLE = "score outside its scale, or on no known scale"
NOT_COUNTED = "of a kind that the facts do not count"


@dataclass(frozen=True)
class SourceRow:
    """A row as it stands in the source: file or sheet, row number (the header counts), main columns.

    A value is a text, a number, a date, or None where blank.
    """

    source: str
    row: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class LeftOut:
    """How many rows were left out for one reason."""

    reason: str
    rows: int


@dataclass(frozen=True)
class TableAccount:
    """Numbers of rows of one table: ``read`` = ``looked_at`` + those refused by reading + those left out.

    ``refused`` are rows that no figure can use, ``left_out`` those that this figure did not look at;
    ``rows`` are the first of those looked at, as many as were asked for.
    """

    table: str
    read: int
    looked_at: int
    refused: tuple[LeftOut, ...]
    left_out: tuple[LeftOut, ...]
    rows: tuple[SourceRow, ...]


class Looked:
    """What the facts of a figure looked at in one table, as masks over its rows."""

    def __init__(self, size: int) -> None:
        self.counted = np.zeros(size, bool)
        self.of_group = np.zeros(size, bool)
        self.in_days = np.zeros(size, bool)
        self.unusable = np.zeros(size, bool)
        self.columns: set[str] = set()

    def everything(self, chosen: Bools) -> None:
        """Note rows of a table whose rows hold for any day."""
        self.counted |= chosen
        self.of_group |= chosen
        self.in_days[:] = True

    def reasons(self, other_channel: Bools) -> Iterator[LeftOut]:
        """Go through the reasons why rows were not looked at; each row has the first that holds for it."""
        left = ~self.counted
        reasons = {
            UNUSABLE: self.unusable,
            OTHER_GROUPS: ~self.of_group,
            OTHER_CHANNELS: other_channel,
            OTHER_DAYS: ~self.in_days,
            NOT_COUNTED: left,
        }
        for reason, holds in reasons.items():
            count = int((left & holds).sum())
            left &= ~holds
            if count:
                yield LeftOut(reason, count)


def accounts(cube: WatchedCube, channel: tuple[str, str] | None, rows: int = 0) -> tuple[TableAccount, ...]:
    """Return the account of each table that the facts of a cube looked at, in the order of the data model.

    ``rows`` is how many of the rows looked at are listed per table.
    """
    tables = cube.ledger.data.tables
    looked: dict[str, Looked] = {}
    for trail in cube.trails.values():
        for name in trail.tables & tables.keys():
            _follow(trail, name, looked.setdefault(name, Looked(len(tables[name]))), cube)
    if cube.grouping.columns and CUSTOMERS in tables:
        found = looked.setdefault(CUSTOMERS, Looked(len(tables[CUSTOMERS])))
        found.everything(_of_customers(cube.ledger, cube.members))
    names = [name for name in TABLES if name in looked]
    return tuple(_account(cube.ledger, tables[name], looked[name], channel, rows) for name in names)


def _follow(trail: Trail, name: str, found: Looked, cube: WatchedCube) -> None:
    """Add what one fact looked at in one table."""
    found.columns |= trail.columns.get(name, set())
    source = trail.taken.get(name)
    if source is None:
        found.everything(_of_undated(trail, name, cube.ledger))
        return
    found.of_group |= (trail.group | trail.of_all)[source.customer]
    additions = [added for added in trail.additions if added.source.table == name]
    for added in additions:
        units = added.units[added.of_group | trail.of_all]
        found.counted |= added.source.rows_of(units)
        found.in_days |= inside(added.source.day, added.windows)
        found.unusable |= added.source.unit < 0
    if not any(added.alone for added in additions):
        _follow_unseen(trail, source, found, cube)


def _follow_unseen(trail: Trail, source: Source, found: Looked, cube: WatchedCube) -> None:
    """Add the rows of a table that the view did not add up: rows of nobody count for every group."""
    if not TABLES[source.table]["customer_id"].required:
        groups = cube.grouping.codes_at(0)
        found.of_group |= (groups == groups[cube.ledger.customers.anonymous])[source.customer]
    in_days = inside(source.day, trail.windows(source))
    found.in_days |= in_days
    found.counted |= in_days & found.of_group & trail.picked_rows(source)


def _of_undated(trail: Trail, name: str, ledger: Ledger) -> Bools:
    """Tell which rows of a table without days count: all, of table Customers those of the group."""
    if name != CUSTOMERS or trail.of_all:
        return np.ones(len(ledger.data.tables[name]), bool)
    return _of_customers(ledger, trail.group)


def _of_customers(ledger: Ledger, members: Bools) -> Bools:
    customers = ledger.customers
    return np.asarray(members[customers.codes_of(customers.given().text("customer_id"))])


def _account(
    ledger: Ledger, table: Table, looked: Looked, channel: tuple[str, str] | None, rows: int
) -> TableAccount:
    refused = _refused(ledger, table)
    other_channel = np.zeros(len(table), bool)
    if channel and channel[0] == table.name and "channel" in table:
        words = [word for word in table.text("channel").values if word.casefold() == channel[1].casefold()]
        other_channel = ~says(table.text("channel"), *words)
    return TableAccount(
        table=table.name,
        read=len(table) + sum(part.rows for part in refused),
        looked_at=int(looked.counted.sum()),
        refused=refused,
        left_out=tuple(looked.reasons(other_channel)),
        rows=_source_rows(ledger, table, looked, rows),
    )


def _refused(ledger: Ledger, table: Table) -> tuple[LeftOut, ...]:
    """Return the rows that reading refused, by column and reason."""
    report = ledger.data.report
    counts: dict[str, int] = {}
    for refusal in report.refusals:
        if refusal.table == table.name:
            reason = f"{refusal.column}: {refusal.reason}" if refusal.column else refusal.reason
            counts[reason] = counts.get(reason, 0) + len(refusal.rows)
    return tuple(LeftOut(reason, count) for reason, count in counts.items())


def _source_rows(ledger: Ledger, table: Table, looked: Looked, rows: int) -> tuple[SourceRow, ...]:
    places = np.flatnonzero(looked.counted)[:rows]
    if not len(places):
        return ()
    required = TABLES[table.name].required
    names = [name for name in table.columns if name in required or name in looked.columns]
    sources = _sources(ledger, table)
    part = table.take(places)
    return tuple(
        SourceRow(sources[place], row, {name: record[name] for name in names})
        for place, row, record in zip(places.tolist(), part.origin.tolist(), records(part), strict=True)
    )


def _sources(ledger: Ledger, table: Table) -> list[str]:
    """Return the source of each row.

    Rows stand source by source, with rising numbers in each. Where the numbers start anew as often as
    sources change, that tells the source of each row; else all sources are named.
    """
    count = ledger.data.report.counts.get(table.name)
    sources = count.sources if count else []
    starts = np.diff(table.origin, prepend=0) <= 0
    if int(starts.sum()) + 1 == len(sources):
        return [sources[place] for place in np.cumsum(starts).tolist()]
    return [" or ".join(sources)] * len(table)
