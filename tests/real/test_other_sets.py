"""Contracts, leads, cases, surveys and markets: the published figures of six more data sets come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, read, table_from_rows
from tests.real.sources import SHARED, expected, prepare

Ask = Callable[[str], Calculator]
SIX_DIGITS = 1e-6


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    known: dict[str, Calculator] = {}

    def calculator(name: str) -> Calculator:
        if name not in known:
            known[name] = Calculator(Ledger(read(prepare(name, tmp_path_factory.mktemp(name)))))
        return known[name]

    return calculator


def value(calculator: Calculator, *question: str) -> float:
    outcome = calculator.measure(*question)
    assert outcome.status == "ok", (question, outcome.status)
    assert outcome.value is not None
    return outcome.value


def test_renewal_of_telecom_contracts(ask: Ask) -> None:
    rows = {row["seg"]: row for row in expected("telco_by_segment.csv") if row["dim"] == "Contract"}
    assert len(rows) == 3
    for segment, row in rows.items():
        found = value(ask("telco_churn"), "CBSC_RENEWAL", segment, "2019-09")
        assert found == pytest.approx(float(row["retention_rate"]), abs=SIX_DIGITS)
    (whole,) = expected("telco_profile.csv")
    found = value(ask("telco_churn"), "CBSC_RENEWAL", "", "2019-09")
    assert found == pytest.approx(1 - float(whole["churn_rate"]), abs=SIX_DIGITS)


def test_conversion_of_bank_leads_by_channel(ask: Ask) -> None:
    rows = [row for row in expected("bank_by_segment.csv") if row["dim"] == "contact"]
    assert {row["seg"] for row in rows} == {"cellular", "telephone"}
    for row in rows:
        found = value(ask("bank_marketing"), "CBSC_LEAD_CONVERSION", "", "2010-11", row["seg"])
        assert found == pytest.approx(float(row["conversion_rate"]), abs=SIX_DIGITS)
    found = value(ask("bank_marketing"), "CBSC_LEAD_CONVERSION", "", "2010-11")
    assert found == pytest.approx(4640 / 41188)


def test_deals_by_quarter(ask: Ask) -> None:
    rows = expected("crm_by_close_quarter.csv")
    assert len(rows) == 4
    for row in rows:
        period = row["quarter"].replace("Q", "-Q")
        found = value(ask("crm_opportunities"), "CBSC_LEAD_CONVERSION", "", period)
        assert found == pytest.approx(float(row["win_rate"]), abs=SIX_DIGITS)
        deal = value(ask("crm_opportunities"), "CBSC_DEAL_VALUE", "", period)
        assert deal == pytest.approx(float(row["won_value"]) / float(row["won"]))


def test_deals_by_sector(ask: Ask) -> None:
    rows = [row for row in expected("crm_by_sector.csv") if row["won"] != "0"]
    assert len(rows) == 10
    for row in rows:
        for measure, column in (
            ("CBSC_LEAD_CONVERSION", "win_rate_closed"),
            ("CBSC_SALES_CYCLE", "mean_cycle_days_won"),
            ("CBSC_DEAL_VALUE", "mean_won_value"),
        ):
            found = value(ask("crm_opportunities"), measure, row["sector"], "2016-01-01:2017-12-31")
            assert found == pytest.approx(float(row[column]), abs=SIX_DIGITS), (row["sector"], measure)


def test_resolution_of_incidents_in_days(ask: Ask) -> None:
    """The published mean is in hours, ours in days from date to date: SQL over the file is the witness."""
    file = SHARED / "incidents" / "incidents_last_state.csv.gz"
    days = "resolved_at::timestamp::date - opened_at::timestamp::date"
    found = duckdb.sql(
        f"""select contact_type, avg({days}), count(*) from read_csv('{file}', header = true)
            where resolved_at::timestamp < '2017-03-01' group by rollup (contact_type)"""
    ).fetchall()
    assert len(found) == 5
    for channel, mean, _ in found:
        ours = value(ask("incidents"), "CBSC_RESOLUTION_TIME", "", "2016-01-01:2017-02-28", channel or "")
        assert ours == pytest.approx(mean), channel


def test_passengers_of_an_airport(ask: Ask) -> None:
    row = next(row for row in expected("sfo_profile.csv") if row["yr"] == "2017")
    nps = value(ask("sfo_survey"), "CBSC_NPS", "", "2017")
    assert nps == pytest.approx(float(row["nps_unweighted"]), abs=1e-4)
    csat = value(ask("sfo_survey"), "CBSC_CSAT", "", "2017")
    assert csat == pytest.approx(float(row["csat_top2_share"]), abs=SIX_DIGITS)


def test_share_in_the_market_for_electricity(tmp_path: Path) -> None:
    """Sales of a million dollars in each sector are set against the national revenue of that sector."""
    market = read(prepare("eia861", tmp_path))
    rows = {row["sector"]: row for row in expected("eia_national.csv") if row["year"] == "2017"}
    sectors = sorted(rows.keys() - {"TOTAL"})
    customers = [{"customer_id": sector, "segment": sector} for sector in sectors]
    sales = [{"customer_id": sector, "date": "2017-06-30", "amount": 1e6} for sector in sectors]
    tables = {
        **market.tables,
        "Customers": table_from_rows("Customers", customers),
        "Transactions": table_from_rows("Transactions", sales),
    }
    calculator = Calculator(Ledger(Data(tables, market.settings, market.report)))
    for sector in sectors:
        found = value(calculator, "CBSC_MARKET_SHARE", sector, "2017")
        assert found == pytest.approx(1 / float(rows[sector]["revenue_million_usd"])), sector
