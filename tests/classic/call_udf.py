"""Plays Excel: calls xlwings' CallUDF with stand-ins for pywin32 and prints the answers as JSON."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

for name in ("pythoncom", "pywintypes", "win32api", "win32event"):
    sys.modules[name] = MagicMock()
com = sys.modules["win32com"] = MagicMock()
sys.modules |= {
    "win32com.client": com.client,
    "win32com.server": com.server,
    "win32com.server.util": com.server.util,
}
sys.modules |= {f"win32com.server.{name}": MagicMock() for name in ("dispatcher", "policy")}
com.server.util.unwrap.side_effect = TypeError  # every argument is a plain value
com.client.Dispatch = lambda value: value

import xlwings  # noqa: E402

windows = xlwings._xlwindows = sys.modules["xlwings._xlwindows"] = MagicMock()
windows.is_range_instance.return_value = False
windows.Book = lambda workbook: SimpleNamespace(api=workbook, sheets=[])
xlwings.engines.add(xlwings.Engine(SimpleNamespace(name="excel", type="desktop")))

from xlwings import com_server, udfs  # noqa: E402

xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret

DIV0 = -2146826281
CUSTOMERS = (("customer_id", "segment"), ("C1", "Gold"), ("C2", "Gold"))
TRANSACTIONS = (
    ("customer_id", "date", "amount"),
    ("C1", 45000.0, 10.0),  # 15 March 2023
    ("C2", 45001.0, 20.0),
    ("C1", 45400.0, 30.0),  # 18 April 2024
)


def collection(*items: Any) -> Any:
    return SimpleNamespace(Count=len(items), Item=lambda number: items[number - 1])


def as_dates(rows: Any) -> Any:
    """What Excel gives for dates when it is not asked for plain numbers."""
    return tuple(
        tuple(
            datetime.combine(date(1899, 12, 30) + timedelta(cell), datetime.min.time())
            if isinstance(cell, float) and cell > 40_000
            else cell
            for cell in row
        )
        for row in rows
    )


def table(name: str, rows: Any) -> Any:
    return SimpleNamespace(Name=name, Range=SimpleNamespace(Value2=rows, Value=as_dates(rows)))


def workbook(name: str, *tables: Any, from_1904: bool = False) -> Any:
    sheet = SimpleNamespace(Name="Data", ListObjects=collection(*tables), UsedRange=None)
    return SimpleNamespace(FullName=name, Worksheets=collection(sheet), Date1904=from_1904)


BOOK = workbook("one.xlsx")
TABLES = workbook("two.xlsx", table("customers", CUSTOMERS), table("transactions", TRANSACTIONS))


def call(name: str, *given: Any, book: Any = BOOK) -> Any:
    """Call a function the way CbscServer does."""
    arguments = (name, book.FullName, *given)
    return com_server.XLPython().CallUDF("cbsc_xl.hosts.classic.calls", "call", arguments, book)


def answers() -> dict[str, Any]:
    """What the cells of a few formulas show."""
    data = call("CBSC_DATA", "Customers", CUSTOMERS, "Transactions", TRANSACTIONS)
    dated = table("Transactions", TRANSACTIONS)
    dated.Range.Value2 = None
    old = workbook("old.xlsx", table("Customers", CUSTOMERS), dated, from_1904=True)
    return {
        "version": call("CBSC_VERSION"),
        "data": data,
        "churn": call("CBSC_CHURN", "Gold", 2024.0, None, data),
        "error cell as argument": call("CBSC_CHURN", DIV0, 2024.0, None, data),
        "bad argument": call("CBSC_CHURN", "Silver", 2024.0, None, data),
        "churn of the workbook": call("CBSC_CHURN", None, 2024.0, book=TABLES),
        "churn of a book from 1904": call("CBSC_CHURN", None, 2024.0, book=old),
        "list": call("CBSC_LIST"),
        "macro": macro("check"),
    }


def macro(name: str) -> Any:
    """Press a button the way CbscServer does; return which macro ran in which workbook, and the answer."""
    from cbsc_xl.hosts.classic import excel

    ran: list[Any] = []
    excel.run = lambda name, book, user, session, faults: ran.append([name, book.key])
    xlwings.Book.caller = lambda: SimpleNamespace(fullname=BOOK.FullName, app=None)
    python = com_server.XLPython()
    return [ran, python.CallUDF("cbsc_xl.hosts.classic.excel", "macro", (name, BOOK.FullName), BOOK)]


sys.stdout.write(json.dumps(answers()) + "\n")
