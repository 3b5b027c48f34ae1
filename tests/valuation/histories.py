"""Customers who buy as BG/NBD and Gamma-Gamma suppose, from a fixed seed."""

from __future__ import annotations

import numpy as np

from cbsc_xl.valuation.repeat import RepeatPurchases

Draw = tuple[np.ndarray, list[np.ndarray]]


def buyers(count: int, r: float, alpha: float, a: float, b: float, weeks: float, seed: int = 1) -> Draw:
    """The week in which each customer starts, and the weeks of the later purchases up to the end.

    Written event by event: wait, buy, perhaps leave.
    """
    dice = np.random.default_rng(seed)
    starts = dice.uniform(0, weeks / 3, count)
    later = []
    for start in starts:
        rate, leaves = dice.gamma(r, 1 / alpha), dice.beta(a, b)
        now, bought = start, []
        while (now := now + dice.exponential(1 / rate)) <= weeks:
            bought.append(now)
            if dice.random() < leaves:
                break
        later.append(np.array(bought))
    return starts, later


def observed(draw: Draw, weeks: float, means: np.ndarray | None = None) -> RepeatPurchases:
    """What a seller sees of them up to a week."""
    starts, later = draw
    seen = [bought[bought <= weeks] for bought in later]
    x = np.array([len(bought) for bought in seen], float)
    last = [bought[-1] if len(bought) else start for start, bought in zip(starts, seen, strict=True)]
    none = np.full(len(starts), np.nan)
    return RepeatPurchases(
        np.arange(len(starts), dtype=np.int32),
        x,
        np.array(last) - starts,
        weeks - starts,
        none if means is None else means,
    )


def history(x: float, recency: float, age: float, mean: float = np.nan) -> RepeatPurchases:
    """One customer."""
    return RepeatPurchases(np.zeros(1, np.int32), *(np.array([v], float) for v in (x, recency, age, mean)))
