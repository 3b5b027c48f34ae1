"""Whale curve, value matrix, value balance and budget: the numbers of definitions.md par. 3, 4 and 8."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.accounting.budget import allocate
from cbsc_xl.accounting.value import annuity, value_balance_sheet, value_matrix, value_migration
from cbsc_xl.accounting.whale import whale_curve
from cbsc_xl.errors import BadArgument

PROFIT = {"D": 5_700.00, "E": -2_364.92, "A": 32_879.10, "B": 19_729.92, "C": 10_206.08}
SCORE = {"A": 62, "B": 55, "C": 80, "D": 85, "E": 78}
GAP = {"A": 0.5, "B": 0.3, "C": 0.9, "D": 1.0, "E": 0.8}


def test_whale_curve() -> None:
    curve = whale_curve(PROFIT)
    assert curve.ids == ("A", "B", "C", "D", "E")
    assert [round(share, 4) for share in curve.shares or ()] == [0.4970, 0.7953, 0.9496, 1.0358, 1.0]
    assert (curve.peak, curve.peak_customers) == (pytest.approx(1.0358, abs=5e-5), 4)
    assert curve.eroded == pytest.approx(0.0358, abs=5e-5)
    assert curve.top_share == pytest.approx(0.4970, abs=5e-5)
    assert curve.unprofitable == 0.2


def test_whale_curve_of_a_total_loss_has_amounts_only() -> None:
    curve = whale_curve({"A": 10, "B": -20})
    assert (curve.shares, curve.peak, curve.eroded, curve.top_share) == (None, None, None, None)
    assert (curve.cumulative, curve.peak_amount, curve.unprofitable) == ((10, -10), 10, 0.5)
    assert whale_curve({}).unprofitable is None


def test_whale_curve_breaks_ties_by_id_and_has_deciles() -> None:
    curve = whale_curve({"b": 1, "a": 1, "c": 3})
    assert curve.ids == ("c", "a", "b")
    assert sum(curve.deciles()) == pytest.approx(5)
    assert curve.deciles()[:3] == (pytest.approx(0.9), pytest.approx(0.9), pytest.approx(0.9))
    assert whale_curve({str(i): float(i) for i in range(20)}).deciles()[0] == pytest.approx(19 + 18)


def test_value_matrix() -> None:
    found = value_matrix(PROFIT, SCORE)
    assert (found.threshold_of, found.threshold_for) == (10_206.08, 78)
    assert {name: place.quadrant for name, place in found.places.items()} == {
        "A": "at risk",
        "B": "at risk",
        "C": "in balance, high",
        "D": "over-served",
        "E": "over-served",
    }
    balance = {name: pytest.approx(place.balance) for name, place in found.places.items()}
    assert balance == {"A": -0.6, "B": -0.6, "C": 0.2, "D": 0.6, "E": 0.4}
    assert [name for name, place in found.places.items() if place.balanced] == ["C"]


def test_value_matrix_with_fixed_thresholds_and_missing_scores() -> None:
    found = value_matrix(PROFIT, {name: SCORE[name] for name in "BE"}, 0, 70)
    assert {name: place.quadrant for name, place in found.places.items()} == {
        "B": "at risk",
        "E": "over-served",
    }
    assert found.without_score == ("D", "A", "C")
    assert value_matrix({"A": 1}, {}).places == {}


def test_migration_between_quadrants() -> None:
    """Thresholds are the medians of each period: 7,953.04 and 79 without B's score, then 20,000 and 70."""
    before = value_matrix(PROFIT, {name: SCORE[name] for name in "ACDE"})
    now = value_matrix({"A": 30_000, "C": 20_000, "E": -500, "F": 5}, {"A": 60, "C": 90, "E": 70})
    found = value_migration(before, now)
    assert found.moves == {
        "A": ("at risk", "at risk"),
        "B": ("no value-for score", "left"),
        "C": ("in balance, high", "in balance, high"),
        "D": ("over-served", "left"),
        "E": ("in balance, low", "over-served"),
        "F": ("new", "no value-for score"),
    }
    assert found.counts == dict.fromkeys(found.moves.values(), 1)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_deciles_add_up_to_the_total(profits: list[float]) -> None:
    """Whether it is above 0, 0 or below; the best tenth is the highest."""
    curve = whale_curve({str(i): profit for i, profit in enumerate(profits)})
    deciles = curve.deciles()
    assert (len(deciles), sum(deciles)) == (10, pytest.approx(sum(profits), abs=1e-6))
    assert all(one >= next_ - 1e-6 for one, next_ in pairwise(deciles))
    assert (curve.shares is None) == (curve.total <= 0)


def test_deciles_of_a_total_near_0() -> None:
    """Ten customers, +1 nine times and -8.9: the total of 0.1 makes the peak 9,000%."""
    curve = whale_curve({**{str(i): 1.0 for i in range(9)}, "loss": -8.9})
    assert curve.deciles() == pytest.approx([1.0] * 9 + [-8.9])
    assert curve.peak == pytest.approx(90)
    assert whale_curve({"A": 1.0, "B": -1.0}).peak is None


