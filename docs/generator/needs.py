"""What measures and facts need, as links and as tables; who uses what."""

from __future__ import annotations

import re

from cbsc_xl.catalogue import catalogue, facts_of, needs_of
from cbsc_xl.facts import Fact
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables.schema import SETTINGS, TABLES
from docs.generator.markdown import bullets, code, link, table
from docs.generator.settings import settings_of

START = ("Customers", "Transactions")
"""The two tables of the start."""

_WORD = re.compile(r"(?:setting )?([A-Za-z_]+)(?:\.([a-z_]+))?")


def tables_of(measure: Measure) -> tuple[str, ...]:
    """Return the tables that a measure needs, in the order of the data model."""
    named = {need.partition(".")[0] for need in needs_of(measure)}
    return tuple(name for name in TABLES if name in named)


def users(fact: Fact) -> list[Measure]:
    """Return the measures that are made of a fact."""
    return [measure for measure in catalogue() if fact in facts_of(measure)]


def need_links(need: str, up: str = "../") -> str:
    """Return a need with a link to the page of each table or setting that it names."""
    return " or ".join(_linked(part, up) for part in need.split(" or "))


def _linked(part: str, up: str) -> str:
    match = _WORD.fullmatch(part)
    if match is None:
        raise ValueError(f"a need that nobody can read: {part!r}")
    if match[1] in SETTINGS:
        return f"setting {setting_link(match[1], up)}"
    page = f"{up}tables/{match[1]}.md"
    if match[2]:
        return f"column {link(code(f'{match[1]}.{match[2]}'), page)}"
    return f"table {link(match[1], page)} with {', '.join(map(code, TABLES[match[1]].required))}"


def need_list(needs: tuple[str, ...]) -> str:
    """Return all needs as a list; the table of a column is one of them."""
    tables = dict.fromkeys(need.partition(".")[0] for need in needs if need[0].isupper())
    columns = [need for need in needs if need not in tables]
    return bullets(need_links(need) for need in (*tables, *columns))


def setting_link(name: str, up: str = "../") -> str:
    """Return a link to a setting."""
    return link(code(name), f"{up}tables/Settings.md#settings")


def setting_table(facts: tuple[Fact, ...]) -> str:
    """Return the settings that facts depend on, with default and meaning."""
    rows = ((setting_link(name), default_of(name), SETTINGS[name].meaning.en) for name in settings_of(facts))
    return table(("setting", "default", "meaning"), rows)


def default_of(name: str) -> str:
    """Return the default of a setting in words."""
    default = SETTINGS[name].default
    return "none: give it where needed" if default is None else "blank" if default == "" else str(default)


def measure_links(measures: list[Measure], up: str = "../") -> str:
    """Return links to measures, separated by commas."""
    return ", ".join(link(m.labels["en"], f"{up}measures/{m.id}.md") for m in measures)
