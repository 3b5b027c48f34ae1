"""The file cbsc_xl.xlam: wrappers, help for the function wizard, the sheet of Excel-DNA IntelliSense."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from cbsc_xl import __version__
from cbsc_xl.hosts.classic.ovba import Module
from cbsc_xl.hosts.classic.wrappers import BUILT_IN_CATEGORIES, categories, declared, short, vba_project
from cbsc_xl.hosts.function import Function
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.markup import escape

FILE = "cbsc_xl.xlam"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_MACRO_HELP = "{8193D73E-4604-4355-AFF4-8A2333D13BE4}"  # [MS-OFFMACRO2] 2.2.2.1.1
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Ribbon:
    """What a ribbon adds to the file: its custom UI in XML, and the modules with its callbacks."""

    xml: str
    modules: tuple[Module, ...] = ()


def addin(
    functions: Sequence[Function],
    xlwings_version: str,
    language: str = "en",
    ribbon: Ribbon | None = None,
) -> bytes:
    """Return the add-in for Excel on Windows; the same input gives the same bytes.

    The DLL's name holds the version of xlwings, so the file fits that version only.
    """
    voice = Voice(language)
    sheets = {"CBSC": [[f"cbsc-xl {__version__}"]], "_IntelliSense_": intellisense(functions, voice)}
    codes = [f"Sheet{number}" for number in range(1, len(sheets) + 1)]
    modules = ribbon.modules if ribbon else ()
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _package_relations(ribbon),
        "xl/workbook.xml": _workbook(list(sheets), functions, voice),
        "xl/_rels/workbook.xml.rels": _workbook_relations(len(sheets)),
        "xl/styles.xml": _STYLES,
        **{
            f"xl/worksheets/{code.lower()}.xml": _sheet(code, rows)
            for code, rows in zip(codes, sheets.values(), strict=True)
        },
        **({"customUI/customUI14.xml": ribbon.xml} if ribbon else {}),
    }
    project = vba_project(functions, xlwings_version, codes, language, modules)
    texts = {name: (_HEAD + text).encode() for name, text in parts.items()}
    return _zipped({**texts, "xl/vbaProject.bin": project})


def intellisense(functions: Sequence[Function], voice: Voice) -> list[list[str]]:
    """Return the rows of the sheet _IntelliSense_: function, help, no page, names and helps of arguments."""
    rows = [["FunctionInfo", "1.0"]]
    for function in functions:
        arguments = [
            text for argument in declared(function, voice) for text in (argument.name, argument.help)
        ]
        rows.append([function.name, short(voice(function.help)), "", *arguments])
    return rows


def function_groups(functions: Sequence[Function], voice: Voice) -> str:
    """Return the categories of the function wizard for the part workbook.xml."""
    groups = "".join(f'<functionGroup name="{escape(voice(name))}"/>' for name in categories(functions))
    return f'<functionGroups builtInGroupCount="{BUILT_IN_CATEGORIES}">{groups}</functionGroups>'


def argument_help(functions: Sequence[Function], voice: Voice) -> str:
    """Return the extension of workbook.xml with the help of every argument."""
    names = "".join(_argument_help(function, voice) for function in functions if function.arguments)
    return f'<ext uri="{_MACRO_HELP}" xmlns:x14="{_X14}"><x14:definedNames>{names}</x14:definedNames></ext>'


def _argument_help(function: Function, voice: Voice) -> str:
    helps = [escape(argument.help) for argument in declared(function, voice)]
    described = "".join(
        f'<x14:argumentDescription index="{index}">{text}</x14:argumentDescription>'
        for index, text in enumerate(helps)
    )
    return (
        f'<x14:definedName name="{function.name}"><x14:argumentDescriptions count="{len(helps)}">'
        f"{described}</x14:argumentDescriptions></x14:definedName>"
    )


def _workbook(sheets: Sequence[str], functions: Sequence[Function], voice: Voice) -> str:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{"hidden" if number > 1 else "visible"}"'
        f' r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKED}"><workbookPr codeName="ThisWorkbook"/>'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets>{function_groups(functions, voice)}"
        f"<extLst>{argument_help(functions, voice)}</extLst></workbook>"
    )


def _sheet(code: str, rows: Sequence[Sequence[str]]) -> str:
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{code}"/><sheetData>{body}</sheetData></worksheet>'


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else "<c/>"


def _content_types(sheets: int) -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        "xl/styles.xml": f"{main}.styles+xml",
        **{f"xl/worksheets/sheet{number}.xml": f"{main}.worksheet+xml" for number in range(1, sheets + 1)},
    }
    listed = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PARTS}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{listed}</Types>'
    )


def _package_relations(ribbon: Ribbon | None) -> str:
    found = [(f"{_LINKED}/officeDocument", "xl/workbook.xml")]
    if ribbon:
        kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
        found.append((kind, "customUI/customUI14.xml"))
    return _relations(found)


def _workbook_relations(sheets: int) -> str:
    macros = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    return _relations(
        [
            *((f"{_LINKED}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)),
            (f"{_LINKED}/styles", "styles.xml"),
            (macros, "vbaProject.bin"),
        ]
    )


def _relations(found: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_PARTS}/relationships">{listed}</Relationships>'


def _zipped(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name)  # of 1 January 1980, so the same parts give the same bytes
            member.create_system = 0
            archive.writestr(member, part, zipfile.ZIP_DEFLATED)
    return content.getvalue()