def test_equal_values_have_equal_ranks() -> None:
    found = value_matrix({"A": 1, "B": 1, "C": 2}, {"A": 5, "B": 5, "C": 9})
    assert [place.balance for place in found.places.values()] == [0, 0, 0]


@given(st.lists(st.integers(-4, 4).map(lambda number: number / 3), min_size=1, max_size=30))
def test_ranks_count_what_is_below_and_half_of_what_is_equal(values: list[float]) -> None:
    """The definition itself, which compares every customer with every other, is the second implementation."""
    found = value_matrix({str(i): 0.0 for i in range(len(values))}, {str(i): v for i, v in enumerate(values)})
    for value, place in zip(values, found.places.values(), strict=True):
        rank = sum(other < value for other in values) + values.count(value) / 2 + 0.5
        assert place.balance == pytest.approx((rank - 0.5) / len(values) - 0.5)


def test_migration_counts_every_customer_of_either_period_once() -> None:
    """B falls, C is asked no more, D is new, E is gone; thresholds 10 and 50."""
    before = value_matrix({"A": 20, "B": 20, "C": 5, "E": 5}, {"A": 40, "B": 60, "C": 60}, 10, 50)
    now = value_matrix({"A": 20, "B": 5, "C": 5, "D": 5}, {"A": 40, "B": 40, "D": 60}, 10, 50)
    assert value_migration(before, now).counts == {
        ("at risk", "at risk"): 1,
        ("in balance, high", "in balance, low"): 1,
        ("over-served", "no value-for score"): 1,
        ("new", "over-served"): 1,
        ("no value-for score", "left"): 1,
    }


def test_a_total_that_is_nothing_but_an_error_of_adding_has_no_shares() -> None:
    curve = whale_curve({"A": 0.1, "B": 0.2, "C": -0.3})
    assert (curve.total, curve.peak) == (0, None)


def test_scores_that_differ_by_an_error_of_adding_up_are_equal() -> None:
    third = 200 / 3
    found = value_matrix({"A": 1, "B": 2}, {"A": third, "B": third - 1e-14})
    assert {place.quadrant for place in found.places.values()} == {"over-served", "in balance, high"}
    assert [place.balance for place in found.places.values()] == [0.25, -0.25]


def test_value_balance_sheet() -> None:
    """Customer A, three years, r = 0.9, d = 0.10."""
    factor = annuity(3, 0.9, 0.10)
    assert factor == pytest.approx(0.818182 + 0.669421 + 0.547708, abs=1e-6)
    sheet = value_balance_sheet(100_000, 1_500, 60_000, 5_560, 1_560.90, factor)
    assert (sheet.bright, sheet.dark) == (
        pytest.approx(206_584.15, abs=0.01),
        pytest.approx(136_611.96, abs=0.01),
    )
    assert sheet.balance == pytest.approx(69_972.19, abs=0.01)
    assert sheet.ratio == pytest.approx(1.5122, abs=5e-5)


@pytest.mark.parametrize(
    ("total", "expected", "left"),
    [
        (10_000, [4_931.865, 2_959.488, 1_398.57, 710.08, 0], 0),
        (8_000, [3_953.95, 2_689.02, 900.06, 456.98, 0], 0),
        (12_000, [4_931.865, 2_959.488, 1_530.912, 855.00, 0], 1_722.74),
    ],
)
def test_budget(total: float, expected: list[float], left: float) -> None:
    found = allocate(total, PROFIT, GAP)
    assert [found.amounts[name] for name in "ABCDE"] == pytest.approx(expected, abs=0.006)
    assert found.not_justified == pytest.approx(left, abs=0.006)


def test_floors_come_first() -> None:
    found = allocate(1_000, {"A": 100_000, "B": -5}, {"A": 1, "B": 1}, floors={"B": 300})
    assert found.amounts == {"A": 700, "B": 300}
    with pytest.raises(BadArgument, match="floors add up to 300"):
        allocate(200, {"A": 1}, {"A": 1}, floors={"A": 300})


CASES = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1), st.floats(0, 1e3)), min_size=1, max_size=8)


@given(CASES, st.floats(0, 1e6), st.floats(0, 1))
def test_no_money_is_lost_and_nobody_exceeds_his_cap(
    cases: list[tuple[float, float, float]], more: float, cap: float
) -> None:
    values, scores, floors = ({str(i): case[k] for i, case in enumerate(cases)} for k in range(3))
    total = sum(floors.values()) + more
    found = allocate(total, values, scores, cap=cap, floors=floors)
    assert sum(found.amounts.values()) + found.not_justified == pytest.approx(total)
    assert found.not_justified >= -1e-6
    for name, amount in found.amounts.items():
        assert floors[name] - 1e-9 <= amount <= max(floors[name], cap * values[name]) + 1e-6
