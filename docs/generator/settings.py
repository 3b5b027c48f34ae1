"""Which settings a fact depends on: those it declares, and those it reads when the demo company is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cbsc_xl import demo
from cbsc_xl.errors import CbscError
from cbsc_xl.facts import VOCABULARY, Fact
from cbsc_xl.inquiry.watch import WatchedCube
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.period import parse_period
from cbsc_xl.tables import Data, Settings, Table, read
from cbsc_xl.tables.schema import SETTINGS

PERIOD = parse_period("2025")
REPLACES = {"Activities": "cost_per_minute"}
"""Columns that, when given, keep a setting from being read."""


def settings_of(facts: Iterable[Fact]) -> list[str]:
    """Return the settings that facts depend on, in the order of the data model."""
    used = {name for fact in facts for name in _by_fact()[fact.name]}
    return [name for name in SETTINGS if name in used]


@lru_cache(maxsize=1)
def _by_fact() -> dict[str, set[str]]:
    cubes = [WatchedCube(ledger, group_by(ledger, (), [PERIOD]), PERIOD, 0) for ledger in _ledgers()]
    return {
        fact.name: _declared(fact).union(*(_read(fact, cube) for cube in cubes))
        for fact in VOCABULARY.values()
    }


def _ledgers() -> list[Ledger]:
    """Return the demo company under each rule for the customer base."""
    with TemporaryDirectory() as folder:
        demo.write(Path(folder))
        data = read(Path(folder))
    tables = data.tables | {name: _without(data.table(name), column) for name, column in REPLACES.items()}
    rules = ({**data.settings.chosen, "base_rule": rule} for rule in SETTINGS["base_rule"].words)
    return [Ledger(Data(tables, Settings(rule), data.report)) for rule in rules]


def _without(table: Table, column: str) -> Table:
    rest = {name: values for name, values in table.columns.items() if name != column}
    return Table(table.name, len(table), rest, table.origin)


def _declared(fact: Fact) -> set[str]:
    return set(re.findall(r"\w+", " ".join([*fact.needs, fact.may_need]))) & SETTINGS.keys()


def _read(fact: Fact, cube: WatchedCube) -> set[str]:
    try:
        cube.fact_value(fact.name, 0, 0)
    except CbscError as error:
        raise LookupError(f"the demo company does not know {fact.name}: {error}") from error
    return set(cube.trails[fact.name].settings)
