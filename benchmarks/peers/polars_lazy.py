"""polars: lazy plans; the frames that many facts share are collected once."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.sales import ASKED, BOUNDS, QUARTERS, SEGMENTS
from cbsc_xl.ledger.rows import Floats

SMALLEST = 1e-6
FIRST = len(QUARTERS) - len(ASKED)
KEYS = ["customer", "date", "document"]
CELL = ["customer", "quarter"]
COUNT = pl.len().cast(pl.Float64)


def facts(lines: pl.LazyFrame, customers: pl.LazyFrame) -> dict[str, Floats]:
    """Return all facts."""
    documents = _kept(lines.group_by(KEYS).agg(pl.sum("amount")).with_columns(_quarter("date")))
    purchases = documents.filter(pl.col("amount") > SMALLEST)
    first = purchases.group_by("customer").agg(first=pl.min("date"))
    start = pl.coalesce("start", "first").alias("start")
    people = _kept(customers.join(first, on="customer", how="left").with_columns(start))
    bought = _kept(purchases.group_by(CELL).agg(orders=pl.len()).join(people, on="customer"))
    revenue = _kept(documents.group_by(CELL).agg(pl.sum("amount")).join(people, on="customer"))
    frames = {
        **_sales(bought, revenue, people, lines.select(pl.min("date").alias("first_day"))),
        **_gaps(purchases, people),
        **_growth(revenue),
        **_retention(bought, people),
        **_cross(bought, lines, purchases),
    }
    named = [frame.select("segment", "quarter", "value", fact=pl.lit(name)) for name, frame in frames.items()]
    rows = pl.concat(named).filter(pl.col("quarter").is_between(FIRST, len(QUARTERS) - 1)).collect()
    return {str(key[0]): _table(rows_of) for key, rows_of in rows.partition_by("fact", as_dict=True).items()}


def _kept(frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.collect().lazy()


def _quarter(column: str) -> pl.Expr:
    date = pl.col(column).dt
    return ((date.year() - 2021) * 4 + date.quarter() - 1).cast(pl.Int32).alias("quarter")


def _sum(frame: pl.LazyFrame, value: pl.Expr = COUNT) -> pl.LazyFrame:
    return frame.group_by("segment", "quarter").agg(value.cast(pl.Float64).alias("value"))


def _sales(
    bought: pl.LazyFrame, revenue: pl.LazyFrame, people: pl.LazyFrame, span: pl.LazyFrame
) -> dict[str, pl.LazyFrame]:
    repeating = bought.join(span, how="cross").filter(
        (pl.col("orders") > 1)
        | (pl.col("start") < pl.col("first_day"))
        | (_quarter("first") != pl.col("quarter"))
    )
    return {
        "net_revenue": _sum(revenue, pl.sum("amount")),
        "orders": _sum(bought, pl.sum("orders")),
        "active_customers": _sum(bought),
        "customers_repeating": _sum(repeating),
        "customers_new": _sum(people.filter(pl.col("start").is_not_null()).with_columns(_quarter("start"))),
    }


def _gaps(purchases: pl.LazyFrame, people: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    days = purchases.select("customer", "date", "quarter").unique().sort("customer", "date")
    same = pl.col("customer") == pl.col("customer").shift(1)
    gaps = days.with_columns(gap=pl.when(same).then(pl.col("date").diff().dt.total_days())).drop_nulls()
    gaps = gaps.join(people, on="customer")
    return {"purchase_gaps": _sum(gaps), "purchase_gap_days": _sum(gaps, pl.sum("gap"))}


def _growth(revenue: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    then = revenue.with_columns(pl.col("quarter") + 4)
    cohort = then.filter(pl.col("amount") > SMALLEST)
    kept = revenue.join(cohort, on=CELL, how="semi")
    return {
        "net_revenue_previous_year": _sum(then, pl.sum("amount")),
        "cohort_revenue_previous_year": _sum(cohort, pl.sum("amount")),
        "cohort_revenue": _sum(kept, pl.sum("amount")),
    }


def _retention(bought: pl.LazyFrame, people: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    after = pl.lit([1, 2, 3, 4], dtype=pl.List(pl.Int32))
    base = bought.select("customer", "segment", "quarter", after=after).explode("after")
    base = base.select("customer", "segment", pl.col("quarter") + pl.col("after")).unique()
    lost = base.join(base.with_columns(pl.col("quarter") - 1), on=CELL, how="anti")
    grid = people.join(_quarters(), how="cross").filter(pl.col("start") < pl.col("begin"))
    before = grid.join(base, on=CELL, how="anti")
    return {
        "customers_opening": _sum(base),
        "customers_lost": _sum(lost),
        "customers_lost_before": _sum(before),
        "customers_won_back": _sum(before.join(bought, on=CELL, how="semi")),
    }


def _cross(bought: pl.LazyFrame, lines: pl.LazyFrame, purchases: pl.LazyFrame) -> dict[str, pl.LazyFrame]:
    existing = bought.join(_quarters(), on="quarter").filter(pl.col("start") < pl.col("begin"))
    sold = lines.filter(pl.col("amount") > 0).join(purchases, on=KEYS, how="semi")
    new = sold.group_by("customer", "category").agg(pl.min("date")).with_columns(_quarter("date"))
    return {
        "customers_existing": _sum(existing),
        "customers_cross_sold": _sum(existing.join(new, on=CELL, how="semi")),
    }


def _quarters() -> pl.LazyFrame:
    quarters = pl.LazyFrame(
        {"quarter": np.arange(FIRST, len(QUARTERS), dtype=np.int32), "begin": BOUNDS[FIRST:-1]}
    )
    return quarters.with_columns(pl.col("begin").cast(pl.Date))


def _table(rows: pl.DataFrame) -> Floats:
    table = np.zeros((len(SEGMENTS), len(ASKED)))
    table[rows["segment"].to_numpy(), rows["quarter"].to_numpy() - FIRST] = rows["value"].to_numpy()
    return table
