"""Repeatable chance: the same draws on every platform and with every Python version.

Only `Random.random()` and plain arithmetic are used. Both are exact, so the tables
of the demo are equal byte for byte wherever they are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


class Dice:
    """A stream of draws of its own for one subject, so that subjects do not disturb each other."""

    def __init__(self, subject: str) -> None:
        """Start the stream of a subject; the same name gives the same draws."""
        self.random = Random(crc32(subject.encode())).random

    def chance(self, probability: float) -> bool:
        """True with this probability (0-1)."""
        return self.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number in [low, high)."""
        return low + (high - low) * self.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def count(self, expected: float) -> int:
        """A whole number next to `expected` whose mean is `expected`."""
        return int(expected + self.random())

    def around(self, spread: float) -> float:
        """A factor with mean 1 and a long right tail; `spread` 0-1 is its width."""
        factor = 1.0
        for _ in range(3):
            factor *= self.between(1.0 - spread, 1.0 + spread)
        return factor

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all equally likely."""
        return items[int(self.random() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """One of the items, as likely as its weight."""
        left = self.random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        return items[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def day(self, first: date, last: date) -> date:
        """A day from first to last, both included."""
        return first + timedelta(self.whole(0, (last - first).days))
