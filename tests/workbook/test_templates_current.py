"""The committed templates are what the builder writes, and they keep the contract of names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cbsc_xl.workbook.pages import measures

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
A4 = 9
ADDRESS = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
CONTRACT = {
    "scorecard.xlsx": """
        cover: group period message score status on_target coverage light light_text
        cover: legend_green legend_amber legend_red
        scorecard: head check title subtitle back head_previous head_actual note
        map: head check title subtitle back note
        objectives: head check title subtitle back
        measures: head check title subtitle back better worse
        targets: head check title subtitle back
        initiatives: head check title subtitle back note q1 q2 q3 q4 q5 q6 q7 q8
        case: title rate message note chart
        whale: head check title subtitle back unit currency limit note
        matrix: head check title subtitle back unit note limit_of limit_for used_of used_for
        matrix: corner_risk corner_high corner_low corner_over
        balance: head check title subtitle back unit note input_years input_retention input_discount
        balance: used_retention used_discount factor bright dark net ratio
        trends: head check title subtitle back head_{13}
        facts: head check title subtitle back head_{13}
        settings: head check title subtitle back
        checks: head check title subtitle back light count
        library: head check title subtitle back
        pnl: head check title subtitle back note
        reconciliation: head check title subtitle back light tolerance tolerance_label
        reconciliation: pools_title
        accounts: head check title subtitle back
        status: word
        perspectives 4: name bar score status
        contents 20: sheet text
        file 9: label value
        scorecard 48: objective measure unit previous actual target difference achieved bar_line bar_roll
        scorecard 48: status weight trend owner initiative
        scorecard 48: *band *line *last *total *slim_band *slim_line *slim_last *slim_total
        map 63: perspective edge1 voice1 score1 status1 edge2 voice2 score2 status2 edge3 voice3 score3
        map 63: status3 out2 in2 out3 in3 *card *foot *gap *arrow *relation *figure *remark
        rollup 5: name weight counted weighted score coverage status *line *total
        objectives 40: objective id parent perspective focus weight measures counted weighted
        objectives 40: up_counted up_weighted score coverage status owner advice *band *line *last
        measures 90: say_name say_unit say_previous say_actual say_change say_verdict say_trend
        measures 90: do_name do_unit do_previous do_actual do_change do_verdict do_trend
        measures 90: *band *line *need_say *need_do *need_both
        targets 44: perspective objective measure channel period unit direction baseline target tolerance
        targets 44: weight green amber manual actual plain progress achievement score status
        targets 44: counted weighted *line *last
        initiatives 16: name objective owner offset done planned budget spent spent_share benefit years
        initiatives 16: npv irr payback gap worth progress status *line *last *total
        case 8: label y0 y1 y2 y3 y4 y5 *head *line *sum
        values 130: measure label unit channel period {13} *line
        linetrend 48: {13}
        saytrend 90: {13}
        dotrend 90: {13}
        whalepoint 101: x customers amount y
        whalemark 3: label x y amount
        whaleline 2: x y
        matrixdot 400: x risk high low over
        matrixmark 6: label x y
        matrixline 4: x y
        whalekey 18: label value note gain loss *line *head
        whale 1: rank id customer profit cumulative customers share *line
        matrixpanel 19: name c1 c2 c3 c4 c5 c6 c7 *head *line *fact *total *text
        atrisk 11: rank name profit score balance *head *line
        overserved 11: rank name profit score balance *head *line
        matrix 1: id customer value_of value_for quadrant balance verdict risk_no over_no before *line
        facts 1: fact label unit channel period {13} *line
        inputs 12: name value meaning *line *last
        assumptions 30: name value origin used_by *line *last
        pnl 24: rank name gross_revenue discounts returns net_revenue cogs gross_margin
        pnl 24: marketing_acquisition marketing_other sales service logistics other
        pnl 24: contribution credit_risk_cost receivables_financing customer_profit margin position
        pnl 24: gain loss *head *line *last *others *total *share
        steps 12: label amount share base whole part below end *title *line *sum
        balancesteps 7: label amount share base whole part below end *line *sum
        balanceyears 10: year factor bright dark net cumulative *line
        roles 6: name previous actual remark *line *total
        pnlsays 12: text *title *line *link
        bridge 11: label amount share base whole part below end *title *head *line *sum
        control 10: line tables ledger difference result *title *head *line *sum
        traced 10: line charged statement difference *title *head *line *sum
        notes 10: text *title *line
        pools 1: name kind line driver rate volume input allocated_in allocated_out unused remainder
        pools 1: balance group_volume group_charge *line
        accounts 1: id name gross_revenue discounts returns net_revenue cogs gross_margin
        accounts 1: marketing_acquisition marketing_other sales service logistics other
        accounts 1: contribution credit_risk_cost receivables_financing customer_profit margin *line
        checks 40: name expected found difference result *line *last
        library 1: function name definition arguments unit better kind perspective needs sources *line
    """,
    "overview.xlsx": """
        overview: head check title subtitle green amber red m{16} p{16}
        groups 61: rank group m{16} score customers revenue growth *line *tall *slim *all
        ranking 10: rank group score bar full
        reds 3: headline text
        movers 3: headline text
        data 1: group measure label perspective channel weight previous actual target achievement score *line
    """,
    "whatif.xlsx": """
        scenarios: head check title subtitle more name{4} value{4} less{4}
        groups: head check title subtitle name{4} value{4} less{4}
        measures: head check title subtitle
        scenarios 8: name text
        lines 24: name unit today better s{4} d{4} *band *line *sum
        figures 400: name unit today better s{4} d{4} *band *line *sum
        moves 400: scenario group measure unit today then difference target better *line *total
        moves 400: status_today status_then score_today score_then
    """,
}
"""Cells as `prefix: names`, blocks as `block rows: fields *patterns`; {n} stands for 1 to n."""
INPUTS = (
    "targets: baseline target tolerance weight green amber manual; inputs: value; case: rate; "
    "whale: limit; matrix: limit_of limit_for; budget: floor input_total; "
    "balance: input_years input_retention input_discount"
)


def expected(book: str) -> list[tuple[str, int, str]]:
    """Return name, least number of rows (0 for a cell) and kind of every name of the contract."""
    found = []
    for line in CONTRACT[book].strip().splitlines():
        left, words = line.strip().split(": ")
        prefix, rows = [*left.split(), "0"][:2]
        for word in (each for short in words.split(" ") for each in spelled(short)):
            kind = "pattern" if word.startswith("*") else "field"
            name = f"{prefix}_pattern_{word[1:]}" if kind == "pattern" else f"{prefix}_{word}"
            found.append((name, int(rows), kind))
    return found


def spelled(word: str) -> list[str]:
    """Write out `m{16}` and `{13}`."""
    match = re.fullmatch(r"(\w*)\{(\d+)\}", word)
    if not match:
        return [word]
    letter = "p" if match[2] == "13" else ""
    return [f"{match[1]}{letter}{i}" for i in range(1, int(match[2]) + 1)]


def parts(path: Path) -> dict[str, bytes]:
    """Read the parts of a package; how they are packed depends on the machine's zlib."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@cache
