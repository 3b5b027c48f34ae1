"""The file of the workbook of examples: the same bytes on every run, a cached value for every formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import canonicalize
from xml.sax.saxutils import escape

from openpyxl import Workbook

from cbsc_xl.workbook.package import Package

Value = float | str
Cached = Mapping[str, Mapping[str, Value]]
"""Values of formulas by sheet and address."""

_CORE = "docProps/core.xml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = re.compile(r"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v></v></c>')


def packed(book: Workbook, cached: Cached) -> bytes:
    """Return the file of a workbook whose formulas carry their values."""
    stream = io.BytesIO()
    book.save(stream)
    package = Package(_emptied(stream.getvalue()))
    for number, sheet in enumerate(book.sheetnames, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        package.replace(part, _with_values(package[part].decode(), cached.get(sheet, {})).encode())
    return package.write({})


def _emptied(content: bytes) -> bytes:
    """Take out the moment of writing, and write every part in canonical form."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as written:
        for part in source.namelist():
            xml = canonicalize(source.read(part).decode())
            written.writestr(part, _HEAD + _MOMENT.sub("", xml).encode())
    package = Package(target.getvalue())
    for part in package.names():
        package.replace(part, package[part])
    return package.write({})


def _with_values(xml: str, values: Mapping[str, Value]) -> str:
    """Put the cached values into a sheet; KeyError for a formula without a value."""
    return _FORMULA.sub(lambda cell: _cell(cell, values[cell[1]]), xml)


def _cell(cell: re.Match[str], value: Value) -> str:
    kind = ' t="str"' if isinstance(value, str) else ""
    shown = escape(value) if isinstance(value, str) else repr(value)
    return f'<c r="{cell[1]}"{cell[2]}{kind}><f>{cell[3]}</f><v>{shown}</v></c>'
