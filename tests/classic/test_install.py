"""Installing the add-in on a computer that is made of folders."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cbsc_xl.cli import main
from cbsc_xl.errors import HostError
from cbsc_xl.hosts.classic.addin import addin
from cbsc_xl.hosts.classic.install import (
    addin_path,
    build,
    faults,
    install,
    register,
    remove,
    settings_path,
)
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.ribbon import ribbon_xml

VERSION = "0.37.8"


@dataclass
class Folders:
    """A computer with Windows, Excel and xlwings, where nothing is in the way."""

    root: Path
    encoding: str = "cp1252"
    path: str | None = r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
    runs: bool = False
    versions: dict[str, str] = field(default_factory=lambda: {"xlwings": VERSION, "pywin32": "312"})

    def __post_init__(self) -> None:
        self.python = self.root / "venv" / "Scripts" / "python.exe"
        self.roaming, self.local, self.profile = (self.root / name for name in ("Roaming", "Local", "Me"))
        self.python.parent.mkdir(parents=True)
        self.dll.touch()

    @property
    def dll(self) -> Path:
        return self.root / "venv" / f"xlwings64-{VERSION}.dll"

    def version(self, package: str) -> str | None:
        return self.versions.get(package)

    def excel(self) -> str | None:
        return self.path

    def excel_runs(self) -> bool:
        return self.runs


@pytest.fixture
def computer(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def test_install_writes_the_addin_and_where_python_is(computer: Folders) -> None:
    target = install(computer, "nl")
    assert target == computer.root / "Roaming/Microsoft/Excel/XLSTART/cbsc_xl.xlam"
    assert target.read_bytes() == build("nl")
    with zipfile.ZipFile(target) as package:
        assert package.read("customUI/customUI14.xml").decode().endswith(ribbon_xml("nl"))
    settings = computer.root / "Me/.cbsc_xl/cbsc_xl.conf"
    assert settings.read_bytes() == f'"INTERPRETER_WIN","{computer.python}"\r\n'.encode()
    assert list(faults(computer)) == []


def test_workbooks_with_functions_need_only_where_python_is(computer: Folders) -> None:
    assert register(computer) == settings_path(computer)
    assert settings_path(computer).read_bytes() == f'"INTERPRETER_WIN","{computer.python}"\r\n'.encode()
    assert not addin_path(computer).exists()
    computer.versions.clear()
    with pytest.raises(HostError, match="xlwings is missing"):
        register(computer)


def test_remove_leaves_nothing(computer: Folders) -> None:
    install(computer)
    assert remove(computer) == [addin_path(computer), settings_path(computer)]
    assert remove(computer) == []
    assert [path for path in (computer.root / "Roaming").rglob("*") if path.is_file()] == []


def old_addin(computer: Folders) -> None:
    addin_path(computer).write_bytes(addin(functions(), "0.33.0"))


def other_python(computer: Folders) -> None:
    settings_path(computer).write_text('"INTERPRETER_WIN","C:\\other\\python.exe"\n')


def lite(computer: Folders) -> None:
    (computer.local / "Microsoft/Office/16.0/Wef/store/WA200008175_1").mkdir(parents=True)


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (lambda computer: computer.dll.unlink(), "xlwings64-0.37.8.dll is neither in"),
        (lambda computer: computer.versions.clear(), "the Python package xlwings is missing"),
        (lambda computer: computer.versions.pop("pywin32"), "the Python package pywin32 is missing"),
        (lambda computer: setattr(computer, "path", None), "Excel is not installed"),
        (
            lambda computer: setattr(computer, "path", r"C:\Program Files\WindowsApps\Excel\EXCEL.EXE"),
            "Excel comes from the Microsoft Store",
        ),
        (
            lambda computer: setattr(computer, "python", Path("C:/Users/Олена/python.exe")),
            "VBA cannot read the path",
        ),
        (lambda computer: addin_path(computer).unlink(), "the add-in is not installed"),
        (old_addin, "built by another version"),
        (other_python, "the add-in does not use"),
        (lite, "xlwings Lite is installed too"),
    ],
)
def test_doctor_says_what_is_wrong(
    computer: Folders, break_it: Callable[[Folders], object], sentence: str
) -> None:
    install(computer)
    break_it(computer)
    said = [fault for fault in faults(computer) if sentence in fault]
    assert len(said) == 1
    assert not said[0].endswith(".")


@pytest.mark.parametrize("command", [install, remove])
def test_nothing_changes_while_excel_is_open(computer: Folders, command: Callable[[Folders], object]) -> None:
    install(computer)
    computer.runs = True
    with pytest.raises(HostError, match="Excel is open"):
        command(computer)


def test_fault_keeps_the_addin_from_being_installed(computer: Folders) -> None:
    computer.dll.unlink()
    with pytest.raises(HostError, match="neither in"):
        install(computer)
    assert not addin_path(computer).exists()


def test_build_writes_the_file_on_any_computer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "cbsc_xl.xlam"
    assert main(["addin", "build", "--out", str(target), "--language", "uk"]) == 0
    assert target.read_bytes() == build("uk")
    assert capsys.readouterr().out == f"{target}\n"


@pytest.mark.parametrize(
    "command", [["addin", "install"], ["addin", "status"], ["addin", "remove"], ["doctor"]]
)
def test_other_systems_are_told_in_one_sentence(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "cbsc-xl: the add-in needs Excel on Windows; `cbsc-xl addin build` writes its file on any computer\n"
    )
