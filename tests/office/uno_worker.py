"""The LibreOffice side of the driver, run by the Python that LibreOffice's ``uno`` belongs to.

``uno_worker.py SOFFICE_BIN PROFILE`` starts LibreOffice, answers every line of JSON on standard input with
one line of JSON, ``{"result": ...}`` or ``{"failure": "..."}``, and ends LibreOffice when the input ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

XLSX = "Calc MS Excel 2007 XML"
NEW_PROFILE = 81  # LibreOffice has made its profile and wants to be started again
NO_MACROS, RUN_MACROS = 0, 4  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE, ALWAYS_EXECUTE_NO_WARN
FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA
ERROR_NAMES = {
    32767: "#N/A",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
}


def properties(**values: object) -> tuple[Any, ...]:
    """Named values in LibreOffice's form."""
    import uno  # type: ignore[import-not-found]

    def one(name: str, value: object) -> Any:
        item = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        item.Name, item.Value = name, value
        return item

    return tuple(one(name, value) for name, value in values.items())


class Worker:
    """One running LibreOffice and what can be asked of it."""

    def __init__(self, soffice: str, profile: str) -> None:
        self.pipe = f"cbsc{uuid.uuid4().hex}"
        self.command = [
            soffice,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            f"--accept=pipe,name={self.pipe};urp;",
        ]
        self.process = self.start()
        self.desktop = self.connect()

    def start(self) -> subprocess.Popen[bytes]:
        """Start LibreOffice with nothing to read and nowhere to write."""
        return subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def connect(self) -> Any:
        """Wait for LibreOffice to listen; it starts twice on a new profile."""
        import uno

        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", context
        )
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
                break
            except uno.getClass("com.sun.star.connection.NoConnectException"):
                self.check_start()
                time.sleep(0.05)
        services = self.context.ServiceManager
        return services.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def check_start(self) -> None:
        """Start again what ended because its profile was new."""
        code = self.process.poll()
        if code == NEW_PROFILE:
            self.process = self.start()
        elif code is not None:
            raise RuntimeError(f"LibreOffice ended with code {code} while it started")

    def stop(self) -> None:
        """Ask LibreOffice to end."""
        self.desktop.terminate()
        self.process.wait()

    def opened(self, path: str, work: Callable[[Any], Any], macros: bool = False) -> Any:
        """The result of `work` on the document at `path`, which is closed again."""
        options = properties(Hidden=True, MacroExecutionMode=RUN_MACROS if macros else NO_MACROS)
        document = self.desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, options)
        if document is None:
            raise RuntimeError(f"LibreOffice cannot open {path}")
        try:
            return work(document)
        finally:
            document.close(True)

    def recalculate(
        self,
        path: str,
        set_cells: dict[str, Any],
        paste: dict[str, list[list[Any]]],
        beside: str | None = None,
        macros: bool = False,
        hard: bool = True,
        save: str | None = None,
    ) -> dict[str, dict[str, Any]]:
        """Every formula cell of every sheet, after a hard recalculation or of what depends on changes."""

        def work(document: Any) -> dict[str, dict[str, Any]]:
            for place, value in set_cells.items():
                set_cell(document, place, value)
            for place, rows in paste.items():
                paste_rows(document, place, rows)
            if hard:
                document.calculateAll()
            if beside:
                self.opened(beside, lambda other: (other.calculateAll(), document.calculateAll()))
            if save:
                document.storeToURL(Path(save).as_uri(), properties(FilterName=XLSX))
            return {sheet.Name: dict(formula_cells(sheet)) for sheet in sheets(document)}

        return self.opened(path, work, macros)  # type: ignore[no-any-return]

    def add_extension(self, path: str) -> None:
        """Add an extension to the profile, every question answered with yes."""
        manager = self.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
        manager.addExtension(Path(path).as_uri(), (), "user", None, consent())

    def pdf(self, path: str, target: str) -> None:
        """Print the document at `path`, as it is stored, into the file `target`."""
        self.opened(
            path,
            lambda document: document.storeToURL(
                Path(target).as_uri(), properties(FilterName="calc_pdf_Export")
            ),
        )


def consent() -> Any:
    """The environment of a command in which every question is answered with yes."""
    import uno
    import unohelper  # type: ignore[import-not-found]
    from com.sun.star.task import XInteractionHandler  # type: ignore[import-not-found]
    from com.sun.star.ucb import XCommandEnvironment  # type: ignore[import-not-found]

    approve = uno.getTypeByName("com.sun.star.task.XInteractionApprove")

    class Consent(unohelper.Base, XInteractionHandler, XCommandEnvironment):  # type: ignore[misc]
        def handle(self, request: Any) -> None:
            for continuation in request.getContinuations():
                if continuation.queryInterface(approve) is not None:
                    continuation.select()

        def getInteractionHandler(self) -> Any:  # noqa: N802
            return self

        def getProgressHandler(self) -> None:  # noqa: N802
            return None

    return Consent()


def sheets(document: Any) -> Iterator[Any]:
    """The sheets of a document, hidden ones included."""
    for i in range(document.Sheets.Count):
        yield document.Sheets.getByIndex(i)


def set_cell(document: Any, place: str, value: object) -> None:
    """Type a value into the cell ``Sheet!A1``, protected or not; None empties it."""
    name, _, address = place.rpartition("!")
    sheet = document.Sheets.getByName(name)
    sheet.unprotect("")
    cell = sheet.getCellRangeByName(address)
    if value is None or isinstance(value, str):
        cell.setString(value or "")
    elif isinstance(value, bool):
        cell.setFormula("=TRUE()" if value else "=FALSE()")
    else:
        cell.setValue(value)


def paste_rows(document: Any, place: str, rows: list[list[Any]]) -> None:
    """Put rows onto a sheet from the cell ``Sheet!A1`` on; None empties a cell."""
    name, _, address = place.rpartition("!")
    sheet = document.Sheets.getByName(name)
    first = sheet.getCellRangeByName(address).getCellAddress()
    right, bottom = first.Column + len(rows[0]) - 1, first.Row + len(rows) - 1
    cells = sheet.getCellRangeByPosition(first.Column, first.Row, right, bottom)
    cells.setDataArray(tuple(map(tuple, rows)))


def formula_cells(sheet: Any) -> Iterator[tuple[str, Any]]:
    """Address and value of every formula cell of a sheet."""
    for area in sheet.queryContentCells(FORMULA_CELLS).getRangeAddresses():
        cells = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow)
        for r, row in enumerate(cells.getDataArray()):
            for c, value in enumerate(row):
                address = f"{column_letters(area.StartColumn + c)}{area.StartRow + r + 1}"
                yield address, cell_value(cells, c, r, value)


def cell_value(cells: Any, column: int, row: int, value: Any) -> Any:
    """A value as Excel types it: LibreOffice lists errors as nothing and booleans as numbers."""
    if isinstance(value, str) or value not in (None, 0.0, 1.0):
        return value
    cell = cells.getCellByPosition(column, row)
    code = cell.getError()
    if code:
        return {"error": ERROR_NAMES.get(code, f"Err:{code}")}
    return {"TRUE": True, "FALSE": False}.get(cell.getString(), value)


def column_letters(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reply(**answer: object) -> None:
    """Write one line of JSON."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main(soffice: str, profile: str) -> None:
    """Answer until the input ends."""
    worker = Worker(soffice, profile)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply(result=getattr(worker, request.pop("ask"))(**request))
        except Exception as error:
            reply(failure=f"{type(error).__name__}: {error}")
    worker.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
