"""Templates that other programs saved, and files that a real spreadsheet opens."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.plan import BlockNames, Cell, Contract, Plan, Row
from cbsc_xl.workbook.template import Template
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.books import (
    BOARD,
    FACTS,
    STRINGS,
    STYLES,
    TABLE,
    WORKBOOK,
    excel_book,
    formulas,
    opened,
    part,
    shown,
)

CONTRACT = Contract(
    ["board_title", "board_empty", "board_dated"],
    {
        "lines": BlockNames(["name", "before", "now", "share"], ["band", "line"], 5),
        "facts": BlockNames(["fact", "amount"]),
    },
)


def plan(template: Template) -> Plan:
    """A plan with every kind of cell; its formulas show what other cells hold."""
    at = template.layout.at
    texts = ["=1+1", " Привіт 😀", "a\nb"]
    rows = [
        Row(
            "line" if index else "band",
            {
                "name": text,
                "before": Cell(index + 1, format="0.000"),
                "now": Cell(len(text), f"LEN({at('lines', 'name', index)})"),
                "share": Cell(text, at("lines", "name", index)),
            },
        )
        for index, text in enumerate(texts)
    ]
    facts = [Row("", {"fact": f"fact {number}", "amount": number * 1.5}) for number in range(40)]
    total = Cell(1170, f"SUM({template.layout.column('facts', 'amount', 40)})")
    return Plan({"board_title": Cell(None, "NA()"), "board_empty": total}, {"lines": rows, "facts": facts})


def check(book: bytes) -> None:
    """The values and formulas of the plan, read by another library."""
    cells = shown(book, "Board")
    assert [cells[f"B{row}"] for row in (5, 6, 7)] == ["=1+1", " Привіт 😀", "a\nb"]
    assert [cells[f"E{row}"] for row in (5, 6, 7)] == ["=1+1", " Привіт 😀", "a\nb"]
    assert [cells[f"D{row}"] for row in (5, 6, 7)] == [4, 9, 3]
    assert (cells["B1"], cells["D12"]) == ("#N/A", 1170)
    assert formulas(book, "Board")["F6"] == "=D6-C6+$D$5"
    sheet = opened(book)["Board"]
    assert sheet["C5"].number_format == "0.000"
    assert sheet.row_dimensions[8].hidden
    assert not sheet.row_dimensions[7].hidden
    assert shown(book, "Facts")["B42"] == 58.5
    assert opened(book)["Facts"].tables["Facts"].ref == "A2:C42"


def prefixed(xml: str) -> str:
    """Write the elements of the main schema with the prefix x."""
    return re.sub(r"<(/?)(?=[A-Za-z]+[\s/>])(?!\?)", r"<\1x:", xml).replace(" xmlns=", " xmlns:x=")


SAVED = {
    "excel": {},
    "prefixed": dict.fromkeys([BOARD, FACTS, STYLES, WORKBOOK, TABLE, STRINGS], prefixed),
    "byte order mark": dict.fromkeys([BOARD, WORKBOOK], lambda xml: "\ufeff" + xml),
    "no addresses": {BOARD: lambda xml: re.sub(r'<row r="1" ', "<row ", xml)},
    "single quotes": {BOARD: lambda xml: re.sub(r'<c r="([A-Z]+\d+)"', r"<c  r='\1' ", xml)},
    "no used range": {BOARD: lambda xml: re.sub(r"<dimension [^>]*>", "", xml)},
    "words for yes and no": {
        BOARD: lambda xml: xml.replace('customHeight="1"', 'hidden="false" customHeight="true"')
    },
}


@pytest.mark.parametrize("variant", SAVED)
def test_templates_in_other_spellings(variant: str) -> None:
    book = excel_book(SAVED[variant])
    template = Template.load(book)
    assert template.check(CONTRACT) == []
    filled = template.fill(plan(template))
    check(filled)
    upper = template.fill(Plan(), str.upper)
    assert [shown(upper, "Board")[address] for address in ("G1", "B11")] == ["ACME LTD", "SOURCE: LEDGER"]
    assert lint(filled) == [problem for problem in lint(filled) if "without a cached value" in problem]


def test_a_template_in_utf_16() -> None:
    sheet = part(excel_book(), BOARD).replace("UTF-8", "UTF-16").encode("utf-16")
    template = Template.load(excel_book({BOARD: sheet}))
    check(template.fill(plan(template)))


def test_a_template_in_another_encoding() -> None:
    sheet = part(excel_book(), BOARD).replace("UTF-8", "windows-1251").encode("windows-1251")
    template = Template.load(excel_book({BOARD: sheet}))
    check(template.fill(plan(template)))


def test_cells_without_addresses_count_on() -> None:
    bare = re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", part(excel_book(), FACTS))
    bare = re.sub(r'(<row) r="\d+"', r"\1", bare)
    template = Template.load(excel_book({FACTS: bare}))
    book = template.fill(Plan(blocks={"facts": [Row("", {"fact": "one", "amount": 2})]}))
    assert [shown(book, "Facts")[a] for a in ("A1", "A2", "A3", "B3")] == ["Actual", "fact", "one", 2]


def test_a_sheet_without_rows() -> None:
    empty = re.sub(r"<sheetData>.*</sheetData>", "<sheetData/>", part(excel_book(), BOARD), flags=re.DOTALL)
    template = Template.load(excel_book({BOARD: empty}))
    book = template.fill(Plan({"board_title": "Acme", "board_dated": 1}))
    assert shown(book, "Board") == {"B1": "Acme", "H2": openpyxl.utils.datetime.from_excel(1)}


def test_a_template_that_openpyxl_saved() -> None:
    stream = io.BytesIO()
    opened(excel_book()).save(stream)
    template = Template.load(stream.getvalue())
    assert template.check(CONTRACT) == []
    check(template.fill(plan(template)))


def test_styles_are_inherited_from_rows_and_columns() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[3].font = Font(bold=True)
    sheet.column_dimensions["B"].number_format = "0.00"
    for name, place in {"a_cell": "$B$3", "b_cell": "$B$4", "c_cell": "$C$4"}.items():
        book.defined_names[name] = DefinedName(name, attr_text=f"Sheet!{place}")
    stream = io.BytesIO()
    book.save(stream)
    filled = opened(Template.load(stream.getvalue()).fill(Plan({"a_cell": 1, "b_cell": 2, "c_cell": 3})))
    cells = [filled["Sheet"][address] for address in ("B3", "B4", "C4")]
    assert [cell.font.b for cell in cells] == [True, False, False]
    assert [cell.number_format for cell in cells] == ["General", "0.00", "General"]


@pytest.fixture(scope="session")
def saved_by_libreoffice(office: Office, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("saved")
    (folder / "book.xlsx").write_bytes(excel_book())
    convert(office, folder / "book.xlsx", folder / "out")
    return (folder / "out" / "book.xlsx").read_bytes()


def convert(office: Office, path: Path, folder: Path) -> None:
    """Open a workbook in a LibreOffice of its own and save it again."""
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    program = str(Path(office.command[2]).with_name("soffice"))  # it starts again after making the profile
    command = [program, profile, "--headless", "--norestore", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], check=True, timeout=120, capture_output=True)


def test_a_template_that_libreoffice_saved(
    saved_by_libreoffice: bytes, office: Office, tmp_path: Path
) -> None:
    template = Template.load(saved_by_libreoffice)
    assert template.check(CONTRACT) == []
    book = template.fill(plan(template))
    check(book)
    (tmp_path / "filled.xlsx").write_bytes(book)
    assert faults(office, tmp_path / "filled.xlsx") == []


def test_libreoffice_opens_what_was_filled(office: Office, tmp_path: Path) -> None:
    template = Template.load(excel_book())
    path = tmp_path / "filled.xlsx"
    path.write_bytes(template.fill(plan(template)))
    assert faults(office, path) == []
    convert(office, path, tmp_path / "out")
    check((tmp_path / "out" / "filled.xlsx").read_bytes())


def faults(office: Office, path: Path) -> list[str]:
    """What the spreadsheet computes otherwise, but for the formulas of the user's own cells."""
    own = ("Board!C11:", "Board!F", "Customer P&L!B1:", "Facts!C")
    return [text for text in differences(path, office.recalculate(path)) if not text.startswith(own)]
