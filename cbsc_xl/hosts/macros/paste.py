"""Paste helper: pasted cells of any system become a table of the data model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cbsc_xl.hosts.macros.desk import Desk
from cbsc_xl.hosts.port import Cancelled, Rows, WorkbookError
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.workbook.references import Place


@dataclass(frozen=True)
class Proposal:
    """What pasted cells may become: a table, its cells, the old heads and the new ones."""

    table: str
    area: Place
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def renamed(self) -> dict[int, str]:
        """The old head of each column that gets another one, by the place of the column."""
        return {i: old for i, (old, new) in enumerate(zip(self.old, self.new, strict=True)) if old != new}

    @property
    def known(self) -> list[tuple[str, str]]:
        """Old head and new one of the columns that the table knows."""
        columns = TABLES[self.table]
        return [(old, new) for old, new in zip(self.old, self.new, strict=True) if new in columns]

    @property
    def missing(self) -> list[str]:
        """Required columns that nothing feeds."""
        return [name for name in TABLES[self.table].required if name not in self.new]


def paste(desk: Desk) -> None:
    """Make a table of the selected cells, or of all cells of the sheet if one is selected."""
    area = _pasted_area(desk)
    heads = tuple(_head(cell) for cell in desk.book.read(area.row(0))[0])
    table = desk.user.choose(
        desk.voice("Which table is this?"), [*TABLES], guess(area.sheet, heads) or "Customers"
    )
    proposal = Proposal(table, area, heads, new_heads(table, heads))
    if not desk.user.confirm(_question(desk, proposal)):
        raise Cancelled
    _free_name(desk, proposal)
    _apply(desk, proposal)
    desk.user.say(_done(desk, proposal))


def _pasted_area(desk: Desk) -> Place:
    """Return the cells from the row of heads on; WorkbookError if there are not two rows."""
    from cbsc_xl.tables.layout import header_row

    chosen = desk.book.selection()
    used = desk.book.used(chosen.sheet)
    if chosen.rows == chosen.columns == 1:
        chosen = used
    bottom, right = min(chosen.bottom, used.bottom), min(chosen.right, used.right)
    area = Place(chosen.sheet, chosen.left, chosen.top, max(chosen.left, right), max(chosen.top, bottom))
    rows = desk.book.read(area)
    top = area.top + header_row([list(row) for row in rows])
    if area.bottom <= top or not _filled(rows):
        raise WorkbookError(
            desk.voice("Select the pasted cells, the row with their heads included, then try again.")
        )
    return Place(area.sheet, area.left, top, area.right, area.bottom)


def _filled(rows: Rows) -> bool:
    return any(cell not in (None, "") for row in rows for cell in row)


def _head(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def guess(sheet: str, heads: Sequence[str]) -> str | None:
    """Return the table that the heads are, or resemble, or that the sheet is named after."""
    from cbsc_xl.tables.headers import best_guess, table_in_name, table_of_headers, table_of_name

    return (
        table_in_name(sheet, heads) or table_of_headers(heads) or best_guess(heads)[0] or table_of_name(sheet)
    )


def new_heads(table: str, heads: Sequence[str]) -> tuple[str, ...]:
    """Return a head per column: that of the model where one is meant, else the own one; none twice."""
    from cbsc_xl.tables.headers import field_of, resembling

    meant: dict[int, str] = {}
    for place, head in enumerate(heads):
        name = field_of(table, head)
        if name and name not in meant.values():
            meant[place] = name
    foreign = [head for place, head in enumerate(heads) if place not in meant and head]
    for name, head in resembling(table, foreign, meant.values()).items():
        meant[heads.index(head)] = name
    return _unique(heads, meant)


def _unique(heads: Sequence[str], meant: Mapping[int, str]) -> tuple[str, ...]:
    taken = {name.casefold() for name in meant.values()}
    result = []
    for place, head in enumerate(heads):
        if place in meant:
            result.append(meant[place])
            continue
        name, number = head or f"column {place + 1}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{head} ({number})"
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)


def _question(desk: Desk, proposal: Proposal) -> str:
    voice, area = desk.voice, proposal.area
    count = area.bottom - area.top
    said = [voice("Table {table}, {count} rows:", table=proposal.table, count=count)]
    said += [f"{old} → {new}" for old, new in proposal.known]
    said += [voice("missing: {columns}", columns=", ".join(proposal.missing))] if proposal.missing else []
    said.append(voice("To change a column, answer no, rename its head in the sheet and try again. Go ahead?"))
    return "\n".join(said)


def _free_name(desk: Desk, proposal: Proposal) -> None:
    """Take the name of the table from an empty one; WorkbookError if another holds rows or cells overlap."""
    for name, area in desk.book.tables().items():
        here = proposal.area.meets(area)
        if name.casefold() == proposal.table.casefold():
            if not here and _filled(desk.book.read(area)[1:]):
                raise WorkbookError(
                    desk.voice(
                        "Table {table} on sheet {sheet} holds rows already: paste there, or delete it first.",
                        table=name,
                        sheet=area.sheet,
                    )
                )
        elif here:
            raise WorkbookError(
                desk.voice(
                    "The cells belong to table {table} already: turn it into plain cells first.", table=name
                )
            )


def _apply(desk: Desk, proposal: Proposal) -> None:
    """Write heads, notes and table; what fails leaves the old heads."""
    book, first = desk.book, proposal.area.row(0)
    before = book.read(first)
    existing = next((name for name in book.tables() if name.casefold() == proposal.table.casefold()), None)
    try:
        book.write(first, [proposal.new])
        if existing and book.tables()[existing].sheet != first.sheet:
            book.drop_table(existing)
        book.put_table(proposal.table, proposal.area)
    except Exception:
        book.write(first, before)
        raise
    for place, old in proposal.renamed.items():
        cell = first.cell(0, place)
        said = desk.voice("pasted as: {head}", head=old or "–")
        book.put_note(cell, "\n".join(filter(None, (book.note(cell), said))))


def _done(desk: Desk, proposal: Proposal) -> str:
    said = desk.voice("Table {table} is there.", table=proposal.table)
    if proposal.missing:
        names = ", ".join(proposal.missing)
        said += " " + desk.voice("What needs {columns} will say so.", columns=names)
    return said
