"""A live workbook as its host would compute it: every function is called with what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from cbsc_xl.hosts.function import ErrorValue
from cbsc_xl.hosts.session import Session
from cbsc_xl.workbook.live import HANDLE_ROW, SHEET

HANDLE = f"C{HANDLE_ROW}"
RANGE = re.compile(r'"(\w+)",(?:\1\[#All\]|(\w+)!(\$[^,)]+))')
CALL = re.compile(r"=_xlfn\.IFNA\((CBSC_\w+)\((.+)\),(\"[^\"]*\")\)")
ARGUMENT = re.compile(r'"((?:[^"]|"")*)"|Data!\$([A-Z]+)\$(\d+)')


class OpenBook:
    """A workbook file as an open workbook."""

    def __init__(self, path: Path) -> None:
        self.key = str(path)
        self.formulas = openpyxl.load_workbook(path)
        self.cached = openpyxl.load_workbook(path, data_only=True)

    def table(self, name: str) -> list[list[Any]] | None:
        sheets = self.formulas.worksheets
        sheet = next((sheet for sheet in sheets if name in sheet.tables), None)
        return (
            None if sheet is None else [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
        )

    def handle(self, session: Session) -> Any:
        """What CBSC_DATA says of the ranges that its formula names."""
        arguments: list[Any] = []
        for name, sheet, area in RANGE.findall(self.formulas[SHEET][HANDLE].value):
            cells = self.formulas[sheet][area.replace("$", "")] if area else ()
            rows = [[cell.value for cell in row] for row in cells] if area else self.table(name)
            arguments += [name, rows]
        return session.call("CBSC_DATA", arguments, self)

    def results(self, session: Session) -> Iterator[tuple[str, Any, Any]]:
        """Place, cached value and value of every cell that asks the host."""
        handle = self.handle(session)
        for sheet in self.formulas.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    call = CALL.fullmatch(cell.value) if isinstance(cell.value, str) else None
                    if call:
                        place = f"{sheet.title}!{cell.coordinate}"
                        cached = self.cached[sheet.title][cell.coordinate].value
                        yield place, cached, self._result(session, call, handle)

    def _result(self, session: Session, call: re.Match[str], handle: Any) -> Any:
        arguments = [
            text.replace('""', '"') if not column else self.formulas[SHEET][f"{column}{row}"].value
            for text, column, row in ARGUMENT.findall(call[2])
        ]
        result = session.call(call[1], [*arguments[:-1], handle], self)
        return call[3].strip('"') if result is ErrorValue.NA else result
