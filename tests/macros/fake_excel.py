"""A stand-in for xlwings: as much of its objects, and of Excel's, as the port uses.

It shows how the port asks, not how Excel answers: docs/release-checklist.md lists what that leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cbsc_xl.workbook.references import Place

Cells = dict[tuple[int, int], Any]


class Api:
    """A Range of Excel."""

    HasArray = False

    def __init__(self, found: Range) -> None:
        self._range = found

    @property
    def Comment(self) -> Any:  # noqa: N802
        text = self._range.sheet.notes.get((self._range.row, self._range.column))
        return None if text is None else type("Comment", (), {"Text": lambda self: text})()

    def ClearComments(self) -> None:  # noqa: N802
        self._range.sheet.notes.pop((self._range.row, self._range.column), None)

    def AddComment(self, text: str) -> None:  # noqa: N802
        assert self.Comment is None, "Excel refuses a second note"
        self._range.sheet.notes[self._range.row, self._range.column] = text

    @property
    def Formula2(self) -> Any:  # noqa: N802
        return self._range.formula

    @Formula2.setter
    def Formula2(self, formula: str) -> None:  # noqa: N802
        self._range.sheet.formulas[self._range.row, self._range.column] = formula


class Range:
    """A range of xlwings."""

    def __init__(self, sheet: Sheet, place: Place) -> None:
        self.sheet, self.place = sheet, place
        self.row, self.column = place.top, place.left
        self.shape = (place.rows, place.columns)
        self.api = Api(self)
        self.font = type("Font", (), {"bold": False})()
        self.number_format = ""
        self.column_width = 0.0

    def options(self, ndim: int, err_to_str: bool) -> Range:
        assert (ndim, err_to_str) == (2, True)
        return self

    def resize(self, rows: int, columns: int) -> Range:
        place = self.place
        right, bottom = place.left + columns - 1, place.top + rows - 1
        return Range(self.sheet, Place(self.sheet.name, place.left, place.top, right, bottom))

    def _keys(self) -> list[list[tuple[int, int]]]:
        place = self.place
        columns = range(place.left, place.right + 1)
        return [[(row, column) for column in columns] for row in range(place.top, place.bottom + 1)]

    @property
    def value(self) -> Any:
        return [[self.sheet.cells.get(key) for key in row] for row in self._keys()]

    @value.setter
    def value(self, rows: list[list[Any]]) -> None:
        for keys, row in zip(self._keys(), rows, strict=True):
            for key, value in zip(keys, row, strict=True):
                self.sheet.formulas.pop(key, None)
                assert not (isinstance(value, str) and value[:1] in tuple("=+-@")), "Excel makes a formula"
                self.sheet.cells[key] = value[1:] if isinstance(value, str) and value[:1] == "'" else value

    @property
    def formula(self) -> Any:
        rows = [[self._text(key) for key in row] for row in self._keys()]
        return rows[0][0] if self.shape == (1, 1) else tuple(map(tuple, rows))

    def _text(self, key: tuple[int, int]) -> str:
        value = self.sheet.formulas.get(key, self.sheet.cells.get(key))
        return "" if value is None else str(value)


class Table:
    """A table of xlwings; its api is Excel's."""

    def __init__(self, tables: Tables, name: str, found: Range) -> None:
        self.tables, self.name, self.range = tables, name, found
        self.api = self

    def resize(self, found: Range) -> None:
        self.range = found

    def Unlist(self) -> None:  # noqa: N802
        self.tables.found.remove(self)


class Tables:
    """The tables of a sheet."""

    def __init__(self) -> None:
        self.found: list[Table] = []

    def __iter__(self) -> Iterator[Table]:
        return iter(self.found)

    def __getitem__(self, name: str) -> Table:
        return next(table for table in self.found if table.name == name)

    def add(self, source: Range, name: str, has_headers: bool) -> None:
        assert has_headers
        self.found.append(Table(self, name, source))


class Sheet:
    """A sheet of xlwings."""

    def __init__(self, sheets: Sheets, name: str) -> None:
        self.sheets, self.name = sheets, name
        self.cells: Cells = {}
        self.formulas: Cells = {}
        self.notes: dict[tuple[int, int], str] = {}
        self.tables = Tables()

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            place = Place.on(self.name, first)
            assert place is not None
            return Range(self, place)
        bottom, right = last or first
        return Range(self, Place(self.name, first[1], first[0], right, bottom))

    @property
    def used_range(self) -> Range:
        keys = [key for key, value in (self.cells | self.formulas).items() if value is not None] or [(1, 1)]
        rows, columns = zip(*keys, strict=True)
        return Range(self, Place(self.name, min(columns), min(rows), max(columns), max(rows)))

    def clear(self) -> None:
        self.cells, self.formulas, self.notes = {}, {}, {}

    def delete(self) -> None:
        self.sheets.found.remove(self)


class Sheets:
    """The sheets of a workbook."""

    def __init__(self) -> None:
        self.found: list[Sheet] = []

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.found)

    def __getitem__(self, key: int | str) -> Sheet:
        return next(s for s in self.found if s.name == key) if isinstance(key, str) else self.found[key]

    def add(self, name: str, after: Sheet | None = None) -> Sheet:
        assert after in (None, self.found[-1] if self.found else None)
        self.found.append(Sheet(self, name))
        return self.found[-1]


class Names:
    """The defined names of a workbook."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def __iter__(self) -> Iterator[Any]:
        return iter(type("Name", (), {"name": n, "refers_to": f})() for n, f in self.found.items())

    def add(self, name: str, refers_to: str) -> None:
        self.found[name] = refers_to


class App:
    """Excel; ``calculated`` counts full recalculations, ``answers`` are those of input boxes."""

    def __init__(self) -> None:
        self.selection: Range | None = None
        self.api = self
        self.calculated = 0
        self.answers: list[Any] = []
        self.shown: list[str] = []

    def CalculateFull(self) -> None:  # noqa: N802
        self.calculated += 1

    def InputBox(self, prompt: str, title: str, default: str) -> Any:  # noqa: N802
        self.shown.append(prompt)
        return self.answers.pop(0)

    def GetSaveAsFilename(self, name: str, kinds: str) -> Any:  # noqa: N802
        self.shown.append(kinds)
        return self.answers.pop(0)

    def alert(self, text: str, title: str, buttons: str = "ok") -> str:
        self.shown.append(text)
        return str(self.answers.pop(0)) if buttons == "yes_no" else "ok"


class Book:
    """A workbook of xlwings."""

    def __init__(self, path: Path) -> None:
        self.fullname = str(path)
        self.sheets, self.names, self.app = Sheets(), Names(), App()
