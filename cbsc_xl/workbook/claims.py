"""Claims on the budget: what each customer group is worth, how it scores, what it spent; and what it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.accounting.budget import allocate, weight
from cbsc_xl.tables import Settings

MOST = 30
"""Groups with a row of their own on the page of the budget; the others are one row."""

DIGITS = 6
"""Decimals to which money is compared, so that rounding errors cap nobody."""


@dataclass(frozen=True)
class Claim:
    """A group's customer profit, total score (None without one), and cost of marketing and sales.

    Several groups in one claim have no name, the sum of their values above 0, and the score at which
    that sum has the weight of all of them.
    """

    group: str
    value: float
    score: float | None
    spent: float
    groups: int = 1

    @property
    def reached(self) -> float:
        """The score as it counts for the budget: 0 to 1; without a score nothing is known to be missing."""
        return 1.0 if self.score is None else min(1.0, self.score)


def shortlist(claims: Sequence[Claim], group: str) -> list[Claim]:
    """Return claims by value, the highest first; where they are too many, the lowest become one."""
    ranked = sorted(claims, key=lambda claim: (-claim.value, claim.group))
    if len(ranked) <= MOST:
        return ranked
    others = [claim for claim in ranked if claim.group != group]
    chosen = {claim.group for claim in others[: MOST - 2]} | {group}
    rest = [claim for claim in others if claim.group not in chosen]
    return [claim for claim in ranked if claim.group in chosen] + [_together(rest)]


def _together(claims: Sequence[Claim]) -> Claim:
    values = [max(0.0, claim.value) for claim in claims]
    total = sum(values)
    reached = sum(value * claim.reached for value, claim in zip(values, claims, strict=True))
    score = reached / total if total > 0 else None
    return Claim("", total, score, sum(claim.spent for claim in claims), len(claims))


@dataclass(frozen=True)
class Share:
    """One claim with the workings of the division, as the columns of the page show them.

    ``filled`` is what all groups get at the moment when this one has reached its cap.
    """

    claim: Claim
    weight: float
    cap: float
    room: float
    filled: float
    capped: bool
    allocated: float

    @property
    def ratio(self) -> float:
        """The money per weight at which the cap is reached."""
        return _ratio(self.weight, self.room)


@dataclass(frozen=True)
class Division:
    """A budget over claims: the inputs, the shares, what customer value does not justify."""

    total: float
    given: bool
    gap: float
    cap: float
    shares: list[Share]
    left: float

    @property
    def per_weight(self) -> float:
        """The money per weight of those below their cap."""
        weight = sum(share.weight for share in self.shares if not share.capped)
        spent = sum(share.room for share in self.shares if share.capped)
        return (self.total - spent) / weight if weight > 0 else 0.0


def divide(settings: Settings, claims: Sequence[Claim]) -> Division:
    """Divide the budget of the settings, or as much as was spent."""
    given = "budget" in settings
    total = settings.number("budget") if given else max(0.0, sum(claim.spent for claim in claims))
    gap, cap = settings.number("budget_gap_weight"), settings.number("budget_cap")
    keys = [str(i) for i in range(len(claims))]
    found = allocate(
        total,
        dict(zip(keys, (claim.value for claim in claims), strict=True)),
        dict(zip(keys, (claim.reached for claim in claims), strict=True)),
        gap,
        cap,
    )
    weights = [weight(claim.value, claim.reached, gap) for claim in claims]
    caps = [max(0.0, cap * claim.value) for claim in claims]
    ratios = [_ratio(own, room) for own, room in zip(weights, caps, strict=True)]
    filled = [
        sum(min(room, own * ratio) for own, room in zip(weights, caps, strict=True)) for ratio in ratios
    ]
    capped = [round(money, DIGITS) <= round(total, DIGITS) for money in filled]
    shares = [
        Share(claim, weights[i], caps[i], caps[i], filled[i], capped[i], found.amounts[str(i)])
        for i, claim in enumerate(claims)
    ]
    return Division(total, given, gap, cap, shares, max(0.0, found.not_justified))


def _ratio(weight: float, room: float) -> float:
    return room / weight if weight > 0 else 0.0
