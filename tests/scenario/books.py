"""Scenarios for the tests, and ledgers under them."""

from __future__ import annotations

from typing import Any

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scenario import Change, Comparison, Scenario, compare
from cbsc_xl.scenario.applying import applied
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.report import Run


def scenario(*changes: Change, name: str = "if") -> Scenario:
    return Scenario(name, changes)


def under(ledger: Ledger, *, period: str = "2025", **change: Any) -> Ledger:
    """The ledger under a scenario of one change."""
    return applied(ledger, scenario(Change(**change)), parse_period(period))


def compared(ledger: Ledger, *scenarios: Scenario, period: str = "2025") -> Comparison:
    run = Run(ledger, parse_period(period), "segment", "en", ScorecardSource())
    return compare(run, scenarios)
