"""Files as they come: encodings, delimiters, quotes, ragged rows, workbooks, parquet."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table as ExcelTable

from cbsc_xl.errors import DataError
from cbsc_xl.tables import read, render

LINES = "klantnr;datum;bedrag\nK001;31-01-2025;1.234,50\nK002;28-02-2025;-5,25\n"


def amounts(folder: Path) -> list[float]:
    data = read(folder)
    assert_accounted(data)
    return data.table("Transactions").numbers("amount").tolist()


def assert_accounted(data: object) -> None:
    for name, count in data.report.counts.items():  # type: ignore[attr-defined]
        assert count.used + data.report.refused(name) == count.read  # type: ignore[attr-defined]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_encodings_line_ends_and_delimiters(tmp_path: Path, encoding: str, end: str, delimiter: str) -> None:
    text = LINES.replace("\n", end).replace(";", delimiter)
    (tmp_path / "Factuurregels 2025.csv").write_bytes(text.encode(encoding))
    assert amounts(tmp_path) == [1234.5, -5.25]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_cyrillic(tmp_path: Path, encoding: str) -> None:
    text = "Код клієнта;Назва;Сегмент\n001;ТОВ «Їжак»;Золоті\n002;ФОП Ґалаґан;Срібні\n"
    (tmp_path / "Клієнти.csv").write_bytes(text.encode(encoding))
    table = read(tmp_path).table("Customers")
    assert table.text("customer_id").strings() == ["001", "002"]
    assert table.text("name").strings() == ["ТОВ «Їжак»", "ФОП Ґалаґан"]


def test_western_accents_in_cp1252(tmp_path: Path) -> None:
    (tmp_path / "klanten.csv").write_bytes("klantnr;naam\n1;Café Zoë\n2;Société Générale\n".encode("cp1252"))
    assert read(tmp_path).table("Customers").text("name").strings() == ["Café Zoë", "Société Générale"]


def test_gzip_and_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv.gz"
    path.write_bytes(gzip.compress(LINES.encode()))
    assert amounts(tmp_path) == [1234.5, -5.25]
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(DataError, match="damaged"):
        read(tmp_path)


def test_quotes_newlines_and_row_numbers(tmp_path: Path) -> None:
    text = 'customer_id,name,start_date\n1,"Jansen, ""de"" kok\nen zoon",2025-01-01\n\n2,"x",nonsense\n'
    (tmp_path / "customers.csv").write_text(text)
    data = read(tmp_path)
    assert data.table("Customers").text("name").strings() == ['Jansen, "de" kok\nen zoon']
    (problem,) = data.report.problems()
    assert (problem.row, problem.column, problem.value, problem.reason) == (
        4,
        "start_date",
        "nonsense",
        "not a date",
    )


def test_a_quote_that_never_closes_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv"
    path.write_text('klant;datum;bedrag\n1;2025-01-01;5\n"oops;2025-01-02;3\n2;2025-01-03;6\n')
    with pytest.raises(DataError, match="a quote that opens in row 3 never closes") as error:
        read(tmp_path)
    line = str(error.value).split("write ")[1].split(" under ")
    (tmp_path / "mapping.toml").write_text(f"{line[1].split(' in ')[0]}\n{line[0]}\n")
    assert len(read(tmp_path).table("Transactions")) == 3


def test_inch_marks_are_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text('customer_id,name\n1,12" pipe\n2,b\n')
    assert read(tmp_path).table("Customers").text("name").strings() == ['12" pipe', "b"]


def test_single_quotes(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("'customer_id','name'\n'1','a,b'\n'2','c'\n")
    assert read(tmp_path).table("Customers").text("name").strings() == ["a,b", "c"]


def test_ragged_rows(tmp_path: Path) -> None:
    text = (
        "customer_id,date,amount,channel\n1,2025-01-01,5\n2,2025-01-02,6,web,extra\n3,2025-01-03,7,shop,,\n"
    )
    (tmp_path / "transactions.csv").write_text(text)
    data = read(tmp_path)
    assert_accounted(data)
    table = data.table("Transactions")
    assert table.text("channel").strings() == [None, "shop"]
    assert table.origin.tolist() == [2, 4]
    (problem,) = data.report.problems()
    assert (problem.row, problem.reason) == (3, "5 cells where the header has 4")


@pytest.mark.parametrize("text", ["", "\n\n", "customer_id,date,amount\n", "customer_id,date,amount"])
def test_nothing_in_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "transactions.csv").write_text(text)
    data = read(tmp_path)
    assert data.report.refused() == 0
    assert "Transactions" not in data
    assert data.report.counts["Transactions"].read == 0
    render(data.report)


def test_titles_above_the_header(tmp_path: Path) -> None:
    (tmp_path / "transactions.csv").write_text("Omzetoverzicht;;\nperiode: 2025;;\n" + LINES)
    data = read(tmp_path)
    assert data.table("Transactions").origin.tolist() == [4, 5]


def test_sep_line(tmp_path: Path) -> None:
    (tmp_path / "transactions.csv").write_text("sep=;\n" + LINES)
    assert amounts(tmp_path) == [1234.5, -5.25]


def test_without_pyarrow_the_same_table_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "transactions.csv").write_text(
        "customer_id,date,amount\n007,2025-01-01,2.5\n 8 ,2025-01-02,NULL\n9,2025-01-03,1e3\n"
    )
    fast = read(tmp_path).table("Transactions")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    slow = read(tmp_path).table("Transactions")
    for table in (fast, slow):
        assert table.text("customer_id").strings() == ["007", "9"]
        assert table.numbers("amount").tolist() == [2.5, 1000.0]
        assert table.origin.tolist() == [2, 4]


def test_a_late_cell_that_is_no_number_is_listed(tmp_path: Path) -> None:
    rows = "".join(f"C{i},2025-01-01,{i}.25\n" for i in range(30_000))
    (tmp_path / "transactions.csv").write_text(f"customer_id,date,amount\n{rows}C1,2025-01-01,12.5.1\n")
    data = read(tmp_path)
    assert_accounted(data)
    (problem,) = data.report.problems()
    assert (problem.row, problem.value) == (30_002, "12.5.1")


def book(path: Path, rows: list[list[object]], name: str = "Transactions") -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return workbook


def test_typed_cells_are_never_ambiguous(tmp_path: Path) -> None:
    path = tmp_path / "any name.xlsx"
    book(
        path,
        [
            ["Customer No.", "Date", "Amount"],
            [7, dt.datetime(2025, 4, 3, 12), 1.0],
            ["008", dt.date(2025, 4, 4), 1.125],
        ],
    )
    table = read(path).table("Transactions")
    assert table.text("customer_id").strings() == ["7", "008"]
    assert table.numbers("amount").tolist() == [1.0, 1.125]
    assert (table.days("date") - 20181).tolist() == [0, 1]


def test_workbook_of_1904(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Transactions"
    sheet.append(["customer_id", "date", "amount"])
    sheet.append(["1", dt.date(2025, 4, 3), 5])
    sheet.append(["2", 45750 - 1462, 6])
    workbook.save(path)
    assert read(path).table("Transactions").days("date").tolist() == [20181, 20181]


def test_excel_tables_on_one_sheet(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row, cells in {3: ["klantnr", "naam"], 4: ["1", "Jan"], 5: ["2", "Piet"]}.items():
        for column, value in enumerate(cells, 2):
            sheet.cell(row, column, value)
    for row, cells in {10: ["klantnr", "datum", "bedrag"], 11: ["1", dt.date(2025, 1, 1), 5]}.items():
        for column, value in enumerate(cells, 5):
            sheet.cell(row, column, value)
    sheet.add_table(ExcelTable(displayName="Klanten", ref="B3:C5"))
    sheet.add_table(ExcelTable(displayName="Factuurregels", ref="E10:G11"))
    workbook.save(path)
    data = read(path)
    assert data.table("Customers").text("name").strings() == ["Jan", "Piet"]
    assert data.table("Customers").origin.tolist() == [4, 5]
    assert data.table("Transactions").origin.tolist() == [11]


def test_the_totals_row_of_an_excel_table_is_no_data(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = book(
        path,
        [["klantnr", "datum", "bedrag"], ["1", dt.date(2025, 1, 1), 5], ["Totaal", dt.date(2025, 1, 1), 5]],
    )
    table = ExcelTable(displayName="Factuurregels", ref="A1:C3", totalsRowCount=1)
    workbook.worksheets[0].add_table(table)
    workbook.save(path)
    assert len(read(path).table("Transactions")) == 1


def test_rows_pasted_below_an_excel_table_are_read_up_to_a_blank_one(tmp_path: Path) -> None:
    """LibreOffice does not make a table grow with what is pasted below it; Excel can be set not to."""
    path = tmp_path / "book.xlsx"
    workbook = book(
        path,
        [
            ["klantnr", "datum", "bedrag"],
            [None, None, None],
            *([str(i), dt.date(2025, 1, i), 5] for i in (1, 2)),
            [None, None, None],
            ["note", None, None],
        ],
    )
    workbook.worksheets[0].add_table(ExcelTable(displayName="Factuurregels", ref="A1:C2"))
    workbook.save(path)
    assert read(path).table("Transactions").origin.tolist() == [3, 4]


def test_a_table_right_below_another_is_not_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = [["klantnr", "naam"], ["1", "Jan"], ["klantnr", "datum", "bedrag"], ["1", dt.date(2025, 1, 1), 5]]
    workbook = book(path, rows)
    workbook.worksheets[0].add_table(ExcelTable(displayName="Klanten", ref="A1:B2"))
    workbook.worksheets[0].add_table(ExcelTable(displayName="Factuurregels", ref="A3:C4"))
    workbook.save(path)
    assert len(read(path).table("Customers")) == 1


def test_a_setting_without_a_value_is_not_given(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook = book(path, [["name", "value"], ["lgd", None], ["discount_rate", 0.2]])
    workbook.worksheets[0].title = "Settings"
    workbook.save(path)
    data = read(path)
    assert dict(data.settings.chosen) == {"discount_rate": 0.2}
    assert data.report.refused() == 0


def test_text_numbers_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book(
        path,
        [
            ["customer_id", "date", "amount"],
            ["1", "2025-01-01", "1\u00a0234,50"],
            ["2", "2025-01-01", "=1+1"[1:]],
            ["3", "2025-01-01", 7.5],
        ],
    )
    data = read(path)
    assert data.table("Transactions").numbers("amount").tolist() == [1234.5, 7.5]
    assert [problem.value for problem in data.report.problems()] == ["1+1"]


def test_not_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"no zip")
    with pytest.raises(DataError, match=r"workbook book\.xlsx cannot be opened"):
        read(tmp_path)


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    columns = {
        "customer_id": pa.array([7, 8, None]),
        "date": pa.array([dt.date(2025, 1, 1), dt.date(2025, 1, 2), dt.date(2025, 1, 3)]),
        "amount": pa.array(["1.5", "x", "2.5"]),
    }
    parquet.write_table(pa.table(columns), tmp_path / "transactions.parquet")
    data = read(tmp_path)
    assert_accounted(data)
    assert data.table("Transactions").text("customer_id").strings() == ["7"]
    assert sorted((p.row, p.column) for p in data.report.problems()) == [(3, "amount"), (4, "customer_id")]


def test_no_such_place(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        read(tmp_path / "nowhere")
    (tmp_path / "a.docx").touch()
    with pytest.raises(DataError, match="not a data file"):
        read(tmp_path / "a.docx")


def test_reading_leaves_the_source_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "transactions.csv"
    path.write_text(LINES)
    before = path.stat().st_mtime_ns
    read(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["transactions.csv"]
    assert (path.read_text(), path.stat().st_mtime_ns) == (LINES, before)


def test_reading_does_not_load_pandas(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "transactions.csv").write_text(
        "customer_id,date,amount\n1,2025-01-01,2.5\n,,\n2,2025-01-01,\n"
    )
    code = "import sys; from cbsc_xl.tables import read; read(sys.argv[1]); print('pandas' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
