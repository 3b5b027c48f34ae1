"""The workbook of scenarios: recalculated, sound, the same on every run, honest where figures are missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.resources import template_path
from cbsc_xl.scenario import Change, Comparison, Scenario, compare, read_scenarios
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.report import Run
from cbsc_xl.workbook.template import Template
from cbsc_xl.workbook.whatif import write_whatif
from tests.accounting.books import ledger
from tests.office.compare import cached, differences
from tests.office.driver import Office
from tests.workbook.demo import demo_run

LANGUAGES = ("en", "nl", "uk")


@cache
def demo(language: str = "en") -> Comparison:
    return compare(demo_run(language=language), read_scenarios(template_path("scenarios/demo.toml")))


def written(comparison: Comparison, tmp_path: Path) -> Path:
    path = tmp_path / "What-if.xlsx"
    write_whatif(comparison, path)
    return path


def bare() -> Run:
    """A ledger of transactions alone: most figures need something."""
    sales = [{"customer_id": "A", "date": "2025-01-01", "amount": 10}]
    book = ledger({"Customers": [{"customer_id": "A", "segment": "Gold"}], "Transactions": sales})
    return Run(book, demo_run().period, "segment", "en", ScorecardSource())


def many() -> Comparison:
    """More scenarios and changes than the pages have room for."""
    changes = tuple(Change(f"customer_id=C{i:04}", price_change=0.01) for i in range(1, 12))
    return compare(demo_run(), [Scenario(f"Number {i} of the scenarios", changes) for i in range(6)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_formula_recalculates_to_its_cached_value(
    office: Office, tmp_path: Path, language: str
) -> None:
    path = written(demo(language), tmp_path)
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


@pytest.mark.parametrize("kind", ["bare", "many", "none"])
def test_also_where_figures_are_missing_or_do_not_fit(office: Office, tmp_path: Path, kind: str) -> None:
    change = Scenario("Dearer", (Change(price_change=0.1),))
    comparison = many() if kind == "many" else compare(bare(), [change] if kind == "bare" else [])
    path = written(comparison, tmp_path)
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


def test_differences_follow_when_a_figure_is_changed(office: Office, tmp_path: Path) -> None:
    path = written(demo(), tmp_path)
    layout = Template.load(template_path("whatif.xlsx")).layout

    def at(field: str, row: int) -> str:
        return layout.at("lines", field, row).replace("$", "").replace("'", "")

    typed = office.recalculate(path, {at("s1", 1): 0})  # no discounts in the first scenario
    profit = demo().everyone.figure("customer_profit").then[0].value or 0.0
    given = demo().everyone.figure("discounts").then[0].value or 0.0
    sheet, cell = at("s1", 15).split("!")
    assert typed[sheet][cell] == pytest.approx(profit + given)
    sheet, cell = at("d1", 1).split("!")
    assert typed[sheet][cell] == pytest.approx(-473_159.49)


def test_subtotals_and_differences_are_formulas(tmp_path: Path) -> None:
    formulas = cached(written(demo(), tmp_path))
    assert {sheet: len(cells) for sheet, cells in formulas.items()} == {
        "Scenarios": 5 * 4 + 20 * 3,  # five subtotals of today and three scenarios, a difference per line
        "Groups": 4 * 7 * 3,
        "Measures": 12,
    }


def test_the_same_bytes_on_every_run(tmp_path: Path) -> None:
    first = written(demo(), tmp_path).read_bytes()
    assert written(demo(), tmp_path).read_bytes() == first


def test_titles_say_what_was_found(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(demo(), tmp_path))
    assert [sheet["B2"].value for sheet in book] == [
        "Discounts with a limit: profit rises by EUR 49,864, the most of 3 scenarios",
        "Hotels: customer profit rises by EUR 49,864 under “Discounts with a limit”",
        "Restaurants: total score from 79.7% to 86.3% under “Restaurants stay; lean picking”",
    ]


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ([], "No scenario raises the profit of the period"),
        ([-0.1, -0.02], "No scenario earns more; price -0.02 costs least, EUR 1"),
        ([0.1], "price 0.1: profit rises by EUR"),
    ],
)
def test_the_title_follows_the_figures(tmp_path: Path, changes: list[float], title: str) -> None:
    scenarios = [Scenario(f"price {p}", (Change(price_change=p),)) for p in changes] or [Scenario("same")]
    book = openpyxl.load_workbook(written(compare(demo_run(), scenarios), tmp_path))
    assert str(book["Scenarios"]["B2"].value).startswith(title)


def test_a_name_is_text_and_no_formula(tmp_path: Path) -> None:
    scenario = Scenario('=HYPERLINK("http://x")', (Change("Hotels", price_change=0.1),))
    book = openpyxl.load_workbook(written(compare(demo_run(), [scenario]), tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    named = {cell.data_type for cell in cells if "HYPER" in str(cell.value)}
    assert named == {"s"}


def test_what_does_not_fit_or_is_missing_is_said(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(many(), tmp_path))["Scenarios"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "2 more scenarios: cbsc-xl whatif shows them all" in texts
    assert "customer_id=C0001: price +1.0%; 10 more changes" in texts
    missing = compare(bare(), [Scenario("Dearer", (Change(price_change=0.1),))])
    sheet = openpyxl.load_workbook(written(missing, tmp_path))["Scenarios"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any("needs table Costs" in text for text in texts)
