"""The page of the budget: the worked example, any input typed in the sheet, groups that are too many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.accounting.budget import allocate
from cbsc_xl.errors import Needs
from cbsc_xl.tables import Settings
from cbsc_xl.workbook.claims import MOST, Claim, divide, shortlist
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.plan import Cell
from cbsc_xl.workbook.report import GroupReport
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.demo import book, demo_run, template

OWN = "Hotels"
EXAMPLE = [
    Claim("A", 32_879.10, 0.5, 5_000.0),
    Claim("B", 19_729.92, 0.3, 3_000.0),
    Claim("C", 10_206.08, 0.9, 1_000.0),
    Claim("D", 5_700.00, 1.0, 500.0),
    Claim(OWN, -2_364.92, 0.8, 400.0),
]
"""Paragraph 8 of the definitions; the group of the workbook is the one of no value, whatever its score."""

EXPECTED = {
    10_000: ([4_931.865, 2_959.488, 1_398.57, 710.08, 0.0], 0.0),
    8_000: ([3_953.95, 2_689.02, 900.06, 456.98, 0.0], 0.0),
    12_000: ([4_931.865, 2_959.488, 1_530.912, 855.0, 0.0], 1_722.74),
}


def report(claims: list[Claim], **settings: float) -> GroupReport:
    """The report of a group of the demo, with these claims and settings."""
    run = demo_run()
    run.settings = Settings({**run.settings.chosen, "budget_cap": 0.15, **settings})
    made = GroupReport(run, OWN)
    made.__dict__["claims"] = claims
    return made


def place(name: str) -> tuple[str, str]:
    sheet, _, cell = template().layout.cell(name).replace("$", "").partition("!")
    return sheet, cell


def at(field: str, row: int) -> str:
    return template().layout.at("budget", field, row).replace("$", "")


def column(recalculated: Any, field: str, rows: int) -> list[float]:
    return [float(recalculated["Budget"][at(field, row).partition("!")[2]]) for row in range(rows)]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worked example with a budget of 10,000."""
    return book(report(EXAMPLE, budget=10_000.0), tmp_path_factory.mktemp("budget") / "example.xlsx")


@pytest.mark.parametrize("total", EXPECTED)
def test_the_worked_example(office: Office, example: Path, total: int) -> None:
    recalculated = office.recalculate(example, {"!".join(place("budget_input_total")): total})
    amounts, left = EXPECTED[total]
    assert column(recalculated, "allocated", 5) == pytest.approx(amounts, abs=0.006)
    sheet = recalculated["Budget"]
    assert sheet[at("allocated", 6).partition("!")[2]] == pytest.approx(left, abs=0.006)
    assert sheet[at("weight", 0).partition("!")[2]] == pytest.approx(49_318.65, abs=0.006)
    assert str(recalculated["Checks"][place("checks_light")[1]]).startswith("▲")
    again = book(report(EXAMPLE, budget=total), example.with_name(f"{total}.xlsx"))
    assert lint(again) == []
    assert [text for text in differences(again, recalculated) if text.startswith("Budget!")] == []


@pytest.mark.parametrize(
    ("total", "gap", "cap", "floors"),
    [
        (9_000.0, 0.0, 0.15, {}),
        (20_000.0, 3.5, 0.4, {4: 800.0}),
        (6_000.0, 1.0, 0.02, {0: 2_000.0, 3: 50.0}),
        (5_000.0, 1.0, 0.15, {0: 2_500.0, 4: 2_500.0}),
        (0.0, 1.0, 0.15, {}),
        (10_000.0, 1.0, 0.0, {}),
    ],
)
def test_whatever_is_typed_the_sheet_divides_as_python_does(
    office: Office, example: Path, total: float, gap: float, cap: float, floors: dict[int, float]
) -> None:
    typed = {
        "!".join(place(f"budget_input_{name}")): value
        for name, value in {"total": total, "gap": gap, "cap": cap}.items()
    }
    typed |= {at("floor", row): value for row, value in floors.items()}
    recalculated = office.recalculate(example, typed)
    found = allocate(
        total,
        {str(i): claim.value for i, claim in enumerate(EXAMPLE)},
        {str(i): claim.reached for i, claim in enumerate(EXAMPLE)},
        gap,
        cap,
        {str(i): amount for i, amount in floors.items()},
    )
    assert column(recalculated, "allocated", 5) == pytest.approx(list(found.amounts.values()), abs=1e-6)
    left = recalculated["Budget"][at("allocated", 6).partition("!")[2]]
    assert left == pytest.approx(found.not_justified, abs=1e-6)
    assert str(recalculated["Checks"][place("checks_light")[1]]).startswith("▲")


