"""One function per measure of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.answers import of_outcome
from cbsc_xl.hosts.function import Function, Result
from cbsc_xl.hosts.tail import Question, asking


def measure_functions() -> Iterator[Function]:
    """Go through the functions of the measures, in the order of the catalogue."""
    for measure in catalogue():
        yield asking(measure.function, measure.definition, partial(_value, measure.id), spills=False)


def _value(measure: str, asked: Question) -> Result:
    return of_outcome(asked.calculator.measure(measure, asked.segment, asked.asked_period, asked.channel))
