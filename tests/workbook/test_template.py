"""Filling a template: values, looks, rows, tables, formats, and what stays as it was."""

from __future__ import annotations

import re
from datetime import date, datetime

import numpy as np
import pytest

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.plan import Cell, Entry, Plan, Row
from cbsc_xl.workbook.template import Template
from tests.workbook.books import (
    BOARD,
    FACTS,
    OWN,
    STYLES,
    TABLE,
    TITLE,
    WORKBOOK,
    excel_book,
    formulas,
    opened,
    part,
    raw,
    shown,
    swap,
)


@pytest.fixture(scope="module")
def template() -> Template:
    return Template.load(excel_book())


def lines(*names: str) -> Plan:
    """A plan of band, line, line, ... in the block of the board."""
    roles = ["band"] + ["line"] * len(names)
    return Plan(
        blocks={
            "lines": [
                Row(role, {"name": name, "before": 1, "now": 2.5})
                for role, name in zip(roles, names, strict=False)
            ]
        }
    )


def amounts(count: int) -> Plan:
    return Plan(blocks={"facts": [Row("", {"fact": f"fact {n}", "amount": n}) for n in range(count)]})


def test_cells_and_blocks_get_their_values(template: Template) -> None:
    plan = lines("All", "Gold")
    plan.cells |= {"board_title": "Acme", "board_empty": 7}
    cells = shown(template.fill(plan), "Board")
    assert cells["B1"] == "Acme"
    assert cells["D12"] == 7
    assert [cells[a] for a in ("B5", "C5", "D5", "B6", "C6", "D6")] == ["All", 1, 2.5, "Gold", 1, 2.5]
    assert "B7" not in cells
    assert cells["A7"] == "beside"
    assert cells["B11"] == "Source: ledger"


def test_rows_wear_the_pattern_of_their_role(template: Template) -> None:
    book = template.fill(
        Plan(blocks={"lines": [Row("line", {}), Row("band", {"share": 0.5}), Row("line", {})]})
    )
    sheet = opened(book)["Board"]
    assert [sheet.row_dimensions[row].height for row in (5, 6, 7)] == [18, 33, 18]
    assert [sheet[f"B{row}"].font.b for row in (5, 6, 7)] == [False, True, False]
    assert [sheet[f"E{row}"].number_format for row in (5, 6, 7)] == ["0.0%", "#,##0", "0.0%"]


def test_unused_rows_are_hidden_and_empty_but_styled(template: Template) -> None:
    sheet = opened(template.fill(lines("All")))["Board"]
    assert [sheet.row_dimensions[row].hidden for row in range(4, 12)] == [False] * 2 + [True] * 4 + [
        False
    ] * 2
    assert [cell.value for row in sheet["B6:G9"] for cell in row] == [None] * 24
    assert sheet["F9"].number_format == "#,##0"


def test_rows_that_are_used_again_are_shown(template: Template) -> None:
    emptied = template.fill(Plan(blocks={"lines": []}))
    assert opened(emptied)["Board"].row_dimensions[5].hidden
    refilled = opened(Template.load(emptied).fill(lines("All")))["Board"]
    assert not refilled.row_dimensions[5].hidden
    assert refilled.row_dimensions[6].hidden


def test_a_hidden_row_of_a_cell_stays_hidden() -> None:
    hidden = excel_book({BOARD: swap(('<row r="1" spans="1:8"', '<row r="1" hidden="1" spans="1:8"'))})
    sheet = opened(Template.load(hidden).fill(Plan({"board_title": "Acme"})))["Board"]
    assert sheet.row_dimensions[1].hidden
    assert sheet["B1"].value == "Acme"


def test_own_columns_of_the_user_are_repeated(template: Template) -> None:
    book = template.fill(lines("All", "Gold", "Silver"))
    assert formulas(book, "Board") == {
        "F5": "=D5-C5+$D$5",
        "F6": "=D6-C6+$D$5",
        "F7": "=D7-C7+$D$5",
        "C11": "=SUM(D5:D9)",
    }
    assert shown(book, "Board")["G5"] == "*"
    assert "G6" not in shown(book, "Board")


def test_array_formulas_of_the_user_are_repeated() -> None:
    array = swap(('<f t="shared" si="0"/><v>1</v>', '<f t="array" ref="F6">SUM(C6:D6*2)</f><v>1</v>'))
    book = Template.load(excel_book({BOARD: array})).fill(lines("All", "Gold", "Silver"))
    assert '<c r="F7" s="2"><f t="array" ref="F7">SUM(C7:D7*2)</f></c>' in part(book, BOARD)


