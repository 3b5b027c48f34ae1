"""Expected values: the worked numbers of definitions.md par. 10."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.errors import ScorecardError
from cbsc_xl.scorecard.scoring import Direction, achievement, roll_up, score, status


@pytest.mark.parametrize(
    ("actual", "target", "direction", "baseline", "expected"),
    [
        (0.22, 0.20, "lower", 0.30, 0.80),
        (27, 30, "higher", 10, 0.85),
        (25, 20, "lower", None, 0.80),
        (0.31, 0.30, "higher", 0.28, 1.50),
        (12, 10, "higher", 10, 1.20),
        (-5, 10, "higher", None, 0.0),
        (0, 20, "lower", None, 1.2),
        (-3, 20, "lower", None, 1.2),
        (0, 0, "lower", None, 1.0),
        (1, 0, "lower", None, 0.0),
        (-0.02, 0.0, "higher", -0.10, 0.80),
    ],
)
def test_achievement(
    actual: float, target: float, direction: Direction, baseline: float | None, expected: float
) -> None:
    assert achievement(actual, target, direction, baseline=baseline) == pytest.approx(expected, abs=1e-12)


def test_a_target_to_be_hit_exactly_loses_with_the_distance() -> None:
    assert achievement(45, 40, "target", tolerance=20) == pytest.approx(0.75)
    assert achievement(100, 40, "target", tolerance=20) == 0


@pytest.mark.parametrize(("actual", "expected"), [(1, 1.0), (0, 0.0)])
def test_yes_or_no(actual: float, expected: float) -> None:
    assert achievement(actual, None, "yesno") == expected


@pytest.mark.parametrize("direction", ["higher", "lower", "target"])
def test_without_actual_or_target_there_is_no_achievement(direction: Direction) -> None:
    assert achievement(None, 1, direction, tolerance=1) is None
    assert achievement(1, None, direction, tolerance=1) is None


@pytest.mark.parametrize(
    ("target", "direction", "baseline"),
    [(0, "higher", None), (-1, "higher", None), (-1, "lower", None), (5, "higher", 10), (10, "lower", 5)],
)
def test_what_contradicts_itself_is_said(target: float, direction: Direction, baseline: float | None) -> None:
    with pytest.raises(ScorecardError):
        achievement(1, target, direction, baseline=baseline)


def test_a_tolerance_is_needed() -> None:
    with pytest.raises(ScorecardError, match="tolerance"):
        achievement(1, 2, "target")


@pytest.mark.parametrize(("reached", "counts"), [(1.5, 1.2), (-0.4, 0.0), (0.9, 0.9), (None, None)])
def test_a_score_stays_within_its_limits(reached: float | None, counts: float | None) -> None:
    assert score(reached) == counts


@pytest.mark.parametrize(
    ("reached", "colour"),
    [
        (1.0, "good"),
        (0.9999999999, "good"),
        (0.99, "watch"),
        (0.8 - 1e-12, "watch"),
        (0.79, "bad"),
        (None, "none"),
    ],
)
def test_status_is_not_moved_by_rounding_errors(reached: float | None, colour: str) -> None:
    assert status(reached) == colour


def test_the_example_of_an_objective() -> None:
    objective = roll_up([(2, 0.8), (1, 0.85), (1, None)])
    assert objective.score == pytest.approx((1.6 + 0.85) / 3)
    assert objective.coverage == 0.75


def test_too_little_covered_gives_no_score_and_just_enough_gives_one() -> None:
    assert roll_up([(1, 0.9), (1.01, None)]).score is None
    assert roll_up([(1, 0.9), (1, None)]).score == 0.9
    assert roll_up([(1, None)]).score is None
    assert roll_up([]).coverage is None


items = st.lists(st.tuples(st.floats(0.1, 10), st.floats(0, 1.2)), min_size=1, max_size=8)


@given(items)
def test_an_average_lies_between_its_members(pairs: list[tuple[float, float]]) -> None:
    value = roll_up(pairs).score
    assert value is not None
    assert min(s for _, s in pairs) - 1e-9 <= value <= max(s for _, s in pairs) + 1e-9


@given(items, st.floats(0.1, 100))
def test_only_the_proportion_of_weights_counts(pairs: list[tuple[float, float]], factor: float) -> None:
    assert roll_up([(w * factor, s) for w, s in pairs]).score == pytest.approx(roll_up(pairs).score)
