"""The assumptions a user gave, in table Settings or in settings.toml."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from cbsc_xl.errors import DataError
from cbsc_xl.tables.amounts import read_amounts
from cbsc_xl.tables.data import Settings, SettingValue, Table
from cbsc_xl.tables.raw import show
from cbsc_xl.tables.report import Report
from cbsc_xl.tables.schema import SETTINGS, Setting, normal
from cbsc_xl.tables.style import Style, TwoReadingsError
from cbsc_xl.toml import read_toml


def settings_of(
    given: Mapping[str, object], style: Style, report: Report, source: str
) -> dict[str, SettingValue]:
    """Return settings in their type; unknown names are noted, a value that does not fit is a DataError."""
    found: dict[str, SettingValue] = {}
    names = {normal(name): name for name in SETTINGS}
    for said, value in given.items():
        name = names.get(normal(said))
        if name is None:
            near = difflib.get_close_matches(said, SETTINGS, n=1)
            report.notes.append(
                f"{source}: setting {said!r} is not known" + (f"; did you mean {near[0]}?" if near else "")
            )
        else:
            found[name] = _value(SETTINGS[name], value, style, source)
    return found


def from_table(tables: Mapping[str, Table], style: Style, report: Report) -> dict[str, SettingValue]:
    """Return the settings of table Settings, none if it is missing or empty; a blank value is not given."""
    table = tables.get("Settings")
    if table is None or "name" not in table or "value" not in table:
        return {}
    names, values = table.text("name").strings(), table.text("value").strings()
    given = {str(name): value for name, value in zip(names, values, strict=True) if value}
    return settings_of(given, style, report, "table Settings")


def from_toml(path: Path, report: Report) -> dict[str, SettingValue]:
    """Return the settings of settings.toml, written at its top or under [settings]."""
    content = read_toml(path)
    return settings_of(content.get("settings", content), Style("."), report, "settings.toml")


def _value(setting: Setting, value: object, style: Style, source: str) -> SettingValue:
    text = show(value).strip()
    if setting.type == "text":
        if setting.words and text.casefold() not in setting.words:
            raise _wrong(setting, text, source, f"one of {', '.join(setting.words)}")
        return text.casefold() if setting.words else text
    number = _number(setting, value, text, style, source)
    low, high = setting.low, setting.high
    if np.isnan(number) or (low is not None and number < low) or (high is not None and number > high):
        limits = (f" from {low:g}" if low is not None else "") + (f" to {high:g}" if high is not None else "")
        raise _wrong(setting, text, source, f"a number{limits}")
    if setting.type == "number":
        return number
    if number != int(number):
        raise _wrong(setting, text, source, "a whole number")
    return int(number)


def _number(setting: Setting, value: object, text: str, style: Style, source: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        return float(read_amounts([text], style)[0])
    except TwoReadingsError:
        raise _wrong(
            setting, text, source, "a number that can be read in one way only, such as 0.5 or 1000"
        ) from None


def _wrong(setting: Setting, text: str, source: str, expected: str) -> DataError:
    return DataError(f"{source}: setting {setting.name} is {text!r}, but must be {expected}")


def join_settings(*parts: Mapping[str, SettingValue]) -> Settings:
    """Return the settings given in several places; the last place counts."""
    return Settings({name: value for part in parts for name, value in part.items()})
