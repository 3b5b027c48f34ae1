"""The worked example of a measure: its facts, its result, and how numbers are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cbsc_xl.measures.measure import Measure
from tests.measures.examples import Case, case

DIGITS = 12
"""Significant digits of what is written: the same on every machine."""


@dataclass(frozen=True)
class Worked:
    """A worked example with its facts and its result."""

    case: Case
    facts: dict[str, float]
    result: float


@cache
def worked(measure: Measure) -> Worked:
    """Work out the example of a measure."""
    found = case(measure)
    facts = {name: float(number(value)) for name, value in found.facts().items()}
    return Worked(found, facts, measure(**facts))


def number(value: float) -> str:
    """Return a number with all digits that count.

    >>> number(0.1 + 0.2)
    '0.3'
    """
    return f"{value:.{DIGITS}g}"


def with_numbers(measure: Measure, facts: dict[str, float]) -> str:
    """Return the formula with numbers put in, a negative one in brackets."""
    written = {name: f"({number(v)})" if v < 0 else number(v) for name, v in facts.items()}
    return re.sub(r"[a-z_][a-z0-9_]*", lambda match: written[match[0]], measure.formula)