def test_a_table_with_a_totals_row_keeps_its_rows() -> None:
    totals = swap((' ref="A2:C4" totals', ' ref="A2:C4" totalsRowCount="1" totals'))
    names = swap(("$A$3:$C$4", "$A$3:$C$3"), ("$A$3:$A$4", "$A$3:$A$3"), ("$B$3:$B$4", "$B$3:$B$3"))
    template = Template.load(excel_book({TABLE: totals, WORKBOOK: names}))
    assert template.layout.capacity("facts") == 1
    book = template.fill(amounts(1))
    assert shown(book, "Facts")["B3"] == 0
    assert shown(book, "Facts")["B4"] == 1
    with pytest.raises(TemplateError, match="Block facts has room for 1 rows and needs 2"):
        template.fill(amounts(2))


def test_what_the_plan_does_not_name_stays(template: Template) -> None:
    book = template.fill(Plan({"board_title": "Acme"}))
    assert shown(book, "Board")["D6"] == 2
    assert part(book, FACTS) == part(excel_book(), FACTS)


def test_everything_else_is_copied_byte_for_byte(template: Template) -> None:
    plan = lines("All")
    plan.cells["board_title"] = Cell("Acme", format="@@")
    plan.blocks |= amounts(3).blocks
    before, after = raw(excel_book()), raw(template.fill(plan, title="Acme"))
    changed = {name for name in after if after[name] != before[name]}
    types = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert changed == {BOARD, FACTS, TABLE, STYLES, WORKBOOK, TITLE} | types
    assert before.keys() - after.keys() == {"xl/calcChain.xml"}


def test_the_sheet_around_the_rows_stays(template: Template) -> None:
    def around(xml: str) -> str:
        return re.sub(r"<sheetData>.*</sheetData>|<dimension [^>]*>", "", xml, flags=re.DOTALL)

    plan = lines("All", "Gold")
    plan.cells["board_dated"] = date(2025, 3, 1)
    filled, original = part(template.fill(plan), BOARD), part(excel_book(), BOARD)
    assert around(filled) == around(original)
    assert "x14:sparkline" in filled
    assert '<dimension ref="A1:H11"/>' in filled


def test_a_table_grows_with_its_rows(template: Template) -> None:
    book = template.fill(amounts(1000))
    table = part(book, TABLE)
    assert re.findall(r' ref="(.*?)"', table) == ["A2:C1002", "A2:C1002", "A3:C1002", "A3:A1002"]
    workbook = part(book, WORKBOOK)
    assert '<definedName name="facts_amount">Facts!$B$3:$B$1002</definedName>' in workbook
    assert '<definedName name="facts_rows">Facts!$A$3:$C$1002</definedName>' in workbook
    sheet = opened(book)["Facts"]
    assert sheet.dimensions == "A1:C1002"
    assert [sheet[a].value for a in ("A1002", "B1002")] == ["fact 999", 999]
    assert sheet["C1002"].value == "=Facts[[#This Row],[amount]]*2"
    assert sheet["B1002"].number_format == "#,##0"
    assert not sheet.row_dimensions[1002].hidden


@pytest.mark.parametrize("count", [0, 1])
def test_a_table_keeps_at_least_one_row(template: Template, count: int) -> None:
    book = template.fill(amounts(count))
    assert 'ref="A2:C3"' in part(book, TABLE)
    sheet = opened(book)["Facts"]
    assert sheet.dimensions == "A1:C3"
    assert sheet["A3"].value == ("fact 0" if count else None)


def test_a_header_of_a_table_that_is_filled_names_its_column() -> None:
    named = swap(
        ("</definedNames>", '<definedName name="facts_head">Facts!$B$2</definedName></definedNames>')
    )
    template = Template.load(excel_book({WORKBOOK: named}))
    book = template.fill(Plan({"facts_head": "2025 & on"}))
    assert shown(book, "Facts")["B2"] == "2025 & on"
    assert 'name="2025 &amp; on"' in part(book, TABLE)
    with pytest.raises(TemplateError, match="facts_head is the header of a table column: it must be a text"):
        template.fill(Plan({"facts_head": 2025}))


