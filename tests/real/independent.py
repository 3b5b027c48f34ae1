"""A second calculation of every measure, in SQL and from the files themselves."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Any

import duckdb

from tests.real.sources import FOLDERS, SHARED

HERE = Path(__file__).parent
Values = dict[tuple[str, ...], float | None]
KEYS = ("grp", "period", "channel")


class Independent:
    """A DuckDB over the files of one data set, with the tables of raw/NAME.sql and definitions.sql."""

    def __init__(
        self, name: str, *, inactive_months: int = 12, loyal_min_orders: int = 3, starts: bool = False
    ) -> None:
        self.database = duckdb.connect()
        self.database.execute(f"set variable inactive_months = {inactive_months}")
        self.database.execute(f"set variable loyal_min_orders = {loyal_min_orders}")
        self.database.execute("set variable early_repeat_days = 90")
        text = (HERE / "raw" / f"{name}.sql").read_text(encoding="utf-8")
        folder = SHARED / FOLDERS.get(name, name)
        self.database.execute(Template(text).substitute(folder=folder, starts=starts))
        self.database.execute((HERE / "definitions.sql").read_text(encoding="utf-8"))

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        result = self.database.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def value(self, sql: str) -> Any:
        """Return the only value of a query."""
        (row,) = self.rows(sql)
        (value,) = row.values()
        return value

    def measures(self, table: str = "measures") -> dict[str, Values]:
        """Return the values of each function of a table by group, period (and channel)."""
        rows = self.rows(f"from {table}")
        keys = [name for name in rows[0] if name in KEYS]
        return {
            function: {tuple(row[key] for key in keys): _float(row[function]) for row in rows}
            for function in rows[0]
            if function not in keys
        }


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
