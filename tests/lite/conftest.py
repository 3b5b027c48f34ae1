"""The functions of Lite, registered with a stand-in for xlwings."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

collect_ignore = ["standin", "in_pyodide.py"]

STANDIN = Path(__file__).parent / "standin"
LITE = "cbsc_xl.hosts.lite"


@pytest.fixture(scope="package")
def xlwings() -> Iterator[ModuleType]:
    """The stand-in, after a workbook's main.py has run."""
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(STANDIN))
    for name in ("xlwings", LITE):
        patch.delitem(sys.modules, name, raising=False)
    standin = importlib.import_module("xlwings")
    importlib.import_module(LITE)
    yield standin
    for name in ("xlwings", LITE):
        del sys.modules[name]
    patch.undo()
