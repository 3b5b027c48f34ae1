"""The workbook of worked examples: a sheet per measure, and an index that checks them all."""

from __future__ import annotations

from openpyxl import Workbook

from cbsc_xl.catalogue import catalogue
from cbsc_xl.measures.measure import Measure
from docs.generator.example import sheet_name
from docs.generator.package import packed
from docs.generator.page import BOLD, Page
from docs.generator.sheet import OK, Places, measure_sheet
from docs.generator.worked import worked

INDEX = "Index"
WIDTHS = (32, 52, 62, 68, 14, 16, 16, 10)


def content() -> bytes:
    """Return the file."""
    book = Workbook()
    book.properties.title = "Worked examples of the Customer Balanced Scorecard"
    book.properties.creator = "cbsc-xl"
    index = Page(book.worksheets[0], WIDTHS)
    index.sheet.title = INDEX
    places = {measure: measure_sheet(book, measure, INDEX) for measure in catalogue()}
    _index(index, places)
    cached = {INDEX: index.cached} | {sheet_name(m): places[m].cached for m in places}
    return packed(book, cached)


def _index(page: Page, places: dict[Measure, Places]) -> None:
    count = len(places)
    page.title(
        "Worked examples of all measures",
        "A sheet per measure: its data, the facts that cbsc-xl makes of them, and the measure as a formula "
        "over the facts. The expected value was worked out by hand.",
    )
    first = page.row + 3
    page.line("Examples that come out", font=BOLD)
    page.row -= 1
    page.formula(2, f'COUNTIF(H{first}:H{first + count - 1},"{OK}")&" of {count}"', f"{count} of {count}")
    page.row += 2
    page.heads(
        "measure",
        "English",
        "Nederlands",
        "Українська",
        "group",
        "result",
        "expected",
        "check",
        right=(6, 7, 8),
    )
    page.sheet.freeze_panes = f"B{page.row}"
    for measure, at in places.items():
        _line(page, measure, at)


def _line(page: Page, measure: Measure, at: Places) -> None:
    name, found = sheet_name(measure), worked(measure)
    page.line(None, *measure.labels.values(), measure.group, None, None, None)
    page.row -= 1
    page.link(1, name, name)
    page.formula(6, f"'{name}'!{at.result}", found.result, measure.unit.format)
    page.formula(7, f"'{name}'!{at.expected}", found.case.example.expected, measure.unit.format)
    page.formula(8, f"'{name}'!{at.check}", OK)
    page.row += 1
