"""Every fault that makes Excel repair a file is found, and a sound file has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.lint_formula import Vocabulary, formula_problems
from tests.workbook.books import (
    BOARD,
    FACTS,
    STRINGS,
    STYLES,
    TABLE,
    TYPES,
    WORKBOOK,
    Change,
    excel_book,
    excel_parts,
    packed,
    swap,
)

SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels"


def test_a_sound_workbook_has_no_faults() -> None:
    assert lint(excel_book()) == []


def once(old: str, new: str) -> Callable[[str], str]:
    """A change of the first place where a text stands."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def rule(formula: str) -> Callable[[str], str]:
    """A change of the formula in Board!C11."""
    return swap(("<f>SUM(D5:D9)</f>", f"<f>{formula}</f>"))


def before_end(element: str) -> Callable[[str], str]:
    return once("</worksheet>", f"{element}</worksheet>")


def named(name: str, place: str, **scope: str) -> Callable[[str], str]:
    attributes = "".join(f' {key}="{value}"' for key, value in scope.items())
    return once(
        "</definedNames>", f'<definedName name="{name}"{attributes}>{place}</definedName></definedNames>'
    )


MERGED = '</sheetData><mergeCells count="2"><mergeCell ref="A20:C21"/><mergeCell ref="C21:D22"/></mergeCells>'
LONG_LIST = '"' + "x" * 256 + '"'
TEXT = '<c r="B12" t="inlineStr"><is><t>{}</t></is></c>'
SECOND = '<tablePart r:id="rId1"/><tablePart r:id="rId2"/>'

