"""What was read, what was refused and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Problem(NamedTuple):
    """A row that was left out; `row` is its number in the source, the header counted."""

    table: str
    row: int
    column: str
    value: str
    reason: str
    source: str = ""


@dataclass(frozen=True)
class Refusal:
    """Rows of one table that were left out for one reason; `values` has one text a row, or is empty."""

    table: str
    column: str
    reason: str
    rows: npt.NDArray[np.int32]
    values: tuple[str, ...] = ()
    source: str = ""

    def problems(self) -> Iterator[Problem]:
        """Go through the rows one by one."""
        for i, row in enumerate(self.rows.tolist()):
            value = self.values[i] if self.values else ""
            yield Problem(self.table, row, self.column, value, self.reason, self.source)


@dataclass
class Count:
    """How many rows a table has read and used, and from where."""

    read: int = 0
    used: int = 0
    sources: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Rows that were left out."""
        return self.read - self.used


@dataclass
class Report:
    """The account of a reading: counts by table, refusals, notes, and lines proposed for mapping.toml."""

    counts: dict[str, Count] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)

    def problems(self, table: str | None = None) -> Iterator[Problem]:
        """Go through all rows that were left out, of one table or of all."""
        for refusal in self.refusals:
            if table is None or refusal.table == table:
                yield from refusal.problems()

    def refused(self, table: str | None = None) -> int:
        """Return how many rows are listed as left out, of one table or of all."""
        return sum(len(refusal.rows) for refusal in self.refusals if table in (None, refusal.table))
