"""The part of the add-in that runs in LibreOffice's own Python: standard library only.

It passes each call on to a worker process in the environment of cbsc-xl, answers what the worker asks about
the calling document, and starts the worker again when it has ended. ``addin.json`` beside this file names
the command of the worker, for each method the function of the spreadsheet and whether it spills, and how the
sheets with the tables of live workbooks begin.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
from pathlib import Path
from typing import Any

import unohelper  # type: ignore[import-not-found]
from cbsc.xl import XFunctions  # type: ignore[import-not-found]
from com.sun.star.lang import XServiceInfo  # type: ignore[import-not-found]

NAME = "cbsc.xl.AddIn"
SERVICES = ("com.sun.star.sheet.AddIn", NAME)
SILENT = "cbsc-xl does not answer; run: cbsc-xl libreoffice install"
NO_WINDOW = 0x08000000


def _configuration() -> dict[str, Any]:
    folder = Path(__file__).parent
    found: dict[str, Any] = json.loads((folder / "addin.json").read_text(encoding="utf-8"))
    return found


class Worker:
    """The process that computes, started at the first call."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: Any = None

    def call(self, function: str, arguments: tuple[Any, ...], document: Any) -> Any:
        """Return the answer to a call; a worker that has ended is started once more."""
        message = ("call", function, arguments, document.RuntimeUID)
        for _ in range(2):
            try:
                return self._asked(message, document)
            except (OSError, EOFError, pickle.UnpicklingError):
                self.end()
        return SILENT

    def end(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        process.stdout.close()
        with contextlib.suppress(OSError):
            process.stdin.close()

    def _asked(self, message: tuple[Any, ...], document: Any) -> Any:
        if self.process is None:
            self.process = self._start()
        process = self.process
        self._send(process, message)
        while True:
            kind, content = pickle.load(process.stdout)  # noqa: S301
            if kind == "result":
                return content
            self._send(process, ("rows", table(document, content)))

    def _send(self, process: Any, message: tuple[Any, ...]) -> None:
        process.stdin.write(pickle.dumps(message, 4))
        process.stdin.flush()

    def _start(self) -> Any:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.Popen(  # noqa: S603
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
            creationflags=NO_WINDOW if os.name == "nt" else 0,
        )


def table(document: Any, name: str) -> Any:
    """Return the cells of a table by name in any case; None without.

    It is the used part of the sheet of a live workbook, since LibreOffice does not take rows that are pasted
    below a table into it, else a database range, else the used part of a sheet of that name.
    """
    sheets, ranges = (
        {own.casefold(): own for own in found.ElementNames}
        for found in (document.Sheets, document.DatabaseRanges)
    )
    asked = name.casefold()
    live = sheets.get(CONFIGURATION["data_sheets"].casefold() + asked)
    if live is None and asked in ranges:
        return document.DatabaseRanges.getByName(ranges[asked]).ReferredCells.getDataArray()
    sheet = live or sheets.get(asked)
    if sheet is None:
        return None
    used = document.Sheets.getByName(sheet).createCursor()
    used.gotoStartOfUsedArea(False)
    used.gotoEndOfUsedArea(True)
    return used.getDataArray()


CONFIGURATION = _configuration()
WORKER = Worker(CONFIGURATION["command"])


class AddIn(unohelper.Base, XFunctions, XServiceInfo):  # type: ignore[misc]
    """The functions as LibreOffice calls them: a method each."""

    def __init__(self, context: Any) -> None:
        pass

    def getImplementationName(self) -> str:  # noqa: N802
        """Return the name of this component."""
        return NAME

    def supportsService(self, name: str) -> bool:  # noqa: N802
        """Tell whether this component is such a service."""
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        """Return what this component is."""
        return SERVICES


def _method(function: str, spills: bool) -> Any:
    """Make the method of a function; one that spills must return rows whatever happens."""

    def call(self: AddIn, document: Any, *arguments: Any) -> Any:
        found = WORKER.call(function, arguments, document)
        return ((found,),) if spills and not isinstance(found, tuple) else found

    return call


for _name, (_function, _spills) in CONFIGURATION["methods"].items():
    setattr(AddIn, _name, _method(_function, _spills))

g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(AddIn, NAME, SERVICES)
