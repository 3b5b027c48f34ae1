"""Workbooks generated from the demo data, looked at as files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.resources import template_path
from cbsc_xl.workbook.generate import Result, generate
from cbsc_xl.workbook.lint import lint
from tests.workbook.books import excel_parts, opened, packed
from tests.workbook.demo import demo_run

TEMPLATE = template_path("scorecard.xlsx")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The workbooks of the demo company."""
    return generate(demo_run(), tmp_path_factory.mktemp("demo"))


def contents(source: Path | bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(source) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_no_workbook_has_a_fault(demo: Result) -> None:
    assert len(demo.files) == 5
    assert {path.name: lint(path) for path in demo.files} == {path.name: [] for path in demo.files}


def test_two_runs_write_the_same_bytes(demo: Result, tmp_path: Path) -> None:
    again = generate(demo_run(), tmp_path)
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in demo.files]


def test_only_rows_styles_tables_and_the_title_differ_from_the_template(demo: Result) -> None:
    before = contents(TEMPLATE)
    for path in demo.files[:-1]:
        after = contents(path)
        assert list(after) == list(before)
        changed = {name for name in after if after[name] != before[name]}
        kinds = {re.sub(r"\d+", "", name) for name in changed}
        assert kinds == {
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet.xml",
            "xl/tables/table.xml",
            "docProps/core.xml",
        }


def test_every_page_says_company_file_and_last_day(demo: Result) -> None:
    for path in demo.files:
        for sheet in opened(path.read_bytes()):
            text = sheet.oddFooter.left.text
            assert text.startswith("Harbourline Wholesale B.V. (fictional)   CBSC-")
            assert text.endswith(f"CBSC-{path.stem}-2025   data to 31 December 2025")
            assert sheet.oddFooter.right.text == "&A   &P / &N"


class Sheets:
    """The overview, with its cells found by name."""

    def __init__(self, path: Path) -> None:
        self.book = opened(path.read_bytes())

    def cells(self, name: str) -> list[Any]:
        """Return the cells that a name stands for."""
        sheet, place = self.book.defined_names[name].attr_text.split("!")
        found = self.book[sheet.strip("'")][place.replace("$", "")]
        return [cell for row in found for cell in row] if isinstance(found, tuple) else [found]


@pytest.fixture(scope="module")
def overview(demo: Result) -> Sheets:
    return Sheets(demo.files[-1])


def test_the_overview_hides_the_columns_that_it_does_not_use(overview: Sheets) -> None:
    heads = {number: overview.cells(f"overview_m{number}")[0] for number in range(1, 17)}
    used = {number for number, head in heads.items() if head.value}
    others = ("reds_headline", "reds_text", "movers_headline", "movers_text")
    lower = {overview.cells(name)[0].column for name in others}
    widths = overview.book["Overview"].column_dimensions
    hidden = {number for number, head in heads.items() if widths[head.column_letter].hidden}
    assert 6 <= len(used) <= 12
    assert hidden == {n for n in range(9, 17) if n not in used and heads[n].column not in lower}
    assert hidden


def test_the_overview_shows_measures_that_groups_share(demo: Result, overview: Sheets) -> None:
    groups = [{line.key for line in summary.lines} for summary in demo.summaries]
    shared = {key for keys in groups for key in keys if sum(key in others for others in groups) > 1}
    lines = [line for summary in demo.summaries for line in summary.lines]
    heads = [overview.cells(f"overview_m{number}")[0].value for number in range(1, 17)]
    shown = [head.partition(", ")[0] for head in heads if head]
    assert len(shown) == len(shared)
    assert set(shown) == {line.label for line in lines if line.key in shared}
    data = {cell.value for cell in overview.cells("data_label")}
    assert {line.label for line in lines} <= data


LOGO = "xl/media/image1.png"
PICTURE = (
    '<a:oneCellAnchor xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/main"><a:from><a:col>1</a:col>'
    "<a:colOff>0</a:colOff><a:row>0</a:row><a:rowOff>0</a:rowOff></a:from>"
    '<a:ext cx="360000" cy="360000"/><a:pic><a:nvPicPr><a:cNvPr id="999" name="Logo" descr="Logo"/>'
    '<a:cNvPicPr/></a:nvPicPr><a:blipFill><d:blip xmlns:r="{relation}" r:embed="rId99"/><d:stretch/>'
    '</a:blipFill><a:spPr><d:prstGeom prst="rect"/></a:spPr></a:pic><a:clientData/></a:oneCellAnchor>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines>'
    "<x14:sparkline><xm:f>Trends!G7:S7</xm:f><xm:sqref>S9</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
OWN_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>Our notes</t></is></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData>'
    "</worksheet>"
)


def restyled() -> bytes:
    """The default template with a logo, other fonts, a sheet of its own and a sparkline."""
    parts = contents(TEMPLATE)

    def change(name: str, *pairs: tuple[str, str]) -> None:
        text = parts[name].decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        parts[name] = text.encode()

    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    parts |= {LOGO: excel_parts()[LOGO], "xl/worksheets/own.xml": OWN_SHEET.encode()}
    change(
        "[Content_Types].xml",
        (
            "</Types>",
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/xl/worksheets/own.xml" ContentType="{sheet}"/></Types>',
        ),
    )
    change(
        "xl/workbook.xml",
        (
            "</sheets>",
            '<sheet name="Our own" sheetId="99" r:id="rId99" xmlns:r="' + RELATION + '"/></sheets>',
        ),
    )
    change(
        "xl/_rels/workbook.xml.rels",
        (
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{RELATION}/worksheet" Target="worksheets/own.xml"/>'
            "</Relationships>",
        ),
    )
    change("xl/styles.xml", ('"Calibri"', '"Georgia"'))
    change("xl/worksheets/sheet2.xml", ("</worksheet>", SPARKLINES + "</worksheet>"))
    return packed(with_logo(parts))


def with_logo(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Put the picture into the drawing of the first sheet."""
    rels = parts["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    drawing = re.findall(r'Target="/?(?:\.\./|xl/)?(drawings/drawing\d+\.xml)"', rels)[0]
    folder, name = drawing.split("/")
    links = f"xl/{folder}/_rels/{name}.rels"
    new = f'<Relationship Id="rId99" Type="{RELATION}/image" Target="/{LOGO}"/></Relationships>'
    parts[links] = parts[links].decode().replace("</Relationships>", new).encode()
    head, end, tail = parts[f"xl/{drawing}"].decode().rpartition("</")
    parts[f"xl/{drawing}"] = (head + PICTURE.format(relation=RELATION) + end + tail).encode()
    return parts


def test_a_template_of_the_user_keeps_its_looks(tmp_path: Path) -> None:
    own = tmp_path / "own.xlsx"
    own.write_bytes(restyled())
    assert lint(own) == []
    result = generate(demo_run(), tmp_path / "out", ["Hotels"], own)
    before, after = contents(own), contents(result.files[0])
    assert lint(result.files[0]) == []
    same = [name for name in before if re.match(r"xl/(media|drawings|charts|theme|worksheets/own)", name)]
    assert len(same) > 100
    assert LOGO in same
    assert {name for name in same if after[name] != before[name]} == set()
    assert SPARKLINES in after["xl/worksheets/sheet2.xml"].decode()
    book = opened(result.files[0].read_bytes())
    assert book["Our own"]["A1"].value == "Our notes"
    assert {cell.font.name for row in book["Scorecard"].iter_rows() for cell in row if cell.value} == {
        "Georgia"
    }
