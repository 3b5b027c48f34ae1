"""Texts to numbers; whether the point or the comma is the decimal mark is decided for the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cbsc_xl.tables.data import Mask, Numbers
from cbsc_xl.tables.style import Decimal, Style, TwoReadingsError

_EXPONENT = r"(?:[eE][+-]?\d+)?"
_GROUPED = r"[1-9]\d{{0,2}}([{mark} '])\d{{3}}(?:\1\d{{3}})*"
_NUMBER = r"[+-]?(?:(?:\d+|" + _GROUPED + r")(?:{decimal}\d*)?|{decimal}\d+)" + _EXPONENT
_POINT = re.compile(_NUMBER.format(mark=",", decimal=r"\."), re.ASCII)
_COMMA = re.compile(_NUMBER.format(mark=".", decimal=","), re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_SYMBOLS = "€$£₴¥₽"
_CODES = "eur|usd|gbp|uah|chf|pln|sek|nok|dkk|czk|huf|ron|bgn|try|jpy|cny|cad|aud|грн|kr|zł|lei|fl"
_CURRENCY = re.compile(
    rf"^(?:[{_SYMBOLS}]|(?:{_CODES})\b\.?)\s*|\s*(?:[{_SYMBOLS}]|\b(?:{_CODES})\.?)$", re.IGNORECASE
)
_UNMARKED = re.compile(r"[+-]?\d+")
_GROUP_MARKS = {
    ".": str.maketrans("", "", ", '"),
    ",": str.maketrans({".": None, " ": None, "'": None, ",": "."}),
}
_STRAY = 0.05


def read_amounts(values: Sequence[str], style: Style) -> Numbers:
    """Return a number for each text, nan for one that is not a number; TwoReadingsError if unclear."""
    if not values:
        return np.empty(0)
    cores = list(values)
    factors = np.ones(len(cores))
    point = _fits(cores, _POINT)
    comma = _fits(cores, _COMMA)
    for i in np.flatnonzero(~(point | comma)).tolist():
        cores[i], factors[i] = _simplify(cores[i])
        point[i] = _POINT.fullmatch(cores[i]) is not None
        comma[i] = _COMMA.fullmatch(cores[i]) is not None
    decimal = _decide(values, cores, point, comma, style)
    return _convert(cores, point if decimal == "." else comma, decimal) * factors


def _fits(texts: Sequence[str], pattern: re.Pattern[str]) -> Mask:
    return np.fromiter(
        (pattern.fullmatch(text) is not None for text in texts), dtype=np.bool_, count=len(texts)
    )


def _convert(cores: Sequence[str], fits: Mask, decimal: Decimal) -> Numbers:
    numbers = np.full(len(cores), np.nan)
    marks = _GROUP_MARKS[decimal]
    numbers[fits] = np.array(
        [cores[i].translate(marks) for i in np.flatnonzero(fits).tolist()], dtype=np.float64
    )
    numbers[np.isinf(numbers)] = np.nan
    return numbers


def _simplify(text: str) -> tuple[str, float]:
    """Take away currency, percent, parentheses and a trailing minus: the core, and what to multiply it by."""
    core = _SPACES.sub(" ", text).replace("\u2212", "-").replace("’", "'").strip()
    core = _CURRENCY.sub("", core)
    scale = 1.0
    if core.startswith("(") and core.endswith(")"):
        core, scale = core[1:-1], -1.0
    elif core.endswith("-") and core[:1] not in ("-", "+"):
        core, scale = core[:-1], -1.0
    core = _CURRENCY.sub("", core.strip())
    if core.endswith("%"):
        core, scale = core[:-1], scale / 100
    if core[:1] in ("-", "+"):
        core = core[0] + _CURRENCY.sub("", core[1:].strip())
    return core.strip(), scale


def _decide(values: Sequence[str], cores: Sequence[str], point: Mask, comma: Mask, style: Style) -> Decimal:
    if style.decimal and style.forced:
        return style.decimal
    only_point, only_comma = int((point & ~comma).sum()), int((comma & ~point).sum())
    if min(only_point, only_comma) <= _STRAY * max(only_point, only_comma) and only_point != only_comma:
        return "." if only_point > only_comma else ","
    unclear = [i for i in np.flatnonzero(point & comma).tolist() if not _UNMARKED.fullmatch(cores[i])]
    unclear = [i for i in unclear if "." in cores[i] or "," in cores[i]]
    if not unclear and not only_point:
        return "."
    if style.decimal:
        return style.decimal
    example = unclear[0] if unclear else int(np.flatnonzero(point & ~comma)[0])
    raise TwoReadingsError(
        values[example], ('decimal = ","', 'decimal = "."'), "decimal point or decimal comma"
    )
