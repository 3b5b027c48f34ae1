"""``generate --by country`` on half a million invoice lines: a workbook per country, every cell right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cbsc_xl.workbook.lint import lint
from tests.office.compare import differences
from tests.office.driver import Office
from tests.real.independent import Independent
from tests.real.sources import ALL, prepare, unequal

OVERVIEW = "Overview.xlsx"
TREND = [f"LTM:{2010 + month // 12}-{month % 12 + 1:02d}" for month in range(11, 24)]
POINTS = [f"p{point}" for point in range(1, 14)]
BOOKS = ("United Kingdom.xlsx", "Iceland.xlsx", "Brazil.xlsx", OVERVIEW)
"""The largest, one customer, one customer and nothing the year before, and all together."""


@dataclass
class Generated:
    """A folder that the command has filled, and what it said."""

    folder: Path
    said: str

    @cached_property
    def manifest(self) -> dict[str, Any]:
        content = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        assert isinstance(content, dict)
        return content

    @property
    def books(self) -> set[str]:
        return {path.stem for path in self.folder.glob("*.xlsx") if path.name != OVERVIEW}


Generate = Callable[[str], Generated]


@pytest.fixture(scope="module")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Generate:
    """Run the command for a period, on data read by a mapping."""
    data = prepare("online_retail", tmp_path_factory.mktemp("data"))

    def run(period: str) -> Generated:
        folder = tmp_path_factory.mktemp("out")
        command = [sys.executable, "-W", "error", "-m", "cbsc_xl", "generate", str(data)]
        options = ["--out", str(folder), "--by", "country", "--period", period]
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == str(folder / OVERVIEW)
        return Generated(folder, done.stderr)

    return run


@pytest.fixture(scope="module")
def year(generate: Generate) -> Generated:
    return generate("2011")


@pytest.fixture(scope="module")
def database(independent: Callable[[str], Independent]) -> Independent:
    return independent("online_retail")


def buyers(database: Independent, first: str, last: str) -> set[str]:
    """Countries whose customers purchased between two days."""
    rows = database.rows(f"""
        select distinct grp from purchase join member using (customer)
        where day between date '{first}' and date '{last}' and grp <> '{ALL}'""")
    return {row["grp"] for row in rows}


def test_a_workbook_per_country_with_purchases(year: Generated, database: Independent) -> None:
    countries = buyers(database, "2010-12-01", "2011-12-31")
    assert len(countries) == 37
    assert year.books == countries
    assert (year.folder / OVERVIEW).is_file()
    assert {entry["group"] for entry in year.manifest["groups"]} == countries
    assert year.manifest["skipped"] == {}


def test_small_countries_are_named(year: Generated, database: Independent) -> None:
    rows = database.rows(f"""
        select grp, active_customers from facts
        where period = '2011' and active_customers < 5 and grp <> '{ALL}'""")
    named = dict(re.findall(r"^(.+): (\d+) active customers?, ", year.said, re.M))
    lost = re.findall(r"^(.+): no purchase in 2011", year.said, re.M)
    assert named == {row["grp"]: str(row["active_customers"]) for row in rows if row["active_customers"]}
    assert lost == [row["grp"] for row in rows if not row["active_customers"]]
    assert len(named) + len(lost) == 18


def test_countries_without_purchases_are_named_instead(generate: Generate, database: Independent) -> None:
    done = generate("2010-12")
    countries = buyers(database, "2009-12-01", "2010-12-31")
    others = buyers(database, "2010-12-01", "2011-12-31") - countries
    assert (len(countries), len(others)) == (21, 16)
    assert done.books == countries
    assert set(re.findall(r"^no workbook for (.+?): ", done.said, re.M)) == others
    assert done.manifest["skipped"].keys() == others


def test_manifest_tells_the_figures(year: Generated, database: Independent) -> None:
    assert year.manifest["rows"]["Transactions"] == {"read": 541_909, "used": 406_789, "refused": 135_120}
    assert year.manifest["currency"] == "GBP"
    facts = {row["grp"]: row for row in database.rows("from facts where period = '2011'")}
    measures = database.measures()
    for entry in year.manifest["groups"]:
        country = entry["group"]
        assert entry["active_customers"] == facts[country]["active_customers"]
        assert entry["net_revenue"] == pytest.approx(float(facts[country]["net_revenue"]), abs=1e-6)
        lines = {line["function"]: line for line in entry["measures"]}
        assert len(lines) == 9
        del lines["CBSC_CROSS_SELL"]
        for period, field in (("2011", "actual"), ("LTM:2010-12", "previous")):
            theirs = {function: measures[function][country, period] for function in lines}
            assert unequal({function: line[field] for function, line in lines.items()}, theirs) == {}


@pytest.mark.parametrize("country", ["United Kingdom", "Germany", "EIRE", "Brazil", "Lithuania"])
def test_sheet_facts_tells_the_figures_of_thirteen_points(
    country: str, year: Generated, database: Independent
) -> None:
    rows = database.rows(f"from facts where grp = $${country}$$")
    periods = {row["period"]: row for row in rows}
    found = sheet_facts(year.folder / f"{country}.xlsx")
    unknown = {"days_as_customer", "customers_cross_sold"}  # no start_date, no category
    names = (periods[TREND[0]].keys() & found.keys()) - unknown
    assert len(names) == 29
    ours = {(name, point): found[name][point] for name in names for point in POINTS}
    theirs = {
        (name, point): float(periods[period][name])
        for name in names
        for point, period in zip(POINTS, TREND, strict=True)
    }
    assert unequal(ours, theirs, digits=1e-6) == {}


def sheet_facts(path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the table on sheet Facts by the name of the fact."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Facts"]
    header, *rows = sheet[sheet.tables["facts_table"].ref]
    names = [cell.value for cell in header]
    values = [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
    return {row["fact"]: row for row in values}


@pytest.mark.parametrize("book", BOOKS)
def test_every_formula_recalculates_to_its_cached_value(book: str, year: Generated, office: Office) -> None:
    path = year.folder / book
    assert lint(path) == []
    assert differences(path, office.recalculate(path)) == []
