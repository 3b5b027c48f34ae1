"""Edges of periods and groups, calculated by hand."""

from __future__ import annotations

import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, Report, Settings, table_from_rows
from tests.measures.companies import Row, calculator

GOLD: list[Row] = [{"customer_id": "A", "segment": "Gold"}, {"customer_id": "B", "segment": "Silver"}]


def ask(**tables: list[Row]) -> Calculator:
    """A calculator over rows as they are."""
    read = {name: table_from_rows(name, rows) for name, rows in tables.items()}
    return Calculator(Ledger(Data(read, Settings({}), Report())))


def test_payment_on_the_day_after_the_period_leaves_the_invoice_open() -> None:
    """100 of 200 invoiced is open at the end of a quarter of 90 days: 45 days."""
    rows: list[Row] = [
        {"customer_id": "A", "date": "2025-01-10", "amount": 60, "paid_date": "2025-04-01"},
        {"customer_id": "A", "date": "2025-01-10", "amount": 40, "written_off_date": "2025-04-01"},
        {"customer_id": "A", "date": "2025-01-10", "amount": 100, "paid_date": "2025-03-31"},
        {"customer_id": "A", "date": "2025-04-01", "amount": 500},
    ]
    assert ask(Receivables=rows).measure("DSO", "", "2025-Q1").value == pytest.approx(45)


def test_what_happens_to_a_case_later_does_not_count() -> None:
    """One contact and a solution within the quarter; the second contact on 1 April is of the next one."""
    rows: list[Row] = [
        {
            "date": "2025-03-30",
            "customer_id": "A",
            "type": "service",
            "case_id": "K",
            "resolved_date": "2025-03-31",
        },
        {
            "date": "2025-04-01",
            "customer_id": "A",
            "type": "complaint",
            "case_id": "K",
            "resolved_date": "2025-04-01",
        },
    ]
    contacts = ask(Contacts=rows)
    assert contacts.measure("FIRST_CONTACT_RESOLUTION", "", "2025-Q1").value == 1
    assert contacts.measure("FIRST_CONTACT_RESOLUTION", "", "2025").value == 0
    assert contacts.measure("RESOLUTION_TIME", "", "2025-Q1").value == 1
    assert contacts.measure("RESOLUTION_TIME", "", "2025-Q2").value == 2
    assert contacts.measure("COMPLAINTS", "", "2025-Q2").value == 0


def test_a_row_belongs_to_its_customer_else_to_its_segment() -> None:
    leads: list[Row] = [
        {"created_date": "2025-01-01", "closed_date": "2025-02-01", "status": "won", "customer_id": "A"},
        {"created_date": "2025-01-01", "closed_date": "2025-02-01", "status": "lost", "segment": "gold"},
        {
            "created_date": "2025-01-01",
            "closed_date": "2025-02-01",
            "status": "lost",
            "customer_id": "A",
            "segment": "Silver",
        },
        {
            "created_date": "2025-01-01",
            "closed_date": "2025-02-01",
            "status": "won",
            "customer_id": "P9",
            "segment": "Silver",
        },
        {"created_date": "2025-01-01", "closed_date": "2025-02-01", "status": "lost"},
    ]
    found = ask(Customers=GOLD, Leads=leads)
    assert found.measure("LEAD_CONVERSION", "", "2025").value == pytest.approx(2 / 5)
    assert found.measure("LEAD_CONVERSION", "Gold", "2025").value == pytest.approx(1 / 3)
    assert found.measure("LEAD_CONVERSION", "Silver", "2025").value == 1
    assert found.measure("LEAD_CONVERSION", "(anonymous)", "2025").value == 0


def test_market_of_all_is_the_row_without_segment() -> None:
    """Half of the year's market of 1,000 lies in 184 of 365 days; segments are not added up."""
    market: list[Row] = [
        {"date_from": "2025-01-01", "date_to": "2025-12-31", "amount": 1000},
        {"date_from": "2025-01-01", "date_to": "2025-12-31", "amount": 400, "segment": "Gold"},
        {"date_from": "2025-01-01", "date_to": "2025-12-31", "amount": 300, "segment": "Silver"},
    ]
    sales: list[Row] = [{"customer_id": "A", "date": "2025-08-01", "amount": 50.0}]
    found = ask(Customers=GOLD, Market=market, Transactions=sales)
    assert found.measure("MARKET_SHARE", "", "2025-H2").value == pytest.approx(50 / (1000 * 184 / 365))
    assert found.measure("MARKET_SHARE", "Gold", "2025").value == pytest.approx(50 / 400)
    assert found.measure("MARKET_SHARE", "customer_id=A", "2025").status == (
        "no value: no market size for the group and period"
    )


