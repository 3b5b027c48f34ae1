"""A whole source: which file feeds what, rules for every table, settings, the report."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.errors import DataError, Needs
from cbsc_xl.tables import Data, Settings, read, render, table_from_rows
from cbsc_xl.tables.schema import SETTINGS, TABLES, normal


def folder(tmp_path: Path, **files: str) -> Data:
    for name, text in files.items():
        suffix = ".toml" if name in ("mapping", "settings") else ".csv"
        (tmp_path / (name + suffix)).write_text(text, encoding="utf-8")
    data = read(tmp_path)
    for name, count in data.report.counts.items():
        assert count.used + data.report.refused(name) == count.read
    return data


def test_every_alias_of_a_column_and_table_leads_to_one() -> None:
    tables: dict[str, str] = {}
    for spec in TABLES.values():
        for alias in (spec.name, *spec.aliases):
            assert tables.setdefault(normal(alias), spec.name) == spec.name, alias
        columns: dict[str, str] = {}
        for column in spec.columns:
            for alias in (column.name, *column.aliases):
                assert columns.setdefault(normal(alias), column.name) == column.name, (spec.name, alias)


def test_every_meaning_is_there_in_three_languages() -> None:
    for spec in TABLES.values():
        for part in (spec, *spec.columns):
            assert all(part.meaning[language].strip() for language in ("en", "nl", "uk")), part.name
    for setting in SETTINGS.values():
        assert all(setting.meaning[language].strip() for language in ("en", "nl", "uk")), setting.name


@pytest.mark.parametrize(
    "name", ["Customers", "klanten", "Debiteuren 2025", "KLANTEN_export", "клієнти", "контрагенти 01.2025"]
)
def test_files_are_matched_by_name(tmp_path: Path, name: str) -> None:
    data = folder(tmp_path, **{name: "klantnummer;naam\n1;Jan\n"})
    assert len(data.table("Customers")) == 1


def test_files_are_matched_by_headers_and_others_are_noted(tmp_path: Path) -> None:
    data = folder(
        tmp_path,
        report17="Debiteurnr;Factuurdatum;Netto bedrag;Factuurnr\n1;2025-01-01;5;F1\n",
        weather="when,rain\n2025-01-01,3\n",
    )
    assert list(data.tables) == ["Transactions"]
    assert data.report.notes == ["weather.csv feeds no table"]


@pytest.mark.parametrize(
    "header",
    [
        "customer_id",
        "Customer ID",
        "CUSTOMER-ID",
        "customerId",
        "Klantnummer",
        "klant nr",
        "Débiteurnr.",
        "Код клієнта",
        "контрагент",
    ],
)
def test_headers_in_three_languages(header: str) -> None:
    table = table_from_rows("Transactions", [{header: "1", "Datum": "2025-01-01", "Сума, грн": "5"}])
    assert table.text("customer_id").strings() == ["1"]
    assert table.numbers("amount").tolist() == [5.0]


def test_two_columns_for_one_field(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'Datum' and 'Boekdatum' both stand for date; write in"):
        folder(tmp_path, costs="Datum,Boekdatum,amount,cost_type\n2025-01-01,2025-01-02,5,sales\n")


def test_ids_are_text() -> None:
    rows = [{"customer_id": value} for value in (" 007 ", 123.0, 124, "0123", "12,5", True)]
    assert table_from_rows("Customers", rows).text("customer_id").strings() == [
        "007",
        "123",
        "124",
        "0123",
        "12,5",
        "yes",
    ]


def test_duplicate_customers(tmp_path: Path) -> None:
    data = folder(tmp_path, customers="customer_id,name\n1,a\n2,b\n 1,c\n")
    assert data.table("Customers").text("name").strings() == ["a", "b"]
    (problem,) = data.report.problems()
    assert problem.row == 4
    assert problem.value == "1 (already in row 2)"


def test_segment_history_may_repeat_a_customer(tmp_path: Path) -> None:
    text = "customer_id,segment,segment_from\n1,Silver,2024-01-01\n1,Gold,2025-01-01\n1,Gold,2025-01-01\n"
    assert folder(tmp_path, customers=text).table("Customers").text("segment").strings() == ["Silver", "Gold"]


def test_free_columns_of_customers(tmp_path: Path) -> None:
    table = folder(tmp_path, customers="customer_id;Land;Aantal FTE\n1;NL;5\n2;;12,5\n").table("Customers")
    assert table.text("land").strings() == ["NL", None]
    assert table.text("aantal_fte").strings() == ["5", "12,5"]


def test_required_cells_and_columns(tmp_path: Path) -> None:
    data = folder(tmp_path, transactions="customer_id,date\n1,2025-01-01\n,2025-01-02\n")
    assert len(data.table("Transactions")) == 1
    with pytest.raises(Needs, match=r"needs column Transactions\.amount"):
        data.table("Transactions").numbers("amount")
    with pytest.raises(Needs, match="needs table Surveys"):
        data.table("Surveys")
    assert any("Transactions has no column amount" in note for note in data.report.notes)


def test_a_column_without_a_value_is_absent() -> None:
    rows = [
        {"customer_id": str(i), "date": "2025-01-01", "amount": 5, "cogs": "", "channel": None}
        for i in range(3)
    ]
    table = table_from_rows("Transactions", rows)
    assert set(table.columns) == {"customer_id", "date", "amount"}


def test_open_leads_and_contracts_not_yet_renewed_are_used() -> None:
    leads = table_from_rows(
        "Leads", [{"created_date": "2025-01-01", "closed_date": None, "status": "Lopend"}]
    )
    assert leads.text("status").strings() == ["open"]
    contracts = table_from_rows(
        "Contracts",
        [
            {"customer_id": "1", "end_date": "2025-01-01", "renewed": ""},
            {"customer_id": "2", "end_date": "2025-01-01", "renewed": "nee"},
        ],
    )
    assert np.isnan(contracts.numbers("renewed")[0])
    assert contracts.numbers("renewed")[1] == 0


def test_words_are_understood_and_others_named(tmp_path: Path) -> None:
    data = folder(
        tmp_path,
        leads="created;closed;status\n2025-01-01;2025-01-02;Gewonnen\n2025-01-01;2025-01-02;програно\n2025-01-01;2025-01-02;zzz\n",
        costs="date,amount,cost_type,purpose\n2025-01-01,5,Logistiek,brand\n",
    )
    assert data.table("Leads").text("status").strings() == ["won", "lost"]
    (problem,) = data.report.problems()
    assert (problem.row, problem.value, problem.reason) == (4, "zzz", "not one of won, lost, open")
    assert data.table("Costs").text("cost_type").strings() == ["logistics"]
    assert data.table("Costs").text("purpose").strings() == ["brand"]
    assert any("'brand'" in note for note in data.report.notes)


def test_accounts_complete_costs(tmp_path: Path) -> None:
    data = folder(
        tmp_path,
        accounts="account,cost_type,activity,purpose\n4510,marketing,,acquisition\n4600,logistics,delivery,\n",
        costs="date,amount,account,cost_type\n2025-01-01,1,4510,\n2025-01-01,2,4600,\n2025-01-01,3,4600,sales\n2025-01-01,4,9999,\n",
    )
    costs = data.table("Costs")
    assert costs.text("cost_type").strings() == ["marketing", "logistics", "sales"]
    assert costs.text("activity").strings() == [None, "delivery", "delivery"]
    assert costs.text("purpose").strings() == ["acquisition", None, None]
    (problem,) = data.report.problems("Costs")
    assert (problem.row, problem.column) == (5, "cost_type")


def test_more_than_one_currency(tmp_path: Path) -> None:
    head = "customer_id,date,amount,currency\n"
    data = folder(tmp_path, transactions=head + "1,2025-01-01,5,gbp\n2,2025-01-01,5,GBP\n")
    assert data.settings.text("currency") == "GBP"
    with pytest.raises(DataError, match=r"more than one currency: EUR \(in Transactions\), USD"):
        folder(tmp_path, transactions=head + "1,2025-01-01,5,EUR\n2,2025-01-01,5,USD\n")


def test_period_cells() -> None:
    import datetime as dt

    rows = [
        {"period": value, "line": "revenue", "amount": 1} for value in (2025, dt.date(2025, 3, 1), "2025-Q1")
    ]
    assert table_from_rows("Ledger", rows).text("period").strings() == ["2025", "2025-03", "2025-Q1"]


def test_settings(tmp_path: Path) -> None:
    data = folder(
        tmp_path,
        settings="lgd = 0.4\n",
        Settings="name;value\nDiscount rate;12,5%\nlgd;0,3\ninactive_months;6\nlgdd;1\n",
    )
    assert data.settings.number("discount_rate") == 0.125
    assert data.settings.number("lgd") == 0.4
    assert data.settings.whole("inactive_months") == 6
    assert data.settings.number("score_cap") == 1.2
    assert data.settings.given == {"discount_rate", "lgd", "inactive_months"}
    assert any("'lgdd' is not known; did you mean lgd?" in note for note in data.report.notes)
    with pytest.raises(Needs, match="needs setting receivables_rate"):
        data.settings["receivables_rate"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("lgd", "1.5"), ("inactive_months", "2.5"), ("base_rule", "x"), ("green", "a"), ("lgd", "")],
)
def test_settings_that_do_not_fit(tmp_path: Path, name: str, value: str) -> None:
    if value:
        with pytest.raises(DataError, match=f"setting {name} is"):
            folder(tmp_path, Settings=f"name;value\n{name};{value}\n")
    else:
        assert folder(tmp_path, Settings=f"name;value\n{name};{value}\n").settings.given == frozenset()


def test_settings_are_a_mapping() -> None:
    settings = Settings({"lgd": 0.2})
    assert settings["lgd"] == 0.2
    assert "receivables_rate" not in settings
    assert dict(settings)["min_coverage"] == 0.5
    assert len(list(settings.values())) == len(settings)


def test_proposals_for_foreign_headers(tmp_path: Path) -> None:
    data = folder(tmp_path, transactions="customer_id,date,amount,Produkt,Chanel\n1,2025-01-01,5,A,web\n")
    assert data.report.proposals == [
        '[Transactions.columns]  product = "Produkt"',
        '[Transactions.columns]  channel = "Chanel"',
    ]


def test_the_report_in_words(tmp_path: Path) -> None:
    bad = "".join(f"{i},nonsense,1\n" for i in range(30))
    data = folder(tmp_path, transactions="customer_id,date,amount\n1,2025-01-01,5\n" + bad)
    text = render(data.report)
    assert "Transactions          31           1          30  transactions.csv" in text
    assert "transactions.csv, row 3, date 'nonsense': not a date" in text
    assert "and 10 more" in text
    assert text.count("nonsense") == 20


def test_progress(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("customer_id\n1\n")
    (tmp_path / "products.csv").write_text("product,launch_date\n1,2025-01-01\n")
    seen: list[tuple[int, int, str]] = []
    read(tmp_path, progress=lambda *step: seen.append(step))
    assert seen == [(0, 2, "customers.csv"), (1, 2, "products.csv"), (2, 2, "")]


CELL = st.sampled_from(
    [
        "1",
        "007",
        "",
        " ",
        "2025-01-31",
        "31/01/2025",
        "1.234,50",
        "1,5",
        "2.5",
        "-",
        "x;y",
        'a"b',
        "NULL",
        "€ 5",
        "won",
        "é",
        "\n",
    ]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=12))
def test_used_and_refused_make_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "transactions.csv"
    lines = [
        "klant;datum;bedrag;korting",
        *(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows),
    ]
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    filled = [row for row in rows if any(cell.strip() and cell != "NULL" for cell in row)]
    try:
        data = read(path)
    except DataError as error:
        if "two ways" not in str(error):
            raise
        return
    count = data.report.counts["Transactions"]
    listed = [problem.row for problem in data.report.problems()]
    assert count.read == len(filled)
    assert count.used + len(listed) == count.read
    assert len(set(listed)) == len(listed)
    if filled:
        assert not set(listed) & set(data.table("Transactions").origin.tolist())
