"""The measures that stand on one line of the customer P&L, on the worked example of definitions.md par. 2."""

from __future__ import annotations

import pytest

from cbsc_xl.calculator import Calculator
from tests.accounting.books import worked_example

EXPECTED = {
    ("gross_margin", ""): 88_840 / 236_800,
    ("gross_margin", "Silver"): (7_000 + 3_240) / (20_000 + 10_800),
    ("average_discount", ""): 9_000 / 251_000,
    ("average_discount", "Gold"): (5_000 + 4_000) / (105_000 + 84_000 + 30_000),
    ("returns_rate", ""): 5_200 / (251_000 - 9_000),
    ("returns_rate", "Silver"): 1_200 / (20_000 + 12_000),
    ("cost_to_support", ""): 2_380 / 5,
    ("cost_to_support", "Gold"): (120 + 900 + 60) / 3,
    ("cost_to_support", "Silver"): (200 + 1_100) / 2,
}


@pytest.mark.parametrize(("measure", "segment"), EXPECTED)
def test_worked_example(measure: str, segment: str) -> None:
    outcome = Calculator(worked_example()).measure(measure, segment, "2025")
    assert outcome.value == pytest.approx(EXPECTED[measure, segment], rel=1e-12)
