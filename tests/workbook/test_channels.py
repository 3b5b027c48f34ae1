"""The page of channels: figures by hand, spellings, what nobody watches, data without channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import parse_period
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables import Data, Report, Settings, table_from_rows
from cbsc_xl.workbook.channels import MOST
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.pages import plan
from cbsc_xl.workbook.plan import Cell, Plan
from cbsc_xl.workbook.report import GroupReport, Run
from tests.office.compare import differences
from tests.office.driver import Office
from tests.workbook.demo import book, template

Rows = list[dict[str, object]]

CUSTOMERS: Rows = [{"customer_id": name, "segment": "Gold"} for name in "ABC"]
SALES: Rows = [
    {"customer_id": "A", "date": "2024-03-01", "document_id": "1", "amount": 200, "channel": "webshop"},
    {"customer_id": "A", "date": "2025-03-01", "document_id": "2", "amount": 300, "channel": "webshop"},
    {"customer_id": "B", "date": "2025-04-01", "document_id": "3", "amount": 100, "channel": "Webshop"},
    {"customer_id": "C", "date": "2025-05-01", "document_id": "4", "amount": 500, "channel": "shop"},
    {"customer_id": "C", "date": "2025-12-30", "document_id": "5", "amount": 50, "channel": ""},
]
CONTACTS: Rows = [
    {"customer_id": "A", "date": "2024-02-01", "channel": "phone", "direction": "in", "cost": 4},
    {"customer_id": "A", "date": "2025-02-01", "channel": "phone", "direction": "in", "cost": 6},
    {"customer_id": "B", "date": "2025-03-01", "channel": "Phone", "direction": "in", "cost": 10},
    {"customer_id": "C", "date": "2025-04-01", "channel": "chat", "direction": "in", "cost": 1},
    {"customer_id": "C", "date": "2025-12-30", "channel": "chat", "direction": "out", "cost": 3},
]
SURVEYS: Rows = [
    {"customer_id": "A", "date": "2025-02-02", "metric": "contact_csat", "score": 4, "channel": "PHONE"},
    {"customer_id": "B", "date": "2025-12-30", "metric": "contact_csat", "score": 2, "channel": "phone"},
]
LINES: Rows = [
    {
        "segment": "Gold",
        "level": "strategic",
        "perspective": "financial",
        "objective_id": f"O{i}",
        "objective": objective,
        "measure_id": measure,
        "channel": channel,
        "target": 10,
        "weight": 1,
    }
    for i, (objective, measure, channel) in enumerate(
        [("I order online", "revenue_per_channel", "WEBSHOP"), ("You answer me", "cost_per_contact", "phone")]
    )
]
DASH = "–"


def report(lines: Rows = LINES, **tables: Rows) -> GroupReport:
    """The report of group Gold over 2025."""
    read = {name: table_from_rows(name, rows) for name, rows in tables.items()}
    data = Data(read, Settings({"company": "Acme"}), Report())
    run = Run(Ledger(data), parse_period("2025"), "segment", "en", ScorecardSource(lines))
    return GroupReport(run, "Gold")


def full() -> GroupReport:
    return report(Customers=CUSTOMERS, Transactions=SALES, Contacts=CONTACTS, Surveys=SURVEYS)


def rows_of(content: Plan) -> dict[str, dict[str, Any]]:
    """The rows of the page by channel, with plain values."""
    rows = [
        {name: entry.value if isinstance(entry, Cell) else entry for name, entry in row.values.items()}
        for row in content.blocks["channels"]
    ]
    return {row["channel"]: row for row in rows}


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    return rows_of(plan(full(), template().layout))


def test_every_channel_of_any_table_has_one_row_whatever_its_case(rows: dict[str, dict[str, Any]]) -> None:
    names = [name.casefold() for name in rows]
    assert sorted(names) == ["all channels", "chat", "other or no channel", "phone", "shop", "webshop"]


def test_figures_by_hand(rows: dict[str, dict[str, Any]]) -> None:
    phone = rows["PHONE"]
    assert (phone["contacts"], phone["contacts_change"]) == (2, 1)
    assert phone["contacts_share"] == pytest.approx(2 / 3)
    assert (phone["cost_per_contact"], phone["cost_per_contact_change"]) == (8, 4)
    assert phone["contact_satisfaction"] == 50  # 4 and 2 on a scale of 1 to 5 are 75 and 25
    assert phone["contact_satisfaction_change"] == DASH
    assert "revenue" not in phone
    webshop = rows["webshop"]
    assert (webshop["revenue"], webshop["revenue_change"]) == (400, 1)
    assert webshop["revenue_per_channel"] == 200
    assert webshop["revenue_share"] == pytest.approx(400 / 950)
    chat = rows["chat"]
    assert (chat["contacts"], chat["contacts_change"], chat["cost_per_contact"]) == (1, DASH, 2)
    assert (rows["Other or no channel"]["revenue"], rows["Other or no channel"]["contacts"]) == (50, 0)
    assert (rows["All channels"]["revenue"], rows["All channels"]["contacts"]) == (950, 3)


def test_who_watches(rows: dict[str, dict[str, Any]]) -> None:
    assert {name: row["status"] for name, row in rows.items() if "status" in row} == {
        "PHONE": "▲ watched",
        "webshop": "● no satisfaction",
        "shop": "○ nobody watches",
        "chat": "○ nobody watches",
    }
    assert rows["webshop"]["watched_by"] == "“I order online”"
    assert rows["shop"]["watched_by"] == ""


def test_the_page_says_what_nobody_watches_and_what_is_missing() -> None:
    content = plan(full(), template().layout)
    title = content.cells["channels_title"]
    assert isinstance(title, Cell)
    assert title.value == "2 of 4 channels are watched by nobody; 53% of revenue goes through them"
    missing = str(content.cells["channels_missing"])
    assert "Lead conversion rate: needs column Leads.channel." in missing
    assert "Gross margin per customer per channel: needs column Transactions.cogs." in missing
    assert "Cost per customer contact" not in missing


def test_the_sheet_recalculates_and_follows_a_fact(office: Office, tmp_path: Path) -> None:
    made = full()
    path = book(made, tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []
    layout = template().layout
    keys = list(made.facts)
    place = next(i for i, key in enumerate(keys) if key.fact == "net_revenue" and key.channel[1] == "shop")
    changed = office.recalculate(path, {layout.at("facts", "p13", place).replace("$", ""): 100.0})
    row = list(rows_of(plan(made, layout))).index("shop")
    other = list(rows_of(plan(made, layout))).index("Other or no channel")
    for field, at, value in (
        ("revenue", row, 100),
        ("revenue_per_channel", row, 100),
        ("revenue", other, 450),
    ):
        cell = layout.at("channels", field, at).replace("$", "").partition("!")[2]
        assert changed["Channels"][cell] == pytest.approx(value)


def test_without_any_channel_the_page_says_so(office: Office, tmp_path: Path) -> None:
    bare: Rows = [{name: value for name, value in row.items() if name != "channel"} for row in SALES]
    made = report(lines=[], Customers=CUSTOMERS, Transactions=bare)
    content = plan(made, template().layout)
    assert content.blocks["channels"] == []
    assert str(content.cells["channels_title"]).startswith("No channel in the data")
    path = book(made, tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []


def test_every_channel_watched_is_good_news() -> None:
    made = report(
        lines=[{**LINES[0], "channel": "shop"}],
        Customers=CUSTOMERS,
        Transactions=[{**row, "channel": "shop"} for row in SALES],
    )
    title = plan(made, template().layout).cells["channels_title"]
    assert isinstance(title, Cell)
    assert title.value == "Every channel is watched by an objective or a satisfaction score"


def test_of_very_many_channels_the_rest_is_one_row(office: Office, tmp_path: Path) -> None:
    many: Rows = [
        {"customer_id": "A", "date": "2025-03-01", "document_id": f"{i}-{n}", "amount": 1, "channel": f"c{i}"}
        for i in range(MOST + 4)
        for n in range(MOST + 5 - i)
    ]
    made = report(Customers=CUSTOMERS, Transactions=many)
    content = plan(made, template().layout)
    found = rows_of(content)
    assert len(found) == MOST + 2
    assert found["Other or no channel"]["revenue"] == 5 + 4 + 3 + 2
    assert "4 channels with fewer rows" in str(content.cells["channels_missing"])
    path = book(made, tmp_path / "book.xlsx")
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []
