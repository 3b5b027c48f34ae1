"""Customer profitability of the demo company on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import cbsc, demo

__all__ = ["demo"]

LINES = (
    "gross_revenue", "discounts", "returns", "net_revenue", "cogs", "gross_margin", "marketing_acquisition",
    "marketing_other", "sales", "service", "logistics", "other", "contribution", "credit_risk_cost",
    "receivables_financing", "customer_profit",
)  # fmt: skip


def test_pnl_has_the_lines_and_ends_at_the_ledger(demo: Path) -> None:
    done = cbsc("pnl", demo / "data", "--period", "2025", "--format", "json")
    found = json.loads(done.stdout)
    assert list(found["customers"][0]) == ["customer_id", *LINES]
    assert found["reconciliation"]["status"] == "compared with table Ledger"
    for line in found["reconciliation"]["lines"]:
        assert line["difference"] == pytest.approx(0, abs=0.01)
    for line in LINES:
        assert sum(row[line] for row in found["customers"]) == pytest.approx(found["total"][line])


def test_fully_loaded_is_labelled(demo: Path) -> None:
    plain = json.loads(cbsc("pnl", demo / "data", "--period", "2025", "--format", "json").stdout)
    loaded = json.loads(
        cbsc("pnl", demo / "data", "--period", "2025", "--spread", "revenue", "--format", "json").stdout
    )
    assert (plain["label"], loaded["label"]) == ("", "fully loaded")
    assert loaded["total"]["customer_profit"] < plain["total"]["customer_profit"]


def test_the_whale_curve_ends_at_total_profit(demo: Path) -> None:
    found = json.loads(cbsc("whale", demo / "data", "--period", "2025", "--format", "json").stdout)
    points = found["points"]
    profits = [point["profit"] for point in points]
    assert profits == sorted(profits, reverse=True)
    assert points[-1]["cumulative"] == pytest.approx(found["total_profit"])
    assert points[-1]["share"] == pytest.approx(1)
    assert found["peak"] == pytest.approx(max(point["share"] for point in points))
    assert found["unprofitable"] == sum(profit < 0 for profit in profits) / len(profits)


def test_the_matrix_puts_half_of_the_customers_high(demo: Path) -> None:
    found = json.loads(cbsc("matrix", demo / "data", "--period", "2025", "--format", "json").stdout)
    rows = found["customers"]
    high = [row for row in rows if row["value_of"] >= found["thresholds"]["value_of"]]
    assert len(high) == (len(rows) + 1) // 2
    for row in rows:
        quadrant = (row in high, row["value_for"] >= found["thresholds"]["value_for"])
        names = {
            (True, True): "in balance, high",
            (True, False): "at risk",
            (False, True): "over-served",
            (False, False): "in balance, low",
        }
        assert row["quadrant"] == names[quadrant]


def test_what_the_pnl_needs_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "Transactions.csv").write_text("customer_id,date,amount\nA,2025-01-02,10\nB,2025-06-03,20\n")
    done = cbsc("pnl", tmp_path, "--period", "2025")
    assert done.returncode == 1
    assert done.stderr.startswith("cbsc-xl: needs ")
    assert len(done.stderr.splitlines()) == 1
