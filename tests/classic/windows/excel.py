"""Plays Excel and its VBA, run by Python for Windows: ``excel.py DLL`` prints what cells show as JSON.

As in VBA, XLPyDLLActivateAuto starts the Python process and returns its COM object, the workbook that calls
is a COM object of this process, and a call that fails is repeated once with a new connection.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

import pythoncom
import pywintypes
import win32com.client
from win32com.server.util import NewEnum, wrap

from cbsc_xl.hosts.classic.wrappers import PROGRAM
from tests.classic.windows.data import BROKEN, CUSTOMERS, LARGE, QUESTIONS, SMALL

COMMAND = f'"{sys.executable}" -B -c "{PROGRAM}"'
CALLS = "cbsc_xl.hosts.classic.calls"
DISPATCH = 9


class Variant(ctypes.Structure):
    """A VARIANT of 64-bit Windows."""

    _fields_ = (("kind", ctypes.c_ushort), ("unused", ctypes.c_ushort * 3), ("value", ctypes.c_void_p * 2))


class Excel:
    """The module CbscServer."""

    def __init__(self, dll: str) -> None:
        self.activate = ctypes.WinDLL(dll).XLPyDLLActivateAuto  # type: ignore[attr-defined]
        self.activate.argtypes = [ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long]
        self.connection: Any = None

    def server(self) -> Any:
        """The Python process, started if need be."""
        if self.connection is None:
            result = Variant()
            self.activate(ctypes.byref(result), COMMAND.encode("mbcs"), 1)
            if result.kind != DISPATCH:
                raise RuntimeError(ctypes.wstring_at(result.value[0]))
            found = pythoncom.ObjectFromAddress(result.value[0], pythoncom.IID_IDispatch)
            connection = win32com.client.Dispatch(found)
            connection.CallUDF(CALLS, "call", ("CBSC_VERSION", ""))
            self.connection = connection
        return self.connection

    def call(self, book: Any, name: str, *arguments: Any) -> Any:
        """What a cell of the workbook shows."""
        given = (name, book.FullName, *arguments)
        try:
            return self.ask(given, book)
        except pywintypes.com_error:
            self.connection = None
            return self.ask(given, book)

    def ask(self, given: tuple[Any, ...], book: Any) -> Any:
        """CallUDF as VBA sends it."""
        return self.server().CallUDF(CALLS, "call", given, wrap(book))

    def process(self) -> int:
        """The number of the Python process."""
        return int(self.server().Str(self.server().Eval("__import__('os').getpid()")))

    def crash(self) -> None:
        """End the Python process as a crash would."""
        try:
            self.server().Eval("__import__('os')._exit(3)")
        except pywintypes.com_error:
            return


class Collection:
    """A collection of Excel: Worksheets, ListObjects."""

    _public_methods_ = ("Item", "_NewEnum")
    _public_attrs_ = ("Count",)

    def __init__(self, *items: Any) -> None:
        self.items = [wrap(item) for item in items]
        self.Count = len(items)

    def Item(self, number: int) -> Any:  # noqa: N802
        """The item with a number from 1."""
        return self.items[number - 1]

    def _NewEnum(self) -> Any:  # noqa: N802
        return NewEnum(self.items)


class Thing:
    """An object of Excel with nothing but attributes."""

    _public_methods_ = ()

    def __init__(self, **attributes: Any) -> None:
        self._public_attrs_ = tuple(attributes)
        self.__dict__ |= attributes


def workbook(name: str, **tables: Any) -> Any:
    """A workbook with tables on one sheet."""
    # rows in a list: pywin32 takes a tuple for several results
    listed = [Thing(Name=title, Range=wrap(Thing(Value2=list(rows)))) for title, rows in tables.items()]
    sheet = Thing(Name="code.py", UsedRange=wrap(Thing(Value2=None)), ListObjects=wrap(Collection(*listed)))
    return Thing(Name=name, FullName=name, Date1904=False, Worksheets=wrap(Collection(sheet)))


def play(excel: Excel) -> dict[str, Any]:
    """What the cells of three workbooks show, before and after a crash of Python."""
    large, small = workbook("C:\\large.xlsx"), workbook("C:\\small.xlsx")
    tables = workbook("C:\\tables.xlsx", Customers=CUSTOMERS, Transactions=SMALL)
    shown: dict[str, Any] = {"version": excel.call(large, "CBSC_VERSION"), "process": excel.process()}
    handles = {
        "large": excel.call(large, "CBSC_DATA", "Customers", CUSTOMERS, "Transactions", LARGE),
        "small": excel.call(small, "CBSC_DATA", "Customers", CUSTOMERS, "Transactions", SMALL),
    }
    shown["handles"] = handles
    for turn in ("first", "second"):
        shown[turn] = {
            "large": [excel.call(large, *question, handles["large"]) for question in QUESTIONS],
            "small": [excel.call(small, *question, handles["small"]) for question in QUESTIONS],
        }
    shown["without handle"] = [excel.call(tables, *question) for question in QUESTIONS]
    shown["broken"] = [excel.call(small, *question, handles["small"]) for question in BROKEN]
    shown["list"] = excel.call(small, "CBSC_LIST")
    shown["process later"] = excel.process()
    shown["milliseconds"] = milliseconds(lambda: excel.call(large, *QUESTIONS[0], handles["large"]))
    excel.crash()
    shown["after crash"] = excel.call(large, *QUESTIONS[0], handles["large"])
    shown["after crash, rebuilt"] = excel.call(tables, *QUESTIONS[0], handles["small"])
    shown["process after crash"] = excel.process()
    return shown


def milliseconds(call: Any, times: int = 200) -> float:
    """The time that a call takes."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(play(Excel(sys.argv[1]))) + "\n")
