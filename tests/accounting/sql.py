"""The customer P&L a second time, in SQL: an independent implementation to compare with.

It reads tables Customers, Transactions, Costs, Contacts, Activities and Receivables of a DuckDB
connection, all columns present, dates as DATE, and gives a row per customer and line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

SCRIPT, SCRIPT_BY = (Path(__file__).with_name(name) for name in ("pnl.sql", "pnl_by.sql"))
COLUMNS = {
    "Customers": "customer_id text, segment text, pd double, secured_amount double",
    "Transactions": "customer_id text, date date, document_id text, amount double, discount double,"
    " cogs double, quantity double, product text, channel text",
    "Costs": "date date, amount double, cost_type text, customer_id text, activity text, segment text,"
    " channel text, purpose text",
    "Contacts": "date date, customer_id text, type text, channel text, minutes double",
    "Activities": "activity text, cost_type text, driver text, rate double, unit_minutes double,"
    " cost_per_minute double, purpose text",
    "Receivables": "customer_id text, date date, amount double, paid_date date, written_off_date date",
}
Found = tuple[dict[tuple[str, str], float], float]


def fill(db: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Make the tables; those not given are empty."""
    for name, columns in COLUMNS.items():
        db.execute(f"create or replace table {name} ({columns})")
        names = [column.split()[0] for column in columns.split(", ")]
        rows = [[row.get(column) for column in names] for row in tables.get(name, ())]
        if rows:
            db.executemany(f"insert into {name} values ({', '.join('?' * len(names))})", rows)


def customer_pnl(
    db: duckdb.DuckDBPyConnection, first: str, after: str, settings: dict[str, float | str]
) -> Found:
    """Return the amount per customer and line, and the cost that is charged to no customer or segment."""
    values = {"first": f"date '{first}'", "after": f"date '{after}'"}
    _run(db, SCRIPT, values | {name: repr(value) for name, value in settings.items()})
    rows = db.execute("select * from pnl").fetchall()
    (unallocated,) = db.execute("select * from unallocated").fetchall()[0]
    return {(customer, line): amount for customer, line, amount in rows if customer is not None}, unallocated


def pnl_by(db: duckdb.DuckDBPyConnection, column: str) -> dict[tuple[str, str], float]:
    """Return the amount of all customers per value of a column and line, after ``customer_pnl``."""
    other = column if column == "channel" else "null"
    _run(db, SCRIPT_BY, {"by": column, "contact": other, "cost": other})
    rows = db.execute("select place, line, sum(amount) from by_place group by all").fetchall()
    return {(place, line): amount for place, line, amount in rows if amount is not None}


def _run(db: duckdb.DuckDBPyConnection, path: Path, values: dict[str, str]) -> None:
    script = path.read_text(encoding="utf-8")
    for name in sorted(values, key=len, reverse=True):
        script = script.replace(f"${name}", values[name])
    db.execute(script)
