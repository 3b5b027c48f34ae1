"""mapping.toml as typed rules."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cbsc_xl.errors import DataError
from cbsc_xl.tables.layout import Layout
from cbsc_xl.tables.mapping.formula import Condition, parse_condition
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.tables.style import Style
from cbsc_xl.toml import read_toml

_DATE_FORMATS = ("day-first", "month-first", "excel", "excel-1904")
_TOP = ("root", "locale", "files")
_FILE = ("encoding", "delimiter", "quote", "header", "header_row", "sheet")
_TABLE = (
    "file",
    "sheet",
    "columns",
    "leave_out",
    "keep",
    "lookups",
    "one_row_per",
    "order_by",
    "also_by_header",
)
_FIELD = ("column", "value", "decimal", "date", "blank", "words", "rules", "otherwise")


@dataclass(frozen=True)
class FieldRule:
    """How one column is fed: a column or formula, a constant, or rules; none of them: not at all."""

    column: str = ""
    value: object = None
    rules: tuple[tuple[Condition, object], ...] = ()
    otherwise: object = None
    settings: dict[str, Any] = field(default_factory=dict)

    def style(self, base: Style) -> Style:
        """Return the style of the column, on top of that of the locale."""
        blank = frozenset(str(word) for word in self.settings.get("blank", ()))
        words = {str(said): str(meant) for said, meant in self.settings.get("words", {}).items()}
        decimal, date = self.settings.get("decimal"), self.settings.get("date")
        if not decimal and not date:
            return Style(base.decimal, base.order, None, False, blank, words)
        return Style(decimal or base.decimal, _order(date) if date else base.order, date, True, blank, words)


def _order(date: str) -> Any:
    if date in ("day-first", "month-first"):
        return "dmy" if date == "day-first" else "mdy"
    return "mdy" if date.startswith("m") else "dmy"


@dataclass(frozen=True)
class Lookup:
    """Another file in which rows are found by a key."""

    file: str
    key: str
    by: str
    sheet: str | None = None


@dataclass(frozen=True)
class TableRule:
    """How one table is fed from one or more files of the same layout; no file: from the one found by name.

    `by_header` tells whether columns without a rule are matched by their header.
    """

    table: str
    files: tuple[str, ...] = ()
    sheet: str | None = None
    fields: dict[str, FieldRule] = field(default_factory=dict)
    leave_out: tuple[tuple[Condition, str], ...] = ()
    lookups: dict[str, Lookup] = field(default_factory=dict)
    one_row_per: str = ""
    order_by: tuple[str, ...] = ()
    by_header: bool = True


@dataclass(frozen=True)
class Mapping:
    """The whole of mapping.toml."""

    root: Path | None = None
    locale: str | None = None
    layouts: dict[str, Layout] = field(default_factory=dict)
    tables: tuple[TableRule, ...] = ()


def load(path: Path) -> Mapping:
    """Read mapping.toml; DataError if it is not TOML or has a word that is not known."""
    content = read_toml(path)
    _check(content, (*_TOP, *TABLES), "mapping.toml")
    rules = [rule for name in TABLES for rule in _rules(name, content.get(name, []))]
    layouts = {name: _layout(name, options) for name, options in content.get("files", {}).items()}
    root = (path.parent / content["root"]).resolve() if "root" in content else None
    return Mapping(root, content.get("locale"), layouts, tuple(rules))


def _check(found: object, allowed: Iterable[str], where: str) -> None:
    allowed = tuple(allowed)
    if not isinstance(found, dict):
        raise DataError(f"{where}: a section with the words {', '.join(allowed)} is expected")
    for word in found:
        if word not in allowed:
            near = difflib.get_close_matches(word, allowed, n=1)
            hint = f"did you mean {near[0]}" if near else f"known are {', '.join(allowed)}"
            raise DataError(f"{where}: {word!r} is not known; {hint}")


def _layout(name: str, options: dict[str, Any]) -> Layout:
    _check(options, _FILE, f'mapping.toml, [files."{name}"]')
    return Layout(**{**options, "header": tuple(options.get("header", ()))})


def _rules(table: str, content: Any) -> list[TableRule]:
    return [_table(table, part) for part in (content if isinstance(content, list) else [content])]


def _table(table: str, content: dict[str, Any]) -> TableRule:
    where = f"mapping.toml, [{table}]"
    _check(content, _TABLE, where)
    fields = {name: _field(table, name, rule) for name, rule in content.get("columns", {}).items()}
    lookups = {name: _lookup(table, name, rule) for name, rule in content.get("lookups", {}).items()}
    leave_out = [_filter(part) for part in _many(content.get("leave_out", []))]
    leave_out += [
        _filter({"when": f"not ({part})", "reason": f"not {part}"}) for part in _many(content.get("keep", []))
    ]
    return TableRule(
        table,
        tuple(_many(content.get("file", []))),
        content.get("sheet"),
        fields,
        tuple(leave_out),
        lookups,
        content.get("one_row_per", ""),
        tuple(_many(content.get("order_by", []))),
        content.get("also_by_header", not (fields and "file" in content)),
    )


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _filter(part: Any) -> tuple[Condition, str]:
    if isinstance(part, str):
        return parse_condition(part), part
    _check(part, ("when", "reason"), "mapping.toml, leave_out")
    return parse_condition(part["when"]), part.get("reason", part["when"])


def _lookup(table: str, name: str, rule: Any) -> Lookup:
    where = f"mapping.toml, [{table}.lookups.{name}]"
    _check(rule, ("file", "key", "by", "sheet"), where)
    if missing := {"file", "key"} - set(rule):
        raise DataError(f"{where}: {' and '.join(sorted(missing))} must be given")
    return Lookup(rule["file"], rule["key"], rule.get("by", rule["key"]), rule.get("sheet"))


def _field(table: str, name: str, rule: Any) -> FieldRule:
    where = f"mapping.toml, [{table}.columns] {name}"
    if name not in TABLES[table] and not TABLES[table].free_columns:
        near = difflib.get_close_matches(name, [column.name for column in TABLES[table].columns], n=1)
        raise DataError(
            f"{where}: table {table} has no such column" + (f"; did you mean {near[0]}" if near else "")
        )
    if isinstance(rule, str):
        return FieldRule(column=rule)
    if not isinstance(rule, dict):
        return FieldRule(value=rule)
    _check(rule, _FIELD, where)
    if rule.get("decimal", ".") not in (".", ","):
        raise DataError(f'{where}: decimal is "." or ","')
    _check_date(str(rule.get("date", "day-first")), where)
    rules = [(parse_condition(part["when"]), part.get("value")) for part in rule.get("rules", [])]
    settings = {key: rule[key] for key in ("decimal", "date", "blank", "words") if key in rule}
    return FieldRule(rule.get("column", ""), rule.get("value"), tuple(rules), rule.get("otherwise"), settings)


def _check_date(date: str, where: str) -> None:
    if date not in _DATE_FORMATS and not {"d", "m", "y"} <= set(date.casefold()):
        raise DataError(f"{where}: date is {', '.join(_DATE_FORMATS)} or a pattern such as dd-mm-yyyy")
