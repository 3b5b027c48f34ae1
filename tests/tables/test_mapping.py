"""mapping.toml: columns, formulas, filters, rules, lookups, first rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cbsc_xl.errors import DataError
from cbsc_xl.tables import Data, read
from cbsc_xl.tables.mapping.formula import (
    Arithmetic,
    Compare,
    Name,
    Not,
    Number,
    Quoted,
    parse_condition,
    parse_sum,
)
from cbsc_xl.tables.mapping.frame import Frame
from cbsc_xl.tables.raw import RawTable, from_objects
from cbsc_xl.tables.style import Style

SALES = """Bon;Klant;Land;Dag;Stuks;Prijs;Art
F1;10;NL;2025-01-02;2;3,5;A
F1;10;NL;2025-01-02;1;10,0;B
C1;10;BE;2025-01-01;-1;10,0;B
F2;11;DE;2025-01-05;0;4,5;A
F3;;DE;2025-01-06;1;4,5;A
F4;12;FR;2025-01-07;3;x;A
"""
PRODUCTS = "Code;Groep;Kost\nA;Food;1,5\nB;Drink;4,25\n"


def mapped(folder: Path, mapping: str) -> Data:
    (folder / "verkoop.csv").write_text(SALES)
    (folder / "art.csv").write_text(PRODUCTS)
    (folder / "mapping.toml").write_text(mapping)
    data = read(folder)
    for name, count in data.report.counts.items():
        assert count.used + data.report.refused(name) == count.read
    return data


BASE = """
[Transactions]
file = "verkoop.csv"
leave_out = ["Klant is blank", { when = "Stuks = 0", reason = "gift" }]
[Transactions.columns]
customer_id = "Klant"
date = "Dag"
document_id = "Bon"
amount = "Stuks * Prijs"
"""


def test_columns_formula_and_filters(tmp_path: Path) -> None:
    data = mapped(tmp_path, BASE)
    table = data.table("Transactions")
    assert table.numbers("amount").tolist() == [7.0, 10.0, -10.0]
    assert table.text("document_id").strings() == ["F1", "F1", "C1"]
    reasons = {(p.row, p.column, p.value, p.reason) for p in data.report.problems()}
    assert reasons == {
        (6, "", "", "left out by mapping: Klant is blank"),
        (5, "", "", "left out by mapping: gift"),
        (7, "amount", "x", "Prijs is not a number"),
    }
    assert "channel" not in table


def test_lookup_constant_rules_and_words(tmp_path: Path) -> None:
    data = mapped(
        tmp_path,
        BASE
        + """
category = "art.Groep"
cogs = "Stuks * art.Kost"
channel = { value = "web" }
product = { column = "Art", words = { A = "Apple" }, blank = ["B"] }
[Transactions.lookups]
art = { file = "art.csv", key = "Code", by = "Art" }
""",
    )
    table = data.table("Transactions")
    assert table.text("category").strings() == ["Food", "Drink", "Drink"]
    assert table.numbers("cogs").tolist() == [3.0, 4.25, -4.25]
    assert table.text("channel").strings() == ["web"] * 3
    assert table.text("product").strings() == ["Apple", None, None]


def test_customers_from_the_first_of_their_lines(tmp_path: Path) -> None:
    data = mapped(
        tmp_path,
        """
[Customers]
file = "verkoop.csv"
leave_out = "Klant is blank"
one_row_per = "Klant"
order_by = ['Bon starts with "C"', "Dag"]
[Customers.columns]
customer_id = "Klant"
country = "Land"
segment = { rules = [{ when = 'Land in ("NL", "BE")', value = "Benelux" }], otherwise = "Export" }
start_date = 2024-12-31
""",
    )
    table = data.table("Customers")
    assert table.text("customer_id").strings() == ["10", "11", "12"]
    assert table.text("country").strings() == ["NL", "DE", "FR"]
    assert table.text("segment").strings() == ["Benelux", "Export", "Export"]
    assert table.days("start_date").tolist() == [20088] * 3
    assert data.report.counts["Customers"].read == 6


def test_two_sections_feed_one_table(tmp_path: Path) -> None:
    section = """
