"""The files and sheets of a data source, opened when needed and only once."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cbsc_xl.errors import DataError
from cbsc_xl.tables.books import read_book, read_parquet
from cbsc_xl.tables.layout import Layout
from cbsc_xl.tables.raw import RawTable
from cbsc_xl.tables.textfiles import read_text

Progress = Callable[[int, int, str], None]

_TEXT = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_SUFFIXES = (*_TEXT, *_BOOKS, ".parquet")


@dataclass(frozen=True)
class Sheet:
    """A source of one table: its name (of the file, sheet or Excel table) and its columns."""

    name: str
    raw: RawTable


@dataclass
class Sources:
    """The files below a folder, or one file."""

    folder: Path
    files: list[Path]
    layouts: dict[str, Layout] = field(default_factory=dict)
    progress: Progress | None = None
    _opened: dict[tuple[Path, str | None], list[Sheet]] = field(default_factory=dict)

    def named(self, pattern: str) -> list[Path]:
        """Return the files that a name or pattern in mapping.toml stands for; DataError if there are none."""
        exact = self.folder / pattern
        if exact.is_file():
            return [exact]
        found = sorted(path for path in self.folder.glob(pattern) if path.is_file())
        if not found:
            present = ", ".join(path.name for path in self.files) or "no data files"
            raise DataError(f"mapping.toml names file {pattern!r}, but {self.folder} has {present}")
        return found

    def open(self, path: Path, sheet: str | None = None) -> list[Sheet]:
        """Return the sheets of a file (one for a text file), of one name if given."""
        if (path, sheet) not in self._opened:
            if self.progress:
                self.progress(len(self._opened), max(len(self.files), len(self._opened) + 1), path.name)
            self._opened[path, sheet] = _read(path, self._layout(path, sheet))
        return self._opened[path, sheet]

    def _layout(self, path: Path, sheet: str | None) -> Layout:
        name = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.name
        found = next((layout for key, layout in self.layouts.items() if fnmatch.fnmatch(name, key)), Layout())
        return (
            found if sheet is None else Layout(header=found.header, header_row=found.header_row, sheet=sheet)
        )


def _read(path: Path, layout: Layout) -> list[Sheet]:
    kind = suffix(path)
    if kind in _TEXT:
        return [Sheet(stem(path), read_text(path, layout))]
    if kind == ".parquet":
        return [Sheet(stem(path), read_parquet(path))]
    return [Sheet(name, raw) for name, raw in read_book(path, layout)]


def suffix(path: Path) -> str:
    """Return the suffix of a data file, `.csv.gz` as one; empty if it is not a data file."""
    name = path.name.casefold()
    return max((known for known in _SUFFIXES if name.endswith(known)), key=len, default="")


def stem(path: Path) -> str:
    """Return the name of a data file without its suffix."""
    return path.name[: len(path.name) - len(suffix(path))]


def is_book(path: Path) -> bool:
    """Tell whether a file is a workbook."""
    return suffix(path) in _BOOKS


def find(path: Path) -> tuple[Path, list[Path]]:
    """Return the folder of a source and its data files; DataError if there is nothing to read."""
    if path.is_dir():
        files = sorted(
            file
            for file in path.iterdir()
            if file.is_file() and suffix(file) and not file.name.startswith((".", "~$"))
        )
        return path, files
    if not path.exists():
        raise DataError(f"{path} does not exist; give a folder of files, a workbook or one file")
    if not suffix(path):
        raise DataError(
            f"{path.name} is not a data file; give {', '.join(_SUFFIXES)} or a folder of such files"
        )
    return path.parent, [path]
