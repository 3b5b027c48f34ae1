"""The small language of mapping.toml: arithmetic on columns, and conditions on rows.

    sum        = product { ("+" | "-") product }
    product    = unary { ("*" | "/") unary }
    unary      = "-" unary | number | column | "(" sum ")"
    condition  = both { "or" both } ; both = single { "and" single }
    single     = "not" single | "(" condition ")" | sum comparison
    comparison = ("=" | "!=" | "<" | "<=" | ">" | ">=") value | "in" "(" value { "," value } ")"
               | ["not"] ("starts with" | "ends with" | "contains") text | "is" ["not"] "blank"

A column is written as its header; one with other signs than letters and digits stands in
backticks. Text stands in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from cbsc_xl.errors import DataError


@dataclass(frozen=True)
class Number:
    """A number written in the formula."""

    value: float


@dataclass(frozen=True)
class Name:
    """A column of the source."""

    header: str


@dataclass(frozen=True)
class Quoted:
    """A text written in the formula."""

    text: str


@dataclass(frozen=True)
class Arithmetic:
    """Two sums joined by + - * or /."""

    sign: str
    left: Sum
    right: Sum


@dataclass(frozen=True)
class Compare:
    """A sum compared with values: = != < <= > >= in, starts with, ends with, contains, is blank."""

    left: Sum
    how: str
    right: tuple[Sum | Quoted, ...] = ()


@dataclass(frozen=True)
class Not:
    """A condition turned round."""

    inner: Condition


@dataclass(frozen=True)
class Junction:
    """Conditions joined by `and` or `or`."""

    word: str
    parts: tuple[Condition, ...]


Sum = Number | Name | Arithmetic
Condition = Compare | Not | Junction

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)(?!\w)|`(?P<tick>[^`]+)`|"(?P<double>[^"]*)"|'(?P<single>[^']*)'
    |(?P<sign><=|>=|!=|<>|==|[-+*/()=<>,])|(?P<word>[\w.#%&€$?]+))""",
    re.VERBOSE,
)
_KEYWORDS = {"and", "or", "not", "in", "is", "blank", "starts", "ends", "contains", "with"}
_SIGNS = {"=": "=", "==": "=", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def parse_sum(text: str) -> Sum:
    """Read arithmetic; DataError that shows where it breaks off."""
    parser = _Parser(text)
    return parser.whole(parser.sum())


def parse_condition(text: str) -> Condition:
    """Read a condition; DataError that shows where it breaks off."""
    parser = _Parser(text)
    return parser.whole(parser.condition())


def names(node: Sum | Condition | Quoted) -> list[str]:
    """Return the headers that a formula uses, in their order."""
    match node:
        case Name(header):
            return [header]
        case Arithmetic(_, left, right):
            return names(left) + names(right)
        case Compare(left, _, right):
            return names(left) + [name for part in right for name in names(part)]
        case Not(inner):
            return names(inner)
        case Junction(_, parts):
            return [name for part in parts for name in names(part)]
    return []


_Node = TypeVar("_Node")


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = self._tokens()
        self.at = 0

    def _tokens(self) -> list[tuple[str, str]]:
        found, position = [], 0
        while self.text[position:].strip():
            match = _TOKEN.match(self.text, position)
            if not match:
                raise self._error(self.text[position:])
            kind = match.lastgroup or ""
            found.append((kind, match[kind]))
            position = match.end()
        return found

    def _error(self, rest: str) -> DataError:
        return DataError(
            f"mapping.toml: the formula {self.text!r} is not understood at {rest.strip()!r}; write a column "
            "as its header (in backticks if it has signs), a text in quotes, as in Quantity * UnitPrice"
        )

    def fail(self) -> DataError:
        return self._error(" ".join(value for _, value in self.tokens[self.at :]) or "its end")

    def whole(self, node: _Node) -> _Node:
        if self.at < len(self.tokens):
            raise self.fail()
        return node

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def sign(self, *signs: str) -> str:
        kind, value = self.peek()
        if kind == "sign" and value in signs:
            self.at += 1
            return value
        return ""

    def keyword(self, *words: str) -> bool:
        following = self.tokens[self.at : self.at + len(words)]
        if [(kind, value.casefold()) for kind, value in following] == [("word", word) for word in words]:
            self.at += len(words)
            return True
        return False

    def sum(self) -> Sum:
        left = self.product()
        while sign := self.sign("+", "-"):
            left = Arithmetic(sign, left, self.product())
        return left

    def product(self) -> Sum:
        left = self.unary()
        while sign := self.sign("*", "/"):
            left = Arithmetic(sign, left, self.unary())
        return left

    def unary(self) -> Sum:
        if self.sign("-"):
            return Arithmetic("-", Number(0), self.unary())
        if self.sign("("):
            inner = self.sum()
            if not self.sign(")"):
                raise self.fail()
            return inner
        kind, value = self.peek()
        if kind == "number":
            self.at += 1
            return Number(float(value))
        if kind in ("tick", "double", "single"):
            self.at += 1
            return Name(value)
        return self.header()

    def header(self) -> Name:
        """Read a header of one or more plain words."""
        words = []
        while self.peek()[0] in ("word", "number") and self.peek()[1].casefold() not in _KEYWORDS:
            words.append(self.peek()[1])
            self.at += 1
        if not words:
            raise self.fail()
        return Name(" ".join(words))

    def condition(self) -> Condition:
        parts = [self.both()]
        while self.keyword("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Junction("or", tuple(parts))

    def both(self) -> Condition:
        parts = [self.single()]
        while self.keyword("and"):
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Junction("and", tuple(parts))

    def single(self) -> Condition:
        if self.keyword("not"):
            return Not(self.single())
        start = self.at
        if self.sign("("):
            try:
                inner = self.condition()
                if self.sign(")"):
                    return inner
            except DataError:
                pass
            self.at = start
        return self.comparison(self.sum())

    def comparison(self, left: Sum) -> Condition:
        if sign := self.sign(*_SIGNS):
            return Compare(left, _SIGNS[sign], (self.value(),))
        if self.keyword("is"):
            negative = self.keyword("not")
            if not self.keyword("blank"):
                raise self.fail()
            return Not(Compare(left, "blank")) if negative else Compare(left, "blank")
        if self.keyword("not"):
            return Not(self.comparison(left))
        if self.keyword("in"):
            return Compare(left, "in", self.values())
        for how, words in (
            ("starts", ("starts", "with")),
            ("ends", ("ends", "with")),
            ("contains", ("contains",)),
        ):
            if self.keyword(*words):
                return Compare(left, how, (self.quoted(),))
        raise self.fail()

    def values(self) -> tuple[Sum | Quoted, ...]:
        if not self.sign("("):
            raise self.fail()
        found = [self.value()]
        while self.sign(","):
            found.append(self.value())
        if not self.sign(")"):
            raise self.fail()
        return tuple(found)

    def value(self) -> Sum | Quoted:
        return self.quoted() if self.peek()[0] in ("double", "single") else self.sum()

    def quoted(self) -> Quoted:
        kind, value = self.peek()
        if kind not in ("double", "single"):
            raise self.fail()
        self.at += 1
        return Quoted(value)
