"""Scenarios on the command line, with the demo as a new user gets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cbsc_xl.workbook.lint import lint
from tests.cli.test_cli import cbsc, demo

__all__ = ["demo"]


def test_the_demo_brings_scenarios_that_run(demo: Path, tmp_path: Path) -> None:
    book = tmp_path / "What-if.xlsx"
    done = cbsc("whatif", demo / "data", demo / "scenarios.toml", "--period", "2025", "--out", book)
    assert done.returncode == 0, done.stderr
    assert "Caterers: price and terms: Event caterers: price +2.0%, payment −15 days" in done.stdout
    assert "profit_after_unallocated_cost" in done.stdout
    assert lint(book) == []


def test_json_and_csv_hold_every_figure(demo: Path) -> None:
    command = ("whatif", demo / "data", demo / "scenarios.toml", "--period", "2025", "--format")
    content = json.loads(cbsc(*command, "json").stdout)
    rows = list(csv.DictReader(io.StringIO(cbsc(*command, "csv").stdout)))
    assert (content["period"], content["currency"], len(content["scenarios"])) == ("2025", "EUR", 3)
    listed = [
        (scenario["scenario"], group["group"], figure["figure"], figure["difference"])
        for scenario in content["scenarios"]
        for group in scenario["groups"]
        for figure in group["figures"]
    ]
    assert [tuple(row[key] for key in ("scenario", "group", "figure")) for row in rows] == [
        row[:3] for row in listed
    ]
    assert [float(row["difference"]) for row in rows if row["difference"]] == pytest.approx(
        [difference for *_, difference in listed if difference is not None]
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('segment = "Hotel"\nprice_change = 0.1', "no segment 'Hotel'; did you mean 'Hotels'?"),
        ("price_change = 2", "price_change = 2 is not between -0.9 and 1: 0.02 is 2% more"),
        ("price = 0.1", "no key 'price'; did you mean 'price_change'?"),
        ('activity = "Piking"\nrate = 3', "no activity 'Piking'; did you mean 'Picking'?"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(
    demo: Path, tmp_path: Path, text: str, sentence: str
) -> None:
    scenarios, book = tmp_path / "s.toml", tmp_path / "book.xlsx"
    scenarios.write_text(f'[[scenario]]\nname = "Up"\n[[scenario.change]]\n{text}\n', encoding="utf-8")
    done = cbsc("whatif", demo / "data", scenarios, "--out", book)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not book.exists()


def test_a_missing_file_is_said(demo: Path, tmp_path: Path) -> None:
    done = cbsc("whatif", demo / "data", tmp_path / "none.toml")
    assert done.returncode == 1
    assert "none.toml: No such file or directory" in done.stderr


def test_the_folder_is_made_and_the_ending_is_checked(demo: Path, tmp_path: Path) -> None:
    command = ("whatif", demo / "data", demo / "scenarios.toml", "--period", "2025-Q4", "--out")
    assert cbsc(*command, tmp_path / "new" / "book.xlsx").returncode == 0
    assert lint(tmp_path / "new" / "book.xlsx") == []
    done = cbsc(*command, tmp_path / "book.csv")
    assert done.returncode == 1
    assert "book.csv must end in .xlsx" in done.stderr
