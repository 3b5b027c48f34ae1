"""Data handles: whose data, which content, how long."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cbsc_xl.hosts.function import ErrorValue
from cbsc_xl.hosts.handles import FRESH, LEAST_ROWS, Handles
from cbsc_xl.hosts.session import Session
from tests.hosts.books import CUSTOMERS, SALES, TRANSACTIONS, Book, Range, arguments, paste

REVENUE = "CBSC_REVENUE_PER_CUSTOMER"
YEAR = [None, 2025.0, None]


def edited(amount: float) -> dict[str, Range]:
    """The small sales with another amount in the last row."""
    return {**SALES, "Transactions": [*TRANSACTIONS[:-1], [*TRANSACTIONS[-1][:-1], amount]]}


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now


def test_the_cell_says_what_was_read() -> None:
    assert paste(Session(), Book()).partition(" ")[2] == "5 rows read, 0 refused"


def test_thousands_are_grouped() -> None:
    lines = [TRANSACTIONS[0], *([f"C{i}", str(i), "2025-01-10", 1.0] for i in range(1_234))]
    handle = paste(Session(), Book(), {"Transactions": [*lines, ["X", "x", "today", 1.0]]})
    assert handle.startswith("CBSC:")
    assert handle.endswith(" 1,235 rows read, 1 refused")


def test_edit_a_row_new_handle_new_result() -> None:
    session, book = Session(), Book()
    first = paste(session, book)
    assert session.call(REVENUE, [*YEAR, first], book) == 200
    second = paste(session, book, edited(450.0))
    assert second != first
    assert session.call(REVENUE, [*YEAR, second], book) == 300
    assert session.call(REVENUE, YEAR, book) == 300
    assert session.call(REVENUE, [*YEAR, first], book) == 200


def test_the_same_content_is_the_same_handle_whatever_the_order_and_the_kind_of_dates() -> None:
    session, book = Session(), Book()
    first = paste(session, book)
    kept = session.handles.find(first, book)
    assert paste(session, book, dict(reversed(SALES.items()))) == first
    assert paste(session, book, {name: tuple(map(tuple, rows)) for name, rows in SALES.items()}) == first
    assert session.handles.find(first, book) is kept


@pytest.mark.parametrize("day", [datetime(2025, 1, 10), 45_667.0, "2025-01-10", "10 January 2025"])
def test_dates(day: object) -> None:
    session, book = Session(), Book()
    paste(session, book, {"Transactions": [TRANSACTIONS[0], ["A", "1", day, 70.0]]})
    assert session.call(REVENUE, [None, "2025-01-10"], book) == 70


@pytest.mark.parametrize("blank", [None, ""])
def test_dates_that_arrive_as_numbers_are_the_same_data(blank: str | None) -> None:
    """Excel on Windows delivers dates, LibreOffice and Lite their numbers: the cell of a file stays right."""
    orders = (("1", datetime(2025, 1, 10), 45_667.0), ("2", blank, blank), ("3", "late", "late"))
    for chosen in (orders[:2], orders):
        dates, numbers = (
            {"Transactions": [TRANSACTIONS[0], *(["A", order[0], order[day], 70.0] for order in chosen)]}
            for day in (1, 2)
        )
        assert paste(Session(), Book(), dates) == paste(Session(), Book(), numbers)


def test_two_books_never_share_data() -> None:
    session, first, second = Session(), Book("Book1"), Book("Book2")
    paste(session, first)
    assert session.call(REVENUE, YEAR, second) == "recalculate CBSC_DATA"
    paste(session, second, edited(450.0))
    assert session.call(REVENUE, YEAR, first) == 200
    assert session.call(REVENUE, YEAR, second) == 300


def test_two_books_with_equal_content_have_data_of_their_own() -> None:
    session, first, second = Session(), Book("Book1"), Book("Book2")
    handle = paste(session, first)
    assert session.call(REVENUE, [*YEAR, handle], second) == "recalculate CBSC_DATA"
    assert paste(session, second) == handle
    assert session.handles.find(handle, first) is not session.handles.find(handle, second)


def test_after_a_restart_the_handle_is_rebuilt_from_the_workbook() -> None:
    book = Book(tables={**SALES, "Surveys": [["customer_id", "date", "score"], ["A", "2025-01-01", 9.0]]})
    handle = paste(Session(), book)
    again = Session()
    assert again.call(REVENUE, [*YEAR, handle], book) == 200
    assert again.call("CBSC_NPS", [*YEAR, handle], book) == "needs table Surveys"


def test_a_table_may_have_a_name_in_another_language() -> None:
    book = Book(tables={"Klanten": CUSTOMERS, "Transactions": TRANSACTIONS})
    session = Session()
    handle = paste(session, book, {"klanten": CUSTOMERS, "Transactions": TRANSACTIONS})
    assert Session().call(REVENUE, ["Gold", 2025.0, "", handle], book) == 150


def test_after_a_restart_a_changed_workbook_asks_for_a_recalculation() -> None:
    handle = paste(Session(), Book())
    again = Session()
    assert again.call(REVENUE, [*YEAR, handle], Book(tables=edited(450.0))) == "recalculate CBSC_DATA"
    assert again.call(REVENUE, [*YEAR, handle], Book()) == "recalculate CBSC_DATA"


def test_without_cbsc_data_the_tables_of_the_workbook_are_read_and_read_again() -> None:
    clock = Clock()
    session, book = Session(Handles(clock=clock)), Book(tables=dict(SALES))
    assert session.call(REVENUE, YEAR, book) == 200
    reads = book.reads
    assert session.call(REVENUE, ["Gold", 2025.0], book) == 150
    assert book.reads == reads
    book.tables.update(edited(450.0))
    clock.now += FRESH
    assert session.call(REVENUE, YEAR, book) == 300


def test_the_last_cbsc_data_goes_before_the_tables_of_the_workbook() -> None:
    session, book = Session(), Book(tables=edited(450.0))
    assert session.call(REVENUE, YEAR, book) == 300
    paste(session, book)
    assert session.call(REVENUE, YEAR, book) == 200


def test_memory_is_bounded() -> None:
    session = Session(Handles(rows=3 * LEAST_ROWS))
    books = [Book(f"Book{i}") for i in range(5)]
    handles = [paste(session, book) for book in books]
    results = [session.call(REVENUE, [*YEAR, h], b) for h, b in zip(handles, books, strict=True)]
    assert results == ["recalculate CBSC_DATA"] * 2 + [200] * 3


def test_what_was_used_last_stays() -> None:
    session = Session(Handles(rows=2 * LEAST_ROWS))
    books = [Book(f"Book{i}") for i in range(3)]
    handles = [paste(session, book) for book in books[:2]]
    assert session.call(REVENUE, [*YEAR, handles[0]], books[0]) == 200
    paste(session, books[2])
    assert session.call(REVENUE, [*YEAR, handles[0]], books[0]) == 200
    assert session.call(REVENUE, [*YEAR, handles[1]], books[1]) == "recalculate CBSC_DATA"


def test_data_larger_than_the_bound_are_kept_while_they_are_the_last() -> None:
    session, book = Session(Handles(rows=1)), Book()
    assert session.call(REVENUE, [*YEAR, paste(session, book)], book) == 200


def test_answers_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    session, book = Session(), Book()
    handle = paste(session, book)
    assert session.call(REVENUE, [*YEAR, handle], book) == 200
    monkeypatch.setattr("cbsc_xl.hosts.measures.of_outcome", lambda _: 0.0)
    assert session.call(REVENUE, [*YEAR, handle], book) == 200
    paste(session, book, edited(450.0))
    assert session.call(REVENUE, YEAR, book) == 0


def test_settings_and_activities_count() -> None:
    session, book = Session(), Book()
    settings: Range = [["name", "value"], ["fiscal_year_start", 7.0]]
    paste(session, book, {**SALES, "Settings": settings})
    assert session.call(REVENUE, ["", "FY2025"], book) == 200
    assert session.call(REVENUE, ["", "FY2026"], book) is ErrorValue.NA


def test_a_table_in_two_ranges_is_one_table() -> None:
    session, book = Session(), Book()
    halves = [TRANSACTIONS[:2], [TRANSACTIONS[0], *TRANSACTIONS[2:]]]
    given = ["Customers", CUSTOMERS, "Transactions", halves[0], "Transactions", halves[1]]
    session.call("CBSC_DATA", given, book)
    assert session.call(REVENUE, YEAR, book) == 200


def test_a_folder(tmp_path: Path) -> None:
    lines = tmp_path / "Transactions.csv"
    lines.write_text("customer_id,date,amount\nA,2025-01-10,70\n", encoding="utf-8")
    session, book = Session(), Book()
    first = session.call("CBSC_DATA", [str(tmp_path)], book)
    assert session.call(REVENUE, [*YEAR, first], book) == 70
    lines.write_text("customer_id,date,amount\nA,2025-01-10,8888\n", encoding="utf-8")
    second = session.call("CBSC_DATA", [str(tmp_path)], book)
    assert second != first
    assert session.call(REVENUE, [*YEAR, second], book) == 8888
    assert Session().call(REVENUE, [*YEAR, second], book) == "recalculate CBSC_DATA"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "give pairs of a table and its range"),
        (["Customers"], "path 'Customers' must begin at the root"),
        (["/no/such/folder"], "/no/such/folder"),
        (["Kustomers", CUSTOMERS], "there is no table 'Kustomers'; the tables are "),
        (["Customers", CUSTOMERS, "Transactions"], "give pairs of a table and its range"),
        (["Customers", 5.0], "table Customers must be a range with its header row"),
        (["Settings", [["name", "value"], ["lgd", "much"]]], "table Settings: setting lgd is 'much'"),
    ],
)
def test_what_is_wrong_with_the_data_stands_in_the_cell(given: list[object], sentence: str) -> None:
    session, book = Session(), Book()
    found = session.call("CBSC_DATA", given, book)
    assert sentence in str(found)
    assert session.call(REVENUE, [*YEAR, found], book) is ErrorValue.VALUE
    assert not session.log


def test_trailing_blank_arguments_are_left_out() -> None:
    session, book = Session(), Book()
    assert session.call("CBSC_DATA", [*arguments(SALES), None, ""], book) == paste(Session(), book)
