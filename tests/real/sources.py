"""The public data sets as the product reads them, and the figures published or worked out for them."""

from __future__ import annotations

import csv
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger, parse_segment
from cbsc_xl.tables import Data, read

SHARED = Path(__file__).parents[3] / "shared" / "data"
MAPPINGS = Path(__file__).parent / "mappings"
FOLDERS = {"adventureworks": "adventureworks_dw"}
ALL = "All"


def prepare(
    name: str,
    folder: Path,
    edits: Mapping[str, str] | None = None,
    settings: Mapping[str, object] | None = None,
) -> Path:
    """Put a data set and its mapping into a folder; each of ``edits`` replaces a text of the mapping once."""
    for file in (SHARED / FOLDERS.get(name, name)).iterdir():
        (folder / file.name).symlink_to(file)
    mapping = (MAPPINGS / name / "mapping.toml").read_text(encoding="utf-8")
    for old, new in (edits or {}).items():
        assert old in mapping, f"the mapping of {name} has no {old!r}"
        mapping = mapping.replace(old, new, 1)
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    lines = [f"{setting} = {value}" for setting, value in (settings or {}).items()]
    (folder / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def accounted(folder: Path) -> Data:
    """Read a folder, every row accounted for."""
    data = read(folder)
    for table, count in data.report.counts.items():
        assert count.used + data.report.refused(table) == count.read
        assert count.used == len(data.table(table))
    return data


def expected(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of figures that independent SQL found."""
    with (SHARED / "expected" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


Key = TypeVar("Key", bound=Hashable)


def unequal(
    ours: Mapping[Key, float | None], theirs: Mapping[Key, float | None], digits: float = 1e-9
) -> dict[Key, tuple[float | None, float | None]]:
    """Return the figures that differ by more than rounding, ours beside theirs; None equals only None."""
    assert ours.keys() == theirs.keys()
    return {key: (ours[key], theirs[key]) for key in ours if not _same(ours[key], theirs[key], digits)}


def _same(one: float | None, other: float | None, digits: float) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=digits)


@dataclass
class Figures:
    """What the product says of one data set, asked by the name of a group and a period."""

    data: Data
    column: str
    calculator: Calculator = field(init=False)

    def __post_init__(self) -> None:
        self.calculator = Calculator(Ledger(self.data))

    def segment(self, group: str) -> str:
        return "" if group == ALL else f'{self.column}="{group}"'

    def measure(self, function: str, group: str, period: str, channel: str | None = None) -> float | None:
        """Return a measure, None where it has no value."""
        outcome = self.calculator.measure(function, self.segment(group), period, channel)
        assert outcome.status == "ok" or outcome.status.startswith("no value"), outcome.status
        return outcome.value

    def fact(self, name: str, group: str, period: str) -> float:
        segment = parse_segment(self.segment(group))
        cube = self.calculator.cube(segment.columns, [self.calculator.period(period)])
        return cube.fact_value(name, cube.grouping.index(segment), 0)

    @property
    def customers(self) -> list[str]:
        """Ids in table Customers."""
        return [str(name) for name in self.data.table("Customers").text("customer_id").strings()]

    def each(self, name: str, period: str, column: str = "") -> dict[str, float]:
        """Return a fact of every group of a column."""
        cube = self.calculator.cube([column or self.column], [self.calculator.period(period)])
        return dict(zip(cube.grouping.labels, cube.fact(name)[:, 0].tolist(), strict=True))
