"""The worked example of a measure, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cbsc_xl.calculator import Calculator, Cube, Outcome, channel_of
from cbsc_xl.catalogue import Example, example_of
from cbsc_xl.ledger import Ledger
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables import Data, Report, Settings, Table, table_from_rows
from cbsc_xl.tables.schema import SETTINGS

ARGUMENTS = ("segment", "channel")


@dataclass(frozen=True)
class Case:
    """The tables, settings and arguments of a worked example."""

    measure: Measure
    example: Example
    tables: Mapping[str, Table]
    settings: Mapping[str, Any]

    def ask(self, without: str = "", **changes: Any) -> Outcome:
        """Return what the measure answers, without a table, or with other tables or settings."""
        tables = {name: table for name, table in self.tables.items() if name != without}
        data = Data(
            tables | changes.get("tables", {}), Settings(changes.get("settings", self.settings)), Report()
        )
        options = self.example.options
        return Calculator(Ledger(data)).measure(
            self.measure.id, options.get("segment"), self.example.period, options.get("channel")
        )

    def facts(self) -> dict[str, float]:
        """Return the facts behind the expected value; the examples are about all customers."""
        calculator = Calculator(Ledger(Data(dict(self.tables), Settings(self.settings), Report())))
        cube: Cube = calculator.cube((), [calculator.period(self.example.period)])
        channel = channel_of(self.measure, self.example.options.get("channel"))
        return {name: cube.fact_value(name, 0, 0, channel) for name in self.measure.parameters}


def case(measure: Measure) -> Case:
    """Read the worked example of a measure."""
    example = example_of(measure)
    tables = {name: table_from_rows(name, rows) for name, rows in example.tables.items()}
    settings = {name: _typed(name, text) for name, text in example.options.items() if name not in ARGUMENTS}
    return Case(measure, example, tables, settings)


def _typed(name: str, text: str) -> float | str:
    return text if SETTINGS[name].type == "text" else float(text)
