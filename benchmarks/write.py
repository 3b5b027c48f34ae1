"""Writing workbooks: one from the template against openpyxl and XlsxWriter, and a thousand of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.utils.cell import coordinate_to_tuple

from benchmarks.sales import sales
from benchmarks.timing import Work, medians, readable, show, work
from cbsc_xl import demo
from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.resources import template_path
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import read
from cbsc_xl.tables.records import records
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Plan
from cbsc_xl.workbook.report import GroupReport, Run
from cbsc_xl.workbook.template import Template

OURS = "cbsc-xl"
GROUP = "Hotels"
LINES_OF_MANY = 100_000
Placed = tuple[str, int, int, Cell]
"""Sheet, row and column from 1, and what stands there."""


def one(rounds: int) -> None:
    """Write the workbook of one group of the demo company in three ways."""
    run = _demo()
    template = Template.load(template_path("scorecard.xlsx"))
    report = GroupReport(run, GROUP).work_out()
    content = plan(report, template.layout)
    cells = list(_placed(content, template.layout))
    source = template_path("scorecard.xlsx").read_bytes()
    print(f"\nthe workbook of one group: {len(cells):,} cells, {_formulas(cells):,} of them formulas")
    filling: dict[str, Work[object]] = {
        OURS: work(template.fill, content),
        "XlsxWriter, the same cells, no template": work(_xlsxwriter, cells),
        "openpyxl, load template, fill, save": work(_openpyxl, source, cells),
    }
    show("filling the template with known content", medians(filling, rounds), OURS)
    figures: dict[str, Work[object]] = {
        "figures of the group from kept facts": work(lambda: GroupReport(run, GROUP).work_out()),
        "content of the pages": work(plan, report, template.layout),
        "filling the template": work(template.fill, content),
    }
    show("where the time of a workbook goes", medians(figures, rounds), "filling the template")


def many(count: int) -> None:
    """Write a workbook per customer with `generate`, on all cores."""
    ledger = Ledger(sales(LINES_OF_MANY).data)
    run = Run(ledger, parse_period("2025"), "customer_id", "en", ScorecardSource())
    with TemporaryDirectory() as folder:
        groups = [name for name in run.groups if not GroupReport(run, name).is_empty][:count]
        taken = work(generate, run, Path(folder), groups).seconds()
        print(f"\n{len(groups):,} workbooks with `generate`, figures included: {readable(taken)}")


def _demo() -> Run:
    with TemporaryDirectory() as folder:
        demo.write(Path(folder))
        data = read(Path(folder))
    scorecards = ScorecardSource(records(data.tables["Scorecard"]))
    return Run(Ledger(data), parse_period("2025"), "segment", "en", scorecards)


def _placed(content: Plan, layout: Layout) -> Iterator[Placed]:
    for name, entry in content.cells.items():
        yield _place(layout.cell(name), entry)
    for block, rows in content.blocks.items():
        for i, row in enumerate(rows):
            for field, entry in row.values.items():
                yield _place(layout.at(block, field, i), entry)


def _place(address: str, entry: Entry) -> Placed:
    sheet, _, cell = address.rpartition("!")
    row, column = coordinate_to_tuple(cell.replace("$", ""))
    return sheet.strip("'"), row, column, entry if isinstance(entry, Cell) else Cell(entry)


def _formulas(cells: list[Placed]) -> int:
    return sum(cell.formula is not None for *_, cell in cells)


def _openpyxl(source: bytes, cells: list[Placed]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(source))
    for sheet, row, column, cell in cells:
        target = book[sheet].cell(row, column)
        target.value = f"={cell.formula}" if cell.formula else cell.value
        if cell.format:
            target.number_format = cell.format
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsxwriter(cells: list[Placed]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheets = {name: book.add_worksheet(name) for name in dict.fromkeys(sheet for sheet, *_ in cells)}
        formats = {
            form: book.add_format({"num_format": form})
            for form in {cell.format for *_, cell in cells}
            if form
        }
        for sheet, row, column, cell in cells:
            style = formats.get(cell.format or "")
            if cell.formula:
                sheets[sheet].write_formula(row - 1, column - 1, f"={cell.formula}", style, cell.value)
            elif isinstance(cell.value, date):
                sheets[sheet].write_datetime(row - 1, column - 1, cell.value, style)
            else:
                sheets[sheet].write(row - 1, column - 1, cell.value, style)
    return out.getvalue()
