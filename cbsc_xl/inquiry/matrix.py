"""The value matrix of the customers of a segment."""

from __future__ import annotations

from typing import Literal

from cbsc_xl.accounting import customer_pnl
from cbsc_xl.accounting.value import ValueMatrix, value_matrix
from cbsc_xl.calculator import Calculator
from cbsc_xl.catalogue import find
from cbsc_xl.inquiry.engagement import engagement
from cbsc_xl.inquiry.question import PeriodText
from cbsc_xl.ledger.grouping import CUSTOMER
from cbsc_xl.period import Period

VALUE_FOR = "perceived_value"
Value = Literal["profit", "clv", "engagement"]


def matrix(
    calculator: Calculator,
    segment: str | None = "",
    period: PeriodText = None,
    threshold_of: float | None = None,
    threshold_for: float | None = None,
    value: Value = "profit",
) -> ValueMatrix:
    """Place each customer by his value and perceived value; thresholds left out are medians.

    The value of a customer is customer profit, lifetime value, or lifetime value with his new roles;
    customers for whom it is not known are left out, those who were not asked are listed apart. Errors as
    in ``customer_pnl``.
    """
    when = calculator.period(period)
    values = _values(calculator, segment, when, value)
    cube, measure = calculator.cube((CUSTOMER,), [when]), find(VALUE_FOR)
    found = {
        name: cube.outcome(measure, place, 0).value
        for place, name in enumerate(cube.grouping.labels)
        if name in values
    }
    known = {name: score for name, score in found.items() if score is not None}
    return value_matrix(values, known, threshold_of, threshold_for)


def _values(calculator: Calculator, segment: str | None, when: Period, value: Value) -> dict[str, float]:
    profits = customer_pnl(calculator.ledger, segment, when).profits
    if value == "profit":
        return profits
    found = engagement(calculator, segment, when.text)
    values = {one.name: one.lifetime.value if value == "clv" else one.total for one in found}
    return {name: known for name in profits if (known := values.get(name)) is not None}
