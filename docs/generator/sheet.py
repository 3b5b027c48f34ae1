"""The sheet of one measure in the workbook of examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from cbsc_xl.catalogue import Example
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.workbook.dialect import native
from docs.generator.calls import quoted
from docs.generator.example import columns_of, sheet_name
from docs.generator.package import Value
from docs.generator.page import BOLD, Page
from docs.generator.worked import worked

OK, DIFFERS = "ok", "differs"
WIDTHS = (28, 18, 18, 18, 18, 18, 18, 18, 18)


@dataclass(frozen=True)
class Places:
    """Where result, expected value and check stand, and the values of all formulas."""

    result: str
    expected: str
    check: str
    cached: Mapping[str, Value]


def measure_sheet(book: Workbook, measure: Measure, index: str) -> Places:
    """Add the sheet of a measure."""
    page = Page(book.create_sheet(sheet_name(measure)), WIDTHS)
    page.link(1, index, index)
    page.row += 1
    page.title(measure.labels["en"], measure.definition)
    example = worked(measure).case.example
    _question(page, measure, example)
    for name, rows in example.tables.items():
        _data(page, name, rows)
    return _answer(page, measure, _facts(page, measure))


def _question(page: Page, measure: Measure, example: Example) -> None:
    page.heads("Question", "")
    channel = example.options.get("channel")
    arguments = ["", example.period, *([channel] if channel else [])]
    page.line("function", f"={measure.function}({','.join(map(quoted, arguments))})")
    page.line("period", example.period)
    for name, value in example.options.items():
        page.line(name, value)
    page.skip()


def _data(page: Page, name: str, rows: list[dict[str, str]]) -> None:
    """Write a table of the example, dates and numbers as such."""
    columns = columns_of(rows)
    page.line(name, font=BOLD)
    cells = [[_typed(name, column, row.get(column)) for column in columns] for row in rows]
    figures = {n for line in cells for n, cell in enumerate(line, 1) if isinstance(cell, float)}
    page.heads(*columns, right=figures)
    for line in cells:
        page.line(*line)
    page.skip()


def _typed(table: str, column: str, text: str | None) -> Value | date | None:
    kind = TABLES[table][column].type if column in TABLES[table] else "text"
    if text is None or kind not in ("date", "number", "amount", "value"):
        return text
    return date.fromisoformat(text) if kind == "date" else float(text)


def _facts(page: Page, measure: Measure) -> dict[str, str]:
    """Write the facts as values and return their cells."""
    page.heads("Facts", "value", "name", right=(2,))
    cells = {}
    for name, value in worked(measure).facts.items():
        cells[name] = f"B{page.row}"
        page.line(name, value, VOCABULARY[name].labels["en"])
    page.skip()
    return cells


def _answer(page: Page, measure: Measure, cells: dict[str, str]) -> Places:
    found = worked(measure)
    page.heads("Measure", "value", "formula", right=(2,))
    page.line("result")
    page.row -= 1
    page.wide(3, measure.formula)
    result = page.formula(2, native(measure, cells), found.result, measure.unit.format)
    page.row += 1
    page.line("expected", found.case.example.expected)
    expected = f"B{page.row - 1}"
    page.sheet[expected].number_format = measure.unit.format
    page.line("check")
    page.row -= 1
    close = f"ABS({result}-{expected})<=1E-9*MAX(1,ABS({expected}))"
    check = page.formula(2, f'IF({close},"{OK}","{DIFFERS}")', OK)
    return Places(result, expected, check, page.cached)
