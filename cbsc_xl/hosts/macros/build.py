"""Build: the scorecard of a customer group on a sheet of this workbook, its figures as functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cbsc_xl.hosts.macros.calls import calls
from cbsc_xl.hosts.macros.desk import Desk, widths
from cbsc_xl.hosts.macros.generate import ask_period
from cbsc_xl.hosts.port import Content, Formula, Workbook
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import symbol
from cbsc_xl.workbook.references import Place

if TYPE_CHECKING:
    from cbsc_xl.scorecard.model import Line, Objective
    from cbsc_xl.units import Unit
    from cbsc_xl.workbook.report import GroupReport, Run

SEGMENT, PERIOD, PREVIOUS, DATA = "$B$4", "$B$5", "$B$6", "$B$7"
FIRST = 10
_LONGEST = 31
_FORBIDDEN = re.compile(r"[][:*?/\\']")


def build(desk: Desk) -> None:
    """Write the sheet of the group and period that the user names; a sheet of that group is replaced."""
    from cbsc_xl.workbook.report import GroupReport
    from cbsc_xl.workbook.runs import run_over

    voice = desk.voice
    source = data_formula(desk)
    run = run_over(desk.data.calculator.ledger, ask_period(desk), language=desk.language)
    group = desk.user.choose(voice("Which customer group?"), run.groups, run.groups[0])
    sheet = _sheet_name(desk, group, run.segment(group))
    desk.book.put_sheet(sheet, _content(desk, GroupReport(run, group), source))
    desk.user.say(voice("See the sheet {sheet}.", sheet=sheet))


def data_formula(desk: Desk) -> Formula:
    """Return where the data are: the cell that has them already, else a CBSC_DATA over the tables."""
    for found in desk.book.formulas():
        reads = any(call.function == "CBSC_DATA" for call in calls(found.formula))
        if reads and not desk.is_ours(found.area.sheet):
            return Formula(f"={found.area.cell(0, 0)}")
    pairs = (f"{text(name)},{cells}" for name, cells in _sources(desk.book))
    return Formula(f"=CBSC_DATA({','.join(pairs)})")


def _sources(book: Workbook) -> Iterator[tuple[str, str]]:
    """Go through the tables of the data model that the workbook holds, and their cells."""
    places = {sheet.casefold(): str(book.used(sheet)) for sheet in book.sheets()}
    places |= {name.casefold(): f"{name}[#All]" for name in book.tables()}
    for name, spec in TABLES.items():
        known = (alias.casefold() for alias in (name, *spec.aliases))
        cells = next((places[alias] for alias in known if alias in places), None)
        if cells:
            yield name, cells


def _sheet_name(desk: Desk, group: str, segment: str) -> str:
    """Return a name of a sheet that is free, or that of this group; WorkbookError for a sheet of the user."""
    stem = f"Scorecard {_FORBIDDEN.sub(' ', group).strip()}"
    name, number = stem[:_LONGEST].strip(), 1
    while name in desk.book.sheets():
        desk.claim(name)
        if desk.book.read(Place(name, 2, 4, 2, 4))[0][0] == segment:
            break
        number += 1
        name = f"{stem[: _LONGEST - 4].strip()} ({number})"
    return name


def _content(desk: Desk, report: GroupReport, source: Formula) -> Content:
    voice, run = desk.voice, report.run
    rows: list[list[Any]] = [
        [voice("Scorecard of {group}", group=report.group)],
        [desk.byline],
        [],
        [voice("customer group"), run.segment(report.group)],
        [voice("period"), run.period.text],
        [voice("previous year"), run.period.previous_year.text],
        [voice("data"), source],
        [],
        [voice("objective"), voice("measure"), voice("unit"), voice("previous year"), voice("actual")],
    ]
    rows[-1] += [voice("target"), voice("difference"), voice("achievement"), voice("score")]
    formats: dict[tuple[int, int], str] = {}
    for number, (objective, line) in enumerate(report.scorecard.lines(), FIRST):
        rows.append(_line(desk, run, objective, line, number))
        formats |= _formats(number, line.unit, score=True)
    heads = [1, FIRST - 1, len(rows) + 2]
    rows += [[], ["", voice("all measures"), voice("unit"), voice("previous year"), voice("actual")]]
    for number, values in enumerate(_library(desk, run), len(rows) + 1):
        unit, row = values
        rows.append(row)
        formats |= _formats(number, unit, score=False)
    return Content(rows, heads, formats, widths(rows[FIRST - 2 :]))


def _line(desk: Desk, run: Run, objective: Objective, line: Line, row: int) -> list[Any]:
    previous: Formula | float | None
    actual: Formula | float | None
    if line.measure:
        previous, actual = (
            _call(line.measure.function, period, line.channel) for period in _periods(run, line.period)
        )
    else:
        previous, actual = line.manual_previous, line.manual_value
    known = f"ISNUMBER(E{row})" if line.direction == "yesno" else f"AND(ISNUMBER(E{row}),ISNUMBER(F{row}))"
    given = [f"E{row}", f"F{row}", text(line.direction), _number(line.baseline), _number(line.tolerance)]
    arguments = ",".join([*given, _number(run.rules.score_cap)])
    return [
        *(objective.text, _name(desk, line), symbol(desk.voice, line.unit, run.currency)),
        *(previous, actual, line.target),
        Formula(f'=IF(AND(ISNUMBER(E{row}),ISNUMBER(F{row})),E{row}-F{row},"")'),
        Formula(f'=IF({known},CBSC_ACHIEVEMENT({arguments}),"")'),
        Formula(f'=IF(ISNUMBER(H{row}),CBSC_SCORE(H{row},{_number(run.rules.score_cap)}),"")'),
    ]


def _name(desk: Desk, line: Line) -> str:
    """Return the name of a line, with the channel it is limited to."""
    name = line.name or (line.measure.labels[desk.language] if line.measure else "")
    return f"{name} ({line.channel})" if line.channel else name


def _periods(run: Run, own: str | None) -> tuple[str, str]:
    """Return the previous year and the period as formulas write them: the cells, or those of the line."""
    if not own:
        return PREVIOUS, PERIOD
    return text(run.calculator.period(own).previous_year.text), text(own)


def _library(desk: Desk, run: Run) -> Iterator[tuple[Unit, list[Any]]]:
    from cbsc_xl.catalogue import catalogue

    for measure in catalogue():
        if not measure.channel_required:
            unit = symbol(desk.voice, measure.unit, run.currency)
            figures = (_call(measure.function, period, None) for period in (PREVIOUS, PERIOD))
            yield measure.unit, ["", measure.labels[desk.language], unit, *figures]


def _call(function: str, period: str, channel: str | None) -> Formula:
    return Formula(f"={function}({SEGMENT},{period},{text(channel or '')},{DATA})")


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _formats(row: int, unit: Unit, *, score: bool) -> dict[tuple[int, int], str]:
    figures = (4, 5, 6, 7) if score else (4, 5)
    shares = (8, 9) if score else ()
    return {(row, column): unit.format for column in figures} | {(row, column): "0%" for column in shares}
