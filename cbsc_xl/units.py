"""Units of measures and facts: an annotated float that carries how it is written.

A measure returns ``Ratio``, ``Count`` and so on; the annotation is read by the
catalogue and decides the number format of every cell that shows the figure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, get_type_hints


@dataclass(frozen=True)
class Unit:
    """How a number is named and written (number formats in their US form)."""

    name: str
    symbol: str
    format: str
    change_format: str
    change_factor: float = 1.0

    def sized(self, *values: float | None) -> Unit:
        """Return the unit for a row of figures: amounts that are all below 100 show cents."""
        small = all(abs(value) < SMALL for value in values if value is not None)
        if self.name != "currency" or not small:
            return self
        return replace(self, format=_HUNDREDTHS, change_format=_HUNDREDTHS_CHANGE)


SMALL = 100


def _value(number: str) -> str:
    """Write a negative number with the real minus; zero shows as 0."""
    return f'{number};"−"{number};{number.replace("#,##0", "0")}'


def _change(number: str) -> str:
    """Write a change with its sign."""
    return f'+{number};"−"{number};{number.replace("#,##0", "0")}'


_WHOLE, _WHOLE_CHANGE = _value("#,##0_._0_%"), _change("#,##0_._0_ _p_p")
_TENTHS, _TENTHS_CHANGE = _value("#,##0.0_%"), _change("#,##0.0_ _p_p")
_HUNDREDTHS, _HUNDREDTHS_CHANGE = _value("#,##0.00"), _change("#,##0.00_ _p")

RATIO = Unit("ratio", "%", _value("0.0%"), _change('0.0" pp"'), change_factor=100.0)
COUNT = Unit("count", "count", _WHOLE, _WHOLE_CHANGE)
MONEY = Unit("currency", "", _WHOLE, _WHOLE_CHANGE)
DAYS = Unit("days", "days", _TENTHS, _TENTHS_CHANGE)
SCORE = Unit("score", "score", _TENTHS, _TENTHS_CHANGE)
AVERAGE = Unit("average", "average", _HUNDREDTHS, _HUNDREDTHS_CHANGE)
MULTIPLE = Unit("multiple", "times", _HUNDREDTHS, _HUNDREDTHS_CHANGE)

Ratio = Annotated[float, RATIO]
Count = Annotated[float, COUNT]
Money = Annotated[float, MONEY]
Days = Annotated[float, DAYS]
Score = Annotated[float, SCORE]
Average = Annotated[float, AVERAGE]
Multiple = Annotated[float, MULTIPLE]

UNITS = {unit.name: unit for unit in (RATIO, COUNT, MONEY, DAYS, SCORE, AVERAGE, MULTIPLE)}


def unit_of(hint: Any) -> Unit:
    """Return the unit that an annotated float carries; a TypeError says when it carries none."""
    for item in getattr(hint, "__metadata__", ()):
        if isinstance(item, Unit):
            return item
    raise TypeError(f"{hint!r} carries no unit: use Ratio, Count, Money, Days, Score, Average or Multiple")


def units_of(function: Any) -> dict[str, Unit]:
    """Return the unit of each parameter of a function, and of its result under ``return``."""
    hints = get_type_hints(function, include_extras=True)
    return {name: unit_of(hint) for name, hint in hints.items()}
