"""Conditional formats: the only place where colour depends on a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from builder import tokens as t


def _corner(area: str) -> tuple[str, str]:
    first = area.split(":")[0].replace("$", "")
    column = first.rstrip("0123456789")
    return column, first[len(column) :]


def _rule(formula: str, *, stop: bool | None = None, **look: Any) -> Rule:
    return Rule(type="expression", formula=[formula], stopIfTrue=stop, dxf=DifferentialStyle(**look))


def _text(ws: Worksheet, area: str, formula: str, colour: str, *, bold: bool | None = None) -> None:
    ws.conditional_formatting.add(area, _rule(formula, font=Font(color="FF" + colour, bold=bold)))


def status_words(ws: Worksheet, area: str) -> None:
    """Colour words by their first symbol; only off target turns bold."""
    column, row = _corner(area)
    for symbol, colour in t.SYMBOL_COLOURS.items():
        bold = True if symbol == t.OFF_TARGET else None
        _text(ws, area, f'LEFT(${column}{row},1)="{symbol}"', colour, bold=bold)


def ruled_status_words(ws: Worksheet, area: str) -> None:
    """Colour words by their first symbol and put a hairline under each: for rows that may stay empty."""
    column, row = _corner(area)
    hairline = Border(bottom=Side(style="thin", color="FF" + t.HAIR))
    for symbol, colour in t.SYMBOL_COLOURS.items():
        font = Font(color="FF" + colour, bold=True if symbol == t.OFF_TARGET else None)
        rule = _rule(f'LEFT(${column}{row},1)="{symbol}"', font=font, border=hairline)
        ws.conditional_formatting.add(area, rule)


def cards(ws: Worksheet, rows: tuple[int, int], edge: str, texts: Sequence[str], status: str) -> None:
    """Lay cards where the column ``edge`` holds the symbol of a status, which colours its edge."""
    first, last = rows
    paper = PatternFill("solid", bgColor="FF" + t.BAND)
    areas = {name: f"{name}{first}:{name}{last}" for name in (edge, *texts, status)}
    for symbol, colour in t.SYMBOL_COLOURS.items():
        test = f'${edge}{first}="{symbol}"'
        bold = True if symbol == t.OFF_TARGET else None
        fill = PatternFill("solid", bgColor="FF" + colour)
        ws.conditional_formatting.add(areas[edge], _rule(test, fill=fill))
        word = _rule(test, font=Font(color="FF" + colour, bold=bold), fill=paper)
        ws.conditional_formatting.add(areas[status], word)
    for name in texts:
        ws.conditional_formatting.add(areas[name], _rule(f'${edge}{first}<>""', fill=paper))


def lines(ws: Worksheet, area: str) -> None:
    """Draw a line below a cell that holds 1, and one at the right of a cell that holds 2."""
    column, row = _corner(area)
    line = Side(style="thin", color="FF" + t.MID)
    for code, border in enumerate((Border(bottom=line), Border(right=line)), 1):
        ws.conditional_formatting.add(area, _rule(f"${column}{row}={code}", border=border))


def ruled_where(ws: Worksheet, area: str, filled: str, colour: str = t.HAIR) -> None:
    """Put a line under the rows that have something in the column ``filled``."""
    _, row = _corner(area)
    line = Border(bottom=Side(style="thin", color="FF" + colour))
    ws.conditional_formatting.add(area, _rule(f'${filled}{row}<>""', border=line))


def variance(ws: Worksheet, area: str, achievement: str) -> None:
    """Colour a variance by the achievement beside it, whichever direction is better."""
    _, row = _corner(area)
    cell = f"${achievement}{row}"
    _text(ws, area, f"AND(ISNUMBER({cell}),ROUND({cell},9)>=1)", t.GOOD)
    _text(ws, area, f"AND(ISNUMBER({cell}),ROUND({cell},9)<1)", t.BAD)


def panel(ws: Worksheet, area: str, filled: str, word: str, better: str, worse: str) -> None:
    """Rule off the rows of a panel where two follow each other, and colour the change by its word.

    A row counts where column `filled` has something. Change and word stand in the column before `word` and in
    `word` itself. A program may obey only the first rule of several areas that overlap: so each area has its
    own rules, and the coloured ones carry the hairline too.
    """
    first, row = _corner(area)
    last = area.split(":")[1]
    bottom = last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    change, after = _shifted(word, -1), _shifted(word, 1)
    follows = f'${filled}{row}<>"",${filled}{int(row) - 1}<>""'
    hairline = Border(top=Side(style="thin", color="FF" + t.HAIR))
    coloured = f"{change}{row}:{word}{bottom}"
    for cell, colour in ((better, t.GOOD), (worse, t.BAD)):
        test = f"${word}{row}={cell}"
        font = Font(color="FF" + colour)
        rule = _rule(f"AND({test},{follows})", font=font, border=hairline)
        ws.conditional_formatting.add(coloured, rule)
        _text(ws, coloured, test, colour)
    for part in (coloured, f"{first}{row}:{_shifted(change, -1)}{bottom}", f"{after}{row}:{last}"):
        ws.conditional_formatting.add(part, _rule(f"AND({follows})", border=hairline))


def _shifted(column: str, by: int) -> str:
    return get_column_letter(column_index_from_string(column) + by)


def change(ws: Worksheet, area: str, *, higher_is_better: bool) -> None:
    """Colour a change that needs no achievement to be judged."""
    column, row = _corner(area)
    for sign, good in ((">", higher_is_better), ("<", not higher_is_better)):
        test = f"AND(ISNUMBER({column}{row}),ROUND(N({column}{row}),9){sign}0)"
        _text(ws, area, test, t.GOOD if good else t.BAD)


def no_number(ws: Worksheet, area: str) -> None:
    """Set what is no number in grey italics: a reason, or #N/A."""
    column, row = _corner(area)
    rule = _rule(f"NOT(ISNUMBER({column}{row}))", font=Font(color="FF" + t.MID, italic=True))
    ws.conditional_formatting.add(area, rule)