def names(book: str) -> dict[str, str]:
    workbook = load_workbook(TEMPLATES / book)
    return {name: defined.attr_text for name, defined in workbook.defined_names.items()}


def place(reference: str) -> tuple[str, int, int]:
    """Return sheet, first and last row of a reference such as 'Cover'!$B$3:$B$9."""
    sheet, cells = reference.split("!")
    rows = [int(digits) for digits in re.findall(r"\$(\d+)", cells)]
    return sheet, rows[0], rows[-1]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    environment = {**os.environ, "PYTHONPATH": str(TEMPLATES.parent)}
    command = [sys.executable, TEMPLATES / "build.py", "--out", folder]
    subprocess.run(command, check=True, env=environment)
    return folder


@pytest.mark.parametrize("book", CONTRACT)
def test_committed_template_is_what_the_builder_writes(book: str, fresh: Path) -> None:
    assert parts(TEMPLATES / book) == parts(fresh / book)


def test_committed_names_are_what_the_builder_writes(fresh: Path) -> None:
    assert (TEMPLATES / "NAMES.md").read_bytes() == (fresh / "NAMES.md").read_bytes()


@pytest.mark.parametrize("book", CONTRACT)
def test_no_name_looks_like_an_address(book: str) -> None:
    assert not [name for name in names(book) if ADDRESS.fullmatch(name)]


