"""The value balance sheet of a segment: what its customers bring and cost in the years to come."""

from __future__ import annotations

from dataclasses import dataclass

from cbsc_xl.accounting import customer_pnl
from cbsc_xl.accounting.lines import ACQUISITION, COST_LINES, RISK_LINES
from cbsc_xl.accounting.value import ValueBalanceSheet, annuity, value_balance_sheet
from cbsc_xl.calculator import Calculator
from cbsc_xl.errors import BadArgument, NoValue
from cbsc_xl.inquiry.engagement import role_measures
from cbsc_xl.inquiry.question import PeriodText, asked_segment
from cbsc_xl.ledger import Segment
from cbsc_xl.ledger.grouping import CUSTOMER
from cbsc_xl.period import Period
from cbsc_xl.texts import mark

YEARS = 3
NOBODY = mark("nobody is in the base at the start of the period: give the retention")


@dataclass(frozen=True)
class ValueBalance:
    """A balance sheet with the flows per year it is made of; ``indirect_revenue`` by measure of a role.

    ``unknown`` holds the roles that are left out, with the reason.
    """

    direct_revenue: float
    indirect_revenue: dict[str, float]
    direct_cost: float
    indirect_cost: float
    financial_risk: float
    years: int
    retention: float
    discount_rate: float
    unknown: dict[str, str]

    @property
    def factor(self) -> float:
        """Present value of 1 a year, as long as customers stay."""
        return annuity(self.years, self.retention, self.discount_rate)

    @property
    def sheet(self) -> ValueBalanceSheet:
        """Present values of both sides."""
        indirect = sum(self.indirect_revenue.values())
        return value_balance_sheet(
            *(self.direct_revenue, indirect, self.direct_cost, self.indirect_cost, self.financial_risk),
            self.factor,
        )


def value_balance(
    calculator: Calculator,
    segment: str | None = "",
    period: PeriodText = None,
    years: int = YEARS,
    retention: float | None = None,
    discount_rate: float | None = None,
) -> ValueBalance:
    """Return the balance sheet of a segment from the P&L of a period, per year.

    Direct cost is that of goods; indirect cost is all other traced cost but acquisition, which is spent
    once. Retention per year left out is that of the segment, of a single customer that of all customers.
    Errors as in ``customer_pnl``; NoValue where retention cannot be known.
    """
    asked, when = asked_segment(calculator, segment), calculator.period(period)
    if years < 1:
        raise BadArgument(f"a balance of {years} years: give 1 or more")
    total = customer_pnl(calculator.ledger, segment, when).total
    cube = calculator.cube(asked.columns, [when])
    group = cube.grouping.index(asked)
    if group is None:
        raise NoValue("no active customers")
    length = calculator.cube((), [when]).fact_value("years_of_period", 0, 0)
    outcomes = {m.id: cube.outcome(m, group, 0) for m in role_measures()}
    rate = calculator.ledger.settings.number("discount_rate") if discount_rate is None else discount_rate
    return ValueBalance(
        direct_revenue=total["net_revenue"] / length,
        indirect_revenue={
            name: one.value / length for name, one in outcomes.items() if one.value is not None
        },
        direct_cost=total["cogs"] / length,
        indirect_cost=sum(total[line] for line in COST_LINES if line != ACQUISITION) / length,
        financial_risk=sum(total[line] for line in RISK_LINES) / length,
        years=years,
        retention=_retention(calculator, asked, when, length) if retention is None else retention,
        discount_rate=rate,
        unknown={name: one.status for name, one in outcomes.items() if one.value is None},
    )


def _retention(calculator: Calculator, asked: Segment, when: Period, length: float) -> float:
    everyone = Segment(())
    group = everyone if CUSTOMER in asked.columns else asked
    cube = calculator.cube(group.columns, [when])
    opening, kept = (
        cube.fact_value(name, cube.grouping.index(group), 0)
        for name in ("customers_opening", "customers_kept")
    )
    if not opening:
        raise NoValue(NOBODY)
    return float((kept / opening) ** (1 / length))
