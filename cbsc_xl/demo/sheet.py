"""A table of the demo on its way to a csv file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Name, header and rows of one table; a cell None is blank."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def write(self, directory: Path) -> None:
        """Write `<name>.csv`: utf-8, comma, ISO dates, decimal point, line feeds."""
        with (directory / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.columns)
            writer.writerows(self.rows)


def money(cents: int) -> str:
    """An amount with two decimals, from whole cents.

    >>> money(-123405)
    '-1234.05'
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
