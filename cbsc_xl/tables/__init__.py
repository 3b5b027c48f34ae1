"""The data model, and reading what people have: folders, workbooks, files, pasted rows.

`schema` needs the standard library only; the names below load numpy when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cbsc_xl.tables.data import NO_DAY as NO_DAY
    from cbsc_xl.tables.data import Data as Data
    from cbsc_xl.tables.data import Settings as Settings
    from cbsc_xl.tables.data import Table as Table
    from cbsc_xl.tables.data import Text as Text
    from cbsc_xl.tables.pasted import table_from_rows as table_from_rows
    from cbsc_xl.tables.reading import read as read
    from cbsc_xl.tables.rendering import render as render
    from cbsc_xl.tables.report import Problem as Problem
    from cbsc_xl.tables.report import Report as Report

_HOME = {
    "NO_DAY": "data",
    "Data": "data",
    "Settings": "data",
    "Table": "data",
    "Text": "data",
    "Problem": "report",
    "Report": "report",
    "read": "reading",
    "render": "rendering",
    "table_from_rows": "pasted",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name in _HOME:
        return getattr(import_module(f"cbsc_xl.tables.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