FAULTS: list[tuple[Mapping[str, Change], str]] = [
    # the package
    (
        {TYPES: swap(('<Default Extension="png" ContentType="image/png"/>', ""))},
        "part xl/media/image1.png has no",
    ),
    ({"xl/calcChain.xml": None}, "The content type of xl/calcChain.xml belongs to no part."),
    (
        {"xl/calcChain.xml": None},
        "xl/_rels/workbook.xml.rels leads to xl/calcChain.xml, which does not exist.",
    ),
    ({TYPES: None}, "The workbook lacks the part [Content_Types].xml"),
    (
        {TYPES: once("<Override ", '<Override PartName="/xl/styles.xml" ContentType="x"/><Override ')},
        "The part xl/styles.xml has two content types.",
    ),
    (
        {SHEET_RELS: swap(('Id="rId2"', 'Id="rId1"'))},
        "sheet1.xml.rels holds the id rId1 twice.",
    ),
    (
        {SHEET_RELS: swap(('Id="rId1"', 'Id="rId9"'))},
        "sheet1.xml uses the relationship rId1, which does not exist.",
    ),
    (
        {
            SHEET_RELS: swap(
                ('Target="../drawings/drawing1.xml"', 'Target="file:///C:/a.xlsx" TargetMode="External"')
            )
        },
        "leads to a file outside the workbook: file:///C:/a.xlsx",
    ),
    ({BOARD: lambda text: text.replace("</row>", "", 1)}, "The part xl/worksheets/sheet1.xml is damaged"),
    ({BOARD: once("<v>0.25</v>", "<v>\x01</v>")}, "sheet1.xml is damaged"),
    # sheet names and defined names
    ({WORKBOOK: swap(('name="Board"', f'name="{"x" * 32}"'))}, "is not allowed"),
    ({WORKBOOK: swap(('name="Board"', 'name="a/b"'))}, "The sheet name 'a/b' is not allowed."),
    ({WORKBOOK: swap(('name="Board"', 'name="FACTS"'))}, "The sheet name facts occurs twice."),
    ({WORKBOOK: swap(('sheetId="4"', 'sheetId="2"'))}, "The sheet id 2 occurs twice."),
    ({WORKBOOK: named("KPI1", "Board!$A$1")}, "The name KPI1 looks like a cell address."),
    ({WORKBOOK: named("R2C3", "Board!$A$1")}, "The name R2C3 looks like a cell address."),
    ({WORKBOOK: named("two words", "Board!$A$1")}, "The name two words is not allowed."),
    ({WORKBOOK: named("BOARD_title", "Board!$A$1")}, "The name board_title is defined twice."),
    ({WORKBOOK: named("lost", "#REF!")}, "The name lost uses the error #REF!"),
    ({WORKBOOK: named("lost", "Gone!$A$1")}, "The name lost refers to the sheet gone, which does not exist"),
    ({WORKBOOK: named("far", "1", localSheetId="3")}, "The name far belongs to a sheet that does not exist."),
    ({WORKBOOK: named("facts", "1")}, "The name facts of a table occurs twice."),
    # tables
    ({TABLE: swap(('displayName="Facts"', 'displayName="T1"'))}, "The table T1 looks like a cell address."),
    ({TABLE: swap(('displayName="Facts"', 'displayName="My facts"'))}, "The table My facts is not allowed."),
    (
        {TABLE: swap(('name="amount"', 'name="total"'))},
        "column total of table Facts has the header cell 'amount'",
    ),
    ({TABLE: swap(('name="amount"', 'name="FACT"'))}, "The table Facts has the column fact twice."),
    ({TABLE: swap(('ref="A2:C4"', 'ref="A2:D4"'))}, "The table Facts has 3 columns in a range of 4."),
    ({TABLE: swap(('ref="A2:C4"', 'ref="A2:C2"'))}, "The table Facts has no data row."),
    ({TABLE: swap(("A3:A4", "A3:A5"))}, "The filter A3:A5 of table Facts lies outside the table."),
    # the order of elements, rows and cells
    (
        {BOARD: before_end("<sheetProtection/>")},
        "Sheet Board: the element sheetProtection stands in the wrong place.",
    ),
    ({BOARD: before_end("<extLst/>")}, "the element extLst stands in the wrong place"),
    ({BOARD: once('<row r="6"', '<row r="5"')}, "row 5 follows row 5"),
    ({BOARD: once('<row r="6"', '<row r="4"')}, "row 4 follows row 5"),
    ({BOARD: once('<c r="C5"', '<c r="C6"')}, "the cell C6 stands in row 5"),
    ({BOARD: once('<c r="C5"', '<c r="B5"')}, "the cell B5 stands in the wrong place of row 5"),
    (
        {BOARD: once("</sheetData>", MERGED)},
        "A$20:$C$21 and $C$21:$D$22",
    ),
    # cells
    (
        {BOARD: once('<c r="C5" s="3"', '<c r="C5" s="6"')},
        "the cell C5 has the style 6, which does not exist",
    ),
    ({BOARD: once('<row r="5"', '<row s="9" r="5"')}, "row 5 has the style 9, which does not exist"),
    ({BOARD: once('style="4"', 'style="44"')}, "column 8 has the style 44, which does not exist"),
    (
        {STYLES: swap(("<dxf>", "<!--"), ("</dxf>", "-->"))},
        "D5:D9 uses a style that does not",
    ),
    (
        {STRINGS: lambda text: re.sub("<si><t>double</t></si>", "", text)},
        "shared string 11, which does not exist",
    ),
    ({BOARD: once("<v>0.25</v>", "<v>a quarter</v>")}, "the cell C5 holds a quarter, which is no number"),
    ({BOARD: once("<v>0.25</v>", "<v>nan</v>")}, "the cell C5 holds nan, which is no number"),
    ({BOARD: once('<c r="C5" s="3"', '<c r="C5" t="b"')}, "C5 holds 0.25, which is no truth value"),
    ({BOARD: once('<c r="C5" s="3"', '<c r="C5" t="e"')}, "C5 holds 0.25, which is no error value"),
    (
        {
            BOARD: once(
                "</row></sheetData>", f'</row><row r="12">{TEXT.format("y" * 32768)}</row></sheetData>'
            )
        },
        "32767",
    ),
    (
        {BOARD: once("</row></sheetData>", f'</row><row r="12">{TEXT.format("_x0007_")}</row></sheetData>')},
        "control",
    ),
    ({BOARD: once("<v>2.5</v>", "")}, "the cell C11 has a formula without a cached value"),
    ({BOARD: once("<v>2.5</v>", "<v></v>")}, "the cell C11 has a formula without a cached value"),
    # columns and page footers
    ({BOARD: once('<col min="8"', '<col min="1"')}, "column 1 is described twice"),
    (
        {BOARD: once("&amp;LAcme", "&amp;L" + "x" * 244)},
        "the page's oddFooter is longer than 255 characters",
    ),
    # formulas, validations, conditional formats
    ({BOARD: rule("SUM(D5:D9")}, "the cell C11 has a formula that has an unclosed bracket: SUM(D5:D9"),
    (
        {FACTS: swap(("[amount]]*2", "[revenue]]*2"))},
        "the column revenue of table facts, which does not exist",
    ),
    ({BOARD: swap(('"yes,no"', LONG_LIST))}, "the validation list of G5:G9 is longer than 255 characters"),
    (
        {BOARD: swap(('"yes,no"', "Gone!$A$1:$A$3"))},
        "the validation of G5:G9 has a formula that refers to the sheet gone",
    ),
    (
        {BOARD: swap(("<formula>0</formula>", "<formula>1+</formula>"))},
        "the conditional format of D5:D9 has a formula",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_fault_is_found(changes: Mapping[str, Change], sentence: str) -> None:
    found = lint(excel_book(changes))
    assert any(sentence in problem for problem in found), found


def second_table(text: str, **attributes: str) -> bytes:
    """The workbook with another table on the sheet of facts."""
    parts = excel_parts()
    for name, value in attributes.items():
        text = re.sub(f' {name}=".*?"', f' {name}="{value}"', text)
    parts["xl/tables/table2.xml"] = text.encode()
    rels = "xl/worksheets/_rels/sheet3.xml.rels"
    relation = '<Relationship Id="rId2" Type="x/table" Target="../tables/table2.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    parts[FACTS] = parts[FACTS].replace(b'<tablePart r:id="rId1"/>', SECOND.encode())
    return packed(parts)


def test_tables_must_differ() -> None:
    text = excel_parts()[TABLE].decode()
    assert "The table id 1 occurs twice." in lint(second_table(text))
    assert "The name facts of a table occurs twice." in lint(second_table(text))
    assert "The tables Facts and More overlap." in lint(second_table(text, displayName="More"))
    assert "The table id 1 occurs twice." not in lint(second_table(text, id="2"))


def test_ranges_of_charts_must_exist() -> None:
    parts = excel_parts()
    parts["xl/charts/chart1.xml"] = (
        b"<c:chart xmlns:c='c'><c:f>Gone!$A$1:$A$3</c:f><c:f>Board!$A$1</c:f></c:chart>"
    )
    found = lint(packed(parts))
    assert found == [
        "The chart xl/charts/chart1.xml refers to the sheet gone, which does not exist: Gone!$A$1:$A$3."
    ]


def test_what_is_no_workbook_is_one_sentence() -> None:
    assert len(lint(b"a;b")) == 1


KNOWN = Vocabulary({"board", "customer p&l"}, {"status_word"}, {"facts": {"amount", "p 1", "it's"}})

SOUND = [
    "1",
    "-1",
    "+A1",
    "--A1",
    "A1%",
    "SUM()",
    "PI()*2",
    "SUM(A1:B2,,3)",
    'IF(A1>=2,"a""b",-3)',
    '{1,2;3,"x"}',
    "(A1+B2)*-C3",
    "A1:INDEX(B:B,3)",
    "'Customer P&L'!$A$1:$B$2",
    "Board!A1+1E-5",
    "INDEX(status_word,MATCH(ROUND(A1,9),{0,0.8,1},1))",
    "Facts[amount]",
    "Facts[[#This Row],[p 1]]",
    "Facts[[#All],[amount]:[p 1]]",
    "SUM(Facts[[#Headers],[it''s]])",
    "Facts[#All]",
    "_xlfn.IFS(A1,1)",
    'A1&" "&B1',
    "SUM(A:A)/SUM(1:3)",
    "TRUE",
    "#N/A",
    "IFERROR(A1/B1,NA())",
    'CBSC_CHURN("Gold",2025,"",Board!A1)',
    "_xlfn.LET(x,1,x+1)",
    "A1=B1",
    'A1<>""',
    "NOT(FALSE)",
    "A1 ",
    "SUM( A1 , B1 )",
    "_xlfn.ANCHORARRAY(A1)",
    "A1#",
    "VLOOKUP(A1,$A$1:$C$9,2,FALSE)",
    "2^-1",
    "AND(OR(A1,B1),C1)",
    "[1]!CBSC_CHURN(A1)",
    ".5*A1",
]


@pytest.mark.parametrize("formula", SOUND)
def test_a_sound_formula_has_no_faults(formula: str) -> None:
    assert list(formula_problems(formula, KNOWN)) == []


UNSOUND: list[Any] = [
    ("=A1", "begins with ="),
    ("", "is empty"),
    ("(A1", "has an unclosed bracket"),
    ("A1)", "has an unbalanced )"),
    ("{1,2)", "has an unbalanced )"),
    ('"a', 'holds the character "'),
    ("A1+", "ends where a value is expected"),
    ("A1+*B1", "lacks a value before *"),
    ("*A1", "lacks a value before *"),
    ("A1 B1", "lacks an operator before B1"),
    ("2(A1)", "lacks an operator before ("),
    ("SUM(A1+)", "lacks a value before )"),
    ("()", "lacks a value before )"),
    ("SUM(A1;B1)", "separates arguments by ; instead of ,"),
    ("A1,B1", "has a comma outside a call"),
    ("%", "lacks a value before %"),
    ("@A1", "holds the character @"),
    ("XLOOKUP(A1,B:B,C:C)", "calls XLOOKUP without the prefix _xlfn."),
    ("ifs(A1,1)", "calls IFS without the prefix _xlfn."),
    ("SUM(OFFSET(A1,1,1))", "calls the volatile function OFFSET"),
    ('indirect("A1")', "calls the volatile function INDIRECT"),
    ("TODAY()", "calls the volatile function TODAY"),
    ("Gone!A1", "refers to the sheet gone, which does not exist"),
    ("'No P&L'!A1", "refers to the sheet no p&l, which does not exist"),
    ("Sales[amount]", "refers to the table sales, which does not exist"),
    ("Facts[revenue]", "refers to the column revenue of table facts, which does not exist"),
    ("Facts[[#This Row],[revenue]]", "refers to the column revenue of table facts, which does not exist"),
    ("Facts[@amount]", "uses @ in a reference to table facts; a file holds [#This Row]"),
    ("status_words", "refers to the name status_words, which does not exist"),
    ("A1+#REF!", "uses the error #REF!"),
    ("A1&" * 3000 + "1", "is longer than 8192 characters"),
]


@pytest.mark.parametrize(("formula", "fault"), UNSOUND)
def test_an_unsound_formula_is_found(formula: str, fault: str) -> None:
    assert fault in list(formula_problems(formula, KNOWN))
