"""What a measure is: one small function, and the words around it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from cbsc_xl.errors import NoValue
from cbsc_xl.units import Unit, units_of

Better = Literal["higher", "lower"]
Kind = Literal["opinion", "activity"]
Perspective = Literal["financial", "customer", "internal", "learning"]
Process = Literal["", "marketing", "sales", "service", "innovation"]
Timing = Literal["leading", "lagging"]
AnyMeasure = TypeVar("AnyMeasure", bound=Callable[..., float])

GROUPS = (
    "loyalty",
    "retention",
    "satisfaction",
    "service",
    "channel",
    "value",
    "purchase",
    "market",
    "acquisition",
    "profitability",
    "risk",
    "roles",
    "innovation",
)
"""Groups of measures in the order in which the library shows them."""


@dataclass(frozen=True, eq=False)
class Measure:
    """One measure of the library.

    ``id`` is the name of the Python function, ``function`` that of the spreadsheet function;
    ``parameters`` are facts; ``formula`` is the native formula over the names of the facts.
    ``channel`` is the table whose channel can be asked, None where a channel does not apply.
    ``by_channel`` says that the page on channels shows the measure.
    ``empty`` is the reason why there is no value when a denominator is 0 or negative.
    """

    id: str
    function: str
    call: Callable[..., float]
    unit: Unit
    parameters: tuple[str, ...]
    labels: dict[str, str]
    better: Better
    kind: Kind
    group: str
    perspective: Perspective
    process: Process
    timing: Timing
    formula: str
    empty: str
    channel: str | None
    channel_required: bool
    by_channel: bool

    @cached_property
    def text(self) -> str:
        """The docstring of the function."""
        return inspect.cleandoc(self.call.__doc__ or "")

    @cached_property
    def definition(self) -> str:
        """What is measured, in one sentence."""
        return " ".join(self.text.partition("\n\n")[0].split())

    def __call__(self, **facts: float) -> float:
        """Compute the measure from its facts; NoValue says why there is none."""
        try:
            return self.call(**facts)
        except NoValue:
            raise NoValue(self.empty) from None


LIBRARY: list[Measure] = []


def measure(
    function: str,
    *,
    en: str,
    nl: str,
    uk: str,
    better: Better,
    kind: Kind,
    group: str,
    perspective: Perspective,
    excel: str,
    process: Process = "",
    timing: Timing = "lagging",
    empty: str = "",
    channel: str | None = None,
    channel_required: bool = False,
    by_channel: bool = False,
) -> Callable[[AnyMeasure], AnyMeasure]:
    """Register a function of facts as a measure of the library.

    Units come from the annotations, needs from the facts that the parameters name.
    """
    if group not in GROUPS:
        raise TypeError(f"{function}: no group {group!r}")

    def register(call: AnyMeasure) -> AnyMeasure:
        units = units_of(call)
        LIBRARY.append(
            Measure(
                id=call.__name__,
                function=function,
                call=call,
                unit=units["return"],
                parameters=tuple(inspect.signature(call).parameters),
                labels={"en": en, "nl": nl, "uk": uk},
                better=better,
                kind=kind,
                group=group,
                perspective=perspective,
                process=process,
                timing=timing,
                formula=excel.removeprefix("="),
                empty=empty,
                channel=channel,
                channel_required=channel_required,
                by_channel=by_channel,
            )
        )
        return call

    return register


def ratio(numerator: float, denominator: float) -> float:
    """Divide; NoValue where the denominator is 0 or negative."""
    if denominator <= 0:
        raise NoValue("the denominator is 0 or negative")
    return numerator / denominator
