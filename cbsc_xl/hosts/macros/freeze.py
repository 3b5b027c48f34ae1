"""Freeze for sharing: a copy in which every function of ours is its value, for people without the add-in."""

from __future__ import annotations

from pathlib import Path

from cbsc_xl.hosts.macros.calls import calls
from cbsc_xl.hosts.macros.desk import Desk
from cbsc_xl.hosts.port import FormulaCells, Workbook, WorkbookError

UNKNOWN = ("#NAME?", "#BUSY!")
"""What a cell shows while nobody answers its function."""

NOTE_LENGTH = 500


def freeze(desk: Desk) -> None:
    """Write the copy where the user says; the live workbook stays as it is."""
    voice, book = desk.voice, desk.book
    if book.path is None:
        raise WorkbookError(voice("Save the workbook first: its name is that of the copy, with the day."))
    frozen = [found for found in book.formulas() if calls(found.formula)]
    if not frozen:
        raise WorkbookError(voice("No cell of this workbook has a function of cbsc-xl: nothing to freeze."))
    _refuse_unknown(desk, frozen)
    path = desk.user.new_file(f"{book.path.stem} {desk.now:%Y-%m-%d}{book.path.suffix}")
    if path == book.path or path.exists():
        raise WorkbookError(voice("{file} exists already: choose another name.", file=path.name))
    _write(desk, frozen, path)
    desk.user.say(voice("{count} formulas are values in {file}.", count=len(frozen), file=path.name))


def _refuse_unknown(desk: Desk, frozen: list[FormulaCells]) -> None:
    for found in frozen:
        if found.values[0][0] is None or str(found.values[0][0]) in UNKNOWN:
            cell = str(found.area.cell(0, 0)).replace("$", "")
            raise WorkbookError(
                desk.voice("{cell} has no value yet: recalculate, then try again.", cell=cell)
            )


def _write(desk: Desk, frozen: list[FormulaCells], path: Path) -> None:
    """Freeze a draft beside the place of the copy, then move it there: nobody ever finds half a file."""
    draft = path.with_name(f"cbsc-draft {path.name}")
    try:
        copy = desk.book.copy(draft)
        try:
            for found in frozen:
                _freeze(desk, copy, found)
            copy.save()
        finally:
            copy.close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _freeze(desk: Desk, copy: Workbook, found: FormulaCells) -> None:
    copy.write(found.area, found.values)
    cell = found.area.cell(0, 0)
    said = desk.voice("was {formula} on {day}", formula=found.formula, day=f"{desk.now:%Y-%m-%d %H:%M}")
    text = "\n".join(filter(None, (copy.note(cell), said)))
    copy.put_note(cell, text[:NOTE_LENGTH])
