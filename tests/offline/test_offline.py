"""The folder for PCs without internet: complete, and its scripts install and remove under Wine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / ".windows"
MISSING = "Wine or Python for Windows is missing; run tools/install_windows_chain"
EXCEL = r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
PC = {
    "sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
    "python_version": "3.11", "python_full_version": "3.11.9", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "platform_release": "10", "platform_version": "10",
    "implementation_version": "3.11.9",
}  # fmt: skip


def offline(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tools/offline", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offline") / "cbsc-xl-offline"
    made = offline(path)
    assert made.returncode == 0, made.stderr
    assert re.search(rf"^{re.escape(str(path))}: \d{{2,3}} MB; take it to the PC", made.stdout)
    return path


def wheels(folder: Path) -> dict[str, Path]:
    return {str(parse_wheel_filename(path.name)[0]): path for path in (folder / "wheels").iterdir()}


def requirements(wheel: Path, extra: str) -> Iterator[str]:
    """What a wheel asks for on a PC with Windows."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        described = Parser().parsestr(archive.read(name).decode())
    for line in described.get_all("Requires-Dist", []):
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({**PC, "extra": extra}):
            yield canonicalize_name(needed.name)


def test_every_package_is_there_and_runs_on_windows(folder: Path) -> None:
    found = wheels(folder)
    for name, path in found.items():
        extra = "excel" if name == "cbsc-xl" else ""
        assert set(requirements(path, extra)) <= set(found)
        assert {tag.platform for tag in parse_wheel_filename(path.name)[3]} <= {"any", "win_amd64"}
    assert {"cbsc-xl", "xlwings", "pywin32", "pip"} <= set(found)


def test_python_is_that_of_the_python_software_foundation(folder: Path) -> None:
    assert b"Python Software Foundation" in (folder / "python" / "python.exe").read_bytes()
    assert "\nimport site" in (folder / "python" / "python311._pth").read_text()


def test_every_file_is_listed_with_its_checksum(folder: Path) -> None:
    sums = folder / "SHA256SUMS.txt"
    listed = dict(line.split("  ")[::-1] for line in sums.read_text().splitlines())
    files = {path for path in folder.rglob("*") if path.is_file()} - {sums}
    assert set(listed) == {path.relative_to(folder).as_posix() for path in files}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == listed[name] for name in listed)


def test_licence_of_every_package_is_named(folder: Path) -> None:
    page = (ROOT / "docs" / "install" / "it-department.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| ([a-z][\w-]*) \| .*(?:BSD|MIT|PSF|Apache|MPL)", page, re.M)
    assert set(named) >= set(wheels(folder))


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = offline(tmp_path)
    assert refused.returncode == 1
    assert "exists and is not empty: give another folder" in refused.stderr


def test_another_archive_than_the_embeddable_python_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "other.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "no Python")
    refused = offline(tmp_path / "new", "--python", archive)
    assert refused.returncode == 1
    assert "this is not the embeddable package of Python 3.11 for Windows" in refused.stderr


class Pc:
    """A Windows without internet, played by Wine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "WINEPREFIX": str(WINDOWS / "prefix"), "WINEDEBUG": "-all"}
        (self.user,) = (
            path for path in (WINDOWS / "prefix/drive_c/users").iterdir() if path.name != "Public"
        )

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            ["wine", *command], cwd=self.folder, env=self.environment, input="\n",
            capture_output=True, text=True, errors="replace", timeout=300,
        )  # fmt: skip
        return done.returncode, done.stdout

    def python(self, *arguments: str) -> tuple[int, str]:
        user = str(self.user.name)
        return self.run(rf"C:\users\{user}\AppData\Local\cbsc-xl\python\python.exe", *arguments)

    def written(self) -> set[str]:
        """Files and folders of the user that carry the name of the program, outermost first."""
        found = {path.relative_to(self.user) for path in self.user.rglob("*cbsc*")}
        return {path.as_posix() for path in found if not found & set(path.parents)}


@pytest.fixture(scope="module")
def pc(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    """With numpy 1.26: later ones crash in Wine 8."""
    if not (WINDOWS / "complete").exists() or not shutil.which("wine"):
        pytest.fail(MISSING, pytrace=False)
    copy = tmp_path_factory.mktemp("share") / "offline folder"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("numpy-*"))
    (numpy,) = (WINDOWS / "wheels").glob("numpy-*.whl")
    shutil.copy(numpy, copy / "wheels")
    computer = Pc(copy)
    computer.run("reg", "add", EXCEL, "/ve", "/d", r"C:\Office\EXCEL.EXE", "/f")
    yield computer
    computer.run("reg", "delete", EXCEL, "/f")
    subprocess.run(["wineserver", "-k"], env=computer.environment, check=False)


def test_install_use_and_remove(pc: Pc) -> None:
    """What is written is what docs/install/it-department.md lists, and nothing of it stays."""
    assert pc.written() == set()
    code, said = pc.run("cmd", "/c", "install.cmd", "--language", "nl")
    assert (code, "start Excel and type =CBSC_VERSION()" in said) == (0, True), said
    assert pc.written() == {
        "AppData/Local/cbsc-xl",
        "AppData/Roaming/Microsoft/Excel/XLSTART/cbsc_xl.xlam",
        ".cbsc_xl",
    }
    assert pc.python("-m", "cbsc_xl", "doctor") == (
        0,
        "everything is in its place: type =CBSC_VERSION() in Excel\n",
    )
    code, said = pc.run("cmd", "/c", "remove.cmd")
    assert (code, "cbsc-xl is removed." in said) == (0, True), said
    assert pc.written() == set()