def test_blocks_side_by_side_share_their_rows() -> None:
    second = "".join(
        f'<definedName name="notes_{name}">Board!{place}</definedName>'
        for name, place in {"rows": "$I$6:$I$8", "text": "$I$6:$I$8"}.items()
    )
    template = Template.load(excel_book({WORKBOOK: swap(("</definedNames>", second + "</definedNames>"))}))
    plan = lines("All")
    plan.blocks["notes"] = [Row("", {"text": "one"}), Row("", {"text": "two"})]
    sheet = opened(template.fill(plan))["Board"]
    assert [sheet[f"I{row}"].value for row in (6, 7, 8)] == ["one", "two", None]
    assert [sheet.row_dimensions[row].hidden for row in range(5, 10)] == [False, False, False, True, True]


VALUES = [
    (3, 3),
    (2.5, 2.5),
    (0.1 + 0.2, 0.30000000000000004),
    (1e-300, 1e-300),
    (True, True),
    ("", None),
    (None, None),
    ("#N/A", "#N/A"),
    (np.float64(1.25), 1.25),
    (np.int32(7), 7),
    (np.bool_(False), False),
    (np.str_("text"), "text"),
    (10**15, 10**15),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_constants(template: Template, value: Entry, expected: object) -> None:
    book = template.fill(Plan({"board_title": value}))
    found = opened(book)["Board"]["B1"]
    assert found.value == expected
    assert type(found.value) is type(expected)
    assert found.data_type == (
        "s" if isinstance(expected, str) else "b" if isinstance(expected, bool) else "n"
    )


RESULTS = [
    (2.5, "n", 2.5),
    (2, "n", 2),
    ("▲ on target", "s", "▲ on target"),
    ("", "str", None),
    (True, "b", True),
    (None, "e", "#N/A"),
    (float("nan"), "e", "#N/A"),
    (float("inf"), "e", "#N/A"),
    (np.float64("nan"), "e", "#N/A"),
    ("#DIV/0!", "e", "#DIV/0!"),
    ("#hashtag", "s", "#hashtag"),
    (date(2025, 1, 1), "n", 45658),
]


@pytest.mark.parametrize(("value", "kind", "expected"), RESULTS)
def test_formulas_carry_their_value(template: Template, value: Entry, kind: str, expected: object) -> None:
    assert not isinstance(value, Cell)
    book = template.fill(Plan({"board_title": Cell(value, 'IF(C5<"a"&"&",1,2)')}))
    assert opened(book)["Board"]["B1"].value == '=IF(C5<"a"&"&",1,2)'
    cached = opened(book, data_only=True)["Board"]["B1"]
    assert cached.value == expected
    assert cached.data_type == kind


# Serial numbers as Excel shows them: 1 is 1900-01-01, 60 the 29 February that never was, 61 1900-03-01.
DATES = [
    (date(2025, 3, 1), False, "45717"),
    (datetime(2025, 3, 1, 18, 0), False, "45717.75"),
    (date(1900, 1, 1), False, "1"),
    (date(1900, 2, 28), False, "59"),
    (date(1900, 3, 1), False, "61"),
    (date(2025, 3, 1), True, "44255"),
    (date(1904, 1, 1), True, "0"),
]


@pytest.mark.parametrize(("day", "from1904", "serial"), DATES)
def test_dates_are_serial_numbers(day: date, from1904: bool, serial: str) -> None:
    changes = {WORKBOOK: swap(("<workbookPr", '<workbookPr date1904="1"'))} if from1904 else {}
    book = Template.load(excel_book(changes)).fill(Plan({"board_dated": day}))
    assert f'<c r="H2" s="4"><v>{serial}</v></c>' in part(book, BOARD)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(1066, 10, 14)])
def test_days_before_the_calendar_are_texts(template: Template, day: date) -> None:
    assert shown(template.fill(Plan({"board_title": day})), "Board")["B1"] == day.isoformat()


def test_a_format_makes_a_variant_of_the_style(template: Template) -> None:
    money, ratio = '#,##0.0;"−"#,##0.0;0.0', "0.0%"
    rows = [Row("band", {"name": Cell(1, format=money), "now": Cell(2, format=money)})]
    rows += [Row("band", {"name": Cell(1, format=ratio), "now": Cell(0.5, "C6/2", money)})]
    book = template.fill(Plan(blocks={"lines": rows}))
    sheet = opened(book)["Board"]
    assert [sheet[a].number_format for a in ("B5", "D5", "B6", "D6", "C6")] == [
        money,
        money,
        ratio,
        money,
        ratio,
    ]
    assert sheet["B5"].font.b
    assert sheet["D6"].alignment.horizontal == "right"
    styles = part(book, STYLES)
    assert (
        '<cellXfs count="9">' in styles
    )  # 6 of the template, bold and right aligned in money, bold in ratio
    assert styles.count("<numFmt ") == 2


