"""Table Activities: what serving customers consists of, what drives it, and at what rate."""

from __future__ import annotations

from dataclasses import dataclass

from cbsc_xl.accounting.lines import line_of
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Settings
from cbsc_xl.tables.records import Record, records


@dataclass(frozen=True)
class Activity:
    """An activity; ``rate`` is currency per unit of the driver, None where the pool decides it."""

    name: str
    cost_type: str
    driver: str
    rate: float | None
    acquisition: bool

    @property
    def line(self) -> str:
        """Line of the customer P&L that the activity is charged to."""
        return line_of(self.cost_type, self.acquisition)


def activities(ledger: Ledger) -> tuple[Activity, ...]:
    """Return the activities in the order of their table; none without it.

    Needs setting cost_per_minute where minutes are given without it.
    """
    table = ledger.data.tables.get("Activities")
    return tuple(_activity(row, ledger.settings) for row in records(table)) if table else ()


def _activity(row: Record, settings: Settings) -> Activity:
    acquisition = row.get("purpose") == "acquisition"
    return Activity(row["activity"], row["cost_type"], row["driver"], _rate(row, settings), acquisition)


def _rate(row: Record, settings: Settings) -> float | None:
    if row.get("rate") is not None:
        return float(row["rate"])
    if row.get("unit_minutes") is None:
        return None
    per_minute = row.get("cost_per_minute")
    return float(row["unit_minutes"]) * float(
        settings.number("cost_per_minute") if per_minute is None else per_minute
    )