def test_floors_above_the_budget_are_noticed(office: Office, example: Path) -> None:
    recalculated = office.recalculate(example, {at("floor", 4): 11_000})
    assert str(recalculated["Checks"][place("checks_light")[1]]).startswith("▼")


CLAIMS = st.lists(
    st.builds(Claim, st.just("x"), st.floats(-1e6, 1e6), st.none() | st.floats(0, 1.2), st.just(0.0)),
    min_size=1,
    max_size=8,
)


@given(CLAIMS, st.floats(0, 1e6), st.floats(0, 5), st.floats(0, 1))
def test_the_closed_form_is_the_division_in_rounds(
    claims: list[Claim], total: float, gap: float, cap: float
) -> None:
    settings = Settings({"budget": total, "budget_gap_weight": gap, "budget_cap": cap})
    division = divide(settings, claims)
    for share in division.shares:
        closed = share.room if share.capped else share.weight * division.per_weight
        assert closed == pytest.approx(share.allocated, rel=1e-6, abs=1e-6 * max(1.0, total))


def test_without_a_budget_what_was_spent_is_divided() -> None:
    made = report(EXAMPLE)
    made.run.settings = Settings({"currency": "EUR"})
    total = cast(Cell, plan(made, template().layout).cells["budget_input_total"])
    assert total.value == 9_900.0
    assert str(total.formula).startswith("MAX(0,SUM(")


def test_one_group_gets_what_its_value_justifies(office: Office, tmp_path: Path) -> None:
    path = book(report([Claim(OWN, 1_000.0, 0.5, 100.0)], budget=500.0), tmp_path / "book.xlsx")
    recalculated = office.recalculate(path)
    assert differences(path, recalculated) == []
    assert column(recalculated, "allocated", 4) == pytest.approx([150, 150, 350, 500])


def test_what_the_budget_lacks_is_said(tmp_path: Path, office: Office) -> None:
    made = report(EXAMPLE)
    made.__dict__["claims"] = Needs("table", "Costs")
    path = book(made, tmp_path / "book.xlsx")
    assert plan(made, template().layout).cells["budget_title"] == (
        "No budget by customer value: needs table Costs"
    )
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


def test_the_claims_of_the_demo_are_its_customer_pnl() -> None:
    """Value and cost of each group equal the totals of its own P&L, its score that of its scorecard."""
    run = demo_run()
    claims = run.claims
    assert isinstance(claims, list)
    assert [claim.group for claim in claims] == run.groups
    for claim in claims:
        own = GroupReport(run, claim.group)
        profit = own.profit
        assert not isinstance(profit, Exception)
        total = profit.statement.total
        assert claim.value == pytest.approx(total["customer_profit"])
        spent = total["marketing_acquisition"] + total["marketing_other"] + total["sales"]
        assert claim.spent == pytest.approx(spent)
        assert claim.score == own.evaluation.total.score


def test_a_change_of_a_target_moves_the_budget(office: Office, tmp_path: Path) -> None:
    made = GroupReport(demo_run(), OWN)
    path = book(made, tmp_path / "book.xlsx")
    target = template().layout.at("targets", "target", 0).replace("$", "")
    before, after = (office.recalculate(path, changes) for changes in ({}, {target: 99.0}))
    assert column(after, "score", 1) < column(before, "score", 1)
    assert column(after, "allocated", 1) > column(before, "allocated", 1)


def test_groups_beyond_the_rows_are_one_claim() -> None:
    """The weights, values above 0 and costs of all groups stay the same; the own group keeps its row."""
    claims = [Claim(f"G{i}", 100.0 * (i - 5), (i % 11) / 9, float(i)) for i in range(100)]
    chosen = shortlist(claims, "G3")
    assert len(chosen) == MOST
    assert chosen[-1].groups == 100 - MOST + 1
    assert "G3" in [claim.group for claim in chosen]

    def weights(some: list[Claim]) -> float:
        return sum(max(0.0, claim.value) * (2 - claim.reached) for claim in some)

    assert weights(chosen) == pytest.approx(weights(claims))
    assert sum(claim.spent for claim in chosen) == sum(claim.spent for claim in claims)
    assert shortlist(claims[:MOST], "G3") == sorted(claims[:MOST], key=lambda claim: -claim.value)
    worthless = [replace(claim, value=-1.0) for claim in claims]
    assert shortlist(worthless, "G3")[-1].score is None
