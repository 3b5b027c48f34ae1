"""Explain, trend, breakdown and fact as a user meets them on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import cbsc

TRANSACTIONS = """customer_id,date,amount,channel
A,2024-03-01,100,shop
A,2025-01-10,60,shop
B,2025-01-12,40,web
B,soon,40,web
C,2025-02-01,20,shop
"""
CUSTOMERS = "customer_id,segment,start_date\nA,Gold,2024-01-01\nB,Gold,2025-01-01\nC,Silver,2025-01-01\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "Transactions.csv").write_text(TRANSACTIONS)
    (tmp_path / "Customers.csv").write_text(CUSTOMERS)
    return tmp_path


def answer(*arguments: object) -> Any:
    done = cbsc(*arguments, "--format", "json", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_explain_in_json(data: Path) -> None:
    found = answer(
        "explain", data, "active_customers", "--segment", "Gold", "--period", "2025-01", "--rows", 1
    )
    transactions = found.pop("tables")[1]
    refused = transactions.pop("refused")
    assert transactions == {
        "table": "Transactions",
        "read": 5,
        "looked_at": 2,
        "left_out": [{"reason": "other groups", "rows": 1}, {"reason": "outside the days", "rows": 1}],
        "rows": [
            {
                "source": "Transactions.csv",
                "row": 3,
                "values": {"customer_id": "A", "date": "2025-01-10", "amount": 60.0},
            }
        ],
    }
    assert [part["rows"] for part in refused] == [1]
    assert found.pop("definition")
    assert found == {
        "function": "CBSC_ACTIVE_CUSTOMERS",
        "measure": "active_customers",
        "name": "Active customers",
        "segment": "Gold",
        "period": "2025-01",
        "first_day": "2025-01-01",
        "last_day": "2025-01-31",
        "channel": None,
        "facts": [
            {
                "fact": "active_customers",
                "name": "Active customers",
                "value": 2.0,
                "status": "ok",
                "unit": "count",
            }
        ],
        "formula": "active_customers",
        "numbers": "2",
        "value": 2.0,
        "status": "ok",
        "unit": "count",
        "settings": [],
        "notes": [],
    }


def test_explain_as_text(data: Path) -> None:
    done = cbsc("explain", data, "churn", "--period", "2025", "--rows", 2, "--quiet")
    assert done.returncode == 0
    for words in ("2025-01-01 to 2025-12-31", "customers_lost/customers_opening", "0/1", "inactive_months",
                  "Transactions.csv"):  # fmt: skip
        assert words in done.stdout


def test_explain_says_why_there_is_no_number(data: Path) -> None:
    found = answer("explain", data, "nps", "--period", "2025")
    assert (found["value"], found["status"]) == (None, "needs table Surveys")
    assert "result   needs table Surveys" in cbsc("explain", data, "nps", "--period", "2025").stdout


def test_everything_to_date_has_no_first_day(data: Path) -> None:
    assert answer("explain", data, "active_customers", "--period", "ALL:2025")["first_day"] is None


def test_trend_in_csv(data: Path) -> None:
    done = cbsc(
        "trend", data, "active_customers", "--points", 2, "--step", 10, "--period", "2025-01",
        "--format", "csv", "--quiet",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["period"], row["first_day"], row["value"]) for row in rows] == [
        ("2024-03", "2024-03-01", "1.0"),
        ("2025-01", "2025-01-01", "2.0"),
    ]
    names = [
        "function",
        "measure",
        "segment",
        "period",
        "first_day",
        "last_day",
        "channel",
        "value",
        "status",
    ]
    assert list(rows[0]) == [*names, "unit"]


def test_breakdown_by_column_and_by_channel(data: Path) -> None:
    rows = answer("breakdown", data, "active_customers", "--by", "segment", "--period", "2025")
    assert [(row["group"], row["value"]) for row in rows] == [("Gold", 2), ("Silver", 1), ("All", 3)]
    rows = answer("breakdown", data, "active_customers", "--by", "channel", "--period", "2025")
    assert [(row["group"], row["value"]) for row in rows] == [("shop", 2), ("web", 1), ("All", 3)]


def test_fact(data: Path) -> None:
    (row,) = answer("fact", data, "net_revenue", "--channel", "shop", "--period", "2025")
    assert (row["fact"], row["value"], row["status"], row["unit"]) == ("net_revenue", 80, "ok", "currency")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain", "chrun"), "no measure 'chrun'; did you mean CBSC_CHURN?"),
        (("explain", "churn", "--segment", "Golf"), "did you mean 'Gold'?"),
        (("explain", "churn", "--rows", "-1"), "--rows must be 0 or more"),
        (("trend", "churn", "--points", "0"), "a trend has at least 1 point"),
        (("trend", "churn", "--period", "soon"), "is not understood"),
        (("breakdown", "churn", "--by", "channel"), "channel not applicable to CBSC_CHURN"),
        (("breakdown", "churn", "--by", "start_date"), "holds dates or numbers"),
        (("fact", "net_revenu"), "no fact 'net_revenu'; did you mean net_revenue?"),
    ],
)
def test_a_question_that_cannot_be_understood_is_one_sentence(
    data: Path, arguments: tuple[str, ...], said: str
) -> None:
    command, *rest = arguments
    done = cbsc(command, data, *rest, "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["explain", "trend", "breakdown", "fact"])
def test_help(command: str) -> None:
    done = cbsc(command, "--help")
    assert done.returncode == 0
    assert "--segment" in done.stdout
