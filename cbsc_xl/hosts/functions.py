"""All functions of the spreadsheet, the same on every host."""

from __future__ import annotations

from functools import cache

from cbsc_xl.hosts import data, library, models, numbers
from cbsc_xl.hosts.function import Function
from cbsc_xl.hosts.measures import measure_functions


@cache
def functions() -> tuple[Function, ...]:
    """Return every function: data, measures, questions about measures, models, plain numbers."""
    return (
        *data.FUNCTIONS,
        *measure_functions(),
        *library.FUNCTIONS,
        *models.FUNCTIONS,
        *numbers.FUNCTIONS,
    )
