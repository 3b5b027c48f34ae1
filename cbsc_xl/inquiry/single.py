"""One fact by its name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from cbsc_xl.calculator import Calculator, Outcome
from cbsc_xl.catalogue import catalogue
from cbsc_xl.errors import BadArgument, CbscError
from cbsc_xl.facts import VOCABULARY, Fact
from cbsc_xl.inquiry.question import PeriodText, asked_segment, understood
from cbsc_xl.period import Period


@dataclass(frozen=True)
class FactAnswer:
    """A fact and its number, in the unit of the fact."""

    fact: Fact
    segment: str
    period: Period
    channel: str | None
    outcome: Outcome


def fact(
    calculator: Calculator,
    name: str,
    segment: str | None = "",
    period: PeriodText = None,
    channel: str | None = None,
) -> FactAnswer:
    """Return one fact for one segment, period and channel, each as people type it.

    BadArgument is raised for a question that cannot be understood, an unknown name included; other
    errors are in the outcome.
    """
    found, asked = find_fact(name), asked_segment(calculator, segment)
    when, where = calculator.period(period), _channel_of(found, channel)
    try:
        cube = calculator.cube(asked.columns, [when])
        outcome = Outcome(cube.fact_value(found.name, cube.grouping.index(asked), 0, where))
    except CbscError as error:
        outcome = understood(Outcome(error=error))
    return FactAnswer(found, asked.text, when, channel, outcome)


def find_fact(name: str) -> Fact:
    """Return a fact by its name, in any case; BadArgument names the nearest."""
    asked = name.strip().casefold().replace(" ", "_")
    if asked in VOCABULARY:
        return VOCABULARY[asked]
    near = difflib.get_close_matches(asked, VOCABULARY, 1, 0.4)
    hint = f"did you mean {near[0]}?" if near else "cbsc-xl explain shows the facts of a measure"
    raise BadArgument(f"no fact {name!r}; {hint}")


def _channel_of(fact: Fact, channel: str | None) -> tuple[str, str] | None:
    """Return table and channel that a fact filters: the table by which measures filter it."""
    if not channel:
        return None
    own = {need.partition(".")[0] for need in (*fact.needs, *fact.dated)}
    for measure in catalogue():
        if measure.channel in own and fact.name in measure.parameters:
            return measure.channel, channel
    raise BadArgument(f"channel not applicable to fact {fact.name}")
