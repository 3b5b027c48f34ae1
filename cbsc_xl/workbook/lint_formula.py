"""What a spreadsheet refuses in a formula, or what does not belong in a workbook of this project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from cbsc_xl.workbook.cellxml import ERRORS

_TOKENS = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#[A-Z0-9/]+[!?]?)
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?(?![\w:]))
    |(?P<word>(?:'(?:[^']|'')+'!|\[[0-9]+\][^!\s(]*!)?[\w.\\$][\w.\\$?!:]*(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?\#?
        |\[(?:[^\[\]]|\[[^\[\]]*\])*\])
    |(?P<operator><=|>=|<>|[-+*/^&=<>:])
    |(?P<percent>%)
    |(?P<mark>[(){},;])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:\[\]]+))!")
_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}|\$?[0-9]{1,7}")
_TABLE = re.compile(r"([^\[]+)(\[.+\])", re.DOTALL)
_COLUMN = re.compile(r"\[([^\[\]#@][^\[\]]*)\]")
_VOLATILE = frozenset(
    ["OFFSET", "INDIRECT", "NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO"]
)
_LOCAL_NAMES = frozenset(["_XLFN.LET", "_XLFN.LAMBDA"])
_NEWER = """
ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE
BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE
CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT
CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ENCODEURL
ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FIELDVALUE FILTER
FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY
FORECAST.ETS.STAT FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS
HSTACK HYPGEOM.DIST IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA
ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT
MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION
PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI POISSON.DIST
QUARTILE.EXC QUARTILE.INC QUERYSTRING RANDARRAY RANK.AVG RANK.EQ REDUCE RRI SCAN SEC SECH SEQUENCE
SHEET SHEETS SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T
T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW UNICHAR UNICODE UNIQUE VALUETOTEXT
VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST
"""
"""Functions that are newer than the file format and are written `_xlfn.NAME`."""
_PREFIXED = frozenset(_NEWER.split())
MAX_FORMULA = 8_192


@dataclass(slots=True)
class Vocabulary:
    """What a formula may refer to: sheets, defined names, columns by table; all in lower case."""

    sheets: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    tables: dict[str, set[str]] = field(default_factory=dict)


def formula_problems(formula: str, known: Vocabulary) -> Iterator[str]:
    """Yield what is wrong with a formula, as the end of a sentence that begins with its place."""
    if formula.startswith("="):
        yield "begins with ="
    if len(formula) > MAX_FORMULA:
        yield f"is longer than {MAX_FORMULA} characters"
    tokens = [(m.lastgroup or "", m[0]) for m in _TOKENS.finditer(formula.removeprefix("="))]
    tokens = [token for token in tokens if token[0] != "space"]
    yield from _syntax(tokens)
    words = [text for kind, text in tokens if kind == "word"]
    functions = {text.upper() for (_, text), (_, after) in pairwise(tokens) if after == "("}
    yield from _functions(functions & {word.upper() for word in words})
    if not functions & _LOCAL_NAMES:
        for word in words:
            if word.upper() not in functions:
                yield from _reference(word, known)
    yield from (f"uses the error {text}" for kind, text in tokens if text == "#REF!" or _unknown(kind, text))


def _unknown(kind: str, text: str) -> bool:
    return kind == "error" and text not in ERRORS


def _syntax(tokens: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what breaks the grammar: operands and operators in turn, brackets in pairs."""
    stack: list[str] = []
    wanted, calling = True, False  # whether an operand must come next; whether a call was just opened
    for position, (kind, text) in enumerate(tokens):
        following = tokens[position + 1][1] if position + 1 < len(tokens) else ""
        if kind == "other":
            yield f"holds the character {text}"
            return
        if text in ("(", "{"):
            called = text == "(" and position > 0 and tokens[position - 1][0] == "word"
            if not wanted and not called:
                yield f"lacks an operator before {text}"
                return
            stack.append("call" if called else text)
            wanted, calling = True, called
        elif text in (")", "}"):
            if not stack or (stack.pop() == "{") != (text == "}"):
                yield f"has an unbalanced {text}"
                return
            if wanted and not calling and tokens[position - 1][1] != ",":
                yield f"lacks a value before {text}"
                return
            wanted = calling = False
        elif text in (",", ";"):
            if text == ";" and "{" not in stack:
                yield "separates arguments by ; instead of ,"
                return
            if not stack:
                yield "has a comma outside a call"
                return
            wanted, calling = True, "call" in stack[-1:]
        elif kind == "operator":
            if wanted and text not in "+-":
                yield f"lacks a value before {text}"
                return
            wanted, calling = True, False
        elif kind == "percent":
            if wanted:
                yield "lacks a value before %"
                return
        else:
            if not wanted:
                yield f"lacks an operator before {text}"
                return
            wanted, calling = following == "(" and kind == "word", False
    if stack:
        yield "has an unclosed bracket"
    elif wanted:
        yield "ends where a value is expected" if tokens else "is empty"


def _functions(functions: set[str]) -> Iterator[str]:
    for name in sorted(functions):
        if name in _PREFIXED:
            yield f"calls {name} without the prefix _xlfn."
        if name.removeprefix("_XLFN.") in _VOLATILE:
            yield f"calls the volatile function {name}"


def _reference(word: str, known: Vocabulary) -> Iterator[str]:
    """Yield what is wrong with a reference: its sheet, its table and column, its name."""
    sheet = _SHEET.match(word)
    if sheet:
        title = (sheet[1] or sheet[2]).replace("''", "'").lower()
        if title not in known.sheets and not title.startswith("["):
            yield f"refers to the sheet {title}, which does not exist"
        return
    table = _TABLE.fullmatch(word)
    if table:
        yield from _structured(table[1].lower(), table[2], known)
        return
    parts = word.rstrip("#").split(":")
    plain = all(_CELL.fullmatch(part) for part in parts) and (
        len(parts) == 2 or any(c.isdigit() for c in word)
    )
    if not plain and word.lower() not in known.names | known.tables.keys() | {"true", "false"}:
        yield f"refers to the name {word}, which does not exist"


def _structured(table: str, inside: str, known: Vocabulary) -> Iterator[str]:
    if table not in known.tables:
        yield f"refers to the table {table}, which does not exist"
        return
    if "@" in inside:
        yield f"uses @ in a reference to table {table}; a file holds [#This Row]"
    single = re.fullmatch(r"\[([^\[\]#@]+)\]", inside)
    columns = [single[1]] if single else _COLUMN.findall(inside[1:-1])
    for column in columns:
        if re.sub("'(.)", r"\1", column).lower() not in known.tables[table]:
            yield f"refers to the column {column} of table {table}, which does not exist"
