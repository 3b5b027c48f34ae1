"""Reasons and names that a page and the formula behind it must tell alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.workbook.pages.targets import name_formula
from cbsc_xl.workbook.report import GroupReport, Run
from tests.accounting.books import ledger, sale
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.demo import book


@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_several_reasons_the_formula_tells_the_same_one(
    office: Office, tmp_path: Path, language: str
) -> None:
    """Market share lacks both sales in the period and table Market: the table goes first."""
    customers = [{"customer_id": "A", "segment": "Gold"}]
    data = ledger({"Customers": customers, "Transactions": [sale("A", "2025-03-01", 100.0)]})
    run = Run(data, parse_period("2026"), "segment", language, ScorecardSource([], language=language))
    path = book(GroupReport(run, "Gold"), tmp_path / "book.xlsx")
    assert differences(path, office.recalculate(path)) == []


@pytest.mark.parametrize(
    ("name", "channel", "expected"),
    [
        ("Revenue", "*", "Revenue, *"),
        ("Revenue", "?even?", "Revenue, ?even?"),
        ("Rate ~*", "~*", "Rate ~*"),
        ("Orders by Web", "WEB", "Orders by Web"),
        ("Orders", "Web", "Orders, Web"),
        ("Orders", "", "Orders"),
    ],
)
def test_a_channel_is_no_pattern(office: Office, name: str, channel: str, expected: str) -> None:
    assert office.evaluate([name_formula(f'"{name}"', f'"{channel}"')]) == [expected]
