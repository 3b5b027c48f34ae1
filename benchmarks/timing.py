"""Times of several ways to do the same work, taken in turn, and their ratios."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from time import perf_counter
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Work(NamedTuple, Generic[T]):
    """A piece of work, and what gets it ready outside the clock."""

    prepare: Callable[[], Callable[[], T]]

    def result(self) -> T:
        """Do the work once."""
        return self.prepare()()

    def seconds(self) -> float:
        """Do the work once and return how long it takes."""
        run = self.prepare()
        gc.collect()
        start = perf_counter()
        run()
        return perf_counter() - start


def work(function: Callable[..., T], *arguments: object) -> Work[T]:
    """Return work that needs no preparation."""
    return Work(lambda: partial(function, *arguments))


def medians(works: Mapping[str, Work[T]], rounds: int) -> dict[str, float]:
    """Do all works in turn, some rounds long, and return the median seconds of each."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, each in works.items():
            times[name].append(each.seconds())
    return {name: median(values) for name, values in times.items()}


def show(title: str, times: Mapping[str, float], ours: str) -> None:
    """Print the time of each way, and the ratio to ours."""
    print(f"\n{title}")
    for name, value in times.items():
        ratio = "" if name == ours else f"{value / times[ours]:10.2f}"
        print(f"  {name:<46}{readable(value):>12}{ratio}", flush=True)


def readable(value: float) -> str:
    """Return seconds as text."""
    return f"{value * 1000:,.1f} ms" if value < 1 else f"{value:,.2f} s"
