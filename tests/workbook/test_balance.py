"""Value balance: the worked example of definitions.md par. 4, the demo, roles that are not known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.errors import Needs
from cbsc_xl.inquiry.balance import value_balance
from cbsc_xl.inquiry.engagement import engagement
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.report import POINTS, GroupReport, Run
from tests.accounting.books import worked_example
from tests.office.compare import differences
from tests.office.driver import ErrorValue, Office
from tests.workbook.demo import book, demo_ledger, demo_run, template


def plain(address: str) -> str:
    return address.replace("$", "").replace("'", "")


def cell(name: str) -> str:
    return plain(template().layout.cell(f"balance_{name}"))


def read(values: dict[str, dict[str, Any]], address: str) -> Any:
    sheet, _, place = plain(address).partition("!")
    return values[sheet][place]


def results(values: dict[str, dict[str, Any]]) -> list[Any]:
    return [read(values, cell(name)) for name in ("factor", "bright", "dark", "net", "ratio")]


def value_row(report: GroupReport, measure: str) -> int:
    return next(i for i, key in enumerate(report.values) if key.measure.id == measure)


def test_the_worked_example(office: Office, tmp_path: Path) -> None:
    """Customer A: 100,000 direct and 1,500 indirect a year, 3 years, retention 0.9, 10% discount."""
    run = Run(worked_example(), parse_period("2025"), "customer_id", "en", ScorecardSource([]))
    report = GroupReport(run, "A")
    path = book(report, tmp_path / "book.xlsx")
    assert lint(path) == []
    unknown = office.recalculate(path)
    assert differences(path, unknown) == []
    assert results(unknown) == [ErrorValue("#N/A")] * 5
    assert read(unknown, cell("title")).startswith("No value balance: nobody is in the base")
    ideas = plain(template().layout.at("values", f"p{POINTS}", value_row(report, "cocreation_value")))
    typed = {cell("input_retention"): 0.9, cell("input_discount"): 0.1, ideas: 1500.0}
    values = office.recalculate(path, typed)
    assert results(values) == [
        pytest.approx(2.035312, abs=5e-7),
        pytest.approx(206_584.15, abs=0.005),
        pytest.approx(136_611.96, abs=0.005),
        pytest.approx(69_972.19, abs=0.005),
        pytest.approx(1.5122, abs=5e-5),
    ]
    title = "Over 3 years each EUR 1.00 of cost brings 1.51; the balance is EUR 69,972"
    assert read(values, cell("title")) == title
    years = [read(values, template().layout.at("balanceyears", "factor", i)) for i in range(4)]
    assert years == [pytest.approx(x, abs=5e-7) for x in (0.818182, 0.669421, 0.547708)] + ["–"]
    last = read(values, template().layout.at("balanceyears", "cumulative", 2))
    assert last == pytest.approx(69_972.19, abs=0.005)


def test_the_sheet_agrees_with_the_question_of_the_library(office: Office, tmp_path: Path) -> None:
    calculator = Calculator(demo_ledger())
    path = book(GroupReport(demo_run(), "Hotels"), tmp_path / "book.xlsx")
    typed = {cell("input_years"): 7, cell("input_retention"): 0.8, cell("input_discount"): 0.12}
    for asked, cells in (({}, {}), ({"years": 7, "retention": 0.8, "discount_rate": 0.12}, typed)):
        found = value_balance(calculator, "Hotels", "2025", **asked)  # type: ignore[arg-type]
        sheet = found.sheet
        expected = [found.factor, sheet.bright, sheet.dark, sheet.balance, sheet.ratio]
        assert results(office.recalculate(path, cells)) == pytest.approx(expected)


def test_the_roles_are_those_of_the_library() -> None:
    group = next(
        one for one in engagement(Calculator(demo_ledger()), "", "2025", "segment") if one.name == "Hotels"
    )
    rows = plan(GroupReport(demo_run(), "Hotels"), template().layout).blocks["roles"]
    found = [row.values["actual"].value for row in rows]  # type: ignore[union-attr]
    parts = [*group.roles.values(), group.lifetime]
    assert found == pytest.approx([*(part.value for part in parts), group.total])


@pytest.mark.parametrize("period", ["2025-Q4", "LTM:2024-06"])
def test_a_quarter_and_a_year_count_per_year(office: Office, tmp_path: Path, period: str) -> None:
    path = book(GroupReport(demo_run(period), "Restaurants"), tmp_path / "book.xlsx")
    sheet = value_balance(Calculator(demo_ledger()), "Restaurants", period).sheet
    assert read(office.recalculate(path), cell("bright")) == pytest.approx(sheet.bright)


def test_what_is_not_known_is_named(office: Office, tmp_path: Path) -> None:
    run = Run(worked_example(), parse_period("2025"), None, "en", ScorecardSource([]))
    path = book(GroupReport(run, "All"), tmp_path / "book.xlsx")
    values = office.recalculate(path)
    reasons = [read(values, template().layout.at("roles", "remark", row)) for row in range(4)]
    assert reasons[1] == "needs table Contributions"
    assert all(reasons)
    assert read(values, template().layout.at("roles", "actual", 5)) == "–"
    label = read(values, template().layout.at("balancesteps", "label", 1))
    assert label == "plus new roles, 0 of 4 known"


def test_without_a_pnl_the_title_says_what_it_needs(office: Office, tmp_path: Path) -> None:
    report = GroupReport(demo_run(), "Hotels")
    report.__dict__["profit"] = Needs("table", "Costs")
    path = book(report, tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []
    title = plan(report, template().layout).cells["balance_title"]
    assert title == "The P&L of customers cannot be known: needs table Costs"
