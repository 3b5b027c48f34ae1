"""Explain the selected cell: how its figure came about, on a sheet."""

from __future__ import annotations

from typing import Any

from cbsc_xl.errors import CbscError
from cbsc_xl.hosts.answers import Rows, even, status_of
from cbsc_xl.hosts.function import Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.macros.calls import Call, area_of, calls, references, value_of
from cbsc_xl.hosts.macros.desk import Block, Desk
from cbsc_xl.workbook.references import Place

SHEET = "CBSC explain"
SHOWN = 50
"""Cells that a formula refers to, and that are listed."""


def explain(desk: Desk) -> None:
    """Write the sheet about the first of the selected cells."""
    cell = desk.book.selection().cell(0, 0)
    formula = desk.book.formula(cell)
    found = calls(formula)
    blocks: list[Block] = [_cell(desk, cell, formula)]
    blocks += [_answer(desk, cell.sheet, call) for call in found]
    if formula:
        blocks.append(_precedents(desk, cell, formula))
    desk.page(SHEET, desk.voice("{cell} explained", cell=str(cell).replace("$", "")), *blocks)
    desk.user.say(desk.voice("See the sheet {sheet}.", sheet=SHEET))


def _cell(desk: Desk, cell: Place, formula: str) -> Block:
    voice, book = desk.voice, desk.book
    kind = voice("formula") if formula else voice("typed or pasted, not worked out")
    rows = [[voice("cell"), str(cell).replace("$", "")], [voice("value"), book.read(cell)[0][0]]]
    return [*rows, [kind, formula], [voice("note"), book.note(cell)]]


def _answer(desk: Desk, sheet: str, call: Call) -> Block:
    """Return how the figure of a measure came about; of another function what it is and was given."""
    function = next((f for f in functions() if f.name == call.function), None)
    if function is None:
        return [[call.function], [desk.voice("there is no such function")]]
    try:
        values = [value_of(desk.book, sheet, text) for text in call.arguments]
    except CbscError as error:
        return [[call.function, status_of(error)], [function.help]]
    return _measure(desk, call, values) or _function(desk, function, call, values)


def _measure(desk: Desk, call: Call, values: list[Any]) -> Rows:
    from cbsc_xl.catalogue import catalogue

    if call.function not in {measure.function for measure in catalogue()}:
        return []
    told = desk.session.call("CBSC_EXPLAIN", [call.function, *values], desk.book)
    return told if isinstance(told, list) else [[call.function, told], [""]]


def _function(desk: Desk, function: Function, call: Call, values: list[Any]) -> Rows:
    voice = desk.voice
    rows: list[list[Any]] = [[function.name, voice(function.help)]]
    for argument, text, value in zip(function.arguments, call.arguments, values, strict=False):
        rows.append([argument.name, _shown(value), text, voice(argument.help)])
    return even(rows)


def _shown(value: Any) -> Any:
    return f"{len(value) - 1} rows" if isinstance(value, list) else value


def _precedents(desk: Desk, cell: Place, formula: str) -> Block:
    voice = desk.voice
    rows: list[list[Any]] = [[voice("refers to"), voice("value"), voice("formula")]]
    for text in references(formula)[:SHOWN]:
        area = area_of(desk.book, cell.sheet, text)
        if area is None:
            rows.append([text])
        elif area.rows == area.columns == 1:
            rows.append([text, desk.book.read(area)[0][0], desk.book.formula(area)])
        else:
            rows.append([text, voice("{rows} rows, {columns} columns", rows=area.rows, columns=area.columns)])
    return rows
