"""The command line as a user meets it: in a process of its own, with real files."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl.catalogue import catalogue
from cbsc_xl.tables.schema import TABLES


def cbsc(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "cbsc_xl", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = cbsc("demo", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_demo_writes_data_and_a_workbook_per_group(demo: Path) -> None:
    names = {path.name for path in (demo / "scorecards").iterdir()}
    groups = ("Hotels", "Restaurants", "Care homes", "Event caterers")
    assert names == {*(f"{group}.xlsx" for group in groups), "Overview.xlsx", "manifest.json"}
    manifest = json.loads((demo / "scorecards" / "manifest.json").read_text(encoding="utf-8"))
    assert {group["group"] for group in manifest["groups"]} == set(groups)
    for count in manifest["rows"].values():
        assert count["read"] == count["used"] + count["refused"]


def test_list_in_json_has_a_row_per_measure() -> None:
    rows = json.loads(cbsc("list", "--format", "json").stdout)
    assert [row["function"] for row in rows] == [measure.function for measure in catalogue()]
    keys = {"function", "measure", "name", "unit", "better", "kind", "group", "perspective", "needs"}
    assert all(keys <= set(row) for row in rows)


def test_list_in_dutch_keeps_the_names_of_functions() -> None:
    rows = json.loads(cbsc("list", "--format", "json", "--lang", "nl").stdout)
    churn = next(row for row in rows if row["function"] == "CBSC_CHURN")
    assert churn["name"] == "Percentage klantverloop"


def test_check_of_clean_data_ends_with_0(demo: Path) -> None:
    done = cbsc("check", demo / "data")
    assert done.returncode == 0
    assert "Transactions" in done.stdout


def test_check_lists_what_it_refuses_and_ends_with_1(tmp_path: Path) -> None:
    text = "customer_id,date,amount\nA,2025-01-02,10\nB,soon,20\nC,2025-01-04,30\n"
    (tmp_path / "Transactions.csv").write_text(text)
    done = cbsc("check", tmp_path)
    assert done.returncode == 1
    assert "soon" in done.stdout
    assert "3" in done.stdout


def test_measure_gives_a_row_per_combination(demo: Path) -> None:
    done = cbsc(
        "measure", demo / "data", "--measure", "churn", "--measure", "CBSC_RETENTION", "--segment", "Hotels",
        "--segment", "", "--period", "2025", "--period", "2024-Q4", "--format", "json",
    )  # fmt: skip
    rows = json.loads(done.stdout)
    assert len(rows) == 8
    assert list(rows[0]) == ["function", "measure", "segment", "period", "channel", "value", "status", "unit"]
    by_key = {(row["measure"], row["segment"], row["period"]): row for row in rows}
    for segment in ("Hotels", ""):
        for period in ("2025", "2024-Q4"):
            pair = [by_key[name, segment, period]["value"] for name in ("churn_rate", "retention_rate")]
            assert sum(pair) == pytest.approx(1)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--segment", "Hotel"), "bad argument: no segment 'Hotel'; did you mean 'Hotels'?"),
        (
            ("--segment", "contry=NL"),
            "bad argument: no column of table Customers 'contry'; did you mean 'country'?",
        ),
        (("--segment", "start_date=2025"), "bad argument: column start_date of table Customers holds dates"),
        (("--channel", "webshop"), "bad argument: channel not applicable to CBSC_CHURN"),
        (("--period", "2031"), "no value: no data for this period"),
        (("--period", "2025-13"), "bad argument: period '2025-13' has no month 13: use 01 to 12"),
        (("--segment", "Hotels;country=DE;tier=none"), "bad argument: no tier 'none'"),
    ],
)
def test_what_cannot_be_is_said_in_the_status(demo: Path, arguments: tuple[str, ...], status: str) -> None:
    done = cbsc("measure", demo / "data", "--measure", "churn", "--format", "json", *arguments)
    (row,) = json.loads(done.stdout)
    assert row["value"] is None
    assert row["status"].startswith(status)


def test_an_unknown_measure_names_the_nearest(demo: Path) -> None:
    done = cbsc("measure", demo / "data", "--measure", "chrun", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert row["status"] == "bad argument: no measure 'chrun'; did you mean CBSC_CHURN?"


def test_missing_tables_and_columns_are_named(tmp_path: Path) -> None:
    (tmp_path / "Transactions.csv").write_text("customer_id,date,amount\nA,2025-01-02,10\nB,2025-06-03,20\n")
    done = cbsc("measure", tmp_path, "--period", "2025", "--format", "csv")
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert rows["new_customers"]["status"] == "needs table Customers"
    assert rows["cross_sell_rate"]["status"] == "needs column Transactions.category"
    assert rows["revenue_per_customer"]["value"] == "15.0"


def test_new_makes_a_workbook_that_check_reads(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    assert cbsc("new", path, "--lang", "nl").returncode == 0
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book] == ["Start", *TABLES]
    sheet = book["Transactions"]
    for number, head in enumerate(("customer_id", "date", "amount"), 1):
        column = next(c for c in range(1, sheet.max_column + 1) if sheet.cell(1, c).value == head)
        sheet.cell(2, column, ("A", "2025-01-31", 99.5)[number - 1])
    book.save(path)
    done = cbsc("measure", path, "--measure", "active customers".replace(" ", "_"), "--period", "2025",
                "--format", "json")  # fmt: skip
    assert json.loads(done.stdout)[0]["value"] == 1


def test_new_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_text("mine")
    done = cbsc("new", path)
    assert (done.returncode, path.read_text()) == (1, "mine")
    assert "exists already" in done.stderr


def test_generate_by_another_column_and_for_one_group(demo: Path, tmp_path: Path) -> None:
    arguments = (
        "generate",
        demo / "data",
        "--out",
        tmp_path,
        "--by",
        "country",
        "--group",
        "nl",
        "--lang",
        "uk",
    )
    done = cbsc(*arguments, "--scorecard", "revenue", "--period", "2025-H2")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"NL.xlsx", "Overview.xlsx", "manifest.json"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--group", "Hotel"), "did you mean 'Hotels'?"),
        (("--by", "contry"), "did you mean 'country'?"),
        (("--period", "next year"), "is not understood"),
        (("--template", "missing.xlsx"), "missing.xlsx"),
        (("--scorecard", "missing.toml"), "missing.toml"),
    ],
)
def test_generate_says_what_is_wrong_in_one_sentence(
    demo: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = cbsc("generate", demo / "data", "--out", tmp_path / "out", *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_template_is_exported_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    assert cbsc("template", "export", path).returncode == 0
    assert cbsc("template", "check", path).returncode == 0
    book = openpyxl.load_workbook(path)
    del book.defined_names["cover_group"]
    book.save(path)
    done = cbsc("template", "check", path)
    assert done.returncode == 1
    assert "cover_group" in done.stdout


def test_data_that_are_not_there(tmp_path: Path) -> None:
    done = cbsc("check", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_ends_with_2() -> None:
    assert cbsc("generate").returncode == 2
    assert cbsc("frobnicate").returncode == 2


def test_quiet_prints_nothing(demo: Path, tmp_path: Path) -> None:
    done = cbsc("generate", demo / "data", "--out", tmp_path, "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_the_same_input_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        cbsc("generate", demo / "data", "--out", tmp_path / name, "--quiet")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