def errors(ws: Worksheet, area: str) -> None:
    """Let #N/A step back: there is no value, and the status says so in a word."""
    column, row = _corner(area)
    _text(ws, area, f"ISERROR({column}{row})", t.PREVIOUS)


def unlisted(ws: Worksheet, area: str, name: str) -> None:
    """Let the place in a list fade where column `name` holds nobody."""
    _, row = _corner(area)
    _text(ws, area, f'${name}{row}=""', t.WHITE)


def negative(ws: Worksheet, area: str, among: str = "") -> None:
    """Set negative numbers in the colour of losses; only in rows with a number in the column ``among``."""
    column, row = _corner(area)
    guard = f"ISNUMBER(${among}{row})," if among else ""
    _text(ws, area, f"AND({guard}ISNUMBER({column}{row}),{column}{row}<0)", t.BAD)


def heat_map(ws: Worksheet, area: str, group: str, green: str, amber: str) -> None:
    """Fill achievements by status in every row but the last of the block, which has no row below it."""
    column, row = _corner(area)
    cell, below = f"ROUND({column}{row},9)", f"${group}{int(row) + 1}"
    guard = f'ISNUMBER({column}{row}),{below}<>""'
    fills = (
        (f"{cell}<{amber}", t.FILL_BAD, True),
        (f"{cell}<{green}", t.FILL_WATCH, None),
        (f"{cell}>={green}", t.FILL_GOOD, None),
    )
    for test, colour, bold in fills:
        fill = PatternFill("solid", bgColor="FF" + colour)
        rule = _rule(f"AND({guard},{test})", stop=True, font=Font(bold=bold), fill=fill)
        ws.conditional_formatting.add(area, rule)


def signed(ws: Worksheet, area: str, better: str) -> None:
    """Colour a difference by the sign beside it: 1 where more is better, -1 where less is."""
    column, row = _corner(area)
    cell, sign = f"{column}{row}", f"${better}{row}"
    _text(ws, area, f"AND(ISNUMBER({cell}),N({cell})*N({sign})>0)", t.GOOD)
    _text(ws, area, f"AND(ISNUMBER({cell}),N({cell})*N({sign})<0)", t.BAD)
