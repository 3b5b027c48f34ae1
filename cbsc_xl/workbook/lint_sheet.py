"""What Excel repairs in a worksheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from cbsc_xl.workbook.cellxml import ERRORS, MAX_TEXT
from cbsc_xl.workbook.footer import MAX_FOOTER, units
from cbsc_xl.workbook.lint_formula import Vocabulary, formula_problems
from cbsc_xl.workbook.markup import Node
from cbsc_xl.workbook.references import LAST_COLUMN, LAST_ROW, Place

_SEQUENCE = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts
extLst
"""
"""The elements of a worksheet in the order of the schema."""
_ORDER = {name: place for place, name in enumerate(_SEQUENCE.split())}
_REPEATED = "conditionalFormatting"


@dataclass(slots=True)
class Limits:
    """How many styles, differential formats and shared strings the workbook has."""

    styles: int = 0
    formats: int = 0
    strings: list[str] = field(default_factory=list)


def sheet_problems(root: Node, title: str, limits: Limits, known: Vocabulary) -> Iterator[str]:
    """Yield a sentence for each fault of a worksheet."""
    for problem in _faults(root, limits, known):
        yield f"Sheet {title}: {problem}."


def _faults(root: Node, limits: Limits, known: Vocabulary) -> Iterator[str]:
    yield from _order(root)
    yield from _rows(root, limits, known)
    yield from _merges(root)
    yield from _validations(root, known)
    yield from _formats(root, limits, known)
    yield from _columns(root, limits)
    yield from _footers(root)


def _order(root: Node) -> Iterator[str]:
    last = -1
    for node in root.children:
        if node.name not in _ORDER:
            continue
        place = _ORDER[node.name]
        if place < last or (place == last and node.name != _REPEATED):
            yield f"the element {node.name} stands in the wrong place"
        last = max(last, place)


def _rows(root: Node, limits: Limits, known: Vocabulary) -> Iterator[str]:
    body = root.one("sheetData")
    last = 0
    for row in body.all("row") if body else ():
        number = int(row.get("r") or last + 1)
        if not last < number <= LAST_ROW:
            yield f"row {number} follows row {last}"
        last = number
        if int(row.get("s") or 0) >= limits.styles:
            yield f"row {number} has the style {row.get('s')}, which does not exist"
        yield from _cells(row, number, limits, known)


def _cells(row: Node, number: int, limits: Limits, known: Vocabulary) -> Iterator[str]:
    last = 0
    for cell in row.all("c"):
        address = cell.get("r")
        place = Place.on("", address)
        if address and (place is None or place.top != number):
            yield f"the cell {address} stands in row {number}"
            continue
        column = place.left if place else last + 1
        if not last < column <= LAST_COLUMN:
            yield f"the cell {address} stands in the wrong place of row {number}"
        last = column
        for problem in _cell(cell, limits, known):
            yield f"the cell {address} {problem}"


def _cell(cell: Node, limits: Limits, known: Vocabulary) -> Iterator[str]:
    formula, value = cell.one("f"), cell.one("v")
    if int(cell.get("s") or 0) >= limits.styles:
        yield f"has the style {cell.get('s')}, which does not exist"
    text = value.text if value is not None else ""
    yield from _value(cell.get("t") or "n", text, cell, limits)
    if formula is None:
        return
    if value is None or (not text and cell.get("t") != "str"):
        yield "has a formula without a cached value"
    if formula.text or formula.get("t") != "shared":
        for problem in formula_problems(formula.text, known):
            yield f"has a formula that {problem}: {formula.text[:80]}"


def _value(kind: str, text: str, cell: Node, limits: Limits) -> Iterator[str]:
    if kind == "s" and not (text.isdigit() and int(text) < len(limits.strings)):
        yield f"shows the shared string {text}, which does not exist"
    elif kind == "n" and text and not _is_number(text):
        yield f"holds {text}, which is no number"
    elif kind == "b" and text not in ("0", "1"):
        yield f"holds {text}, which is no truth value"
    elif kind == "e" and text not in ERRORS:
        yield f"holds {text}, which is no error value"
    inline = cell.one("is")
    shown = "".join(node.text for node in inline.walk() if node.name == "t") if inline else text
    if len(shown.encode("utf-16-le")) > 2 * MAX_TEXT:
        yield f"holds more than {MAX_TEXT} characters"
    if any(f"_x{code:04x}_" in shown.lower() for code in (*range(9), 11, 12, *range(14, 32))):
        yield "holds a control character"


def _is_number(text: str) -> bool:
    try:
        return float(text) - float(text) == 0
    except ValueError:
        return False


def _merges(root: Node) -> Iterator[str]:
    group = root.one("mergeCells")
    places = [Place.on("", node.get("ref")) for node in (group.children if group else [])]
    for a, b in combinations([place for place in places if place], 2):
        if a.meets(b):
            yield f"the merged cells {a} and {b} overlap".replace("''!", "")


def _validations(root: Node, known: Vocabulary) -> Iterator[str]:
    group = root.one("dataValidations")
    for node in group.children if group else ():
        for name in ("formula1", "formula2"):
            formula = node.one(name)
            if formula is None:
                continue
            if formula.text.startswith('"') and len(formula.text) > 257:
                yield f"the validation list of {node.get('sqref')} is longer than 255 characters"
            for problem in formula_problems(formula.text, known):
                yield f"the validation of {node.get('sqref')} has a formula that {problem}"


def _formats(root: Node, limits: Limits, known: Vocabulary) -> Iterator[str]:
    for group in root.all("conditionalFormatting"):
        for rule in group.all("cfRule"):
            if rule.get("dxfId") and int(rule.get("dxfId")) >= limits.formats:
                yield f"the conditional format of {group.get('sqref')} uses a style that does not exist"
            for formula in rule.all("formula"):
                for problem in formula_problems(formula.text, known):
                    yield f"the conditional format of {group.get('sqref')} has a formula that {problem}"


def _columns(root: Node, limits: Limits) -> Iterator[str]:
    group, last = root.one("cols"), 0
    for node in group.children if group else ():
        if int(node.get("style") or 0) >= limits.styles:
            yield f"column {node.get('min')} has the style {node.get('style')}, which does not exist"
        if int(node.get("min")) <= last:
            yield f"column {node.get('min')} is described twice"
        last = int(node.get("max"))


def _footers(root: Node) -> Iterator[str]:
    group = root.one("headerFooter")
    for node in group.children if group else ():
        if units(node.text) > MAX_FOOTER:
            yield f"the page's {node.name} is longer than {MAX_FOOTER} characters"
