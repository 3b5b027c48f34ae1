"""The native formula of a measure, put into the words of one spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cbsc_xl.measures.measure import Measure

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_DENOMINATOR = re.compile(r"/([a-z_][a-z0-9_]*)")


def native(measure: Measure, cells: Mapping[str, str], otherwise: str = "NA()") -> str:
    """Return the formula of a measure over the cells that hold its facts, without a leading ``=``.

    ``otherwise`` is what stands there when a denominator is 0 or negative. A formula that starts
    with IF( says itself when that is, with NA().

    >>> from cbsc_xl.catalogue import find
    >>> native(find("CHURN"), {"customers_lost": "A1", "customers_opening": "B1"})
    'IF(B1>0,A1/B1,NA())'
    """
    return _pattern(measure.formula).format(**cells, OTHERWISE=otherwise)


@cache
def _pattern(formula: str) -> str:
    """Return a formula with a place for each fact and for what stands there without a value."""
    places = _NAME.sub(r"{\g<0>}", formula)
    if formula.startswith("IF("):
        return places.replace("NA()", "{OTHERWISE}")
    positive = [f"{{{name}}}>0" for name in dict.fromkeys(_DENOMINATOR.findall(formula))]
    if not positive:
        return places
    condition = positive[0] if len(positive) == 1 else f"AND({','.join(positive)})"
    return f"IF({condition},{places},{{OTHERWISE}})"


def text(value: str) -> str:
    """Return a text as a constant of a formula."""
    return '"' + value.replace('"', '""') + '"'
