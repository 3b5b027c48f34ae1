"""Page Initiatives: what each initiative is worth, and the measure that it moves."""

from __future__ import annotations

import pytest

from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.plan import Cell, Entry
from cbsc_xl.workbook.report import GroupReport
from tests.workbook.demo import demo_run, template

Page = dict[str, dict[str, Entry]]


@pytest.fixture(scope="module")
def page() -> Page:
    report = GroupReport(demo_run(), "Hotels").work_out()
    rows = plan(report, template().layout).blocks["initiatives"]
    return {str(row.values["name"]): dict(row.values) for row in rows}


def value(page: Page, name: str, field: str) -> object:
    entry = page[name][field]
    return entry.value if isinstance(entry, Cell) else entry


def test_worth_of_an_initiative(page: Page) -> None:
    """62,000 a year for three years against 48,000 now, at 8%: by hand."""
    name = "Train the service desk"
    assert value(page, name, "npv") == pytest.approx(62_000 * (1 / 1.08 + 1 / 1.08**2 + 1 / 1.08**3) - 48_000)
    irr = float(str(value(page, name, "irr")))
    assert sum(62_000 / (1 + irr) ** year for year in (1, 2, 3)) == pytest.approx(48_000)
    assert value(page, name, "payback") == pytest.approx(48 / 62 * 12)


def test_measure_it_moves_is_that_of_its_objective(page: Page) -> None:
    """Two measures name the training; the one of its objective goes first: 61.2% solved, target 80%."""
    name = "Train the service desk"
    assert str(value(page, name, "objective")).split("\n") == [
        "“One call is enough for me”",
        "Calls solved at once",
    ]
    assert value(page, name, "gap") == pytest.approx(18.8)
    assert value(page, name, "worth") == pytest.approx(62_000 / 18.8)


def test_a_target_that_is_reached_leaves_nothing_to_gain(page: Page) -> None:
    assert value(page, "Direct debit offer", "gap") == pytest.approx(-1.0)
    assert value(page, "Direct debit offer", "worth") == "–"


def test_no_benefit_is_no_value(page: Page) -> None:
    fields = ("npv", "irr", "payback", "gap", "worth")
    assert {value(page, "Survey after each case", field) for field in fields} == {"–"}
