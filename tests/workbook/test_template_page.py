"""What a plan changes around the rows: hidden columns and the page footer."""

from __future__ import annotations

import re

import pytest

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.footer import PLACEHOLDER
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.plan import Plan
from cbsc_xl.workbook.template import Template
from tests.workbook.books import BOARD, FACTS, OWN, excel_book, opened, part, raw, swap

COLUMNS = '<cols><col min="1" max="1" width="3.1" customWidth="1"/>'
SHARED = COLUMNS.replace('max="1"', 'max="5" style="2"')


def hidden(book: bytes) -> list[str]:
    """The hidden columns of the board, as a spreadsheet reads them."""
    found = []
    for first in opened(book)["Board"].column_dimensions.values():
        found += [number for number in range(first.min or 0, (first.max or 0) + 1) if first.hidden]
    return ["ABCDEFGH"[number - 1] for number in found]


def test_columns_are_hidden_by_the_names_that_stand_in_them() -> None:
    book = Template.load(excel_book()).fill(Plan(hidden={"lines_now", "lines_share", "board_dated"}))
    assert hidden(book) == ["D", "E", "H"]
    assert 'max="8" width="30.5" style="4" customWidth="1" hidden="1"' in part(book, BOARD)
    assert lint(book) == []
    assert hidden(Template.load(excel_book()).fill(Plan())) == []


def test_a_column_leaves_the_others_of_its_width() -> None:
    template = Template.load(excel_book({BOARD: swap((COLUMNS, SHARED))}))
    book = template.fill(Plan(hidden={"lines_before", "lines_now"}))
    assert re.findall(
        r'<col min="(\d+)" max="(\d+)" style="2" width="3.1"[^>]*?( hidden="1")?/>', part(book, BOARD)
    ) == [
        ("1", "2", ""),
        ("3", "4", ' hidden="1"'),
        ("5", "5", ""),
    ]
    assert lint(book) == []


def test_a_sheet_without_described_columns_gets_some() -> None:
    bare = excel_book({BOARD: lambda text: re.sub("<cols>.*?</cols>", "", text)})
    book = Template.load(bare).fill(Plan(hidden={"lines_now"}))
    assert hidden(book) == ["D"]
    assert lint(book) == []


def test_a_column_that_nobody_named_is_an_error() -> None:
    with pytest.raises(TemplateError) as caught:
        Template.load(excel_book()).fill(Plan(hidden={"lines_colour"}))
    assert str(caught.value) == "The template has no cell or field named lines_colour: add this name to it."


FOOTER = "&amp;L&amp;8&amp;K616A73" + PLACEHOLDER + "&amp;R&amp;P of &amp;N"


def footed(left: str = FOOTER) -> Template:
    """A template in which the footer of the board holds the placeholder."""
    return Template.load(excel_book({BOARD: swap(("&amp;LAcme&amp;R&amp;P of &amp;N", left))}))


def footer(book: bytes) -> tuple[str, str]:
    """The left and the right of the board's footer as another library reads it, without the codes."""
    found = opened(book)["Board"].oddFooter
    return found.left.text, found.right.text


def test_the_footer_says_what_the_file_is() -> None:
    book = footed().fill(Plan({"board_title": "Acme"}, footer="Müller & Söhne <AG>   CBSC-Hotels-2025"))
    assert footer(book) == ("Müller && Söhne <AG>   CBSC-Hotels-2025", "&P of &N")
    assert "&amp;8&amp;K616A73Müller &amp;&amp; Söhne &lt;AG&gt;" in part(book, BOARD)


def test_also_on_sheets_that_nothing_else_fills() -> None:
    own = excel_book(
        {
            OWN: swap(
                (
                    "</sheetData>",
                    f"</sheetData><headerFooter><evenFooter>{FOOTER}</evenFooter></headerFooter>",
                )
            )
        }
    )
    book = Template.load(own).fill(Plan(footer="Acme"))
    assert f"<evenFooter>{FOOTER.replace(PLACEHOLDER, 'Acme')}</evenFooter>" in part(book, OWN)


def test_a_footer_of_the_user_stays() -> None:
    book = Template.load(excel_book()).fill(Plan(footer="Contoso"))
    assert all(raw(book)[name] == raw(excel_book())[name] for name in (BOARD, OWN, FACTS))
    assert PLACEHOLDER in part(footed().fill(Plan()), BOARD)


def test_a_digit_is_no_part_of_the_size_of_the_font() -> None:
    assert "&amp;K616A73 3M &amp;R" in part(footed().fill(Plan(footer="3M ")), BOARD)


@pytest.mark.parametrize("text", ["x" * 400, "&" * 400, "😀" * 400, "Готелі " * 60])
def test_a_footer_is_cut_to_what_fits(text: str) -> None:
    book = footed().fill(Plan(footer=text))
    assert lint(book) == []
    left, _ = footer(book)
    assert left.endswith("…")
    assert len(left) > 110
    assert left.rstrip("…").replace("&&", "&") in text


def test_no_room_is_no_fault() -> None:
    book = footed(FOOTER + "y" * 240).fill(Plan(footer="Acme"))
    assert footer(book)[0] == "…"
