"""Harbourline Wholesale B.V. (fictional): food-service supplies for four customer groups, 2023 to 2025.

The same files come out of every run, on every platform.
"""

from __future__ import annotations

from pathlib import Path

from cbsc_xl.demo import (
    activities,
    contacts,
    contracts,
    contributions,
    costs,
    customers,
    leads,
    ledger,
    market,
    products,
    receivables,
    sales,
    scorecard,
    settings,
    surveys,
)
from cbsc_xl.demo.sheet import Sheet

NAME = "Harbourline Wholesale B.V. (fictional)"


def sheets() -> list[Sheet]:
    """All tables of the company."""
    people = customers.build()
    range_ = products.build()
    lines = sales.build(people, range_)
    calls = contacts.build(people, lines)
    invoices = receivables.build(lines, people)
    bookings = costs.build(people, lines, calls)
    return [
        customers.sheet(people),
        sales.sheet(lines),
        costs.sheet(bookings),
        contacts.sheet(calls),
        surveys.build(people, calls),
        receivables.sheet(invoices),
        leads.build(people),
        contracts.build(people),
        market.build(people, lines),
        contributions.build(people, calls),
        products.sheet(range_),
        activities.sheet(),
        costs.accounts(),
        ledger.build(lines, bookings, invoices),
        scorecard.scorecard(),
        scorecard.initiatives(),
    ]


def write(directory: Path) -> None:
    """Write every table as `<table>.csv` and the assumptions as settings.toml; makes the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    for sheet in sheets():
        sheet.write(directory)
    settings.write(directory)
