"""Twelve measures for ten segments and twelve quarters, against hand-written peers."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks import frames
from benchmarks.figures import MEASURES, Figures, check_same, measures
from benchmarks.peers import duckdb_sql, pandas_cube, pandas_groupbys, polars_lazy
from benchmarks.sales import ASKED, SEGMENTS, Sales, sales
from benchmarks.timing import Work, medians, show, work
from cbsc_xl import catalogue
from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data

OURS = "cbsc-xl"
GROWTH = (100_000, 1_000_000, 10_000_000)
FLOOR = "streaming the columns once (numpy sum)"


def answer(ledger: Ledger) -> Figures:
    """Ask every measure for every segment and quarter."""
    cube = Calculator(ledger).cube(["segment"], ASKED)
    groups = [cube.grouping.names.index((segment,)) for segment in SEGMENTS]
    result = {}
    for name in MEASURES:
        measure = catalogue.find(name)
        cells = [[cube.outcome(measure, group, p).value for p in range(len(ASKED))] for group in groups]
        result[name] = np.array(cells, float)
    return result


def loaded(data: Data) -> Ledger:
    """Return a ledger whose ids are numbers, and nothing else worked out."""
    ledger = Ledger(data)
    ledger.rows("Transactions")
    return ledger


def run(lines: int, rounds: int) -> None:
    """Compare and print, from loaded lines and from data frames."""
    known = sales(lines)
    print(f"\n{len(known.day):,} invoice lines, {len(known.segment):,} customers")
    _compare("12 measures, 10 segments, 12 quarters, from loaded lines", _from_loaded(known), rounds)
    _compare("the same from a data frame with ids as text", _from_frames(known), rounds)


def _compare(title: str, works: dict[str, Work[Figures]], rounds: int) -> None:
    figures = {name: each.result() for name, each in works.items() if name != FLOOR}
    check_same(figures.pop(OURS), figures)
    show(title, medians(works, rounds), OURS)


def _from_loaded(known: Sales) -> dict[str, Work[Figures]]:
    lines, customers = frames.pandas_codes(known)
    polar = frames.polars_codes(known)
    return {
        OURS: _ours(known),
        FLOOR: work(_stream, known),
        "DuckDB, SQL": work(_duckdb, frames.duckdb_tables(known)),
        "polars, lazy": work(_polars, *polar),
        "pandas, one cube": work(_pandas, pandas_cube.facts, lines, customers),
        "pandas, groupbys per measure, shared frames": work(
            _pandas, pandas_groupbys.shared, lines, customers
        ),
        "pandas, each measure from the lines": work(_pandas, pandas_groupbys.apart, lines, customers),
    }


def _from_frames(known: Sales) -> dict[str, Work[Figures]]:
    lines, customers = frames.text_frames(known)
    arrow = [frames.arrow(lines), frames.arrow(customers)]
    polar = [pl.DataFrame(table) for table in arrow]
    return {
        OURS: work(lambda: answer(Ledger(frames.data_from(lines, customers)))),
        "DuckDB, SQL": work(lambda: _duckdb(frames.duckdb_frames(*arrow))),
        "polars, lazy": work(_polars, *polar),
        "pandas, one cube": work(lambda: _pandas(pandas_cube.facts, *frames.codes_from(lines, customers))),
        "pandas, each measure from the lines": work(
            lambda: _pandas(pandas_groupbys.apart, *frames.codes_from(lines, customers))
        ),
    }


def _ours(known: Sales) -> Work[Figures]:
    return Work(lambda: partial(answer, loaded(known.data)))


def _stream(known: Sales) -> Figures:
    return {name: column.sum(keepdims=True) for name, column in known.columns.items()}


def _duckdb(connection: duckdb.DuckDBPyConnection) -> Figures:
    return measures(duckdb_sql.facts(connection))


def _polars(lines: pl.DataFrame, customers: pl.DataFrame) -> Figures:
    return measures(polars_lazy.facts(lines.lazy(), customers.lazy()))


def _pandas(
    facts: Callable[[pd.DataFrame, pd.DataFrame], Figures], lines: pd.DataFrame, customers: pd.DataFrame
) -> Figures:
    return measures(facts(lines, customers))


def growth(sizes: Sequence[int], rounds: int) -> None:
    """Print time per line and peak memory as the number of lines grows."""
    print("\ngrowth: time per line, and peak memory against the columns of the lines")
    for size in sizes:
        known = sales(size)
        ours = _ours(known)
        nanoseconds = median(ours.seconds() for _ in range(rounds)) / len(known.day) * 1e9
        print(f"  {len(known.day):>12,} lines {nanoseconds:8.1f} ns a line {_peak(known):8.2f} x the columns")


def _peak(known: Sales) -> float:
    data = known.data
    tracemalloc.start()
    answer(loaded(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / known.size
