"""One rule of mapping.toml applied to one source."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cbsc_xl.tables.build import Draft, draft
from cbsc_xl.tables.data import Mask
from cbsc_xl.tables.headers import match_headers
from cbsc_xl.tables.mapping.formula import Name, parse_condition, parse_sum
from cbsc_xl.tables.mapping.frame import Frame, first_rows, rows_of
from cbsc_xl.tables.mapping.rules import FieldRule, Lookup, TableRule
from cbsc_xl.tables.raw import RawColumn, RawTable, cells, merged, plain, same, take
from cbsc_xl.tables.report import Refusal
from cbsc_xl.tables.style import Style
from cbsc_xl.tables.typed import as_factor

LEFT_OUT = "left out by mapping: "
Open = Callable[[Lookup], RawTable]


def apply(rule: TableRule, raw: RawTable, style: Style, open_lookup: Open) -> tuple[Draft, dict[str, int]]:
    """Feed a table from a source; with it the headers that were matched without a rule, by position."""
    refusals: list[Refusal] = []
    frame = _frame(rule, raw, style, open_lookup)
    for condition, reason in rule.leave_out:
        frame = _leave_out(frame, rule, ~frame.test(condition), reason, refusals, open_lookup)
    if rule.one_row_per:
        keep = _first(frame, rule)
        reason = f"not the first row of its {rule.one_row_per}"
        frame = _leave_out(frame, rule, keep, reason, refusals, open_lookup)
    found = match_headers(rule.table, raw.headers, rule.fields) if rule.by_header else {}
    headers = {name: raw.headers[position] for name, position in found.items()}
    headers |= {name: field_rule.column or name for name, field_rule in rule.fields.items()}
    fields = {name: frame.raw.columns[position] for name, position in found.items()}
    origin = frame.raw.origin
    unreadable: dict[tuple[str, str], Mask] = {}
    for name, field_rule in rule.fields.items():
        column = _field(frame, field_rule)
        if column is not None:
            fields[name] = column
        unreadable |= {(name, header): mask for header, mask in frame.unreadable.items()}
        frame.unreadable.clear()
    keep = _refuse(frame, unreadable, refusals)
    if not keep.all():
        fields, origin = {name: take(column, keep) for name, column in fields.items()}, origin[keep]
    styles = {name: rule.fields[name].style(style) if name in rule.fields else style for name in fields}
    new = draft(rule.table, fields, styles, headers, origin, source=raw.source, epoch_1904=raw.epoch_1904)
    new.refusals[:0] = refusals
    return new, found


def _refuse(frame: Frame, unreadable: dict[tuple[str, str], Mask], refusals: list[Refusal]) -> Mask:
    """List the rows in which a formula met a cell that is not a number; return the others."""
    keep = np.ones(len(frame.raw), dtype=np.bool_)
    for (name, header), mask in unreadable.items():
        rows = np.flatnonzero(mask & keep)
        shown = cells(frame.column(header), rows.tolist())
        reason = f"{header} is not a number"
        if len(rows):
            refusals.append(
                Refusal(frame.table, name, reason, frame.raw.origin[rows], shown, frame.raw.source)
            )
        keep[rows] = False
    return keep


def _frame(rule: TableRule, raw: RawTable, style: Style, open_lookup: Open) -> Frame:
    frame = Frame(rule.table, raw, style)
    for name, lookup in rule.lookups.items():
        frame.join(name, open_lookup(lookup), lookup.key, lookup.by)
    return frame


def _leave_out(
    frame: Frame, rule: TableRule, keep: Mask, reason: str, refusals: list[Refusal], open_lookup: Open
) -> Frame:
    if keep.all():
        return frame
    refusals.append(Refusal(rule.table, "", LEFT_OUT + reason, frame.raw.origin[~keep], (), frame.raw.source))
    return _frame(rule, rows_of(frame.raw, keep), frame.style, open_lookup)


def _first(frame: Frame, rule: TableRule) -> Mask:
    order: list[RawColumn | Mask] = []
    for text in rule.order_by:
        order.append(frame.column(text) if text in frame else frame.test(parse_condition(text)))
    return first_rows(frame, frame.column(rule.one_row_per), order)


def _field(frame: Frame, rule: FieldRule) -> RawColumn | None:
    size = len(frame.raw)
    if rule.rules:
        return _ruled(frame, rule)
    if rule.value is not None:
        return same(plain(rule.value), size)
    if not rule.column:
        return None
    if rule.column in frame:
        return frame.column(rule.column)
    formula = parse_sum(rule.column)
    if isinstance(formula, Name):
        return frame.column(formula.header)
    return frame.sum(formula)


def _ruled(frame: Frame, rule: FieldRule) -> RawColumn:
    """Give each row the value of the first rule that holds; else the column of the field, or `otherwise`."""
    values: list[object] = [plain(value) for _, value in rule.rules] + [plain(rule.otherwise)]
    if rule.column and rule.otherwise is None:
        base = as_factor(frame.column(rule.column))
        codes = np.where(base.codes >= 0, base.codes + len(values), len(values) - 1)
        values += base.values
    else:
        codes = np.full(len(frame.raw), len(values) - 1)
    for number, (condition, _) in reversed(list(enumerate(rule.rules))):
        codes[frame.test(condition)] = number
    return merged(codes.astype(np.int32), values)
