"""Functions of ours within formulas: where they stand, and what their arguments are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from cbsc_xl.errors import BadArgument
from cbsc_xl.hosts.port import CellError, Workbook
from cbsc_xl.workbook.references import Place

_OURS = re.compile(r"(?:.*!)?(?:_xldudf_)?(CBSC_[A-Z_]+)\(", re.IGNORECASE)
_OPEN, _CLOSE = Token.OPEN, Token.CLOSE


@dataclass(frozen=True)
class Call:
    """A function of ours with the texts of its arguments, blank for one left out."""

    function: str
    arguments: tuple[str, ...]


def calls(formula: str) -> list[Call]:
    """Return the functions of ours that a formula calls, in their order."""
    tokens = Tokenizer(formula).items if formula.startswith("=") else []
    return [
        Call(name, _arguments(tokens, place + 1))
        for place, token in enumerate(tokens)
        if (name := _name(token))
    ]


def references(formula: str) -> list[str]:
    """Return the cells, tables and names that a formula refers to, each once."""
    tokens = Tokenizer(formula).items
    ranges = (token.value for token in tokens if (token.type, token.subtype) == (Token.OPERAND, Token.RANGE))
    return list(dict.fromkeys(ranges))


def _name(token: Token) -> str:
    match = _OURS.fullmatch(token.value) if (token.type, token.subtype) == (Token.FUNC, _OPEN) else None
    return match[1].upper() if match else ""


def _arguments(tokens: Sequence[Token], start: int) -> tuple[str, ...]:
    parts, depth = [""], 0
    for token in tokens[start:]:
        if token.subtype == _CLOSE and not depth:
            break
        depth += {_OPEN: 1, _CLOSE: -1}.get(token.subtype, 0)
        if token.type == Token.SEP and not depth and token.subtype == Token.ARG:
            parts.append("")
        else:
            parts[-1] += token.value
    return tuple(part.strip() for part in parts) if parts != [""] else ()


def value_of(book: Workbook, sheet: str, text: str) -> Any:
    """Return the value of an argument: a constant, a cell, a name of one; BadArgument for anything else."""
    if not text:
        return None
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    try:
        return float(text)
    except ValueError:
        pass
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    area = area_of(book, sheet, text)
    if area is None:
        raise BadArgument(f"argument {text} is worked out in the formula: put it into a cell of its own")
    rows = [[str(cell) if isinstance(cell, CellError) else cell for cell in row] for row in book.read(area)]
    return rows[0][0] if area.rows == area.columns == 1 else rows


def area_of(book: Workbook, sheet: str, text: str) -> Place | None:
    """Return the cells that a reference, a table or a defined name stands for, None if it is neither."""
    table = text.removesuffix("[#All]")
    named = next((area for name, area in book.tables().items() if name.casefold() == table.casefold()), None)
    return named or Place.of(text) or Place.on(sheet, text) or Place.of(book.name(text) or "")
