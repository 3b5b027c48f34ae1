"""What installing the add-in asks of the computer; tests put folders in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Protocol

from cbsc_xl.errors import HostError

_EXCEL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


class Machine(Protocol):
    """A Windows computer as the add-in sees it."""

    @property
    def python(self) -> Path:
        """The interpreter that answers Excel."""

    @property
    def roaming(self) -> Path:
        """The folder %APPDATA%."""

    @property
    def local(self) -> Path:
        """The folder %LOCALAPPDATA%."""

    @property
    def profile(self) -> Path:
        """The folder %USERPROFILE%."""

    @property
    def encoding(self) -> str:
        """The encoding in which VBA reads a file."""

    def version(self, package: str) -> str | None:
        """Return the version of an installed Python package, None if it is missing."""

    def excel(self) -> str | None:
        """Return the path of Excel, None if it is not installed."""

    def excel_runs(self) -> bool:
        """Tell whether Excel is open."""


class ThisMachine:
    """The computer that runs this; HostError if it has no Windows."""

    encoding = "mbcs"

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise HostError(
                "the add-in needs Excel on Windows; `cbsc-xl addin build` writes its file on any computer"
            )
        self.python = Path(sys.executable)
        self.roaming = Path(os.environ["APPDATA"])
        self.local = Path(os.environ["LOCALAPPDATA"])
        self.profile = Path(os.environ["USERPROFILE"])

    def version(self, package: str) -> str | None:
        """Return the version of an installed Python package, None if it is missing."""
        return installed_version(package)

    def excel(self) -> str | None:
        """Return the path of Excel that Windows starts, None if it knows none."""
        if sys.platform == "win32":
            import winreg

            for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
                try:
                    return winreg.QueryValue(root, _EXCEL)
                except OSError:
                    continue
        return None

    def excel_runs(self) -> bool:
        """Tell whether a process of Excel exists."""
        system = Path(os.environ["SYSTEMROOT"]) / "System32" / "tasklist.exe"
        listed = subprocess.run(  # noqa: S603
            [system, "/FI", "IMAGENAME eq EXCEL.EXE", "/NH"], capture_output=True, check=False
        )
        return b"EXCEL.EXE" in listed.stdout.upper()


def installed_version(package: str) -> str | None:
    """Return the version of an installed Python package, None if it is missing."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
