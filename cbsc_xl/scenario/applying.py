"""From a scenario to another ledger: the tables as they would be, and the retention to expect.

Codes and days of the rows come from the ledger of today: a scenario changes amounts and dates, never
which rows there are.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cbsc_xl.errors import BadArgument
from cbsc_xl.ledger import Ledger, parse_segment
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Bools, Floats, Rows
from cbsc_xl.ledger.segment import find_value
from cbsc_xl.period import Period
from cbsc_xl.scenario.model import Change, Scenario
from cbsc_xl.tables import NO_DAY, Table
from cbsc_xl.tables.data import ColumnData, Days


def applied(ledger: Ledger, scenario: Scenario, period: Period) -> Ledger:
    """Return the ledger as if a scenario had held throughout a period.

    Prices and discounts change the lines of the period, and its invoices in proportion; terms of
    payment change every invoice; a rate holds whenever table Activities is used. Raises
    BadArgument for a segment or activity found nowhere, Needs for a table or column that a change lacks.
    """
    for change in scenario.changes:
        try:
            ledger = _changed(ledger, change, period)
        except BadArgument as error:
            raise BadArgument(f"scenario {scenario.name!r}: {error}") from None
    return ledger


def _changed(ledger: Ledger, change: Change, period: Period) -> Ledger:
    members = _members(ledger, change.segment, period)
    tables, retention = dict(ledger.data.tables), ledger.assumed_retention
    if change.price_change is not None or change.discount_change is not None:
        tables["Transactions"] = lines = _sold(ledger, change, members, period)
        if "Receivables" in tables:
            tables["Receivables"] = _invoiced(ledger, lines, members, period)
    if change.payment_days_change is not None:
        paid = _paid(ledger, members, int(change.payment_days_change))
        tables["Receivables"] = _with(tables["Receivables"], **paid)
    if change.rate is not None:
        tables["Activities"] = _rated(ledger.table("Activities"), change.activity, change.rate)
    if change.retention is not None:
        today = np.full(ledger.customers.size, np.nan) if retention is None else retention
        retention = np.where(members, change.retention, today)
    return Ledger(replace(ledger.data, tables=tables), retention)


def _members(ledger: Ledger, segment: str, period: Period) -> Bools:
    asked = parse_segment(segment)
    grouping = group_by(ledger, asked.columns, [period])
    group = grouping.index(asked)
    if group is None:
        raise BadArgument(f"no customer is in segment {segment!r}")
    return np.asarray(grouping.codes_at(0) == group)


def _with(table: Table, **columns: ColumnData) -> Table:
    return replace(table, columns={**table.columns, **columns})


def _inside(rows: Rows, members: Bools, period: Period) -> Bools:
    return np.asarray(members[rows.customer] & (rows.day >= period.start) & (rows.day < period.end))


def _sold(ledger: Ledger, change: Change, members: Bools, period: Period) -> Table:
    """Change prices, then discounts; cost, quantities and what credit notes give back in discount stay."""
    rows = ledger.rows("Transactions")
    chosen = _inside(rows, members, period)
    factor = np.where(chosen, 1 + (change.price_change or 0.0), 1.0)
    amount = rows.numbers("amount") * factor
    columns: dict[str, ColumnData] = {"amount": amount}
    if "discount" in rows.table:
        columns["discount"] = rows.numbers("discount") * factor
    if change.discount_change is not None:
        today = rows.numbers("discount", blank=0.0) * factor
        sold = chosen & (amount >= 0)
        gross = amount + today
        given = np.clip(today + change.discount_change * gross, np.minimum(today, 0.0), gross)
        columns["amount"] = np.where(sold, gross - given, amount)
        columns["discount"] = np.where(sold, given, today)
    return _with(rows.table, **columns)


def _invoiced(ledger: Ledger, lines: Table, members: Bools, period: Period) -> Table:
    """Let the invoices of the period follow the net revenue of their customer."""
    rows = ledger.rows("Transactions")
    inside = _inside(rows, members, period)
    before, after = (
        np.bincount(rows.customer[inside], table.numbers("amount")[inside], ledger.customers.size)
        for table in (rows.table, lines)
    )
    factor = np.divide(after, before, out=np.ones(len(before)), where=before > 0)
    invoices = ledger.rows("Receivables")
    own = np.where(_inside(invoices, members, period), factor[invoices.customer], 1.0)
    return _with(invoices.table, amount=invoices.numbers("amount") * own)


def _paid(ledger: Ledger, members: Bools, days: int) -> dict[str, ColumnData]:
    """Move due and paid dates, never before the invoice; what is written off stays unpaid."""
    rows = ledger.rows("Receivables")
    moved = {"paid_date": _expected(ledger, rows)} if days else {"paid_date": rows.optional_days("paid_date")}
    if "due_date" in rows.table:
        moved["due_date"] = rows.days("due_date")
    return {name: _shifted(rows, day, members, days) for name, day in moved.items()}


def _shifted(rows: Rows, day: Days, members: Bools, days: int) -> Days:
    move = members[rows.customer] & (day != NO_DAY)
    return np.where(move, np.maximum(day + np.where(move, days, 0), rows.day), day).astype(np.int32)


def _expected(ledger: Ledger, rows: Rows) -> Days:
    """Return when each invoice is paid; one that is still open, after the days its customer usually takes.

    Usual is the average over the paid invoices, by amount. What is open longer than that stays open:
    nothing tells when it will be paid. So no invoice is taken as paid before the data end.
    """
    paid, size = rows.optional_days("paid_date"), ledger.customers.size
    known = paid != NO_DAY
    amount = np.abs(rows.numbers("amount", blank=0.0))
    weights = np.bincount(rows.customer[known], amount[known], size)
    taken = np.bincount(rows.customer[known], (amount * (paid - rows.day))[known], size)
    usual = np.divide(taken, weights, out=np.full(size, -1.0), where=weights > 0)
    day = rows.day + np.rint(usual[rows.customer]).astype(np.int32)
    open_ = ~known & (rows.optional_days("written_off_date") == NO_DAY)
    return np.where(open_ & (day >= _data_end(rows)), day, paid).astype(np.int32)


def _data_end(rows: Rows) -> int:
    """Return the day after the last that the invoices know about."""
    days = (rows.day, rows.optional_days("paid_date"), rows.optional_days("written_off_date"))
    return max(int(day.max(where=day != NO_DAY, initial=0)) for day in days) + 1


def _rated(table: Table, activity: str, rate: float) -> Table:
    names = table.text("activity")
    found = find_value(activity, names.values, "activity")
    rates: Floats = table.numbers("rate") if "rate" in table else np.full(len(table), np.nan)
    chosen = np.array([name == found for name in names.strings()], bool)
    return _with(table, rate=np.where(chosen, rate, rates))
