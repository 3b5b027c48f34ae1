"""The files: complete, small, the same every time, and easy to read for any program."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cbsc_xl.demo import write

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLES = {
    *(
        "Customers",
        "Transactions",
        "Costs",
        "Contacts",
        "Surveys",
        "Receivables",
        "Leads",
        "Contracts",
        "Market",
    ),
    *("Contributions", "Products", "Activities", "Accounts", "Ledger", "Scorecard", "Initiatives"),
}
MONEY = {
    "Customers": ("secured_amount",),
    "Transactions": ("amount", "discount", "cogs"),
    "Costs": ("amount",),
    "Contacts": ("cost",),
    "Receivables": ("amount",),
    "Leads": ("amount",),
    "Contracts": ("annual_value",),
    "Market": ("amount",),
    "Contributions": ("value", "cost"),
    "Activities": ("rate", "cost_per_minute"),
    "Ledger": ("amount",),
    "Initiatives": ("budget", "spent", "annual_benefit"),
}


def rows(demo: Path, table: str) -> list[dict[str, str]]:
    with (demo / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digests(directory: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(directory.iterdir())}


def test_every_table_and_the_settings_are_written(demo: Path) -> None:
    assert {file.name for file in demo.iterdir()} == {f"{table}.csv" for table in TABLES} | {"settings.toml"}


def test_another_process_with_another_hash_seed_writes_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib; from cbsc_xl.demo import write; write(pathlib.Path(sys.argv[1]))"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)
        assert digests(tmp_path / seed) == digests(demo)


def test_writing_takes_less_than_three_seconds_of_work(tmp_path: Path) -> None:
    begin = time.process_time()
    write(tmp_path)
    assert time.process_time() - begin < 3


def test_the_company_is_small(demo: Path) -> None:
    assert sum(file.stat().st_size for file in demo.iterdir()) < 3_000_000
    assert 12_000 <= len(rows(demo, "Transactions")) <= 18_000
    assert len(rows(demo, "Customers")) == 240


@pytest.mark.parametrize("table", sorted(TABLES))
def test_files_are_plain_csv(demo: Path, table: str) -> None:
    content = (demo / f"{table}.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    header, *body = list(csv.reader(content.decode("utf-8").splitlines()))
    assert len(set(header)) == len(header)
    assert body
    assert {len(row) for row in body} == {len(header)}


@pytest.mark.parametrize("table", sorted(MONEY))
def test_amounts_have_two_decimals(demo: Path, table: str) -> None:
    table_rows = rows(demo, table)
    for column in MONEY[table]:
        values = [row[column] for row in table_rows if row[column]]
        assert values
        assert all(re.fullmatch(r"-?\d+\.\d\d", value) for value in values)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_dates_are_iso_and_the_past(demo: Path, table: str) -> None:
    future = {"due_date", "end_date", "date_to", "start_date"}
    for row in rows(demo, table):
        for column, value in row.items():
            if value and (column.endswith("date") or column.startswith("date")):
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
                assert column in future or value <= "2025-12-31"


@pytest.mark.parametrize("table", ["Transactions", "Costs", "Contacts", "Surveys", "Receivables"])
def test_three_full_years(demo: Path, table: str) -> None:
    months = {row["date"][:7] for row in rows(demo, table)}
    assert months == {f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)}


def test_sales_cover_the_first_and_the_last_day(demo: Path) -> None:
    """A previous year or a last month that is not covered to the day has no value."""
    days = [row["date"] for row in rows(demo, "Transactions")]
    assert (min(days), max(days)) == ("2023-01-01", "2025-12-31")


def test_settings_that_must_be_given_are_given(demo: Path) -> None:
    settings = tomllib.loads((demo / "settings.toml").read_text(encoding="utf-8"))
    assert {
        "default_pd",
        "receivables_rate",
        "cost_per_minute",
        "alternative_cost_of_funds",
        "employees",
    } <= settings.keys()
