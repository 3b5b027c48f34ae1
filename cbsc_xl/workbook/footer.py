"""Page footers: the name of the product in them gives way to what the workbook is."""

from __future__ import annotations

import re

from cbsc_xl.workbook.markup import escape

PLACEHOLDER = "Customer Balanced Scorecard"
"""The text of a template's footer that is replaced; the codes around it, such as the font, stay."""

MAX_FOOTER = 255
"""The longest footer that Excel reads, with its codes, in UTF-16 units."""

_FOOTERS, _ROWS = b"headerFooter", b"sheetData"
_FOOTER = re.compile(r"(<(?:\w+:)?(?:odd|even|first)Footer\b[^>]*>)([^<]*)")
_ENTITY = re.compile(r"&#?\w+;")


def has_placeholder(sheet: bytes) -> bool:
    """Tell whether a footer of a worksheet holds the placeholder."""
    return any(PLACEHOLDER in footer for _, footer in _FOOTER.findall(sheet.decode()))


def with_footer(sheet: bytes, text: str) -> bytes:
    """Return a worksheet with a text, cut to what fits, in place of the placeholder."""
    start, end = sheet.find(_FOOTERS, sheet.rfind(_ROWS)), sheet.rfind(_FOOTERS)
    new = _FOOTER.sub(lambda match: match[1] + _replaced(match[2], text), sheet[start:end].decode())
    return sheet[:start] + new.encode() + sheet[end:]


def _replaced(footer: str, text: str) -> str:
    before, found, after = footer.partition(PLACEHOLDER)
    if not found:
        return footer
    if text[:1].isdigit() and before[-1:].isdigit():
        text = f" {text}"  # a digit would become part of the size of the font
    room = MAX_FOOTER - units(_ENTITY.sub("&", before + after))
    return before + escape(_cut(text, room)) + after


def _cut(text: str, room: int) -> str:
    """Return text with its ampersands doubled, which a footer asks for."""
    whole = text.replace("&", "&&")
    while text and units(whole) > room:
        text = text[:-1]
        whole = text.replace("&", "&&") + "…"
    return whole


def units(text: str) -> int:
    """Return the length of a text as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2
