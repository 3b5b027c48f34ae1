"""From typed columns of one or more sources to a table: words, required cells and keys are checked here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import numpy.typing as npt

from cbsc_xl.tables.data import NO_DAY, ColumnData, Mask, Table, Text
from cbsc_xl.tables.raw import RawColumn, cells
from cbsc_xl.tables.report import Refusal
from cbsc_xl.tables.schema import TABLES, Column, TableSpec, normal
from cbsc_xl.tables.schema.model import Meaning
from cbsc_xl.tables.style import Style
from cbsc_xl.tables.typed import read_column


@dataclass
class Draft:
    """A table in the making: rows that were not refused so far, and the refusals."""

    spec: TableSpec
    columns: dict[str, ColumnData]
    origin: npt.NDArray[np.int32]
    source: npt.NDArray[np.int16]
    sources: list[str]
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, bad: Mask, column: str, reason: str, values: Sequence[str] = ()) -> None:
        """Leave out the rows of a mask; `values` has a text for each of them."""
        rows = np.flatnonzero(bad)
        if not len(rows):
            return
        for code in np.unique(self.source[rows]).tolist():
            here = np.flatnonzero(self.source[rows] == code)
            shown = tuple(values[i] for i in here.tolist()) if values else ()
            refused = self.origin[rows[here]]
            self.refusals.append(Refusal(self.spec.name, column, reason, refused, shown, self.sources[code]))
        self.keep(~bad)

    def keep(self, rows: npt.NDArray[np.generic]) -> None:
        """Keep some rows without a word."""
        for name, data in self.columns.items():
            self.columns[name] = data.take(rows) if isinstance(data, Text) else data[rows]
        self.origin, self.source = self.origin[rows], self.source[rows]

    def table(self) -> Table:
        """Return the finished table; its text columns have no values that no row has."""
        if self.refusals:
            self.columns = {
                name: _compact(data) if isinstance(data, Text) else data
                for name, data in self.columns.items()
            }
        return Table(self.spec.name, len(self.origin), self.columns, self.origin)


def _compact(text: Text) -> Text:
    used = np.bincount(text.codes[text.codes >= 0], minlength=len(text.values)) > 0
    new = np.append(np.cumsum(used) - 1, -1).astype(np.int32)
    return Text(
        new[text.codes], [value for value, kept in zip(text.values, used.tolist(), strict=True) if kept]
    )


def draft(
    table: str,
    fields: Mapping[str, RawColumn],
    styles: Mapping[str, Style],
    headers: Mapping[str, str],
    origin: npt.NDArray[np.int32],
    *,
    source: str = "",
    epoch_1904: bool = False,
) -> Draft:
    """Read the columns of one source; rows with a cell that cannot be read are refused."""
    spec = TABLES[table]
    new = Draft(spec, {}, origin, np.zeros(len(origin), dtype=np.int16), [source])
    bad: dict[str, tuple[Mask, str]] = {}
    for name, raw in fields.items():
        model = spec[name] if name in spec else Column(name, "text", Meaning("", "", ""))
        where = f"{table}.{headers.get(name, name)}"
        reading = read_column(raw, model, styles.get(name, Style()), where, epoch_1904=epoch_1904)
        new.columns[name] = reading.data
        if reading.bad.any():
            bad[name] = (reading.bad, reading.reason)
    _refuse_unreadable(new, fields, bad)
    return new


def _refuse_unreadable(
    new: Draft, fields: Mapping[str, RawColumn], bad: Mapping[str, tuple[Mask, str]]
) -> None:
    left = np.arange(len(new.origin))
    for name, (mask, reason) in bad.items():
        wrong = mask[left]
        new.refuse(wrong, name, reason, cells(fields[name], left[wrong].tolist()))
        left = left[~wrong]


def join(drafts: Sequence[Draft]) -> Draft:
    """Put the drafts of one table below each other; a column that a source lacks is blank there."""
    if len(drafts) == 1:
        return drafts[0]
    names = list(dict.fromkeys(name for part in drafts for name in part.columns))
    columns = {
        name: _stack([part.columns.get(name) for part in drafts], [len(p.origin) for p in drafts])
        for name in names
    }
    source = np.concatenate([np.full(len(part.origin), i, dtype=np.int16) for i, part in enumerate(drafts)])
    origin = np.concatenate([part.origin for part in drafts])
    refusals = [refusal for part in drafts for refusal in part.refusals]
    notes = [note for part in drafts for note in part.notes]
    return Draft(
        drafts[0].spec, columns, origin, source, [part.sources[0] for part in drafts], refusals, notes
    )


def _stack(parts: Sequence[ColumnData | None], sizes: Sequence[int]) -> ColumnData:
    model = next(part for part in parts if part is not None)
    if not isinstance(model, Text):
        fill = NO_DAY if model.dtype == np.int32 else np.nan
        blanks = [np.full(size, fill, dtype=model.dtype) for size in sizes]
        return np.concatenate([blanks[i] if part is None else part for i, part in enumerate(parts)])
    index: dict[str, int] = {}
    codes = []
    for part, size in zip(parts, sizes, strict=True):
        text = part if isinstance(part, Text) else Text(np.full(size, -1, dtype=np.int32), [])
        new = np.array([*(index.setdefault(value, len(index)) for value in text.values), -1], dtype=np.int32)
        codes.append(new[text.codes])
    return Text(np.concatenate(codes), list(index))


def finish(new: Draft) -> Table:
    """Check words, required cells and keys, and return the table; a column without a value is absent."""
    if len(new.origin):
        _drop_empty(new)
    for column in new.spec.columns:
        if column.name in new.columns and column.words:
            _use_words(new, column)
    for column in new.spec.columns:
        if column.name in new.columns and column.required and not column.may_be_blank:
            new.refuse(_blank(new.columns[column.name]), column.name, "empty, but required")
    _refuse_repeated(new)
    return new.table()


def _drop_empty(new: Draft) -> None:
    for name in [name for name, data in new.columns.items() if _blank(data).all()]:
        if name not in new.spec or not new.spec[name].may_be_blank:
            del new.columns[name]


def _blank(data: ColumnData) -> Mask:
    if isinstance(data, Text):
        return np.asarray(data.codes < 0)
    return np.asarray(data == NO_DAY if data.dtype == np.int32 else np.isnan(data))


def _use_words(new: Draft, column: Column) -> None:
    """Replace synonyms by the allowed word; refuse or note other words."""
    text = cast(Text, new.columns[column.name])
    meant = {normal(said): word for word, synonyms in column.words.items() for said in (word, *synonyms)}
    index: dict[str, int] = {}
    found = [meant.get(normal(value), value) for value in text.values]
    codes = np.array([*(index.setdefault(value, len(index)) for value in found), -1], dtype=np.int32)[
        text.codes
    ]
    new.columns[column.name] = Text(codes, list(index))
    if column.open:
        return
    strange = np.array([*(value not in column.words for value in index), False], dtype=np.bool_)[codes]
    words = ", ".join(column.words)
    if column.required:
        shown = [list(index)[code] for code in codes[strange].tolist()]
        new.refuse(strange, column.name, f"not one of {words}", shown)
    elif strange.any():
        example = list(index)[int(codes[strange][0])]
        new.notes.append(
            f"{new.spec.name}.{column.name}: {int(strange.sum())} rows have a word such as {example!r}, "
            f"not one of {words}; they are used as they are"
        )


def _refuse_repeated(new: Draft) -> None:
    keys = [new.columns[name] for name in new.spec.key if name in new.columns]
    if not keys or not len(new.origin):
        return
    codes = np.zeros(len(new.origin), dtype=np.int64)
    for key in keys:
        number = key.codes if isinstance(key, Text) else key
        unique, inverse = np.unique(number, return_inverse=True)
        codes = codes * len(unique) + inverse
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    repeated = first[inverse] != np.arange(len(codes))
    _refuse_copies(new, repeated, first[inverse])


def _refuse_copies(new: Draft, repeated: Mask, first: npt.NDArray[np.intp]) -> None:
    name = new.spec.key[0]
    text = cast(Text, new.columns[name])
    rows = np.flatnonzero(repeated)
    shown = [f"{text[row] or ''} (already in row {new.origin[first[row]]})" for row in rows.tolist()]
    new.refuse(repeated, name, "used before; only the first row counts", shown)


def fill_from_accounts(new: Draft, accounts: Table | None) -> None:
    """Give rows of Costs that carry only an account the cost type, activity and purpose of table Accounts."""
    if accounts is None or "account" not in new.columns or "account" not in accounts:
        return
    account = cast(Text, new.columns["account"])
    places = {value: row for row, value in enumerate(accounts.text("account").strings())}
    row_of = np.array([*(places.get(value, -1) for value in account.values), -1])[account.codes]
    for name in ("cost_type", "activity", "purpose"):
        if name in accounts:
            _fill(new, name, accounts.text(name), row_of)


def _fill(new: Draft, name: str, source: Text, row_of: npt.NDArray[np.int_]) -> None:
    own = new.columns.get(name, Text(np.full(len(row_of), -1, dtype=np.int32), []))
    both = cast(Text, _stack([own, source], [len(row_of), len(source)]))
    filled, given = both.codes[: len(row_of)].copy(), np.append(both.codes[len(row_of) :], -1)
    empty = filled < 0
    filled[empty] = given[row_of[empty]]
    new.columns[name] = Text(filled.astype(np.int32), both.values)
