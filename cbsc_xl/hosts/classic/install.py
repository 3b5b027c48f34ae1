"""Putting the add-in where Excel starts it, taking it away, and saying what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cbsc_xl.errors import HostError
from cbsc_xl.hosts.classic.addin import FILE, Ribbon, addin
from cbsc_xl.hosts.classic.machine import Machine, installed_version
from cbsc_xl.hosts.classic.ovba import Module
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.ribbon import MODULE, callbacks, ribbon_xml
from cbsc_xl.texts import LANGUAGES
from cbsc_xl.workbook.generate import replace_file

_LITE = "WA200008175"  # xlwings Lite in the store of Office
_CLOSE_EXCEL = "Excel is open: close it and run the command again"


def build(language: str = "en") -> bytes:
    """Return the add-in for the installed version of xlwings; HostError if xlwings is missing."""
    return _addin(xlwings_version(), language)


def _addin(version: str, language: str) -> bytes:
    ribbon = Ribbon(ribbon_xml(language), (Module(MODULE, callbacks(language)),))
    return addin(functions(), version, language, ribbon)


def xlwings_version() -> str:
    """Return the installed version of xlwings; HostError if it is missing."""
    return _xlwings(installed_version("xlwings"))


def install(machine: Machine, language: str = "en") -> Path:
    """Write the add-in into Excel's start folder, and where Python is; HostError says what is in the way."""
    for fault in hindrances(machine):
        raise HostError(fault)
    content = _addin(_xlwings(machine.version("xlwings")), language)
    target = addin_path(machine)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write_settings(machine)
    replace_file(target, content)
    return target


def register(machine: Machine) -> Path:
    """Write where Python is, for workbooks that carry the functions; HostError says what is in the way."""
    for fault in computer_faults(machine):
        raise HostError(fault)
    return _write_settings(machine)


def remove(machine: Machine) -> list[Path]:
    """Delete what was installed and return it; HostError while Excel is open."""
    found = [path for path in (addin_path(machine), settings_path(machine)) if path.exists()]
    if found and machine.excel_runs():
        raise HostError(_CLOSE_EXCEL)
    for path in found:
        path.unlink()
    return found


def addin_path(machine: Machine) -> Path:
    """Return where Excel looks for add-ins that it starts by itself."""
    return machine.roaming / "Microsoft" / "Excel" / "XLSTART" / FILE


def settings_path(machine: Machine) -> Path:
    """Return the file from which the add-in learns where Python is."""
    return machine.profile / ".cbsc_xl" / "cbsc_xl.conf"


def hindrances(machine: Machine) -> Iterator[str]:
    """Yield a sentence for each thing that keeps the add-in from being installed."""
    if machine.excel_runs():
        yield _CLOSE_EXCEL
    yield from computer_faults(machine)


def faults(machine: Machine) -> Iterator[str]:
    """Yield a sentence for each thing that keeps the functions from working, with its cure."""
    yield from computer_faults(machine)
    yield from addin_faults(machine)
    if any(_LITE in path.name for path in (machine.local / "Microsoft" / "Office").glob("*/Wef/**/*")):
        yield (
            "xlwings Lite is installed too: a workbook with functions of the same names in Lite damages "
            "formulas, so use only one of the two on this computer"
        )


def computer_faults(machine: Machine) -> Iterator[str]:
    """Yield what is wrong with Python, xlwings or Excel."""
    version = machine.version("xlwings")
    for package in ("xlwings", "pywin32"):
        if machine.version(package) is None:
            yield f"the Python package {package} is missing: run pip install cbsc-xl[excel]"
    if version and not any((folder / f"xlwings64-{version}.dll").exists() for folder in dll_folders(machine)):
        yield (
            f"xlwings64-{version}.dll is neither in {machine.python.parent} nor one folder up: "
            "run pip install --force-reinstall xlwings"
        )
    excel = machine.excel()
    if excel is None:
        yield "Excel is not installed on this computer"
    elif "WindowsApps" in excel:
        yield (
            "Excel comes from the Microsoft Store, which starts no add-ins of this kind: "
            "install Office from office.com"
        )
    if not _readable(machine):
        yield f"VBA cannot read the path {machine.python}: install Python in a folder with plain letters"


def addin_faults(machine: Machine) -> Iterator[str]:
    """Yield what is wrong with the installed add-in."""
    target, settings = addin_path(machine), settings_path(machine)
    if not target.exists():
        yield "the add-in is not installed: run cbsc-xl addin install"
    elif not is_current(machine):
        yield "the add-in was built by another version of cbsc-xl or xlwings: run cbsc-xl addin install"
    if target.exists() and (not settings.exists() or settings.read_bytes() != _settings(machine)):
        yield f"the add-in does not use {machine.python}: run cbsc-xl addin install"


def is_current(machine: Machine) -> bool:
    """Tell whether the installed add-in is what would be installed now, in any language."""
    version = machine.version("xlwings")
    found = addin_path(machine).read_bytes()
    return version is not None and any(found == _addin(version, language) for language in LANGUAGES)


def dll_folders(machine: Machine) -> tuple[Path, Path]:
    """Return where VBA looks for the DLL of xlwings: beside python.exe, else one folder up."""
    folder = machine.python.parent
    return folder, folder.parent


def _write_settings(machine: Machine) -> Path:
    path = settings_path(machine)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, _settings(machine))
    return path


def _settings(machine: Machine) -> bytes:
    return f'"INTERPRETER_WIN","{machine.python}"\r\n'.encode(machine.encoding, errors="replace")


def _readable(machine: Machine) -> bool:
    path = str(machine.python)
    return path.encode(machine.encoding, errors="replace").decode(machine.encoding) == path


def _xlwings(version: str | None) -> str:
    if version is None:
        raise HostError("the Python package xlwings is missing: run pip install cbsc-xl[excel]")
    return version