[[Transactions]]
file = "verkoop.csv"
keep = 'Bon = "{}"'
[Transactions.columns]
customer_id = "Klant"
date = "Dag"
amount = "{}"
"""
    data = mapped(tmp_path, section.format("F1", "Stuks") + section.format("C1", "Prijs"))
    assert data.table("Transactions").numbers("amount").tolist() == [2.0, 1.0, 10.0]
    assert data.report.counts["Transactions"].read == 12


def test_a_section_without_file_settles_the_file_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "transactions.csv").write_text("klant;datum;bedrag\n1;03/04/2025;1.000\n")
    with pytest.raises(DataError, match="two ways"):
        read(tmp_path)
    (tmp_path / "mapping.toml").write_text(
        "[Transactions.columns]\n"
        'amount = { column = "bedrag", decimal = "," }\n'
        'date = { column = "datum", date = "dd-mm-yyyy" }\n'
    )
    table = read(tmp_path).table("Transactions")
    assert table.numbers("amount").tolist() == [1000.0]
    assert table.days("date").tolist() == [20181]


def test_the_line_of_the_error_is_the_cure(tmp_path: Path) -> None:
    (tmp_path / "transactions.csv").write_text("klant;datum;bedrag\n1;2025-04-03;1.000\n")
    with pytest.raises(DataError) as error:
        read(tmp_path)
    line = str(error.value).split("either ")[1].split(" or ")[0]
    (tmp_path / "mapping.toml").write_text(f"[Transactions.columns]\n{line}\n")
    assert read(tmp_path).table("Transactions").numbers("amount").tolist() == [1000.0]


def test_file_without_header_separated_by_spaces(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(" 0001 19970101  2   29.33\r\n 0002 19970118  1   29.73\r\n")
    (tmp_path / "mapping.toml").write_text(
        '[files."log.txt"]\ndelimiter = "whitespace"\nheader = ["id", "day", "n", "usd"]\n'
        '[Transactions]\nfile = "log.txt"\n'
        '[Transactions.columns]\ncustomer_id = "id"\namount = "usd"\n'
        'date = { column = "day", date = "yyyymmdd" }\n'
    )
    table = read(tmp_path).table("Transactions")
    assert table.text("customer_id").strings() == ["0001", "0002"]
    assert table.numbers("amount").tolist() == [29.33, 29.73]
    assert table.origin.tolist() == [1, 2]


def test_root_and_locale(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a_1.csv").write_text("klant;datum;bedrag\n1;03/04/2025;1.000\n")
    (tmp_path / "export" / "a_2.csv").write_text("klant;datum;bedrag\n2;04/04/2025;2.000\n")
    (tmp_path / "mapping.toml").write_text(
        'root = "export"\nlocale = "nl"\n[Transactions]\nfile = "a_*.csv"\n'
    )
    data = read(tmp_path)
    assert data.table("Transactions").numbers("amount").tolist() == [1000.0, 2000.0]
    assert data.table("Transactions").text("customer_id").strings() == ["1", "2"]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("[Transaction]\n", "'Transaction' is not known; did you mean Transactions"),
        ('[Transactions]\nfil = "x"\n', "'fil' is not known; did you mean file"),
        ('[Transactions.columns]\namout = "x"\n', "has no such column; did you mean amount"),
        ('[Transactions]\nfile = "no.csv"\n', "names file 'no.csv', but"),
        (
            '[Transactions]\nfile = "verkoop.csv"\n[Transactions.columns]\namount = "Aantal"\n',
            "no column 'Aantal'; it has Bon",
        ),
        (
            '[Transactions]\nfile = "verkoop.csv"\n[Transactions.columns]\namount = "Stuks * * 2"\n',
            "is not understood at '\\* 2'",
        ),
        ('[Transactions]\nfile = "verkoop.csv"\nleave_out = "Stuks ="\n', "is not understood at 'its end'"),
        ("[Transactions\n", "not valid TOML"),
        ('[Transactions.columns]\ndate = { column = "Dag", date = "dd.mm" }\n', "date is day-first"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, mapping: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        mapped(tmp_path, mapping)


def frame() -> Frame:
    columns = {
        "Net amount": ["1", "2", "", "4"],
        "Qty": [2.0, 0.0, 3.0, -1.0],
        "Land": ["NL", "be", None, "DE"],
        "Day": ["2025-01-01", "2025-02-01", "2025-03-01", None],
    }
    raw = RawTable(
        "x.csv",
        list(columns),
        [from_objects(cells) for cells in columns.values()],
        np.arange(4, dtype=np.int32),
    )
    return Frame("Transactions", raw, Style())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Net amount * Qty", [2, 0, None, -4]),
        ("`Net amount` + Qty * 2", [5, 2, None, 2]),
        ('("Net amount" + Qty) * 2', [6, 4, None, 6]),
        ("-Qty - 1", [-3, -1, -4, 0]),
        ("10 - 4 - 3", [3, 3, 3, 3]),
        ("12 / 3 / 2", [2, 2, 2, 2]),
        ("Net amount / Qty", [0.5, None, None, -4]),
        ("qty", [2, 0, 3, -1]),
    ],
)
def test_arithmetic(text: str, values: list[float | None]) -> None:
    found = frame().sum(parse_sum(text)).tolist()
    assert [None if np.isnan(value) else value for value in found] == values


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('Land = "nl"', [0]),
        ('Land != "NL"', [1, 2, 3]),
        ('Land in ("NL", "BE")', [0, 1]),
        ('not Land in ("NL", "BE")', [2, 3]),
        ('Land not in ("NL", "BE")', [2, 3]),
        ("Land is blank", [2]),
        ("Land is not blank and Qty > 0", [0]),
        ("Qty <= 0 or Land is blank", [1, 2, 3]),
        ("(Qty <= 0 or Land is blank) and not (Qty = 0)", [2, 3]),
        ("(Qty + 1) * 2 >= 6", [0, 2]),
        ("Net amount = 2", [1]),
        ("Qty in (2, 3)", [0, 2]),
        ('Day < "2025-02-01"', [0]),
        ('Day >= "2025-02-01"', [1, 2]),
        ('Land starts with "n"', [0]),
        ('Land ends with "E"', [1, 3]),
        ('Land contains "e"', [1, 3]),
        ("Qty != Net amount", [0, 1, 2, 3]),
    ],
)
def test_conditions(text: str, rows: list[int]) -> None:
    assert np.flatnonzero(frame().test(parse_condition(text))).tolist() == rows


def test_precedence() -> None:
    assert parse_sum("a - b * 2") == Arithmetic("-", Name("a"), Arithmetic("*", Name("b"), Number(2.0)))
    assert parse_condition('not a = "x"') == Not(Compare(Name("a"), "=", (Quoted("x"),)))
