"""The data model: every table, its columns, their other headers, and the settings."""

from __future__ import annotations

from . import commercial, control, service, steering
from .model import Column, Language, Meaning, Setting, TableSpec, Type, normal, without_unit
from .settings import SETTINGS as _SETTINGS

__all__ = [
    "SETTINGS",
    "TABLES",
    "Column",
    "Language",
    "Meaning",
    "Setting",
    "TableSpec",
    "Type",
    "normal",
    "without_unit",
]

_ORDER = (
    "Customers",
    "Transactions",
    "Costs",
    "Contacts",
    "Surveys",
    "Receivables",
    "Leads",
    "Contracts",
    "Market",
    "Contributions",
    "Products",
    "Activities",
    "Accounts",
    "Ledger",
    "Settings",
    "Scorecard",
    "Initiatives",
)
_BY_NAME = {spec.name: spec for group in (commercial, control, service, steering) for spec in group.TABLES}

TABLES: dict[str, TableSpec] = {name: _BY_NAME[name] for name in _ORDER}
SETTINGS: dict[str, Setting] = {setting.name: setting for setting in _SETTINGS}