def test_a_format_where_the_template_has_none_of_its_own() -> None:
    without = re.sub("<numFmts.*?</numFmts>", "", part(excel_book(), STYLES), flags=re.DOTALL)
    book = Template.load(excel_book({STYLES: without})).fill(Plan({"board_title": Cell(1, format="0.000")}))
    assert opened(book)["Board"]["B1"].number_format == "0.000"


def test_the_same_input_gives_the_same_bytes() -> None:
    one = Plan({"board_title": Cell(1, format="0.000")})
    other = Plan({"board_title": Cell(1, format="0.0000"), "board_empty": Cell(2, format="0.000")})
    first, second = Template.load(excel_book()), Template.load(excel_book())
    alone = first.fill(one)
    assert second.fill(other) == first.fill(other)
    assert second.fill(one) == alone == first.fill(one)
    assert alone[10:14] == b"\x00\x00\x21\x00"  # 1 January 1980


def test_many_different_formats_do_not_disturb_each_other(template: Template) -> None:
    for number in (*range(70), 0):
        code = f'0" x{number}"'
        book = template.fill(Plan({"board_title": Cell(1, format=code)}))
        assert opened(book)["Board"]["B1"].number_format == code


def test_title_and_recalculation(template: Template) -> None:
    book = template.fill(Plan(), title="Größe & <Co>")
    assert opened(book).properties.title == "Größe & <Co>"
    assert '<calcPr calcId="191029" fullCalcOnLoad="1"/>' in part(book, WORKBOOK)
    assert '<calcPr calcId="191029"/>' in part(template.fill(Plan(), recalculate=False), WORKBOOK)
    bare = Template.load(excel_book({WORKBOOK: swap(('<calcPr calcId="162913"/>', "")), TITLE: None}))
    assert '</definedNames><calcPr calcId="191029" fullCalcOnLoad="1"/>' in part(bare.fill(Plan()), WORKBOOK)


def test_a_title_is_added_where_there_is_none() -> None:
    without = Template.load(excel_book({TITLE: swap(("<dc:title>Template</dc:title>", "<dc:title/>"))}))
    assert opened(without.fill(Plan(), title="Acme")).properties.title == "Acme"
    nothing = Template.load(excel_book({TITLE: swap(("<dc:title>Template</dc:title>", ""))}))
    assert opened(nothing.fill(Plan(), title="Acme")).properties.title == "Acme"


WRONG: list[tuple[Plan, str]] = [
    (Plan({"board_logo": 1}), "The template has no cell named board_logo: give this name to one cell."),
    (Plan(blocks={"reds": []}), "The template has no block reds: name its area reds_rows."),
    (
        Plan(blocks={"lines": [Row("band", {"colour": 1})]}),
        "Block lines of the template has no field colour: name its column lines_colour.",
    ),
    (
        Plan(blocks={"lines": [Row("total", {})]}),
        "Block lines of the template has no row pattern total: name one row of its area lines_pattern_total.",
    ),
    (
        Plan(blocks={"lines": [Row("line", {})] * 6}),
        "Block lines has room for 5 rows and needs 6: insert rows inside Board!$B$5:$G$9 in the template.",
    ),
    (
        Plan({"board_title": float("nan")}),
        "Cell board_title: the number nan cannot be a constant; leave the cell empty.",
    ),
    (
        Plan(blocks={"lines": [Row("line", {}), Row("line", {"now": float("inf")})]}),
        "Block lines, row 2, now: the number inf cannot be a constant; leave the cell empty.",
    ),
    (Plan({"board_title": [1]}), "Cell board_title: a value of type list cannot be written."),  # type: ignore[dict-item]
]


@pytest.mark.parametrize(("plan", "sentence"), WRONG)
def test_errors_name_the_place_and_the_cure(template: Template, plan: Plan, sentence: str) -> None:
    with pytest.raises(TemplateError) as caught:
        template.fill(plan)
    assert str(caught.value) == sentence


def test_own_sheets_of_the_user_stay(template: Template) -> None:
    assert part(template.fill(lines("All")), OWN) == part(excel_book(), OWN)
