"""What holds for the repository as a whole: documents agree with the code, no machine is named."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import cbsc_xl

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS = ("benchmarks", "cbsc_xl", "docs", "tests", "udfs", "workbook_templates")
# written in pieces, or this file would name them itself
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "anaconda" + ".", "debian" + ".org")
MACHINE = re.compile(r"(?<![\w.*])/(?:wo" + r"rk|ro" + r"ot)/")


def files() -> list[Path]:
    """Every file of the repository, committed or about to be."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
    output = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in output.split("\0") if name and (ROOT / name).is_file()]


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, of a workbook the bytes of its parts."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            yield from (package.read(name) for name in package.namelist())
    else:
        yield path.read_bytes()


def test_no_registry_and_no_machine_is_named() -> None:
    paths = files()
    assert Path(__file__) in paths
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in paths
        for content in contents(path)
        for word in places(content.decode("utf-8", errors="ignore"))
    ]
    assert found == []


def places(text: str) -> list[str]:
    """Package registries and folders of one machine that a text names."""
    return [name for name in REGISTRIES if name in text] + MACHINE.findall(text)


def test_places_finds_what_it_should() -> None:
    registry, folder = "https://" + REGISTRIES[0] + "/simple", "see /wo" + "rk/data"
    assert places(registry + " " + folder) == [REGISTRIES[0], "/wo" + "rk/"]
    assert places("docs/wo" + "rk/x and ../root/y and network/root/z") == []


def dependencies() -> Iterator[str]:
    """Names of all packages that pyproject.toml asks for."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    for requirement in chain(PROJECT["build-system"]["requires"], project["dependencies"], *extras):
        name = re.match(r"[\w.-]+", requirement)
        assert name is not None
        if name[0] != project["name"]:
            yield name[0]


@pytest.mark.parametrize("name", sorted({*dependencies()}))
def test_dependency_is_justified(name: str) -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(name)} \| .{{20,}} \|$", text, re.MULTILINE)


def test_no_dependency_is_justified_that_is_gone() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z][\w.-]*) \|", text, re.MULTILINE)) - {"package"}
    assert listed <= {*dependencies()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_says_what_it_holds(folder: str) -> None:
    assert (ROOT / folder / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_version_is_the_same_everywhere() -> None:
    version = PROJECT["project"]["version"]
    assert cbsc_xl.__version__ == version
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## .*\b{re.escape(version)}\b", changelog, re.MULTILINE)
