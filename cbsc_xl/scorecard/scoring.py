"""Achievement, score, status and roll-up: the arithmetic of a scorecard.

Missing is never 0: without an actual or a target there is no achievement, and a
roll-up counts only what has a score and says which share of the weight that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cbsc_xl.errors import ScorecardError

Direction = Literal["higher", "lower", "target", "yesno"]
Status = Literal["good", "watch", "bad", "none"]
DIGITS = 9


def achievement(
    actual: float | None,
    target: float | None,
    direction: Direction,
    *,
    baseline: float | None = None,
    tolerance: float | None = None,
    score_cap: float = 1.2,
) -> float | None:
    """Return how far a target is reached: 1 is reached, None without actual or target.

    With a baseline it is the way covered from baseline to target. Raises ScorecardError
    where target, baseline and direction contradict each other.

    >>> round(achievement(0.22, 0.20, "lower", baseline=0.30), 9)
    0.8
    >>> achievement(25, 20, "lower")
    0.8
    """
    if direction == "yesno":
        return None if actual is None else float(actual > 0)
    if actual is None or target is None:
        return None
    if direction == "target":
        if not tolerance or tolerance < 0:
            raise ScorecardError(f"a target of {target:g} to be hit exactly needs a tolerance above 0")
        return max(0.0, 1 - abs(actual - target) / tolerance)
    if baseline is not None and baseline != target:
        return _progress(actual, target, baseline, direction)
    return _ratio_to_target(actual, target, direction, score_cap)


def _progress(actual: float, target: float, baseline: float, direction: Direction) -> float:
    if (target > baseline) != (direction == "higher"):
        raise ScorecardError(
            f"{direction} is better, but the target {target:g} contradicts the baseline {baseline:g}"
        )
    return (actual - baseline) / (target - baseline)


def _ratio_to_target(actual: float, target: float, direction: Direction, score_cap: float) -> float:
    if direction == "lower" and target == 0:
        return float(actual <= 0)
    if target <= 0:
        raise ScorecardError(f"a target of {target:g} needs a baseline to measure progress from")
    if direction == "higher":
        return max(0.0, actual / target)
    return score_cap if actual <= 0 else target / actual


def score(achieved: float | None, score_cap: float = 1.2) -> float | None:
    """Limit an achievement to what may count: 0 up to the cap."""
    return None if achieved is None else min(max(achieved, 0.0), score_cap)


def status(achieved: float | None, green: float = 1.0, amber: float = 0.8) -> Status:
    """Return the colour of an achievement; rounding errors do not change it.

    >>> status(0.7999999999999)
    'watch'
    """
    if achieved is None:
        return "none"
    rounded = round(achieved, DIGITS)
    return "good" if rounded >= green else "watch" if rounded >= amber else "bad"


@dataclass(frozen=True)
class RollUp:
    """A weighted average of scores and the share of the weight that has one."""

    weight: float
    counted: float
    weighted: float
    covered: float
    min_coverage: float

    @property
    def coverage(self) -> float | None:
        """Share of the weight that has data: of the measures below, whatever the levels in between."""
        return self.covered / self.weight if self.weight > 0 else None

    @property
    def score(self) -> float | None:
        """The average, or None where too little has a score."""
        covered = self.coverage
        if covered is None or self.counted <= 0 or round(covered, DIGITS) < self.min_coverage:
            return None
        return self.weighted / self.counted


def roll_up(
    items: Iterable[tuple[float, float | None]], min_coverage: float = 0.5, covered: float | None = None
) -> RollUp:
    """Average scores by weight; items without a score lower the coverage only.

    ``covered`` is the weight that has data where the items are themselves averages.

    >>> objective = roll_up([(2, 0.8), (1, 0.85), (1, None)])
    >>> round(objective.score, 4), objective.coverage
    (0.8167, 0.75)
    """
    pairs = list(items)
    counted = sum(weight for weight, value in pairs if value is not None)
    return RollUp(
        weight=sum(weight for weight, _ in pairs),
        counted=counted,
        weighted=sum(weight * value for weight, value in pairs if value is not None),
        covered=counted if covered is None else covered,
        min_coverage=min_coverage,
    )
