"""The columns of one source, with lookups in others, and formulas evaluated on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from cbsc_xl.errors import DataError
from cbsc_xl.tables.data import Mask, Numbers
from cbsc_xl.tables.mapping.formula import (
    Arithmetic,
    Compare,
    Condition,
    Junction,
    Name,
    Not,
    Number,
    Quoted,
    Sum,
)
from cbsc_xl.tables.raw import Factor, RawColumn, RawTable, blank, same, show, take
from cbsc_xl.tables.schema import Column, normal
from cbsc_xl.tables.schema.model import Meaning
from cbsc_xl.tables.style import Style
from cbsc_xl.tables.typed import as_factor, read_column

_NUMBER = Column("number", "number", Meaning("", "", ""))
_DATE = Column("date", "date", Meaning("", "", ""))
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDER: Mapping[str, Callable[[Numbers, Numbers], Mask]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
_TEXT: Mapping[str, Callable[[str, str], bool]] = {
    "=": lambda cell, text: cell == text,
    "!=": lambda cell, text: cell != text,
    "starts": str.startswith,
    "ends": str.endswith,
    "contains": lambda cell, text: text in cell,
}


@dataclass(frozen=True)
class Joined:
    """Another source and, for each row here, its row there (-1 for none)."""

    table: RawTable
    rows: np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass
class Frame:
    """The rows of a source; `unreadable` collects the cells that a formula needed as a number."""

    table: str
    raw: RawTable
    style: Style
    joined: dict[str, Joined] = field(default_factory=dict)
    unreadable: dict[str, Mask] = field(default_factory=dict)

    def __contains__(self, header: str) -> bool:
        """Tell whether there is a column of that header."""
        return self._position(self.raw, header) is not None

    @staticmethod
    def _position(raw: RawTable, header: str) -> int | None:
        if header in raw.headers:
            return raw.headers.index(header)
        wanted = normal(header)
        return next((i for i, other in enumerate(raw.headers) if normal(other) == wanted), None)

    def column(self, header: str) -> RawColumn:
        """Return a column, also `lookup.header`; DataError if there is none."""
        position = self._position(self.raw, header)
        if position is not None:
            return self.raw.columns[position]
        name, _, rest = header.partition(".")
        if name in self.joined and (position := self._position(self.joined[name].table, rest)) is not None:
            return _looked_up(self.joined[name], position)
        raise DataError(
            f"mapping.toml, [{self.table}]: file {self.raw.source} has no column {header!r}; "
            f"it has {', '.join(self.raw.headers)}"
        )

    def numbers(self, header: str) -> Numbers:
        """Return a column as numbers, nan for blank and for what is not a number (see `unreadable`)."""
        raw = self.column(header)
        reading = read_column(raw, _NUMBER, self.style, f"{self.table}.{header}")
        if reading.bad.any():
            self.unreadable[header] = reading.bad
        return np.asarray(reading.data, dtype=np.float64)

    def sum(self, node: Sum) -> Numbers:
        """Return the value of a formula for every row; nan where a part is blank."""
        match node:
            case Number(value):
                return np.full(len(self.raw), value)
            case Name(header):
                return self.numbers(header)
            case Arithmetic(sign, left, right):
                return _calculate(sign, self.sum(left), self.sum(right))

    def test(self, node: Condition) -> Mask:
        """Tell for every row whether a condition holds; a blank meets none but `is blank` and `!=`."""
        match node:
            case Not(inner):
                return ~self.test(inner)
            case Junction(word, parts):
                masks = [self.test(part) for part in parts]
                return np.asarray(np.all(masks, axis=0) if word == "and" else np.any(masks, axis=0))
            case Compare(left, "in", right):
                return np.asarray(np.any([self.test(Compare(left, "=", (part,))) for part in right], axis=0))
            case Compare(Name(header), "blank", _):
                return blank(self.column(header))
            case Compare(left, "blank", _):
                return np.isnan(self.sum(left))
            case Compare(Name(header), how, (Quoted(text),)):
                return self._text(header, how, text)
            case Compare(left, how, (Quoted(text),)):
                raise DataError(f"mapping.toml, [{self.table}]: {text!r} can be compared with a column only")
            case Compare(left, how, (right,)) if not isinstance(right, Quoted):
                return np.asarray(_ORDER[how](self.sum(left), self.sum(right)))
        raise DataError(f"mapping.toml, [{self.table}]: a condition cannot be understood")

    def _text(self, header: str, how: str, text: str) -> Mask:
        raw = self.column(header)
        if how in ("<", "<=", ">", ">="):
            return self._date(raw, header, how, text)
        column = as_factor(raw)
        compare, wanted = _TEXT[how], text.casefold()
        hits = [compare(show(value).casefold(), wanted) for value in column.values]
        return np.array([*hits, how == "!="], dtype=np.bool_)[column.codes]

    def _date(self, raw: RawColumn, header: str, how: str, text: str) -> Mask:
        if not _ISO.fullmatch(text):
            raise DataError(f"mapping.toml, [{self.table}]: write the date {text!r} as 2025-01-31")
        days = read_column(
            raw, _DATE, self.style, f"{self.table}.{header}", epoch_1904=self.raw.epoch_1904
        ).data
        limit = np.full(1, np.datetime64(text, "D").astype(np.int64), dtype=np.float64)
        return np.asarray(_ORDER[how](np.asarray(days, dtype=np.float64), limit)) & ~blank(raw)

    def join(self, name: str, other: RawTable, key: str, by: str) -> None:
        """Look rows up in another source by its column `key` and column `by` here; the first one counts."""
        position = self._position(other, key)
        if position is None:
            raise DataError(
                f"mapping.toml, [{self.table}.lookups.{name}]: file {other.source} has no column {key!r}; "
                f"it has {', '.join(other.headers)}"
            )
        there = as_factor(other.columns[position])
        codes, first = np.unique(there.codes, return_index=True)
        pairs = zip(codes.tolist(), first.tolist(), strict=True)
        where = {show(there.values[code]): row for code, row in pairs if code >= 0}
        here = as_factor(self.column(by))
        rows = np.array([*(where.get(show(value), -1) for value in here.values), -1], dtype=np.intp)
        self.joined[name] = Joined(other, rows[here.codes])


def _looked_up(joined: Joined, position: int) -> RawColumn:
    column = as_factor(joined.table.columns[position])
    if not len(joined.table):
        return same(None, len(joined.rows))
    return Factor(np.where(joined.rows >= 0, column.codes[joined.rows], -1).astype(np.int32), column.values)


def _calculate(sign: str, left: Numbers, right: Numbers) -> Numbers:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    quotient: Numbers = np.divide(left, right, out=np.full(len(left), np.nan), where=right != 0)
    return quotient


def first_rows(frame: Frame, key: RawColumn, order: list[RawColumn | Mask]) -> Mask:
    """Tell which rows are the first of their key in the given order; rows without a key are kept."""
    codes = as_factor(key).codes
    ranks = [_rank(column) for column in order]
    sequence = np.lexsort([np.arange(len(codes)), *reversed(ranks), codes])
    ordered = codes[sequence]
    first = np.ones(len(codes), dtype=np.bool_)
    first[sequence[1:]] = ordered[1:] != ordered[:-1]
    return first | (codes < 0)


def _rank(column: RawColumn | Mask) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    """Return numbers that sort as the column does: conditions that hold come last, texts by alphabet."""
    if not isinstance(column, Factor):
        return column
    texts = [show(value) for value in column.values]
    numeric = all(re.fullmatch(r"-?\d+(\.\d+)?", text) for text in texts)
    order = sorted(range(len(texts)), key=lambda i: (float(texts[i]) if numeric else 0, texts[i]))
    rank = np.empty(len(texts) + 1, dtype=np.int64)
    rank[order] = np.arange(len(texts))
    rank[-1] = len(texts)
    return rank[column.codes]


def rows_of(raw: RawTable, keep: Mask) -> RawTable:
    """Return a source with some of its rows."""
    columns = [take(column, keep) for column in raw.columns]
    return RawTable(raw.source, raw.headers, columns, raw.origin[keep], raw.epoch_1904, raw.broken)
