"""The import rule: downwards only, and nothing heavy before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = (
    {"__init__", "errors", "period", "resources", "texts", "toml", "units"},
    {"ledger", "tables"},
    {"accounting"},
    {"facts", "measures"},
    {"calculator", "catalogue", "scorecard", "valuation"},
    {"demo", "hosts", "inquiry", "scenario", "workbook"},
    {"__main__", "cli"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted((ROOT / "cbsc_xl").rglob("*.py"))
OUTSIDE = {"benchmarks", "docs", "tests", "udfs", "workbook_templates"}


def dotted(path: Path) -> list[str]:
    """The names of a module from the package down: cbsc_xl, tables, read."""
    return list(path.relative_to(ROOT).with_suffix("").parts)


def imports(path: Path) -> Iterator[str]:
    """Dotted name of everything a module imports anywhere in its text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = dotted(path)[: -node.level] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def part(name: str) -> str:
    """The part of cbsc_xl that a dotted name lies in; a name of the package itself lies in ``__init__``."""
    first = name.split(".")[1]
    folder = ROOT / "cbsc_xl" / first
    return first if folder.is_dir() or folder.with_suffix(".py").is_file() else "__init__"


def test_every_part_has_its_layer() -> None:
    parts = {dotted(path)[1] for path in MODULES}
    assert parts <= LEVEL.keys(), "a new part of cbsc_xl needs its place in LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(dotted(path)[1:]))
def test_imports_run_downwards(path: Path) -> None:
    own = dotted(path)[1]
    used = list(imports(path))
    upwards = [name for name in used if name.startswith("cbsc_xl.") and LEVEL[part(name)] > LEVEL[own]]
    assert upwards == []
    assert [name for name in used if name.split(".")[0] in OUTSIDE] == []
    if own != "hosts":
        assert [name for name in used if name.split(".")[0] == "xlwings"] == []


def imported(modules: str, *options: str) -> set[str]:
    """Top-level names that are loaded in a new Python after `modules` were imported."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {modules}; print(*sys.modules)"
    run = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return {name.split(".")[0] for name in run.stdout.split()}


def test_library_needs_only_the_standard_library() -> None:
    """Hosts without numpy list the measures: ``-S`` leaves out every installed package."""
    loaded = imported("cbsc_xl.measures, cbsc_xl.facts, cbsc_xl.catalogue, cbsc_xl.hosts.lite", "-I", "-S")
    assert "numpy" not in loaded
    assert "cbsc_xl" in loaded


def test_heavy_packages_are_not_loaded_at_start() -> None:
    loaded = imported("cbsc_xl, cbsc_xl.cli")
    heavy = {"duckdb", "openpyxl", "pandas", "pyarrow", "python_calamine", "scipy", "xlwings"}
    assert loaded & heavy == set()
    assert "cbsc_xl" in loaded
