"""Trail: which rows, columns and settings a fact really looks at, noted while it is computed.

The fact runs on a ledger that notes what is asked of it, so nothing about a fact is described a second time:

* every setting goes through one mapping, every table through one dictionary;
* rows keep their place in the table through every selection (``TracedRows``), and stand for all rows
  behind them: a document for its lines, a case for its contacts;
* rows count as looked at when the view adds them up: those of the group in the days added up, or, where a
  figure per row is added up, those whose figure is not 0;
* a table whose rows were taken but never added up by the view counts with the rows that were picked (cost
  rows), or as a whole, inside the days of the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from cbsc_xl.ledger.rows import Bools, Ints, Rows
from cbsc_xl.period import BEGINNING, Period
from cbsc_xl.tables import Text
from cbsc_xl.tables.data import SettingValue

CUSTOMERS = "Customers"


@dataclass(frozen=True, eq=False)
class Source:
    """A table as facts take it: the unit (row, document, case, answer) that each row is part of, -1 if none.

    ``customer`` and ``day`` are those of the row itself.
    """

    table: str
    unit: Ints
    customer: Ints
    day: Ints

    def rows_of(self, units: npt.NDArray[Any]) -> Bools:
        """Tell which rows of the table are part of some units."""
        marked = np.zeros(int(self.unit.max(initial=-1)) + 2, bool)
        marked[units] = True
        marked[-1] = False
        return np.asarray(marked[self.unit])


def inside(day: Ints, windows: Iterable[Period]) -> Bools:
    """Tell which days lie in at least one window."""
    result = np.zeros(len(day), bool)
    for window in windows:
        result |= (day >= window.start) & (day < window.end)
    return result


class TracedDays(np.ndarray[tuple[int], np.dtype[np.int32]]):
    """Days that note which of them are picked by their place: so rows are chosen that no view adds up."""

    rows: TracedRows | None = None

    def __getitem__(self, key: Any) -> Any:
        """Return some of the days, as plain numbers."""
        plain = np.asarray(self)[key]
        if self.rows is not None and isinstance(key, np.ndarray):
            self.rows.picked(key)
        return plain


class TracedRows(Rows):
    """Rows that know which units of their table they are, however they were selected."""

    def __init__(self, rows: Rows, source: Source, units: npt.NDArray[Any], trail: Trail) -> None:
        self._plain = rows
        day = rows.day.view(TracedDays)
        day.rows = self
        super().__init__(rows.table, rows.customer, day, rows._order)
        self.source = source
        self.units = units
        self._trail = trail
        trail.owns(self.customer, self)

    def take(self, places: npt.NDArray[np.intp]) -> Rows:
        """Return some of the rows, still traced."""
        return TracedRows(self._plain.take(places), self.source, self.units[places], self._trail)

    def picked(self, places: npt.NDArray[Any]) -> None:
        """Note that rows were picked by looking up their days."""
        self._trail.picked.setdefault(self.source.table, []).append(self.units[places])

    def text(self, name: str) -> Text:
        """Return a column of text; codes made of it are known to be of these rows."""
        column = super().text(name)
        self._trail.owns(column.codes, self)
        return column

    def _require(self, name: str) -> None:
        self._trail.columns.setdefault(self.source.table, set()).add(name)
        super()._require(name)


@dataclass(frozen=True, eq=False)
class Addition:
    """Rows that were added up: the units in the days, and which of them are of the group.

    ``alone`` tells that they alone decide; else the table was also taken to find them.
    """

    source: Source
    units: npt.NDArray[Any]
    of_group: Bools
    windows: tuple[Period, ...]
    alone: bool = True


@dataclass(eq=False)
class Trail:
    """What one fact asked of the ledger, in the order of asking.

    ``group`` tells for each customer code whether it is of the group; ``of_all`` that the fact
    takes the rows of all customers, because it is the same for each group or crosses from one to another.
    """

    group: Bools
    periods: tuple[Period, ...]
    settings: dict[str, SettingValue] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    taken: dict[str, Source] = field(default_factory=dict)
    additions: list[Addition] = field(default_factory=list)
    picked: dict[str, list[npt.NDArray[Any]]] = field(default_factory=dict)
    of_all: bool = False
    to_date: bool = False
    _owners: dict[int, tuple[npt.NDArray[Any], TracedRows]] = field(default_factory=dict)

    def owns(self, codes: npt.NDArray[Any], rows: TracedRows) -> None:
        """Note that an array holds a code for each of some rows; kept, so that its identity stays its own."""
        self._owners[id(codes)] = (codes, rows)

    def passes(self, codes: npt.NDArray[Any], made: npt.NDArray[Any]) -> None:
        """Note that an array was made of one that is known, row by row."""
        if id(codes) in self._owners:
            self.owns(made, self._owners[id(codes)][1])

    def took(self, source: Source) -> None:
        """Note that rows of a table were handed out."""
        self.tables.add(source.table)
        self.taken.setdefault(source.table, source)

    def added(self, rows: Rows, windows: Sequence[Period], group: Bools, *, alone: bool = True) -> None:
        """Note that rows were added up over windows; rows that nobody traced are left to ``taken``."""
        if isinstance(rows, TracedRows):
            chosen = inside(rows.day, windows)
            of_group = group[rows.customer[chosen]]
            self.additions.append(Addition(rows.source, rows.units[chosen], of_group, tuple(windows), alone))

    def added_figures(self, customer: Ints, values: Sequence[npt.NDArray[Any]], group: Bools) -> None:
        """Note that a figure per row was added up: rows count whose figure is not 0.

        Codes of no known rows were worked out from those of other customers: then the rows of all count.
        """
        if id(customer) not in self._owners:
            self.of_all = True
            return
        rows = self._owners[id(customer)][1]
        chosen = np.any([value != 0 for value in values], axis=0)
        of_group = group[customer[chosen]]
        self.additions.append(Addition(rows.source, rows.units[chosen], of_group, self.until_end))

    def picked_rows(self, source: Source) -> Bools:
        """Tell which rows of a table were picked; all, if nobody picked any."""
        parts = self.picked.get(source.table)
        return np.ones(len(source.day), bool) if parts is None else source.rows_of(np.concatenate(parts))

    @property
    def until_end(self) -> tuple[Period, ...]:
        """Everything up to the end of the period: what lies after it may influence nothing."""
        return tuple(Period(BEGINNING, period.end) for period in self.periods)

    def windows(self, source: Source) -> tuple[Period, ...]:
        """Return the days in which rows count that nobody saw added up."""
        picked_in_period = source.table in self.picked and not self.to_date
        return self.periods if picked_in_period else self.until_end
