"""Textbook formulas over plain numbers: lifetime value, payback of acquisition cost, provisions.

Rates and shares are fractions. BadArgument names an argument that makes no sense, NoValue says why
sensible arguments have no result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, get_args

from cbsc_xl.accounting.value import annuity
from cbsc_xl.errors import BadArgument, NoValue
from cbsc_xl.measures.lifetime import margin_multiple
from cbsc_xl.texts import mark

Timing = Literal["year_end", "now"]
ENDLESS = mark("margins are kept and grow at least as fast as they are discounted: their sum has no limit")
NO_MARGIN = mark("the margin is 0 or negative: it pays nothing back")
NEVER = mark("never: customers leave before their margin has paid the cost of winning them")


def clv_simple(
    margin: float,
    retention: float,
    discount_rate: float,
    timing: Timing = "year_end",
    growth: float = 0.0,
    years: float | None = None,
) -> float:
    """Return the lifetime value of a customer with constant margin, retention and discount rate.

    Existing customer, ``timing="year_end"``: the first margin comes after a year, if the customer stays;
    m r / (1 + d - r (1 + g)). New customer, ``"now"``: the first margin is certain and comes at once;
    m (1 + d) / (1 + d - r (1 + g)). Cost of winning the customer is not deducted.

    margin: money per year; retention: share that stays each year, 0 to 1; discount_rate and growth of
    the margin: per year, above -1; years: number of margins that count, left out: without end.
    Raises NoValue where the sum has no limit.

    >>> clv_simple(150, 0.8, 0.10), clv_simple(150, 0.8, 0.10, "now")
    (400.0, 550.0)
    >>> round(clv_simple(150, 0.8, 0.10, growth=0.05), 2), round(clv_simple(150, 0.8, 0.10, years=5), 2)
    (461.54, 318.61)

    Without discounting it is what a customer brings in a lifetime, m / (1 - r):

    >>> round(clv_simple(150, 0.8, 0, "now"), 2)
    750.0

    Source: Gupta & Lehmann 2003; Farris et al., Marketing Metrics, ch. 5.
    """
    _require("retention", retention, 0, 1)
    _require("discount_rate", discount_rate, -1, math.inf, open_=True)
    _require("growth", growth, -1, math.inf, open_=True)
    if timing not in get_args(Timing):
        raise BadArgument(f"timing {timing!r} is neither year_end nor now")
    if years is not None and (years < 1 or years != int(years)):
        raise BadArgument(f"years {years:g} is not a whole number from 1 upwards")
    if timing == "year_end":
        return margin * _multiple(retention, discount_rate, growth, years)
    later = None if years is None else years - 1
    return margin * (1 + (1 + growth) * _multiple(retention, discount_rate, growth, later))


def _multiple(retention: float, discount_rate: float, growth: float, years: float | None) -> float:
    """Return the present value of the margins of years 1, 2, ..., the first of which is 1."""
    kept = retention * (1 + growth)
    if years is not None:
        return annuity(int(years), kept, discount_rate) / (1 + growth)
    if kept >= 1 + discount_rate:
        raise NoValue(ENDLESS)
    return margin_multiple(retention, discount_rate, growth)


def clv_npv(values: Sequence[float], discount_rate: float) -> float:
    """Return the net present value of yearly amounts, the first of which is now and not discounted.

    Lifetime value from a forecast: minus the acquisition cost, then the margin of each year times the
    share of customers that is left. Excel's NPV discounts its first value as well.

    >>> flows = [-250, *(150 * 0.8**year for year in range(1, 6))]
    >>> round(clv_npv(flows, 0.10), 2)
    68.61

    Source: numpy_financial.npv; Farris et al., ch. 5.
    """
    import numpy_financial as npf

    _require("discount_rate", discount_rate, -1, math.inf, open_=True)
    if not len(values):
        raise BadArgument("values is empty: give at least one amount")
    return float(npf.npv(discount_rate, values))


def prospect_value(
    acquisition_rate: float, initial_margin: float, lifetime_value: float, acquisition_spending: float
) -> float:
    """Return what a prospect is worth: a (M0 + CLV) - A; above 0 the spending creates value.

    acquisition_rate: share of prospects that become customers, 0 to 1; initial_margin: margin of the first
    purchase; lifetime_value: value after it; acquisition_spending: per prospect.

    >>> round(prospect_value(0.012, 10, 100, 0.80), 2)
    0.52

    Source: Farris et al., ch. 5 (prospect lifetime value versus customer value).
    """
    _require("acquisition_rate", acquisition_rate, 0, 1)
    return acquisition_rate * (initial_margin + lifetime_value) - acquisition_spending


def cac_payback(cac: float, monthly_margin: float, retention: float | None = None) -> float:
    """Return the months until the margin of a customer has paid the cost of winning that customer.

    Without ``retention`` nobody leaves: CAC / margin. With the share of customers that stays each month it
    is the smallest n with m r + m r^2 + ... + m r^n >= CAC, a whole number.

    cac: money per new customer; monthly_margin: monthly revenue times margin %; retention: per month, 0 to 1.
    Raises NoValue for a margin of 0 or less, and where the customers leave before.

    >>> cac_payback(600, 100 * 0.75)
    8.0
    >>> cac_payback(400, 50, 0.97)
    10.0

    Source: Gupta & Lehmann 2005; Farris et al., ch. 5.
    """
    _require("cac", cac, 0, math.inf)
    if monthly_margin <= 0:
        raise NoValue(NO_MARGIN)
    if retention is None:
        return cac / monthly_margin
    _require("retention", retention, 0, 1)
    months = cac / monthly_margin
    if retention == 1 or not months:
        return float(math.ceil(months))
    left = 1 - months * (1 - retention) / retention if retention else 0.0
    if left <= 0:
        raise NoValue(NEVER)
    return float(math.ceil(round(math.log(left) / math.log(retention), 9)))


def provision_matrix(exposures: Sequence[float], loss_rates: Sequence[float]) -> float:
    """Return the expected credit loss of receivables: the sum of exposure x loss rate per ageing bucket.

    exposures: receivables per bucket (not due, 1 to 30 days overdue, ...); loss_rates: share lost of each,
    0 to 1, as many as there are buckets.

    >>> provision_matrix([100_000, 20_000, 5_000], [0.002, 0.02, 0.30])
    2100.0

    Source: IFRS 9 par. B5.5.35.
    """
    if len(exposures) != len(loss_rates):
        raise BadArgument(f"loss_rates has {len(loss_rates)} numbers for {len(exposures)} exposures")
    for rate in loss_rates:
        _require("loss_rates", rate, 0, 1)
    return math.fsum(amount * rate for amount, rate in zip(exposures, loss_rates, strict=True))


def _require(name: str, value: float, low: float, high: float, *, open_: bool = False) -> None:
    """Raise BadArgument for a number outside its range, or at its lower end where that is open."""
    if low <= value <= high and not (open_ and value == low):
        return
    bounds = f"from {low:g} to {high:g}" if high < math.inf else f"{'above' if open_ else 'at least'} {low:g}"
    raise BadArgument(f"{name} {value:g} is outside its range: {bounds}")
