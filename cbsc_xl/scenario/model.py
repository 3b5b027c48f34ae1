"""Scenarios as people write them: a TOML file with a list of changes per scenario."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from cbsc_xl.errors import DataError
from cbsc_xl.toml import read_toml


@dataclass(frozen=True)
class Change:
    """What is different for a segment; None is as it is today.

    A field that ends in ``_change`` is added to today's figure: ``price_change`` as a share of the price,
    ``discount_change`` as a share of gross revenue, ``payment_days_change`` as days. The others replace it:
    ``retention`` is a share per year, ``rate`` currency per unit of the driver of ``activity``.
    """

    segment: str = ""
    price_change: float | None = None
    discount_change: float | None = None
    payment_days_change: float | None = None
    retention: float | None = None
    activity: str = ""
    rate: float | None = None


@dataclass(frozen=True)
class Scenario:
    """Changes that hold together, one after the other."""

    name: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Range:
    low: float
    high: float
    hint: str


RANGES = {
    "price_change": _Range(-0.9, 1.0, "0.02 is 2% more"),
    "discount_change": _Range(-1.0, 1.0, "-0.01 is one percentage point less of gross revenue"),
    "payment_days_change": _Range(-365, 365, "-10 is ten days sooner"),
    "retention": _Range(0.0, 1.0, "0.9 is nine of ten customers kept per year"),
    "rate": _Range(0.0, 1e12, "currency per unit of the driver"),
}
"""What a number may be; the hint shows how it is typed."""

KEYS = tuple(field.name for field in fields(Change))


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Read a file of scenarios; DataError names scenario, change, key and the cure."""
    content = read_toml(path)
    for key in content:
        _known(key, ("scenario",), path.name)
    listed = content.get("scenario", [])
    if not isinstance(listed, list) or not listed:
        raise DataError(f"{path.name} has no scenario: open each with a line [[scenario]] and give it a name")
    scenarios = tuple(_scenario(entry, f"{path.name}, scenario {i}") for i, entry in enumerate(listed, 1))
    names = [scenario.name for scenario in scenarios]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise DataError(f"{path.name}: two scenarios have the name {twice!r}: give each its own")
    return scenarios


def _known(key: str, keys: tuple[str, ...], where: str) -> None:
    if key not in keys:
        near = difflib.get_close_matches(key.casefold(), keys, 1, 0.4)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(keys)}"
        raise DataError(f"{where}: no key {key!r}; {hint}")


def _scenario(entry: Any, where: str) -> Scenario:
    if not isinstance(entry, dict):
        raise DataError(f"{where}: write [[scenario]] with double brackets")
    for key in entry:
        _known(key, ("name", "change"), where)
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise DataError(f'{where}: needs a name, such as name = "Price +2%"')
    changes = entry.get("change", [])
    if not isinstance(changes, list) or not all(isinstance(change, dict) for change in changes):
        raise DataError(f"{where}: write [[scenario.change]] with double brackets")
    return Scenario(name.strip(), tuple(_change(c, f"{where}, change {i}") for i, c in enumerate(changes, 1)))


def _change(entry: dict[str, Any], where: str) -> Change:
    for key, value in entry.items():
        _known(key, KEYS, where)
        if key in RANGES:
            _check_number(key, value, where)
        elif not isinstance(value, str):
            raise DataError(f"{where}: {key} is a text: put it between quotes")
    change = Change(**entry)
    if bool(change.activity) != (change.rate is not None):
        raise DataError(f"{where}: activity and rate belong together")
    if change.activity and change.segment:
        raise DataError(f"{where}: an activity has one rate for all customers: leave out segment")
    if all(getattr(change, key) is None for key in RANGES):
        raise DataError(f"{where}: changes nothing: give it one of {', '.join(RANGES)}")
    return change


def _check_number(key: str, value: Any, where: str) -> None:
    allowed = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DataError(f"{where}: {key} is a number without quotes: {allowed.hint}")
    if not allowed.low <= value <= allowed.high:
        raise DataError(
            f"{where}: {key} = {value:g} is not between {allowed.low:g} and {allowed.high:g}: {allowed.hint}"
        )
    if key == "payment_days_change" and value != int(value):
        raise DataError(f"{where}: {key} = {value:g} is not a whole number of days")
