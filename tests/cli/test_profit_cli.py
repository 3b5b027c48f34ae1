"""Customer profitability of the demo company on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import cbsc, demo

__all__ = ["demo"]

LINES = (
    "gross_revenue", "discounts", "returns", "net_revenue", "cogs", "gross_margin", "marketing_acquisition",
    "marketing_other", "sales", "service", "logistics", "other", "contribution", "credit_risk_cost",
    "receivables_financing", "customer_profit",
)  # fmt: skip


def answer(*arguments: object) -> dict[str, Any]:
    done = cbsc(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_pnl_has_the_lines_and_ends_at_the_ledger(demo: Path) -> None:
    done = cbsc("pnl", demo / "data", "--period", "2025", "--format", "json")
    found = json.loads(done.stdout)
    assert list(found) == ["customers", "reconciliation"]
    assert list(found["customers"][0]) == ["customer_id", *LINES]
    assert found["reconciliation"]["status"] == "compared with table Ledger"
    for line in found["reconciliation"]["lines"]:
        assert line["difference"] == pytest.approx(0, abs=0.01)
    for line in LINES:
        assert sum(row[line] for row in found["customers"]) == pytest.approx(
            found["reconciliation"]["total"][line]
        )


def test_fully_loaded_is_labelled(demo: Path) -> None:
    plain = answer("pnl", demo / "data", "--period", "2025")["reconciliation"]
    loaded = answer("pnl", demo / "data", "--period", "2025", "--spread", "revenue")["reconciliation"]
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


@pytest.mark.parametrize("by", ["channel", "product", "category", "segment", "country"])
def test_pnl_by_adds_up_to_the_pnl(demo: Path, by: str) -> None:
    whole = answer("pnl", demo / "data", "--period", "2025")["reconciliation"]
    found = answer("pnl", demo / "data", "--period", "2025", "--by", by)
    assert list(found["groups"][0]) == [by, *LINES]
    for line in LINES:
        assert sum(row[line] for row in found["groups"]) == pytest.approx(whole["total"][line])
    assert found["reconciliation"]["operating_result"] == pytest.approx(whole["operating_result"])
    split = sum(source["split"] + source["not_split"] for source in found["sources"])
    cost = whole["total"]["gross_margin"] - whole["total"]["customer_profit"]
    assert split == pytest.approx(cost if found["sources"] else 0)


def test_pnl_by_as_table_and_csv(demo: Path) -> None:
    table = cbsc("pnl", demo / "data", "--period", "2025", "--by", "channel").stdout
    head, *lines = table.splitlines()
    assert {"webshop", "phone", "(total)"} <= set(head.split())
    assert [line.split()[0] for line in lines[: len(LINES)]] == list(LINES)
    assert "orders of one channel only" in table
    assert "-0.00" not in table
    done = cbsc("pnl", demo / "data", "--period", "2025", "--by", "product", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[-1]["product"] == "total"
    profits = [float(row["customer_profit"]) for row in rows]
    assert sum(profits[:-1]) == pytest.approx(profits[-1])


def test_a_controller_follows_a_cost_line_to_its_pool(demo: Path) -> None:
    """The customer with the largest loss of a group, his charges, and the pools they come from."""
    data = demo / "data", "--period", "2025"
    rows = answer("pnl", *data, "--segment", "Restaurants")["customers"]
    worst = min(rows, key=lambda row: row["customer_profit"])
    found = answer("trace", *data, "--customer", worst["customer_id"].lower())
    for line in LINES[6:12] + LINES[13:15]:
        parts = [charge for charge in found["charges"] if charge["line"] == line]
        assert sum(part["amount"] for part in parts) == pytest.approx(worst[line], abs=1e-6)
    pools = {(pool["kind"], pool["name"], pool["line"]): pool for pool in found["pools"]}
    for charge in found["charges"]:
        if charge["kind"] == "activity":
            pool = pools["activity", charge["pool"], charge["line"]]
            assert (charge["driver"], charge["rate"]) == (pool["driver"], pool["rate"])
    for pool in found["pools"]:
        left = pool["input"] + pool["allocated_in"] - pool["allocated_out"] - pool["unused"]
        assert left - pool["remainder"] == pytest.approx(pool["balance"], abs=1e-6)
        assert pool["balance"] == pytest.approx(0, abs=1e-6)


def test_trace_of_a_segment_is_that_of_its_customers(demo: Path) -> None:
    data = demo / "data", "--period", "2025", "--segment", "Hotels"
    total = answer("pnl", *data)["reconciliation"]["total"]
    charges = answer("trace", *data)["charges"]
    for line in LINES[6:12] + LINES[13:15]:
        found = sum(charge["amount"] for charge in charges if charge["line"] == line)
        assert found == pytest.approx(total[line], abs=1e-6)
    table = cbsc("trace", *data).stdout
    assert "  activity Order handling" in table
    assert cbsc("trace", demo / "data").stdout.splitlines()[-1].startswith("total")


def test_migration_counts_every_customer_once(demo: Path) -> None:
    found = answer("matrix", demo / "data", "--period", "2025", "--from", "2024")
    shift = found["migration"]
    before = answer("matrix", demo / "data", "--period", "2024")
    assert shift["thresholds"] == before["thresholds"] != found["thresholds"]
    assert sum(row["customers"] for row in shift["counts"]) == len(shift["customers"])
    now = {row["customer_id"]: row["quadrant"] for row in found["customers"]}
    for row in shift["customers"]:
        assert row["to"] == now.get(row["customer_id"], row["to"])
        assert (row["customer_id"] in now) == (row["to"] not in ("no value-for score", "left"))
    table = cbsc("matrix", demo / "data", "--period", "2025", "--from", "2024").stdout
    assert "from \\ to" in table


def test_thresholds_may_be_given(demo: Path) -> None:
    found = answer("matrix", demo / "data", "--threshold-of", 0, "--threshold-for", 70)
    assert found["thresholds"] == {"value_of": 0, "value_for": 70}


def test_roles_and_balance(demo: Path) -> None:
    rows = answer("roles", demo / "data", "--period", "2025", "--by", "segment")["engagement"]
    hotels = next(row for row in rows if row["segment"] == "Hotels")
    assert hotels["total"] == pytest.approx(sum(hotels[name] for name in list(hotels)[1:-1]))
    found = answer("balance", demo / "data", "--period", "2025", "--segment", "Hotels", "--years", 1)
    values = {item["item"]: item["per_year"] for item in found["items"]}
    assert values["cocreation_value"] == hotels["cocreation_value"]
    assert found["factor"] == pytest.approx(found["retention"] / (1 + found["discount_rate"]))
    assert found["balance"] == pytest.approx(found["bright"] - found["dark"])


def test_budget_beside_what_was_spent(demo: Path) -> None:
    data = demo / "data", "--period", "2025"
    found = answer("budget", *data, "--total", 60_000, "--score", "Hotels=0.5", "--floor", "Restaurants=1000")
    rows = {row["name"]: row for row in found["rows"]}
    assert (rows["Hotels"]["score"], rows["Restaurants"]["allocated"]) == (0.5, 1_000)
    given = sum(row["allocated"] for row in found["rows"])
    assert given + found["not_justified"] == pytest.approx(60_000)
    total = answer("pnl", *data)["reconciliation"]["total"]
    spent = sum(total[line] for line in ("marketing_acquisition", "marketing_other", "sales"))
    assert sum(row["actual"] for row in found["rows"]) + found["outside"] == pytest.approx(spent)
    by_customer = answer("budget", *data, "--total", 60_000, "--by", "customer", "--segment", "Hotels")
    assert len({row["score"] for row in by_customer["rows"]}) == 1
    assert "not justified by customer value" in cbsc("budget", *data, "--total", 60_000).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pnl", "--by", "chanel"), "did you mean"),
        (("trace", "--customer", "C00001"), "did you mean"),
        (("budget", "--total", "10", "--score", "Hotels"), "type a name, = and a number"),
        (("budget", "--total", "10", "--score", "Hotels=high"), "type a name, = and a number"),
        (("budget", "--total", "10", "--serves", "chrun"), "did you mean"),
        (("balance", "--years", "0"), "give 1 or more"),
        (("roles", "--by", "start_date"), "holds dates or numbers"),
    ],
)
def test_wrong_use_is_one_sentence(demo: Path, arguments: tuple[str, ...], said: str) -> None:
    command, *rest = arguments
    done = cbsc(command, demo / "data", *rest)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_the_pnl_needs_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "Transactions.csv").write_text("customer_id,date,amount\nA,2025-01-02,10\nB,2025-06-03,20\n")
    done = cbsc("pnl", tmp_path, "--period", "2025")
    assert done.returncode == 1
    assert done.stderr.startswith("cbsc-xl: needs ")
    assert len(done.stderr.splitlines()) == 1
