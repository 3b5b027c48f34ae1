"""A folder, a workbook or a file becomes the tables of the data model, with an account of every row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from cbsc_xl.errors import DataError
from cbsc_xl.tables.build import Draft, fill_from_accounts, finish, join
from cbsc_xl.tables.data import Data, Table
from cbsc_xl.tables.headers import (
    best_guess,
    field_of,
    propose,
    table_in_name,
    table_of_headers,
    table_of_name,
    toml_text,
)
from cbsc_xl.tables.mapping import Lookup, Mapping, TableRule, apply, load
from cbsc_xl.tables.mapping.rules import FieldRule
from cbsc_xl.tables.pasted import free_name
from cbsc_xl.tables.raw import RawTable
from cbsc_xl.tables.report import Count, Refusal, Report
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.tables.settings import from_table, from_toml, join_settings
from cbsc_xl.tables.sources import Progress, Sheet, Sources, find, is_book, stem
from cbsc_xl.tables.style import Style, locale_style

_ACCOUNTS_FIRST = sorted(TABLES, key=lambda name: name != "Accounts")


def read(path: str | Path, locale: str | None = None, progress: Progress | None = None) -> Data:
    """Read a folder of files, one workbook or one file, with mapping.toml and settings.toml beside it.

    `locale` (nl, uk, en-GB, ...) settles columns that can be read in two ways. `progress` is called
    with files done, files in all and the name of the file. Raises DataError if a column can be read
    in two ways, two columns feed one field, a file cannot be opened, or currencies are mixed.
    """
    folder, files = find(Path(path))
    mapping = load(folder / "mapping.toml") if (folder / "mapping.toml").is_file() else Mapping()
    style = locale_style(locale or mapping.locale)
    if mapping.root:
        folder, files = find(mapping.root)
    reader = _Reader(Sources(folder, files, mapping.layouts, progress), style)
    reader.mapped(mapping)
    reader.matched(mapping)
    toml = Path(path) / "settings.toml" if Path(path).is_dir() else Path(path).parent / "settings.toml"
    data = reader.data(toml)
    if progress:
        progress(len(files), len(files), "")
    return data


def read_raw(tables: Iterable[tuple[str, RawTable]], locale: str | None = None) -> Data:
    """Read ranges of a spreadsheet, each with the name of its table; several of one table are joined.

    Raises DataError as `read` does.
    """
    reader = _Reader(Sources(Path(), []), locale_style(locale))
    for table, raw in tables:
        reader.take(TableRule(table), raw)
    return reader.data()


@dataclass
class _Reader:
    sources: Sources
    style: Style
    report: Report = field(default_factory=Report)
    drafts: dict[str, list[Draft]] = field(default_factory=lambda: defaultdict(list))
    used_files: set[Path] = field(default_factory=set)

    def mapped(self, mapping: Mapping) -> None:
        """Read what mapping.toml names."""
        for rule in mapping.tables:
            for pattern in rule.files:
                for path in self.sources.named(pattern):
                    self.used_files.add(path)
                    self.take(rule, self._sheet(path, rule.sheet).raw)

    def matched(self, mapping: Mapping) -> None:
        """Read the other files, by the name of file or sheet, else by their headers."""
        named = {rule.table for rule in mapping.tables if rule.files}
        by_table = {rule.table: rule for rule in mapping.tables if not rule.files}
        for path in self.sources.files:
            if path in self.used_files:
                continue
            if named and not is_book(path) and not table_of_name(stem(path)):
                self.report.notes.append(f"{path.name} feeds no table")
                continue
            for sheet in self.sources.open(path):
                table = self._table(sheet, path, by_headers=not named)
                if table is None:
                    self._unmatched(sheet, propose_lines=not named)
                elif table in named:
                    self.report.notes.append(
                        f"{sheet.raw.source} was not read: mapping.toml feeds {table} from another file"
                    )
                else:
                    self.take(by_table.get(table, TableRule(table)), sheet.raw)

    def _sheet(self, path: Path, name: str | None) -> Sheet:
        sheets = self.sources.open(path, name)
        if len(sheets) == 1:
            return sheets[0]
        names = ", ".join(sheet.name for sheet in sheets)
        raise DataError(f"mapping.toml: {path.name} has the sheets {names}; say which with sheet = ...")

    def _lookup(self, lookup: Lookup) -> RawTable:
        path = self.sources.named(lookup.file)[0]
        self.used_files.add(path)
        return self._sheet(path, lookup.sheet).raw

    def _table(self, sheet: Sheet, path: Path, *, by_headers: bool) -> str | None:
        names = (
            [sheet.name, path.stem] if is_book(path) and len(self.sources.open(path)) == 1 else [sheet.name]
        )
        by_name = next((table for name in names if (table := table_of_name(name))), None)
        if by_name or not by_headers:
            return by_name
        headers = sheet.raw.headers
        in_name = next((table for name in names if (table := table_in_name(name, headers))), None)
        return in_name or table_of_headers(headers)

    def _unmatched(self, sheet: Sheet, *, propose_lines: bool) -> None:
        if not sheet.raw.headers or not len(sheet.raw):
            return
        guess, missing = best_guess(sheet.raw.headers) if propose_lines else (None, [])
        hint = f"; it resembles {guess}, but has no {', '.join(missing)}" if guess else ""
        self.report.notes.append(f"{sheet.raw.source} feeds no table{hint}")
        if guess:
            self.report.proposals.append(f"[{guess}]  file = {toml_text(sheet.raw.source)}")
            found = {field_of(guess, header): i for i, header in enumerate(sheet.raw.headers)}
            self._propose(guess, sheet.raw, {name: i for name, i in found.items() if name})

    def take(self, rule: TableRule, raw: RawTable) -> None:
        """Feed a table from one source."""
        rule = _with_free_columns(rule, raw)
        new, found = apply(rule, raw, self.style, self._lookup)
        count = self.report.counts.setdefault(rule.table, Count())
        count.read += len(raw) + len(raw.broken)
        count.sources.append(raw.source)
        for row, text, reason in raw.broken:
            new.refusals.append(
                Refusal(rule.table, "", reason, np.array([row], dtype=np.int32), (text,), raw.source)
            )
        self.drafts[rule.table].append(new)
        for name in TABLES[rule.table].required:
            if (
                name not in new.columns
                and len(raw)
                and not (name == "cost_type" and "account" in new.columns)
            ):
                self.report.notes.append(
                    f"{raw.source} has no column for {rule.table}.{name}: what needs it will say so"
                )
        if not rule.files:
            self._propose(rule.table, raw, {**found, **rule.fields})

    def _propose(self, table: str, raw: RawTable, found: dict[str, object]) -> None:
        taken = {position for position in found.values() if isinstance(position, int)}
        foreign = [header for i, header in enumerate(raw.headers) if i not in taken]
        self.report.proposals += propose(table, foreign, found)

    def _note_missing(self, table: Table) -> None:
        for name in TABLES[table.name].required:
            if name not in table and len(table):
                self.report.notes.append(
                    f"table {table.name} has no column {name}, or nothing in it: what needs it will say so"
                )

    def data(self, toml: Path | None = None) -> Data:
        """Return everything read, with the settings of table Settings and of a file, if there is one."""
        tables = self.finished()
        given = from_table(tables, self.style, self.report)
        filed = from_toml(toml, self.report) if toml is not None and toml.is_file() else {}
        return Data(tables, join_settings(_currency(tables), given, filed), self.report)

    def finished(self) -> dict[str, Table]:
        """Return the tables; Accounts first because it completes Costs."""
        tables: dict[str, Table] = {}
        for name in _ACCOUNTS_FIRST:
            if name not in self.drafts:
                continue
            new = join(self.drafts[name])
            if name == "Costs":
                fill_from_accounts(new, tables.get("Accounts"))
            table = finish(new)
            self._note_missing(table)
            if self.report.counts[name].read:
                tables[name] = table
            self.report.counts[name].used = len(table)
            self.report.refusals += new.refusals
            self.report.notes += new.notes
        return {name: tables[name] for name in TABLES if name in tables}


def _with_free_columns(rule: TableRule, raw: RawTable) -> TableRule:
    """Add a rule for every further column of a table that takes free attributes."""
    if not TABLES[rule.table].free_columns or not rule.by_header:
        return rule
    free = {
        free_name(header): FieldRule(column=header)
        for header in raw.headers
        if header and field_of(rule.table, header) is None and free_name(header) not in TABLES[rule.table]
    }
    return replace(rule, fields={**free, **rule.fields})


def _currency(tables: dict[str, Table]) -> dict[str, str]:
    """Return the currency of the data as a setting; DataError if there is more than one."""
    where: dict[str, str] = {}
    for name, table in tables.items():
        if "currency" in table and name != "Customers":
            text = table.text("currency")
            for code in np.unique(text.codes[text.codes >= 0]).tolist():
                where.setdefault(text.values[code].upper(), name)
    if len(where) > 1:
        found = ", ".join(f"{currency} (in {name})" for currency, name in where.items())
        raise DataError(f"the data have more than one currency: {found}; convert to one currency first")
    return {"currency": next(iter(where))} if where else {}
