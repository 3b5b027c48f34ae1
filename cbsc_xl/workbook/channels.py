"""Channels of a company: every name that a table gives, and what the page on channels shows of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from cbsc_xl import catalogue
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables import Data

VOLUMES = {"contacts": ("contacts_received", "Contacts"), "revenue": ("net_revenue", "Transactions")}
"""What goes through a channel: the fact and the table that tells the channel of its rows."""


MOST = 24
"""Channels with a row of their own."""


@dataclass(frozen=True)
class Channel:
    """A channel as its first table spells it, and the tables that know it, in whatever case."""

    name: str
    tables: frozenset[str]


def channels_of(data: Data) -> list[Channel]:
    """Return the channels of all tables that carry one, those with the most rows first."""
    rows: Counter[str] = Counter()
    tables: dict[str, set[str]] = {}
    spelling: dict[str, str] = {}
    for table, value, count in _found(data):
        rows[value.casefold()] += count
        tables.setdefault(value.casefold(), set()).add(table)
        spelling.setdefault(value.casefold(), value)
    ranked = sorted(rows, key=lambda name: (-rows[name], name))
    return [Channel(spelling[name], frozenset(tables[name])) for name in ranked]


def _found(data: Data) -> list[tuple[str, str, int]]:
    """Return table, channel and number of rows of every spelling."""
    found = []
    for name in dict.fromkeys(measure.channel for measure in catalogue.catalogue() if measure.channel):
        table = data.tables.get(name)
        if table is None or "channel" not in table:
            continue
        text = table.text("channel")
        counts = np.bincount(text.codes[text.codes >= 0], minlength=len(text.values)).tolist()
        found += [(name, value, n) for value, n in zip(text.values, counts, strict=True) if n]
    return found


def shown() -> list[Measure]:
    """Return the measures that the page on channels shows, in the order of the library."""
    return [measure for measure in catalogue.catalogue() if measure.by_channel]
