"""The wheel holds all that the installed program needs, and runs away from the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (path,) = folder.glob("*.whl")
    return path


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def data_files(folder: str) -> set[str]:
    """Files of a folder that are neither Python nor leftovers of a run, relative to the folder."""
    paths = (path for path in (ROOT / folder).rglob("*.*") if path.is_file())
    return {
        path.relative_to(ROOT / folder).as_posix() for path in paths if path.suffix not in {".py", ".pyc"}
    }


def test_wheel_holds_templates_and_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    templates = data_files("workbook_templates")
    assert "scorecard.xlsx" in templates
    assert {f"cbsc_xl/{name}" for name in data_files("cbsc_xl")} <= names
    assert {f"cbsc_xl/workbook_templates/{name}" for name in templates} <= names
    assert {"cbsc_xl/udfs/lite/main.py", "cbsc_xl/udfs/lite/requirements.txt"} <= names


def test_installed_program_lists_the_library(wheel: Path, tmp_path: Path) -> None:
    pip("install", "--no-deps", "--target", str(tmp_path / "site"), str(wheel))
    run = subprocess.run(
        [sys.executable, "-m", "cbsc_xl", "list", "--format", "json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert "CBSC_CHURN" in {measure["function"] for measure in json.loads(run.stdout)}
