"""The contract of names: addresses for formulas, renamed and moved cells, sentences for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl.formula.translate import Translator

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.plan import BlockNames, Contract, Plan, Row
from cbsc_xl.workbook.references import Place, moved, quoted
from cbsc_xl.workbook.template import Template
from tests.workbook.books import BOARD, FACTS, STYLES, TYPES, WORKBOOK, excel_book, shown, swap


def named(**names: str) -> Template:
    """The template with more defined names."""
    text = "".join(f'<definedName name="{name}">{place}</definedName>' for name, place in names.items())
    return Template.load(excel_book({WORKBOOK: swap(("</definedNames>", text + "</definedNames>"))}))


def test_layout_gives_addresses() -> None:
    layout = named(own_total="'Customer P&amp;L'!$B$2").layout
    assert layout.cell("board_title") == "Board!$B$1"
    assert layout.cell("own_total") == "'Customer P&L'!$B$2"
    assert layout.at("lines", "now", 0) == "Board!$D$5"
    assert layout.at("lines", "now", 4) == "Board!$D$9"
    assert layout.column("lines", "name") == "Board!$B$5:$B$9"
    assert layout.column("facts", "amount", 10) == "Facts!$B$3:$B$12"
    assert layout.column("facts", "amount", 0) == "Facts!$B$3:$B$3"
    assert layout.capacity("lines") == 5
    assert layout.capacity("facts") == 1_048_576 - 2


def test_layout_says_what_is_missing() -> None:
    layout = named().layout
    with pytest.raises(TemplateError, match="no cell named logo: add the name to its cell"):
        layout.cell("logo")
    with pytest.raises(TemplateError, match="no block reds: name its area reds_rows"):
        layout.at("reds", "name", 0)
    for ask in (lambda: layout.at("lines", "colour", 0), lambda: layout.column("lines", "colour")):
        with pytest.raises(
            TemplateError, match="block lines has no field colour: name its column lines_colour"
        ):
            ask()


def test_names_follow_a_renamed_sheet_and_moved_rows() -> None:
    rename = swap(('name="Board"', 'name="It\'s 1 Blatt"'), ("Board!", "'It''s 1 Blatt'!"))
    down = swap(("'It''s 1 Blatt'!$B$1<", "'It''s 1 Blatt'!$C$3<"))
    template = Template.load(excel_book({WORKBOOK: lambda text: down(rename(text))}))
    assert template.layout.cell("board_title") == "'It''s 1 Blatt'!$C$3"
    assert template.layout.at("lines", "now", 1) == "'It''s 1 Blatt'!$D$6"
    book = template.fill(Plan({"board_title": "moved"}, {"lines": [Row("band", {"now": 1})]}))
    cells = shown(book, "It's 1 Blatt")
    assert (cells["B1"], cells["C3"], cells["D5"]) == ("Customers", "moved", 1)


def test_a_name_on_merged_cells_means_the_first() -> None:
    merge = swap(("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="B2:D2"/></mergeCells>'))
    name = swap(
        ("</definedNames>", '<definedName name="board_wide">Board!$B$2:$D$2</definedName></definedNames>')
    )
    template = Template.load(excel_book({BOARD: merge, WORKBOOK: name}))
    assert template.layout.cell("board_wide") == "Board!$B$2"


def test_the_longest_block_owns_a_name() -> None:
    layout = named(lines_now_rows="Board!$J$5:$K$6", lines_now_text="Board!$K$5:$K$6").layout
    assert layout.at("lines_now", "text", 1) == "Board!$K$6"
    assert layout.at("lines", "now", 0) == "Board!$D$5"


CONTRACT = Contract(
    ["board_title", "board_empty"],
    {
        "lines": BlockNames(["name", "before", "now", "share"], ["band", "line"], 5),
        "facts": BlockNames(["fact"]),
    },
)


def test_a_template_that_keeps_the_contract() -> None:
    assert named().check(CONTRACT) == []


def test_a_template_tells_its_own_contract() -> None:
    contract = named().contract()
    assert set(contract.cells) == {"board_title", "board_empty", "board_dated"}
    assert set(contract.blocks) == {"lines", "facts"}
    assert set(contract.blocks["lines"].fields) == {"name", "before", "now", "share"}
    assert set(contract.blocks["lines"].patterns) == {"band", "line"}
    assert named().check(contract) == []


def block(fields: list[str] | None = None, patterns: list[str] | None = None, rows: int = 1) -> Contract:
    return Contract((), {"lines": BlockNames(fields or [], patterns or [], rows)})


BROKEN: list[tuple[Contract, Mapping[str, str], str]] = [
    (
        Contract(["logo"]),
        {},
        "The name logo is missing: give it to one cell (Formulas > Name Manager).",
    ),
    (Contract(["logo"]), {"logo": "#REF!"}, "The name logo refers to no cells: let it refer to one cell."),
    (
        Contract(["logo"]),
        {"logo": "Gone!$A$1"},
        "The name logo refers to no cells: let it refer to one cell.",
    ),
    (
        Contract(["logo"]),
        {"logo": "Board!$A$1:$A$2"},
        "The name logo refers to Board!$A$1:$A$2 and should be one cell.",
    ),
    (
        Contract((), {"reds": BlockNames()}),
        {},
        "The name reds_rows is missing: give it to the area of the block (Formulas > Name Manager).",
    ),
    (
        block(["colour"]),
        {"lines_colour": "Board!$G$5:$G$8"},
        "The name lines_colour refers to Board!$G$5:$G$8 and should be rows 5 to 9 of one column of "
        "lines_rows.",
    ),
    (
        block(patterns=["total"]),
        {},
        "The name lines_pattern_total is missing: give it to one row within lines_rows "
        "(Formulas > Name Manager).",
    ),
    (block(rows=6), {}, "Block lines has 5 rows and needs 6: insert rows inside Board!$B$5:$G$9."),
    (
        Contract(["inside"]),
        {"inside": "Board!$C$6"},
        "The cell inside lies inside the area of block lines, which is overwritten: move it.",
    ),
    (
        Contract(),
        {"more_rows": "Board!$G$9:$J$20"},
        "The areas of the blocks lines and more overlap: move one of them.",
    ),
    (
        Contract(),
        {"below": "Facts!$A$9"},
        "The table Facts of block facts cannot grow: nothing may stand below it, and it may have no totals "
        "row.",
    ),
]


@pytest.mark.parametrize(("contract", "names", "sentence"), BROKEN)
def test_a_broken_contract_is_said(contract: Contract, names: dict[str, str], sentence: str) -> None:
    assert named(**names).check(contract) == [sentence]


def test_what_would_overwrite_each_other_is_not_filled() -> None:
    template = named(inside="Board!$C$6", more_rows="Board!$G$9:$J$20", more_text="Board!$G$9:$G$20")
    with pytest.raises(TemplateError, match="The cell inside lies inside the area of block lines"):
        template.fill(Plan({"inside": 1}))
    with pytest.raises(TemplateError, match="The areas of the blocks lines and more overlap"):
        template.fill(Plan(blocks={"lines": [], "more": []}))


def test_a_table_with_something_below_does_not_grow() -> None:
    note = '<row r="7"><c r="A7" t="inlineStr"><is><t>note</t></is></c></row></sheetData>'
    template = Template.load(excel_book({FACTS: swap(("</sheetData>", note))}))
    assert template.layout.capacity("facts") == 2
    with pytest.raises(TemplateError, match="Block facts has room for 2 rows and needs 3"):
        template.fill(Plan(blocks={"facts": [Row("", {})] * 3}))


NOT_TEMPLATES = [
    (
        b"name;value\n",
        "The workbook is not an .xlsx workbook or is damaged: open it in Excel, remove a password",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "remove a password"),
    (excel_book()[:-2000], "is not an .xlsx workbook or is damaged"),
    (
        excel_book({TYPES: swap(("spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml"))}),
        "is not a plain Excel workbook: save it as Excel workbook",
    ),
    (excel_book({"xl/workbook.xml": None}), "The workbook lacks the part xl/workbook.xml"),
    (excel_book({"xl/styles.xml": None}), "The workbook lacks the part xl/styles.xml"),
    (
        excel_book({STYLES: "<styleSheet/>"}),
        "The part xl/styles.xml has no cell styles: save the template again in Excel.",
    ),
    (excel_book({BOARD: lambda text: text[:-20]}), "The part xl/worksheets/sheet1.xml is damaged"),
    (
        excel_book({BOARD: swap(("?>", '?><!DOCTYPE x [<!ENTITY y "z">]>'))}),
        "The part xl/worksheets/sheet1.xml declares a document type",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), NOT_TEMPLATES)
def test_what_is_no_template_is_said_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Template.load(content)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"gone\.xlsx cannot be read: No such file or directory"):
        Template.load(tmp_path / "gone.xlsx")


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("Cover", "Cover"),
        ("Value matrix", "'Value matrix'"),
        ("It's", "'It''s'"),
        ("Q1", "'Q1'"),
        ("R1C1", "'R1C1'"),
        ("2025", "'2025'"),
        ("Покупці", "'Покупці'"),
    ],
)
def test_sheets_are_quoted_where_a_formula_needs_it(sheet: str, written: str) -> None:
    assert quoted(sheet) == written
    assert Place.of(f"{written}!$B$3") == Place(sheet, 2, 3, 2, 3)


@pytest.mark.parametrize("text", ["#REF!", "Cover!A:A", "1.5", "A!$A$1,B!$B$2", "SUM(A!$A$1)", "A1"])
def test_what_is_no_place(text: str) -> None:
    assert Place.of(text) is None


FORMULAS = [
    "A1",
    "$A1+A$1",
    "SUM(A:A,$A:B,1:3,$1:3)",
    "LOG10(A1)",
    "Facts[A1]+Facts[[#This Row],[A2]]",
    "'A1 b'!B2+'it''s A1'!$C3",
    "A1!B2+Sheet1!A1:B2+Q1!A1",
    "x_A1+A1_x+A.B1+R1C1+TRUE",
    'IF(A1="B2",B2,C3)&"A1"&A1',
    "_xlfn.XLOOKUP(B2,A:A,B:B)",
    "1E5+A1-A1%",
    "#REF!+A1",
    "{1,2;3,4}*A1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_move_as_another_library_moves_them(formula: str) -> None:
    expected = Translator(f"={formula}", origin="A1").translate_formula("B4")
    assert f"={moved(formula, 3, 1)}" == expected


def test_formulas_do_not_leave_the_sheet() -> None:
    assert moved("XFD1048570", 5) == "XFD1048575"
    assert moved("XFD1048570", 9) == moved("XFD1", 0, 1) == moved("A1", -1) == "#REF!"
