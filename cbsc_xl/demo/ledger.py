"""Ledger: the control totals of the general ledger, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cbsc_xl.demo.costs import Cost
from cbsc_xl.demo.dates import months
from cbsc_xl.demo.receivables import Invoice, written_off_in
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Sheet, money

COST_LINES = ("marketing", "sales", "service", "logistics", "other")


def build(lines: list[Line], costs: list[Cost], invoices: list[Invoice]) -> Sheet:
    """Table Ledger: costs are positive; the operating result is after the invoices written off."""
    rows: list[tuple[str, str, str]] = []
    for month in months():
        totals = dict(_totals(month, lines, costs))
        spent = sum(totals[line] for line in ("cogs", *COST_LINES))
        result = totals["net_revenue"] - spent - written_off_in(invoices, month)
        period = f"{month:%Y-%m}"
        rows += [
            (period, line, money(cents)) for line, cents in (*totals.items(), ("operating_result", result))
        ]
    return Sheet("Ledger", ("period", "line", "amount"), rows)


def _totals(month: date, lines: list[Line], costs: list[Cost]) -> Iterator[tuple[str, int]]:
    sold = [line for line in lines if line.day.replace(day=1) == month]
    booked = [cost for cost in costs if cost.day.replace(day=1) == month]
    yield "net_revenue", sum(line.amount for line in sold)
    yield "cogs", sum(line.cogs for line in sold)
    for cost_line in COST_LINES:
        yield cost_line, sum(cost.amount for cost in booked if cost.cost_type == cost_line)
