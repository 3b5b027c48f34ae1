"""Workbooks for tests: a package as Excel saves it, and ways to look into a package."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

EXCEL_BOOK = Path(__file__).with_name("excel_book")
BOARD, OWN, FACTS = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
TABLE, STYLES, STRINGS = "xl/tables/table1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
WORKBOOK, TITLE, TYPES = "xl/workbook.xml", "docProps/core.xml", "[Content_Types].xml"

Change = str | bytes | None | Callable[[str], str]


def excel_parts() -> dict[str, bytes]:
    """Return the parts of a workbook as Excel saves it: shapes, sparklines, shared formulas, a table."""
    paths = sorted(path for path in EXCEL_BOOK.rglob("*") if path.is_file())
    return {path.relative_to(EXCEL_BOOK).as_posix(): path.read_bytes() for path in paths}


def excel_book(changes: Mapping[str, Change] | None = None) -> bytes:
    """Return that workbook; a change is new content of a part, a function of the old, or None for no part."""
    parts = excel_parts()
    for name, change in (changes or {}).items():
        if change is None:
            del parts[name]
        elif callable(change):
            parts[name] = change(parts[name].decode()).encode()
        else:
            parts[name] = change.encode() if isinstance(change, str) else change
    return packed(parts)


def swap(*pairs: tuple[str, str]) -> Callable[[str], str]:
    """Return a change that replaces texts of a part, each of which must be there."""

    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return change


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip package of parts, with time stamps and compression of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), content, method)
    return stream.getvalue()


def raw(book: bytes) -> dict[str, bytes]:
    """Return the compressed bytes of every member of a package."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            lengths = struct.unpack_from("<2H", book, info.header_offset + 26)
            start = info.header_offset + 30 + sum(lengths)
            found[info.filename] = book[start : start + info.compress_size]
    return found


def part(book: bytes, name: str) -> str:
    """Return the text of a part."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()


def opened(book: bytes, **options: Any) -> openpyxl.Workbook:
    """Read a workbook with another library."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says which extensions it would drop
        return openpyxl.load_workbook(io.BytesIO(book), **options)


def shown(book: bytes, sheet: str) -> dict[str, Any]:
    """Return the cached values of the cells of a sheet that are not empty."""
    return {
        cell.coordinate: cell.value
        for row in opened(book, data_only=True)[sheet].iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas(book: bytes, sheet: str) -> dict[str, str]:
    """Return the formulas of a sheet."""
    return {
        cell.coordinate: cell.value
        for row in opened(book)[sheet].iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
