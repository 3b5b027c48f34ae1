"""Customer-oriented budgeting: money goes where customers are worth it and the scorecard asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cbsc_xl.errors import BadArgument

SPENT = ("marketing_acquisition", "marketing_other", "sales")
"""Lines of the customer P&L that the budget is for."""


@dataclass(frozen=True)
class Budget:
    """The budget of each customer or group, the money that customer value does not justify, and who is
    held back by his cap.
    """

    amounts: dict[str, float]
    not_justified: float
    capped: frozenset[str] = frozenset()


def weight(value: float, score: float, gap_weight: float = 1.0) -> float:
    """Return what a value weighs: more, the further its score is below 1.

    >>> weight(1000, 0.75, gap_weight=2)
    1500.0
    """
    return max(0.0, value) * (1 + gap_weight * (1 - score))


def allocate(
    total: float,
    values: Mapping[str, float],
    scores: Mapping[str, float],
    gap_weight: float = 1.0,
    cap: float = 0.15,
    floors: Mapping[str, float] | None = None,
) -> Budget:
    """Divide a budget in proportion to max(0, value) x (1 + ``gap_weight`` x (1 - score)).

    Nobody gets more than ``cap`` x value or the floor, whichever is higher; what is cut off is
    divided again. Raises BadArgument if the floors exceed the budget.
    """
    given = {name: (floors or {}).get(name, 0.0) for name in values}
    left = total - sum(given.values())
    if left < 0:
        raise BadArgument(f"the floors add up to {total - left:g}, more than the budget of {total:g}")
    weights = {name: weight(value, scores[name], gap_weight) for name, value in values.items()}
    room = {name: max(0.0, cap * value - given[name]) for name, value in values.items()}
    shares, capped = _fill(left, weights, room)
    amounts = {name: given[name] + shares[name] for name in values}
    everybody = all(name in capped for name, own in weights.items() if own > 0)
    return Budget(amounts, left - sum(shares.values()) if everybody else 0.0, frozenset(capped))


def _fill(
    left: float, weights: Mapping[str, float], room: Mapping[str, float]
) -> tuple[dict[str, float], set[str]]:
    """Share out in proportion to the weights; who has no room for more is fixed, the rest goes on."""
    shares, capped = dict.fromkeys(weights, 0.0), set[str]()
    open_ = {name for name, weight in weights.items() if weight > 0}
    while open_:
        unit = left / sum(weights[name] for name in sorted(open_))
        full = {name for name in open_ if weights[name] * unit >= room[name]}
        if not full:
            return shares | {name: weights[name] * unit for name in open_}, capped
        for name in sorted(full):
            shares[name] = room[name]
            left -= room[name]
        open_ -= full
        capped |= full
    return shares, capped
