"""Functions and files for the tests of Excel on Windows."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl

from cbsc_xl.hosts.function import Argument, Function

TAIL = tuple(Argument(name, f"the {name}") for name in ("segment", "period", "channel", "data"))


def function(name: str, *arguments: Argument, help: str = "Help.", category: str = "CBSC data") -> Function:
    """A function that is described, not called."""
    return Function(name, help, category, arguments, lambda *_: 1.0)


FUNCTIONS = (
    function("CBSC_CHURN", *TAIL, help='Share of the customers who "left".', category="CBSC measures"),
    function(
        "CBSC_DATA",
        Argument("source", "a table or a folder", optional=False),
        Argument("cells", "its range"),
        Argument("more", "further tables", repeated=True),
    ),
    function("CBSC_VERSION"),
)


def with_macros(formulas: Mapping[str, object], project: bytes, path: Path) -> Path:
    """Write a workbook of one sheet with these cells, and a VBA project, as Excel stores it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for address, value in formulas.items():
        sheet[address] = value
    plain = BytesIO()
    book.save(plain)
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="rIdVba" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    default = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            text = text.replace(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            if name == "[Content_Types].xml":
                text = text.replace("<Override", default + "<Override", 1)
            if name == "xl/_rels/workbook.xml.rels":
                text = text.replace("</Relationships>", relation)
            target.writestr(name, text)
        target.writestr("xl/vbaProject.bin", project)
    return path
