"""The measures in order; everything else asks the catalogue and knows no measure by name."""

from __future__ import annotations

import copyreg
import difflib
import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import lru_cache

from cbsc_xl import facts, measures
from cbsc_xl.errors import BadArgument
from cbsc_xl.facts import VOCABULARY, Fact
from cbsc_xl.measures.measure import GROUPS, LIBRARY, Measure

PREFIX = "CBSC_"
BLANK = "-"


@lru_cache(maxsize=1)
def catalogue() -> tuple[Measure, ...]:
    """Return all measures: by group, in a group by module, in a module as they stand there."""
    for module in pkgutil.iter_modules(measures.__path__):
        importlib.import_module(f"{measures.__name__}.{module.name}")
    return tuple(sorted(LIBRARY, key=lambda one: (GROUPS.index(one.group), one.call.__module__)))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Measure]:
    names = {measure.id: measure for measure in catalogue()}
    names |= {measure.function.removeprefix(PREFIX).casefold(): measure for measure in catalogue()}
    return names


def find(name: str) -> Measure:
    """Return a measure by id or function, with or without ``CBSC_``, in any case.

    Raises BadArgument with the nearest name.

    >>> find("churn").id
    'churn_rate'
    """
    names = _by_name()
    asked = name.strip().casefold().removeprefix(PREFIX.casefold())
    if asked in names:
        return names[asked]
    near = difflib.get_close_matches(asked, names, 1, 0.4)
    hint = f"did you mean {names[near[0]].function}?" if near else "cbsc-xl list shows all"
    raise BadArgument(f"no measure {name!r}; {hint}")


copyreg.pickle(Measure, lambda measure: (find, (measure.id,)))


def facts_of(measure: Measure) -> tuple[Fact, ...]:
    """Return the facts that a measure is made of."""
    return tuple(VOCABULARY[name] for name in measure.parameters)


def needs_of(measure: Measure) -> tuple[str, ...]:
    """Return the tables and columns that a measure needs, under the default settings."""
    needs = [need for fact in facts_of(measure) for need in fact.needs]
    if measure.channel_required:
        needs.append(f"{measure.channel}.channel")
    return tuple(dict.fromkeys(needs))


@dataclass(frozen=True)
class Example:
    """A worked example: the arguments, the data as rows of text per table, and the expected value."""

    period: str
    expected: float
    options: dict[str, str]
    tables: dict[str, list[dict[str, str]]]


def example_of(measure: Measure) -> Example:
    """Read the worked example that stands in the docstring of a measure."""
    match = re.search(r"^Example: (.+) -> (.+)\n((?:    .*\n?)+)", measure.text, re.M)
    if not match:
        raise TypeError(f"{measure.function} has no worked example")
    period, *options = match[1].split(", ")
    tables: dict[str, list[dict[str, str]]] = {}
    rows: list[dict[str, str]] = []
    columns: list[str] = []
    for line in match[3].splitlines():
        table, colon, head = line.strip().partition(": ")
        if colon:
            columns, rows = head.split(", "), []
            tables[table] = rows
            continue
        for row in line.strip().split(" | "):
            cells = [cell.strip() for cell in row.split(",")]
            rows.append({c: cell for c, cell in zip(columns, cells, strict=True) if cell != BLANK})
    pairs = dict(option.split("=", 1) for option in options)
    return Example(period, float(match[2]), pairs, tables)


__all__ = ["Example", "catalogue", "example_of", "facts", "facts_of", "find", "needs_of"]
