"""What each customer will be worth: purchases expected by BG/NBD, their value by Gamma-Gamma, our margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

import numpy as np

from cbsc_xl.accounting import customer_pnl
from cbsc_xl.calculator import Outcome
from cbsc_xl.errors import BadArgument, CbscError, NoValue
from cbsc_xl.ledger import Ledger, parse_segment
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.ledger.rows import Bools, Floats
from cbsc_xl.period import Period, to_date
from cbsc_xl.texts import mark
from cbsc_xl.valuation.bgnbd import BgNbd, fit_bgnbd
from cbsc_xl.valuation.gamma_gamma import GammaGamma, fit_gamma_gamma
from cbsc_xl.valuation.repeat import DAYS_PER_WEEK, RepeatPurchases, count_repeats, repeat_purchases

WEEKS_PER_YEAR = 365.25 / DAYS_PER_WEEK
YEARS = 3
"""Years of purchases that count where nobody says how many."""
FEWEST = 100
"""Customers with a repeat purchase below which parameters are a matter of chance."""
TOO_FEW = mark("fewer than 100 customers purchased again, too few to forecast each: ask for a larger segment")
NO_PURCHASES = mark("no purchases in the period")
CORRELATED = 0.3
"""Correlation between number and value of orders from which Gamma-Gamma misleads (medium, by Cohen)."""
GOOD, USABLE = 0.10, 0.25
"""Error of the predicted total up to which a forecast is good, and usable."""


@dataclass(frozen=True)
class HoldOut:
    """Repeat purchases in the period as the data before it predict them, beside those that came."""

    customers: int
    predicted: float
    actual: float

    @property
    def error(self) -> float:
        """Predicted over actual, less 1."""
        return self.predicted / self.actual - 1

    @property
    def verdict(self) -> str:
        """The error in a word."""
        size = abs(self.error)
        return "good" if size <= GOOD else "usable" if size <= USABLE else "poor: do not rely on it"


@dataclass(frozen=True)
class ClvForecast:
    """The models, the margin and discount rate, and ``rows``: one per customer, the most valuable first.

    A row has customer_id, repeat_purchases, last_purchase, p_alive, expected_purchases (next 12 months),
    expected_order_value and clv; the last two are None where they cannot be known. ``margin`` is
    customer profit before acquisition cost per unit of purchases.
    """

    purchasing: BgNbd
    spending: GammaGamma
    customers: int
    repeating: int
    margin: Outcome
    discount_rate: float
    years: int
    holdout: HoldOut | None
    rows: tuple[dict[str, str | float | None], ...]

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """How far the figures can be trusted, in words."""
        return tuple(_remarks(self))

    def as_dict(self) -> dict[str, object]:
        """Return plain values, unrounded."""
        return {
            "bg_nbd": asdict(self.purchasing),
            "gamma_gamma": asdict(self.spending),
            "customers": self.customers,
            "repeating": self.repeating,
            "margin": self.margin.value,
            "discount_rate": self.discount_rate,
            "years": self.years,
            "holdout": self.holdout and {**asdict(self.holdout), "error": self.holdout.error},
            "remarks": list(self.remarks),
            "rows": list(self.rows),
        }


def clv_bgnbd(ledger: Ledger, segment: str | None, period: Period, years: int = YEARS) -> ClvForecast:
    """Return the lifetime value of each customer of a segment, seen from the end of the period.

    CLV = margin x expected order value x sum over t = 1..years of (E[Y(t)] - E[Y(t-1)]) / (1 + d)^t, where
    E[Y(t)] is the number of purchases expected in t years. All purchases up to the end count; the
    margin is that of the period; the hold-out predicts the period from what was before.

    Raises NoValue where fewer than 100 customers purchased again, BadArgument for an unknown segment and
    for ``years`` below 1, Needs without Transactions.
    """
    if years < 1:
        raise BadArgument(f"years {years} is below 1")
    group = _members(ledger, segment, period)
    end = min(period.end, ledger.span("Transactions")[1])
    seen = repeat_purchases(ledger, end, group)
    repeating = _require_enough(seen)
    purchasing, spending = fit_bgnbd(seen), fit_gamma_gamma(seen)
    margin = _margin(ledger, segment, period, group)
    rate = ledger.settings.number("discount_rate")
    by_year = _by_year(purchasing, seen, years)
    discounted = by_year @ (1 + rate) ** -np.arange(1, years + 1)
    value = spending.expected_value(seen) if spending.has_mean else None
    clv = None if value is None or margin.value is None else margin.value * value * discounted
    rows = _rows(ledger, seen, purchasing.alive(seen), by_year[:, 0], value, clv)
    holdout = _holdout(ledger, group, Period(period.start, end)) if period.start < end else None
    return ClvForecast(purchasing, spending, len(seen), repeating, margin, rate, years, holdout, rows)


def _members(ledger: Ledger, segment: str | None, period: Period) -> Bools:
    """Return which codes are customers of a segment."""
    asked = parse_segment(segment)
    grouping = group_by(ledger, asked.columns, [period])
    index = grouping.index(asked)
    members = grouping.codes_at(0) == (-1 if index is None else index)
    members[ledger.customers.anonymous :] = False
    return np.asarray(members)


def _require_enough(seen: RepeatPurchases) -> int:
    repeating = int(seen.repeating.sum())
    if repeating < FEWEST:
        raise NoValue(TOO_FEW)
    return repeating


def _margin(ledger: Ledger, segment: str | None, period: Period, group: Bools) -> Outcome:
    """Return customer profit before acquisition cost per unit of purchases: returns lower it."""
    purchases = ledger.purchases
    rows = purchases.rows
    inside = group[rows.customer] & (rows.day >= period.start) & (rows.day < period.end)
    spent = float(purchases.amounts[inside].sum())
    if not spent:
        return Outcome(error=NoValue(NO_PURCHASES))
    try:
        total = customer_pnl(ledger, segment, period).total
    except CbscError as error:
        return Outcome(error=error)
    return Outcome((total["customer_profit"] + total["marketing_acquisition"]) / spent)


def _by_year(model: BgNbd, seen: RepeatPurchases, years: int) -> Floats:
    """Return the purchases expected of each customer (first axis) in each year (second axis)."""
    until = [model.expected_purchases(seen, year * WEEKS_PER_YEAR) for year in range(1, years + 1)]
    return np.asarray(np.diff(until, axis=0, prepend=0.0).T)


def _rows(
    ledger: Ledger,
    seen: RepeatPurchases,
    alive: Floats,
    expected: Floats,
    value: Floats | None,
    clv: Floats | None,
) -> tuple[dict[str, str | float | None], ...]:
    last = ledger.first_purchase[seen.customer] + np.rint(seen.recency * DAYS_PER_WEEK)
    rows: list[dict[str, str | float | None]] = [
        {
            "customer_id": ledger.customers.ids[code],
            "repeat_purchases": int(seen.frequency[i]),
            "last_purchase": to_date(int(last[i])).isoformat(),
            "p_alive": float(alive[i]),
            "expected_purchases": float(expected[i]),
            "expected_order_value": None if value is None else float(value[i]),
            "clv": None if clv is None else float(clv[i]),
        }
        for i, code in enumerate(seen.customer.tolist())
    ]
    worth = expected if clv is None else clv
    order = sorted(range(len(rows)), key=lambda i: (-worth[i], str(rows[i]["customer_id"])))
    return tuple(rows[i] for i in order)


def _holdout(ledger: Ledger, group: Bools, period: Period) -> HoldOut | None:
    """Fit to what was before a period and predict it; None where there is too little to do so."""
    before = repeat_purchases(ledger, period.start, group)
    if before.repeating.sum() < FEWEST:
        return None
    predicted = fit_bgnbd(before).expected_purchases(before, period.days / DAYS_PER_WEEK)
    actual = count_repeats(ledger, period.start, period.end, before.customer)
    return HoldOut(len(before), float(predicted.sum()), float(actual.sum())) if actual.any() else None


def _remarks(forecast: ClvForecast) -> Iterator[str]:
    yield f"{forecast.customers:,} customers, {forecast.repeating:,} of them purchased again"
    buying, spending = forecast.purchasing, forecast.spending
    yield (
        f"BG/NBD: r {buying.r:.4g}, alpha {buying.alpha:.4g} weeks, a {buying.a:.4g}, b {buying.b:.4g}; "
        f"Gamma-Gamma: p {spending.p:.4g}, q {spending.q:.4g}, gamma {spending.gamma:.4g}"
    )
    if not (buying.inside and spending.inside):
        yield "a parameter ran to its limit: totals hold better than figures of single customers"
    held = forecast.holdout
    if held is None:
        yield f"no hold-out: fewer than {FEWEST} customers purchased again before the period, or none in it"
    else:
        yield (
            f"hold-out: {held.predicted:,.0f} repeat purchases predicted for the period, "
            f"{held.actual:,.0f} made ({held.error:+.1%}): {held.verdict}"
        )
    found = spending.correlation
    fits = "as Gamma-Gamma supposes" if abs(found) < CORRELATED else "too much for Gamma-Gamma"
    yield f"number and value of a customer's orders correlate by {found:.2f}: {fits}"
    if not spending.has_mean:
        yield "order values scatter too widely to have a mean: no expected order value"
    if forecast.margin.value is None:
        yield f"no CLV: {forecast.margin.status}"
    else:
        yield (
            f"margin of {forecast.margin.value:.1%} of purchases (customer profit of the period before "
            f"acquisition cost), {forecast.years} years, discounted at {forecast.discount_rate:.1%} a year"
        )
