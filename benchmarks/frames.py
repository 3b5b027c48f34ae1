"""The sales as each peer likes them best: loaded with integers for ids, or as frames with ids of text."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from benchmarks.sales import CATEGORIES, SEGMENTS, Sales
from cbsc_xl.tables import NO_DAY, Data, Table, Text
from cbsc_xl.tables.arrow import arrow_column

EPOCH = np.datetime64("1970-01-01")


def pandas_codes(sales: Sales) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return lines and customers with codes for ids and numbers for days."""
    customers = {"customer": np.arange(len(sales.segment), dtype=np.int32)}
    return pd.DataFrame(sales.columns), pd.DataFrame(
        {**customers, "segment": sales.segment, "start": sales.start}
    )


def polars_codes(sales: Sales) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return lines and customers with codes for ids and dates for days."""
    lines, customers = (pl.from_pandas(frame) for frame in pandas_codes(sales))
    start = pl.when(pl.col("start") < NO_DAY).then(pl.col("start")).cast(pl.Date)
    return lines.with_columns(date=pl.col("day").cast(pl.Date)).drop("day"), customers.with_columns(start)


def duckdb_tables(sales: Sales) -> duckdb.DuckDBPyConnection:
    """Return a database with native tables of codes and dates."""
    lines, customers = polars_codes(sales)
    return _database(lines.to_arrow(), customers.to_arrow(), "TABLE")


def duckdb_frames(lines: pa.Table, customers: pa.Table) -> duckdb.DuckDBPyConnection:
    """Return a database that reads the frames where they are."""
    return _database(lines, customers, "VIEW")


def _database(lines: pa.Table, customers: pa.Table, kind: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("given_lines", lines).register("given_customers", customers)
    for name in ("lines", "customers"):
        connection.execute(f"CREATE {kind} {name} AS SELECT * FROM given_{name}")
    return connection


def text_frames(sales: Sales) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return lines and customers as people have them: ids and categories as text, dates as dates."""
    ids = pd.array(sales.customer_ids, "str")
    lines = pd.DataFrame(
        {
            "customer": ids.take(sales.customer),
            "document": pd.array(sales.document_ids, "str").take(sales.document),
            "date": (EPOCH + sales.day).astype("datetime64[s]"),
            "category": pd.array(CATEGORIES, "str").take(sales.category),
            "amount": sales.amount,
        }
    )
    start = np.where(sales.start == NO_DAY, np.datetime64("NaT"), EPOCH + sales.start)
    customers = {"customer": ids, "segment": sales.segment, "start": start.astype("datetime64[s]")}
    return lines, pd.DataFrame(customers)


def arrow(frame: pd.DataFrame) -> pa.Table:
    """Return a frame as polars and DuckDB keep it."""
    return pa.Table.from_pandas(frame, preserve_index=False)


def data_from(lines: pd.DataFrame, customers: pd.DataFrame) -> Data:
    """Return the tables of frames with text."""
    return Data(
        {
            "Transactions": _table(
                "Transactions",
                len(lines),
                customer_id=_text(lines["customer"]),
                document_id=_text(lines["document"]),
                date=_days(lines["date"]),
                category=_text(lines["category"]),
                amount=lines["amount"].to_numpy(),
            ),
            "Customers": _table(
                "Customers",
                len(customers),
                customer_id=_text(customers["customer"]),
                segment=Text(customers["segment"].to_numpy(), SEGMENTS),
                start_date=_days(customers["start"]),
            ),
        }
    )


def _table(name: str, size: int, **columns: Any) -> Table:
    return Table(name, size, columns, np.arange(1, size + 1, dtype=np.int32))


def _text(column: pd.Series[str]) -> Text:
    factor: Any = arrow_column(pa.chunked_array([pa.array(column)]))
    return Text(factor.codes, factor.values)


def _days(column: pd.Series[pd.Timestamp]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NO_DAY, days.astype(np.int64)).astype(np.int32)


def codes_from(lines: pd.DataFrame, customers: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pandas frames with codes from frames with text, the pandas way."""
    known = pd.Index(customers["customer"])
    coded = pd.DataFrame(
        {
            "customer": known.get_indexer(lines["customer"]).astype(np.int32),
            "day": _days(lines["date"]),
            "document": pd.factorize(lines["document"])[0].astype(np.int32),
            "category": pd.factorize(lines["category"])[0].astype(np.int32),
            "amount": lines["amount"],
        }
    )
    return coded, customers.assign(
        customer=np.arange(len(known), dtype=np.int32), start=_days(customers["start"])
    )
