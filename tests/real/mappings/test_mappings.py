"""The mappings of the public data sets give the counts and totals that independent SQL found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cbsc_xl.tables import NO_DAY, Data, Table
from tests.real.sources import accounted, expected, prepare


def mapped(name: str, folder: Path) -> Data:
    """Read a data set through its mapping, every row accounted for."""
    return accounted(prepare(name, folder))


def by_segment(data: Data, column: str) -> dict[str, float]:
    """Add a column of Transactions up by the segment of the customer, without using the ledger."""
    customers, sales = data.table("Customers"), data.table("Transactions")
    pairs = zip(customers.text("customer_id").strings(), customers.text("segment").strings(), strict=True)
    segment = dict(pairs)
    total: dict[str, float] = {}
    for customer, value in zip(
        sales.text("customer_id").strings(), sales.numbers(column).tolist(), strict=True
    ):
        name = str(segment[customer])
        total[name] = total.get(name, 0.0) + value
    return total


def distinct(table: Table, column: str) -> int:
    return len(set(table.text(column).strings()) - {None})


def test_online_retail(tmp_path: Path) -> None:
    data = mapped("online_retail", tmp_path)
    count = data.report.counts["Transactions"]
    assert (count.read, count.used) == (541_909, 397_884 + 8_905)
    sales = data.table("Transactions")
    amount = sales.numbers("amount")
    assert (amount > 0).sum() == 397_884
    assert amount[amount > 0].sum() == pytest.approx(8_911_407.904, abs=0.001)
    assert amount.sum() == pytest.approx(8_300_065.814, abs=0.001)
    assert distinct(sales, "document_id") == 18_532 + 3_654
    reasons = {
        refusal.reason: len(refusal.rows)
        for refusal in data.report.refusals
        if refusal.table == "Transactions"
    }
    assert reasons["left out by mapping: no customer"] == 135_080


def test_online_retail_by_country(tmp_path: Path) -> None:
    data = mapped("online_retail", tmp_path)
    country = data.table("Customers").text("country").strings()
    revenue = by_segment(data, "amount")
    rows = [row for row in expected("or_country_total.csv") if row["country"] != "TOTAL"]
    assert len(rows) == 6
    assert len(revenue) == 37
    for row in rows:
        assert country.count(row["country"]) == int(row["customers_any"])
        assert revenue[row["country"]] == pytest.approx(float(row["net_revenue"]), abs=0.001)


def test_adventureworks(tmp_path: Path) -> None:
    data = mapped("adventureworks", tmp_path)
    assert data.report.refused() == 0
    sales, costs = by_segment(data, "amount"), by_segment(data, "cogs")
    segment = data.table("Customers").text("segment").strings()
    for row in expected("aw_reseller_segment_total.csv"):
        if row["segment"] != "TOTAL":
            assert segment.count(row["segment"]) == int(row["resellers_in_dimension"])
            assert sales[row["segment"]] == pytest.approx(float(row["sales"]), abs=0.001)
            assert costs[row["segment"]] == pytest.approx(float(row["product_cost"]), abs=0.001)
    assert distinct(data.table("Transactions"), "document_id") == 3_796
    assert distinct(data.table("Transactions"), "category") == 4
    assert data.table("Costs").numbers("amount").sum() == pytest.approx(2_011_265.9158, abs=0.001)


def test_cdnow(tmp_path: Path) -> None:
    data = mapped("cdnow", tmp_path)
    sales = data.table("Transactions")
    assert (len(sales), distinct(sales, "customer_id")) == (6_919, 2_357)
    assert sales.numbers("amount").sum() == pytest.approx(244_091.94, abs=0.001)
    assert sales.numbers("quantity").sum() == 16_479
    first, last = np.datetime64("1997-01-01"), np.datetime64("1998-06-30")
    assert (sales.days("date").min(), sales.days("date").max()) == (first.astype(int), last.astype(int))
    assert len(data.table("Customers")) == 2_357


def test_telco_churn(tmp_path: Path) -> None:
    contracts = mapped("telco_churn", tmp_path).table("Contracts")
    assert (contracts.numbers("renewed") == 0).sum() == 1_869
    assert contracts.numbers("annual_value").sum() == pytest.approx(12 * 456_116.60, abs=0.01)


def test_bank_marketing(tmp_path: Path) -> None:
    leads = mapped("bank_marketing", tmp_path).table("Leads")
    assert leads.text("status").strings().count("won") == 4_640
    assert len(leads) == 41_188


def test_crm_opportunities(tmp_path: Path) -> None:
    data = mapped("crm_opportunities", tmp_path)
    leads = data.table("Leads")
    status = leads.text("status").strings()
    assert (status.count("won"), status.count("lost"), status.count("open")) == (4_238, 2_473, 1_589)
    assert leads.numbers("amount")[np.array(status) == "won"].sum() == 10_005_534
    won = np.array(status) == "won"
    cycle = leads.days("closed_date")[won] - leads.days("created_date")[won]
    assert cycle.mean() == pytest.approx(51.782, abs=0.001)
    assert "technolgy" not in data.table("Customers").text("segment").values


def test_incidents(tmp_path: Path) -> None:
    contacts = mapped("incidents", tmp_path).table("Contacts")
    assert (len(contacts), distinct(contacts, "customer_id")) == (24_918, 5_244)
    assert (contacts.days("resolved_date") == NO_DAY).sum() == 1_556


def test_sfo_survey(tmp_path: Path) -> None:
    surveys = mapped("sfo_survey", tmp_path).table("Surveys")
    metric, score = np.array(surveys.text("metric").strings()), surveys.numbers("score")
    nps, csat = score[metric == "nps"], score[metric == "csat"]
    assert ((nps >= 9).sum(), (nps <= 6).sum(), len(nps)) == (1_436, 342, 2_746)
    assert ((csat >= 4).sum(), len(csat)) == (2_206, 2_688)


def test_eia861(tmp_path: Path) -> None:
    market = mapped("eia861", tmp_path).table("Market")
    sector, amount = np.array(market.text("segment").strings()), market.numbers("amount")
    published = [
        row for row in expected("eia_national.csv") if row["year"] == "2017" and row["sector"] != "TOTAL"
    ]
    assert len(published) == 4
    for row in published:
        name = row["sector"]
        assert amount[sector == name].sum() / 1e6 == pytest.approx(
            float(row["revenue_million_usd"]), abs=0.0001
        )
