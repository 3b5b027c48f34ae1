"""What a page shows must not say something else than the figure behind it."""

from __future__ import annotations

from typing import Any

import pytest

from cbsc_xl.scorecard.hierarchy import gaps
from cbsc_xl.scorecard.reading import scorecards
from cbsc_xl.units import MONEY, RATIO
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.pages.context import share_format
from cbsc_xl.workbook.report import GroupReport
from tests.workbook.demo import demo_run, template


@pytest.mark.parametrize(
    ("share", "form"),
    [
        (0.797, "0.0%"),
        (0.9951, "0.0%"),
        (0.8, "0%"),
        (0.79, "0%"),
        (1.0, "0%"),
        (1 - 1e-12, "0%"),
        (None, "0%"),
    ],
)
def test_a_share_below_its_threshold_is_not_rounded_onto_it(share: float | None, form: str) -> None:
    assert share_format(share, 1.0, 0.8) == form


def test_small_amounts_show_cents_and_other_figures_stay() -> None:
    assert MONEY.sized(15.2, 14.8, None).format.startswith("#,##0.00")
    assert MONEY.sized(15.2, 100.0) is MONEY
    assert RATIO.sized(0.1) is RATIO


def light(report: GroupReport) -> str:
    cell = plan(report, template().layout).cells["checks_light"]
    return str(getattr(cell, "value", cell))


def test_a_row_that_is_neither_used_nor_listed_turns_the_light() -> None:
    run = demo_run()
    assert light(GroupReport(run, "Hotels")).startswith("▲")
    read, used, listed = run.rows["Costs"]
    run.rows["Costs"] = (read + 1, used, listed)
    assert light(GroupReport(run, "Hotels")).startswith("▼ 1 ")


def test_an_objective_that_serves_nothing_is_said() -> None:
    row: dict[str, Any] = {
        "segment": "Gold",
        "objective_id": "A",
        "perspective": "customer",
        "measure_id": "churn",
    }
    said = "Some objectives serve no higher one."
    assert said in gaps(scorecards([row | {"level": "tactical"}])["Gold"])
    assert said not in gaps(scorecards([row | {"level": "strategic"}])["Gold"])
