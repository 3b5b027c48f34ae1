"""The part of the add-in in LibreOffice's Python, with stand-ins for LibreOffice, and a real worker."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from cbsc_xl.hosts.libreoffice.extension import build, worker_command
from tests.hosts.books import SALES, Range

REVENUE = "cbscrevenuepercustomer"
STAND_INS = {
    "unohelper": {
        "Base": type("Base", (), {}),
        "ImplementationHelper": lambda: SimpleNamespace(addImplementation=lambda *_: None),
    },
    "cbsc": {},
    "cbsc.xl": {"XFunctions": type("XFunctions", (), {})},
    "com": {},
    "com.sun": {},
    "com.sun.star": {},
    "com.sun.star.lang": {"XServiceInfo": type("XServiceInfo", (), {})},
}

Load = Callable[[list[str]], Any]


class Names:
    """A collection of LibreOffice: things by name."""

    def __init__(self, things: dict[str, Any]) -> None:
        self.ElementNames = tuple(things)
        self.getByName = things.__getitem__


class Cells:
    """Cells of a sheet, and the cursor over what is used of it."""

    def __init__(self, rows: Range) -> None:
        self.rows = rows

    def createCursor(self) -> Cells:  # noqa: N802
        return self

    def gotoStartOfUsedArea(self, extend: bool) -> None:  # noqa: N802
        assert not extend

    def gotoEndOfUsedArea(self, extend: bool) -> None:  # noqa: N802
        assert extend

    def getDataArray(self) -> tuple[tuple[Any, ...], ...]:  # noqa: N802
        return tuple(map(tuple, self.rows))


def document(key: str, ranges: dict[str, Range], sheets: dict[str, Range]) -> Any:
    """A document with database ranges and sheets."""
    named = {name: SimpleNamespace(ReferredCells=Cells(rows)) for name, rows in ranges.items()}
    used = {name: Cells(rows) for name, rows in sheets.items()}
    return SimpleNamespace(RuntimeUID=key, DatabaseRanges=Names(named), Sheets=Names(used))


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Load the component as the extension holds it."""
    for name, content in STAND_INS.items():
        module = ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    loaded = []

    def unpacked(command: list[str]) -> Any:
        build(tmp_path / "add-in.oxt", command)
        with zipfile.ZipFile(tmp_path / "add-in.oxt") as package:
            package.extractall(tmp_path)
        spec = importlib.util.spec_from_file_location("component", tmp_path / "component.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        loaded.append(module)
        return module

    yield unpacked
    for module in loaded:
        module.WORKER.end()
    shutil.rmtree(tmp_path)


def test_a_worker_that_ended_is_started_again_and_reads_the_document_again(load: Load) -> None:
    component = load(worker_command())
    add_in = component.AddIn(None)
    calc = document("1", {"customers": SALES["Customers"]}, {"TRANSACTIONS": SALES["Transactions"]})
    more = ("Transactions", SALES["Transactions"])
    handle = add_in.cbscdata(calc, "Customers", SALES["Customers"], more)
    assert getattr(add_in, REVENUE)(calc, "Gold", 2025.0, None, handle) == 150
    first = component.WORKER.process
    first.kill()
    first.wait()
    assert getattr(add_in, REVENUE)(calc, "Gold", 2025.0, None, handle) == 150
    assert component.WORKER.process is not first


def test_rows_pasted_below_a_table_of_a_live_workbook_are_read(load: Load) -> None:
    """LibreOffice does not take them into the database range; the sheet has them."""
    add_in = load(worker_command()).AddIn(None)
    sheets = {f"Data_{name}": rows for name, rows in SALES.items()}
    calc = document("1", {"Transactions": SALES["Transactions"][:-1]}, sheets)
    assert getattr(add_in, REVENUE)(calc, "", 2025.0) == 200


def test_documents_are_told_apart(load: Load) -> None:
    add_in = load(worker_command()).AddIn(None)
    full, empty = document("1", {}, dict(SALES)), document("2", {}, {})
    assert getattr(add_in, REVENUE)(full, "", 2025.0) == 200
    assert getattr(add_in, REVENUE)(empty, "", 2025.0) == "recalculate CBSC_DATA"


@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", "print('hello')"]])
def test_without_a_worker_the_cell_says_what_to_do(load: Load, command: list[str]) -> None:
    component = load(command)
    add_in = component.AddIn(None)
    assert add_in.cbscversion(document("1", {}, {})) == component.SILENT
    assert add_in.cbsclist(document("1", {}, {})) == ((component.SILENT,),)


def test_what_the_component_is(load: Load) -> None:
    add_in = load(["python"]).AddIn(None)
    assert add_in.supportsService(add_in.getImplementationName())
    assert "com.sun.star.sheet.AddIn" in add_in.getSupportedServiceNames()
