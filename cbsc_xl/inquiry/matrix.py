"""The value matrix of the customers of a segment."""

from __future__ import annotations

from cbsc_xl.accounting import customer_pnl
from cbsc_xl.accounting.value import ValueMatrix, value_matrix
from cbsc_xl.calculator import Calculator
from cbsc_xl.catalogue import find
from cbsc_xl.inquiry.question import PeriodText
from cbsc_xl.ledger.grouping import CUSTOMER

VALUE_FOR = "perceived_value"


def matrix(
    calculator: Calculator,
    segment: str | None = "",
    period: PeriodText = None,
    threshold_of: float | None = None,
    threshold_for: float | None = None,
) -> ValueMatrix:
    """Place each customer by customer profit and perceived value; thresholds left out are medians.

    Errors as in ``customer_pnl``; customers who were not asked are listed apart.
    """
    when = calculator.period(period)
    profits = customer_pnl(calculator.ledger, segment, when).profits
    cube, measure = calculator.cube((CUSTOMER,), [when]), find(VALUE_FOR)
    found = {
        name: cube.outcome(measure, place, 0).value
        for place, name in enumerate(cube.grouping.labels)
        if name in profits
    }
    known = {name: value for name, value in found.items() if value is not None}
    return value_matrix(profits, known, threshold_of, threshold_for)
