"""DuckDB: SQL over native tables."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from benchmarks.sales import ASKED, SEGMENTS
from cbsc_xl.ledger.rows import Floats

SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def facts(connection: duckdb.DuckDBPyConnection) -> dict[str, Floats]:
    """Return all facts of the tables ``lines`` and ``customers``."""
    rows = connection.execute(SQL).fetchnumpy()
    result = {str(name): np.zeros((len(SEGMENTS), len(ASKED))) for name in np.unique(rows["fact"])}
    for name, table in result.items():
        of_fact = rows["fact"] == name
        table[rows["segment"][of_fact], rows["quarter"][of_fact]] = rows["value"][of_fact]
    return result
