"""Lifetime value per customer of the demo company on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import cbsc, demo

__all__ = ["demo"]


def test_rows_and_words(demo: Path) -> None:
    found = json.loads(cbsc("clv", demo / "data", "--period", "2025", "--format", "json").stdout)
    columns = (
        *("customer_id", "repeat_purchases", "last_purchase", "p_alive", "expected_purchases"),
        *("expected_order_value", "clv"),
    )
    assert tuple(found["rows"][0]) == columns
    assert len(found["rows"]) == found["customers"]
    assert all(0 <= row["p_alive"] <= 1 for row in found["rows"])
    assert abs(found["holdout"]["error"]) < 0.1
    assert any("hold-out" in line for line in found["remarks"])


def test_table_and_csv_have_the_same_rows(demo: Path) -> None:
    table = cbsc("clv", demo / "data", "--period", "2025").stdout
    rows = list(csv.DictReader(io.StringIO(cbsc("clv", demo / "data", "--format", "csv").stdout)))
    lines = table.partition("\n\n")[0].splitlines()[1:]
    assert [line.split()[0] for line in lines] == [row["customer_id"] for row in rows]
    assert "how far to trust it" in table


def test_a_small_group_is_refused_in_one_sentence(demo: Path) -> None:
    done = cbsc("clv", demo / "data", "--segment", "Hotels")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "fewer than 100 customers purchased again" in done.stderr


@pytest.mark.parametrize("segment", ["Hotelz", "country=XX"])
def test_an_unknown_segment_is_named(demo: Path, segment: str) -> None:
    assert segment.rpartition("=")[2] in cbsc("clv", demo / "data", "--segment", segment).stderr
