"""About and doctor: versions, the data of the workbook, and what went wrong, on a sheet."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Any

from cbsc_xl import __version__
from cbsc_xl.errors import CbscError
from cbsc_xl.hosts.macros.desk import Block, Desk

SHEET = "CBSC about"
PACKAGES = ("xlwings", "numpy", "openpyxl", "pyarrow", "python-calamine", "scipy")


def about(desk: Desk) -> None:
    """Write the sheet."""
    voice = desk.voice
    desk.page(SHEET, "cbsc-xl", _versions(desk), _data(desk), _faults(desk), _log(desk))
    desk.user.say(voice("cbsc-xl {version}: see the sheet {sheet}.", version=__version__, sheet=SHEET))


def _versions(desk: Desk) -> Block:
    voice = desk.voice
    rows: list[list[Any]] = [[voice("program"), voice("version")], ["cbsc-xl", __version__]]
    rows.append(["Python", sys.version.split()[0]])
    rows += [[name, _version(name) or voice("not installed")] for name in PACKAGES]
    return [*rows, [voice("interpreter"), sys.executable]]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _data(desk: Desk) -> Block:
    voice = desk.voice
    rows: list[list[Any]] = [[voice("this workbook"), ""], [voice("language"), desk.language]]
    rows.append([voice("file"), str(desk.book.path or "")])
    try:
        pasted = desk.data
    except CbscError as error:
        return [*rows, [voice("data"), str(error)]]
    tables = ", ".join(f"{name} {count.used}" for name, count in pasted.data.report.counts.items())
    return [*rows, [voice("data"), pasted.handle], [voice("rows per table"), tables]]


def _faults(desk: Desk) -> Block:
    return [[desk.voice("what is wrong with the installation")], *([fault] for fault in desk.faults())]


def _log(desk: Desk) -> Block:
    return [[desk.voice("functions that failed")], *([line] for line in desk.session.log)]
