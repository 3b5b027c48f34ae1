"""Every English text that is translated, and where it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from cbsc_xl import catalogue
from cbsc_xl.resources import template_path
from cbsc_xl.units import UNITS

PACKAGE = Path(catalogue.__file__).parent
SPEAKERS = {"voice", "sentence", "mark", "NoValue"}
"""Functions whose first argument is translated, now or later."""

TEMPLATES = ("scorecard.xlsx", "overview.xlsx", "whatif.xlsx")
POINTS = {f"p{number}" for number in range(1, 14)}
"""Heads of the thirteen points of sheet Facts: the same in every language."""


def texts() -> dict[str, str]:
    """Return every text with the place where it was found."""
    found = [*_literals(), *_definitions(), *_reasons(), *_units(), *_template_texts()]
    return {text: place for text, place in found if any(letter.isalpha() for letter in text)}


def unspoken() -> list[str]:
    """Return the places where something else than a text or a marked constant is spoken."""
    return [
        f"{path.name}:{call.lineno}"
        for path, call in _calls()
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
                yield path, node


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literals() -> Iterator[tuple[str, str]]:
    for path, call in _calls():
        text = call.args[0]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value, f"{path.relative_to(PACKAGE)}:{call.lineno}"


def _definitions() -> Iterator[tuple[str, str]]:
    for measure in catalogue.catalogue():
        yield measure.definition, f"definition of {measure.function}"


def _reasons() -> Iterator[tuple[str, str]]:
    for measure in catalogue.catalogue():
        yield measure.empty, f"empty= of {measure.function}"


def _units() -> Iterator[tuple[str, str]]:
    for unit in UNITS.values():
        yield unit.symbol, f"symbol of unit {unit.name}"


def _template_texts() -> Iterator[tuple[str, str]]:
    for name in TEMPLATES:
        for sheet in openpyxl.load_workbook(template_path(name)):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "s" and cell.value not in POINTS:
                        yield str(cell.value), f"{name}, {sheet.title}!{cell.coordinate}"
