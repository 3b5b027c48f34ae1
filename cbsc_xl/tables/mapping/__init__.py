"""mapping.toml: which file feeds which table, column by column, with formulas, filters, lookups and rules."""

from __future__ import annotations

from .apply import apply
from .rules import FieldRule, Lookup, Mapping, TableRule, load

__all__ = ["FieldRule", "Lookup", "Mapping", "TableRule", "apply", "load"]
