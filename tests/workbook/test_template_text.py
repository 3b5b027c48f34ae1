"""Text from data and texts of the template: never a formula, never lost, in the user's language."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook  # type: ignore[import-not-found, unused-ignore]

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.plan import Cell, Plan, Row
from cbsc_xl.workbook.template import Template
from tests.workbook.books import (
    BOARD,
    FACTS,
    STRINGS,
    TABLE,
    excel_book,
    opened,
    part,
    shown,
    swap,
)

TEMPLATE = Template.load(excel_book())

TEXTS = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "Müller & Söhne <AG>",
    "Привіт, світе",
    "客户 😀 𝔘",
    " leading and trailing ",
    "two\nlines",
    "tab\tinside",
    "a  b",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;",
    "\u00a0no-break",
    "'quoted",
    "1E5",
    "TRUE",
    "\u200fright to left\u202e",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_the_text_it_is(text: str) -> None:
    book = TEMPLATE.fill(Plan({"board_title": text}, {"lines": [Row("band", {"name": Cell(text)})]}))
    for address in ("B1", "B5"):
        cell = opened(book)["Board"][address]
        assert cell.value == text
        assert cell.data_type in ("s", "inlineStr")
    assert "<f>" not in part(book, BOARD).partition('<row r="11"')[0].replace("<f>D5-C5+$D$5</f>", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x1bd\x7f", "abcd\x7f"),
        ("lone \ud800 surrogate \ufffe", "lone  surrogate "),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_what_xml_cannot_hold_is_left_out(text: str, kept: str) -> None:
    assert shown(TEMPLATE.fill(Plan({"board_title": text})), "Board")["B1"] == kept


@pytest.mark.parametrize(
    ("text", "length"),
    [("x" * 32_767, 32_767), ("x" * 40_000, 32_767), ("😀" * 16_384, 32_767), ("x" + "😀" * 16_384, 32_766)],
)
def test_long_text_is_cut_to_what_a_cell_holds(text: str, length: int) -> None:
    cell = shown(TEMPLATE.fill(Plan({"board_title": text})), "Board")["B1"]
    units = len(cell.encode("utf-16-le")) // 2
    assert units == length
    assert (cell == text) == (len(text.encode("utf-16-le")) // 2 <= 32_767)
    assert cell.rstrip("…") == text[: len(cell.rstrip("…"))]


def test_text_that_looks_like_an_escape_of_excel_is_escaped() -> None:
    book = TEMPLATE.fill(Plan({"board_title": "file_x0041_name_x12", "board_empty": Cell("_x000D_", "A1")}))
    xml = part(book, BOARD)
    assert "<t>file_x005F_x0041_name_x12</t>" in xml
    assert "<v>_x005F_x000D_</v>" in xml


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    book = TEMPLATE.fill(Plan(blocks={"lines": [Row("line", {"name": text}) for text in texts]}))
    found = shown(book, "Board")
    for row, text in enumerate(texts, 5):
        kept = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", kept)
        assert found.get(f"B{row}", "") == re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", kept)


NUMBERS = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(2**53), 2**53))


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_any_number_survives(numbers: list[float]) -> None:
    book = TEMPLATE.fill(Plan(blocks={"facts": [Row("", {"amount": number}) for number in numbers]}))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("Facts")
    assert [row[1] for row in sheet.to_python()[2:]] == numbers


DUTCH = {
    "Customers": "Klanten",
    "Acme Ltd": "Acme BV",
    "Source: ledger": "Bron: <grootboek>",
    "fact": "feit",
    "amount": "bedrag",
    "My own sheet": " Mijn blad",
}


def dutch(text: str) -> str:
    return DUTCH.get(text, text)


def test_fixed_texts_are_translated() -> None:
    book = TEMPLATE.fill(Plan({"board_empty": "Customers"}), dutch)
    board = shown(book, "Board")
    assert [board[a] for a in ("B1", "G1", "B11", "B4", "D12")] == [
        "Klanten",
        "Acme BV",
        "Bron: <grootboek>",
        "Name",
        "Customers",
    ]
    assert shown(book, "Customer P&L")["A1"] == " Mijn blad"
    assert '<si><r><rPr><b/><sz val="14"/></rPr><t>Acme BV</t></r></si>' in part(book, STRINGS)
    assert shown(TEMPLATE.fill(Plan()), "Board")["B1"] == "Customers"


def test_constants_of_own_columns_are_translated() -> None:
    plan = Plan(blocks={"lines": [Row("band", {})] * 2})
    book = TEMPLATE.fill(plan, lambda text: text.replace("*", "star"))
    assert shown(book, "Board")["G6"] == "star"


def test_headers_that_formulas_use_keep_their_names() -> None:
    book = TEMPLATE.fill(Plan(), dutch)
    assert [shown(book, "Facts")[a] for a in ("A2", "B2", "C2")] == ["fact", "amount", "double"]
    assert part(book, TABLE) == part(excel_book(), TABLE)


UNNAMED = {
    FACTS: swap(("Facts[[#This Row],[amount]]*2", "B3*2")),
    TABLE: swap(("Facts[[#This Row],[amount]]*2", "B3*2")),
}


def test_headers_that_no_formula_uses_are_translated() -> None:
    template = Template.load(excel_book(UNNAMED))
    book = template.fill(Plan(blocks={"facts": [Row("", {})] * 3}), dutch)
    assert [shown(book, "Facts")[a] for a in ("A2", "B2", "C2")] == ["feit", "bedrag", "double"]
    assert re.findall(r'<tableColumn id="\d" name="(.*?)"', part(book, TABLE)) == ["feit", "bedrag", "double"]
    assert 'ref="A2:C5"' in part(book, TABLE)


def test_headers_must_stay_different() -> None:
    template = Template.load(excel_book(UNNAMED))
    with pytest.raises(
        TemplateError, match="Two headers of table Facts have the same translation: fact, FACT"
    ):
        template.fill(Plan(), lambda text: "FACT" if text == "amount" else text)


def test_texts_that_stand_in_the_sheet_are_translated() -> None:
    inline = swap(
        ('<c r="B1" s="1" t="s"><v>0</v></c>', '<c r="B1" t="inlineStr"><is><t>Customers</t></is></c>')
    )
    book = Template.load(excel_book({BOARD: inline})).fill(Plan(), dutch)
    assert shown(book, "Board")["B1"] == "Klanten"