def test_index_of_all_is_made_of_sums_not_of_indices() -> None:
    """Items weigh 3 and 1: All = (3 x 50 + 1 x 100) / 4; Gold answered on both, Silver on one."""
    answers: list[Row] = [
        {
            "date": "2025-01-01",
            "metric": "csi",
            "score": 10,
            "customer_id": "A",
            "item": "price",
            "weight": 3,
        },
        {"date": "2025-01-01", "metric": "csi", "score": 1, "customer_id": "B", "item": "price", "weight": 3},
        {"date": "2025-01-01", "metric": "csi", "score": 10, "customer_id": "A", "item": "taste"},
    ]
    found = ask(Customers=GOLD, Surveys=answers)
    assert found.measure("CSI", "", "2025").value == pytest.approx(62.5)
    assert found.measure("CSI", "Gold", "2025").value == 100
    assert found.measure("CSI", "Silver", "2025").value == 0


def test_channel_filters_only_the_contacts() -> None:
    contacts: list[Row] = [
        {"date": "2025-01-01", "customer_id": "A", "channel": "phone"},
        {"date": "2025-01-02", "customer_id": "A", "channel": "email"},
    ]
    sales: list[Row] = [
        {"customer_id": "A", "date": "2025-08-01", "amount": 50.0, "channel": "web"},
        {"customer_id": "B", "date": "2025-08-01", "amount": 50.0, "channel": "shop"},
    ]
    found = ask(Contacts=contacts, Transactions=sales)
    assert found.measure("CONTACTS_PER_CUSTOMER", "", "2025", "phone").value == pytest.approx(1 / 2)
    assert found.measure("CONTACTS_PER_CUSTOMER", "", "2025", "fax").status.startswith(
        "bad argument: no channel"
    )
    assert found.measure("MARKET_SHARE", "", "2025", "web").status.startswith(
        "bad argument: channel not applicable"
    )


def test_a_loan_lasts_as_long_as_it_runs() -> None:
    """10,000 from 1 July 2024 through 10 January 2025 at 5% below the alternative: 10 days of 2025."""
    funds: list[Row] = [
        {
            "date": "2024-07-01",
            "end_date": "2025-01-10",
            "customer_id": "A",
            "role": "investor",
            "quantity": 10000,
            "rate": 0.02,
        }
    ]
    read = {"Contributions": table_from_rows("Contributions", funds)}
    found = Calculator(Ledger(Data(read, Settings({"alternative_cost_of_funds": 0.07}), Report())))
    assert found.measure("INVESTOR_VALUE", "", "2025").value == pytest.approx(10000 * 0.05 * 10 / 365)
    assert found.measure("INVESTOR_VALUE", "", "2026").status == "no value: no data for this period"


def test_only_the_relationship_rule_does_without_transactions() -> None:
    customers: list[Row] = [{"customer_id": "A", "start_date": "2024-01-01"}]
    tables = {"Customers": customers}
    assert calculator(tables, base_rule="relationship").measure("RETENTION", "", "2025").value == 1
    assert (
        calculator(tables, base_rule="inactivity").measure("RETENTION", "", "2025").status
        == "needs table Transactions"
    )


@pytest.mark.parametrize("channel", ["webshop", "Webshop", "WEBSHOP"])
def test_a_channel_counts_in_every_spelling(channel: str) -> None:
    rows: list[Row] = [
        {"customer_id": "A", "date": "2025-03-01", "document_id": "1", "amount": 300, "channel": "webshop"},
        {"customer_id": "B", "date": "2025-04-01", "document_id": "2", "amount": 100, "channel": "Webshop"},
        {"customer_id": "C", "date": "2025-05-01", "document_id": "3", "amount": 500, "channel": "shop"},
    ]
    assert ask(Transactions=rows).measure("REVENUE_PER_CHANNEL", "", "2025", channel).value == 200
