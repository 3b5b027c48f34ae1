"""Whale curve and Value matrix: the worked example, curves at the edge, changes in the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.accounting.value import ValueMatrix, value_matrix
from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import matrix, whale
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.profit import GroupProfit
from cbsc_xl.workbook.report import GroupReport, Run
from tests.accounting.books import worked_example
from tests.office.compare import cached, differences
from tests.office.driver import Office
from tests.workbook.books import opened
from tests.workbook.demo import demo_run, template

SCORE = {"A": 62.0, "B": 55.0, "C": 80.0, "D": 85.0, "E": 78.0}
"""The value-for scores of definitions.md par. 4."""


@pytest.fixture(scope="module")
def example() -> GroupProfit:
    run = Run(worked_example(), parse_period("2025"), None, "en", ScorecardSource([]))
    profit = run.profits.of(0)
    assert isinstance(profit, GroupProfit)
    return replace(profit, perceived=SCORE)


def with_profits(
    profit: GroupProfit,
    profits: Mapping[str, float],
    perceived: Mapping[str, float] | None = None,
    before: ValueMatrix | None = None,
) -> GroupProfit:
    """Return the profit of a group whose customers make these profits."""
    rows = tuple({"customer_id": id, "customer_profit": value} for id, value in profits.items())
    statement = replace(profit.statement, customers=rows)
    statement.__dict__["profits"] = dict(profits)
    return replace(
        profit,
        statement=statement,
        names={},
        perceived=perceived or {},
        before=before,
    )


def context_of(profit: GroupProfit | CbscError) -> Context:
    """Return the two pages of a group with this profit."""
    report = GroupReport(demo_run(), "Hotels")
    report.__dict__["profit"] = profit
    context = Context(report, template().layout)
    whale.fill(context)
    matrix.fill(context)
    return context


def book_of(profit: GroupProfit | CbscError, path: Path) -> Path:
    path.write_bytes(template().fill(context_of(profit).plan))
    return path


def plain(address: str) -> str:
    return address.replace("$", "").replace("'", "")


def at(block: str, field: str, row: int) -> str:
    return plain(template().layout.at(block, field, row))


def read(values: Mapping[str, Mapping[str, Any]], address: str) -> Any:
    sheet, _, cell = address.partition("!")
    return values[sheet][cell]


def column(values: Mapping[str, Mapping[str, Any]], block: str, field: str, rows: int) -> list[Any]:
    return [read(values, at(block, field, row)) for row in range(rows)]


def test_the_worked_example(example: GroupProfit, office: Office, tmp_path: Path) -> None:
    path = book_of(example, tmp_path / "book.xlsx")
    values = office.recalculate(path)
    assert lint(path) == []
    assert differences(path, values) == []
    shares = column(values, "whale", "share", 5)
    assert [round(100 * share, 2) for share in shares] == [49.70, 79.53, 94.96, 103.58, 100]
    assert column(values, "whale", "customers", 5) == pytest.approx([0.2, 0.4, 0.6, 0.8, 1])
    key = column(values, "whalekey", "value", 7)
    assert key[0] == 5
    assert key[2:] == [
        pytest.approx(1.0358, abs=5e-5),
        4,
        pytest.approx(0.0358, abs=5e-5),
        pytest.approx(0.4970, abs=5e-5),
        pytest.approx(0.2),
    ]
    tenths = [read(values, at("whalekey", "value", 8 + i)) for i in range(10)]
    assert sum(tenths) == pytest.approx(key[1])
    assert tenths[0] == pytest.approx(32_879.10 / 2, abs=0.01)
    assert column(values, "matrix", "quadrant", 5) == [
        "at risk",
        "at risk",
        "in balance, high",
        "over-served",
        "over-served",
    ]
    assert column(values, "matrix", "balance", 5) == pytest.approx([-0.6, -0.6, 0.2, 0.6, 0.4])
    used = [read(values, plain(template().layout.cell(f"matrix_used_{side}"))) for side in ("of", "for")]
    assert used == [pytest.approx(10_206.08, abs=0.005), 78]
    assert [read(values, at("matrixpanel", "c1", 1 + i)) for i in range(5)] == [2, 1, 0, 2, 0]
    assert [read(values, at("atrisk", "name", 1 + i)) for i in range(3)] == ["A", "B", ""]
    assert [read(values, at("overserved", "name", 1 + i)) for i in range(3)] == ["E", "D", ""]
    title = read(values, plain(template().layout.cell("whale_title")))
    assert title == "The best 4 customers earn 104% of the profit; 1 customers take 4% back"


CURVES: dict[str, dict[str, float]] = {
    "one customer": {"A": 100.0},
    "one loss": {"A": -100.0},
    "three customers": {"A": 60.0, "B": 80.0, "C": -40.0},
    "all profitable": {f"C{i}": 10.0 + i for i in range(7)},
    "nobody": {},
    "all zero": {"A": 0.0, "B": 0.0},
    "ties": {f"C{i}": 5.0 for i in range(12)},
    "a total of nothing": {"A": 0.1, "B": 0.2, "C": -0.3},
    "a total near zero": {"A": 1e6, "B": 5e5, "C": -1.4999e6},
    "a total loss": {f"C{i:02d}": 100.0 - 30 * i for i in range(31)},
}


@pytest.mark.parametrize("name", CURVES)
def test_curves_at_the_edge(example: GroupProfit, office: Office, tmp_path: Path, name: str) -> None:
    profits = CURVES[name]
    scores = {id: 10.0 * (i % 4) for i, id in enumerate(profits)}
    path = book_of(with_profits(example, profits, scores), tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


def test_percentages_of_a_total_near_zero_give_way_to_money(
    example: GroupProfit, office: Office, tmp_path: Path
) -> None:
    path = book_of(with_profits(example, CURVES["a total near zero"]), tmp_path / "book.xlsx")
    values = office.recalculate(path)
    title, unit = (plain(template().layout.cell(f"whale_{name}")) for name in ("title", "unit"))
    assert read(values, title).startswith(
        "The best 2 customers earn EUR 1,500,000; 1 customers take EUR 1,499"
    )
    assert read(values, unit) == "Cumulative customer profit in EUR"
    assert read(values, at("whalekey", "value", 2)) == pytest.approx(15_000)
    assert max(column(values, "whalepoint", "y", 101)) < 1.6e6
    limit = {plain(template().layout.cell("whale_limit")): 20_000}
    assert max(column(office.recalculate(path, limit), "whalepoint", "y", 101)) > 1e6 / 100


def test_twenty_thousand_customers(example: GroupProfit, office: Office, tmp_path: Path) -> None:
    """Profits 10,000 to -9,999: the curve is a parabola, its peak in the middle."""
    profits = {f"C{i:05d}": 10_000.0 - i for i in range(20_000)}
    scores = {f"C{i:05d}": float(i % 101) for i in range(500)}
    path = book_of(with_profits(example, profits, scores), tmp_path / "book.xlsx")
    values = office.recalculate(path)
    key = column(values, "whalekey", "value", 4)
    assert (key[0], key[1], key[3]) == (20_000, 10_000, 10_000)
    points = column(values, "whalepoint", "amount", 101)
    assert points[50] == max(points) == sum(range(1, 10_001))
    assert read(values, at("matrixpanel", "c1", 5)) == 19_500


def test_customers_without_a_score_stand_apart_and_moves_are_counted(
    example: GroupProfit, office: Office, tmp_path: Path
) -> None:
    """Medians 3 and 50; before: A at risk, B high, E gone since; D is new, C was and is not asked."""
    then = {"A": 9.0, "B": 8.0, "C": 1.0, "E": 1.0}
    before = value_matrix(then, {"A": 10.0, "B": 90.0, "E": 50.0}, 5, 40)
    profit = with_profits(
        example, {"A": 5.0, "B": 1.0, "C": 4.0, "D": 3.0}, {"A": 90.0, "B": 10.0, "D": 50.0}, before
    )
    path = book_of(profit, tmp_path / "book.xlsx")
    values = office.recalculate(path)
    assert differences(path, values) == []
    cells = opened(path.read_bytes(), data_only=True)["Value matrix"]

    def row(number: int) -> list[Any]:
        return [cells[at("matrixpanel", f"c{i}", number).partition("!")[2]].value for i in range(1, 8)]

    assert [row(11 + i) for i in range(7)] == [
        [0, 1, 0, 0, 0, 0, 1],
        [0, 0, 1, 0, 0, 0, 1],
        [0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 1, 1],
        [0, 0, 0, 0, 1, 0, 1],
        [0, 1, 0, 0, 0, 0, 1],
        [0, 2, 1, 0, 1, 1, 5],
    ]
    last = cells[at("matrix", "customer", 3).partition("!")[2]].value
    assert (last, cells[at("matrix", "value_for", 3).partition("!")[2]].value) == ("C", "–")


def test_changes_in_the_sheet_and_in_python_agree(
    example: GroupProfit, office: Office, tmp_path: Path
) -> None:
    """A profit is raised on both sheets, and thresholds are typed."""
    profits = dict(zip("ABCDE", (50.0, 20.0, 10.0, 5.0, -30.0), strict=True))
    path = book_of(with_profits(example, profits, SCORE), tmp_path / "before.xlsx")
    layout = template().layout
    cells = {at("whale", "profit", 1): 45.0, at("matrix", "value_of", 1): 45.0}
    after = book_of(with_profits(example, profits | {"B": 45.0}, SCORE), tmp_path / "after.xlsx")
    assert cached(after) != cached(path)
    assert differences(after, office.recalculate(path, cells)) == []
    typed = {plain(layout.cell("matrix_limit_of")): 0.0, plain(layout.cell("matrix_limit_for")): 70.0}
    values = office.recalculate(path, typed)
    fixed = value_matrix(profits, SCORE, 0, 70)
    names = matrix.QUADRANTS
    assert column(values, "matrix", "quadrant", 5) == [names[p.quadrant] for p in fixed.places.values()]
    assert read(values, at("overserved", "name", 1)) == "E"
    assert read(values, at("matrixdot", "high", 3)) == 5.0


def test_what_is_missing_is_said_in_the_title(example: GroupProfit, office: Office, tmp_path: Path) -> None:
    for profit in (Needs("table", "Costs"), with_profits(example, {"A": 1.0, "B": -2.0})):
        path = book_of(profit, tmp_path / "book.xlsx")
        assert lint(path) == []
        assert differences(path, office.recalculate(path)) == []
    titles = {
        name: context_of(Needs("table", "Costs")).plan.cells[f"{name}_title"] for name in ("whale", "matrix")
    }
    assert titles == {
        "whale": "No whale curve: needs table Costs",
        "matrix": "No value matrix: needs table Costs",
    }
    unasked = context_of(with_profits(example, {"A": 1.0}))
    assert str(unasked.plan.cells["matrix_title"]).startswith("No value matrix: ")