@pytest.mark.parametrize("book", CONTRACT)
def test_every_name_of_the_contract_is_there(book: str) -> None:
    assert [name for name, _, _ in expected(book) if name not in names(book)] == []


@pytest.mark.parametrize("book", CONTRACT)
def test_blocks_have_room_and_their_fields_span_them(book: str) -> None:
    found = names(book)
    for name, rows, kind in expected(book):
        if not rows or kind == "pattern":
            continue
        block = next(f"{each}_rows" for each in beginnings(name) if f"{each}_rows" in found)
        sheet, first, last = place(found[block])
        assert last - first + 1 >= rows, block
        assert place(found[name]) == (sheet, first, last), name


@pytest.mark.parametrize("book", CONTRACT)
def test_a_pattern_is_one_row_of_its_block(book: str) -> None:
    found = names(book)
    for name in (name for name in found if "_pattern_" in name):
        sheet, first, last = place(found[f"{name.partition('_pattern_')[0]}_rows"])
        where, row, same = place(found[name])
        assert (where, row) == (sheet, same), name
        assert first <= row <= last, name


def beginnings(name: str) -> list[str]:
    words = name.split("_")
    return ["_".join(words[:count]) for count in range(1, len(words))]


@pytest.mark.parametrize("book", CONTRACT)
def test_names_md_lists_every_name(book: str) -> None:
    text = (TEMPLATES / "NAMES.md").read_text(encoding="utf-8")
    single = [name for name in names(book) if not name.endswith("_rows") and "_pattern_" not in name]
    assert [name for name in single if f"`{name}`" not in text] == []


@pytest.mark.parametrize("book", CONTRACT)
def test_sheets_are_protected_without_a_password_and_print_on_a4(book: str) -> None:
    for ws in load_workbook(TEMPLATES / book).worksheets:
        assert ws.protection.sheet
        assert ws.protection.password is None
        assert ws.page_setup.orientation == "landscape"
        assert ws.page_setup.paperSize == A4
        assert ws.page_setup.fitToWidth == 1
        assert not ws.sheet_view.showGridLines


def test_the_whole_library_prints_on_three_pages_that_begin_with_a_question() -> None:
    sheet = load_workbook(TEMPLATES / "scorecard.xlsx")["Measures"]
    _, first, last = place(names("scorecard.xlsx")["measures_rows"])
    starts = [after.id + 1 for after in sheet.row_breaks.brk]
    assert len(measures.rows()) <= last - first + 1
    assert len(starts) <= 2
    assert all(measures.rows()[start - first].question for start in starts)
    assert sheet.print_title_rows == f"${first - 3}:${first - 2}"


def test_small_charts_stand_beside_the_measures_only() -> None:
    sheet = load_workbook(TEMPLATES / "scorecard.xlsx")["Measures"]
    first = place(names("scorecard.xlsx")["measures_rows"])[1]
    found = sorted(chart.anchor._from.row + 1 for chart in sheet._charts)
    sides = [
        first + i for i, line in enumerate(measures.rows()) for measure in (line.say, line.do) if measure
    ]
    assert found == sides


def test_inputs_are_unlocked_and_nothing_else() -> None:
    unlocked = set()
    for ws in load_workbook(TEMPLATES / "scorecard.xlsx").worksheets:
        for row in ws.iter_rows():
            free = (cell for cell in row if cell.has_style and not cell.protection.locked)
            unlocked |= {(ws.title, cell.coordinate.rstrip("0123456789")) for cell in free}
    found = names("scorecard.xlsx")
    groups = (group.split(": ") for group in INPUTS.split("; "))
    inputs = [found[f"{prefix}_{word}"] for prefix, words in groups for word in words.split(" ")]
    assert unlocked == {(ref.split("!")[0].strip("'"), ref.split("$")[1]) for ref in inputs}


@pytest.mark.parametrize("book", ["scorecard.xlsx", "overview.xlsx"])
def test_every_chart_has_an_alternative_text(book: str) -> None:
    drawings = {part: xml.decode() for part, xml in parts(TEMPLATES / book).items() if "/drawing" in part}
    frames = [frame for xml in drawings.values() for frame in re.findall("<cNvPr [^>]*>", xml)]
    assert frames
    assert all(re.search('descr="[^"]+"', frame) for frame in frames)
