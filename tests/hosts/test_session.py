"""What a cell shows, whatever happens: numbers, errors, sentences, rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cbsc_xl import __version__
from cbsc_xl.calculator import Calculator
from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.function import ErrorValue, Result, Scalar
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.session import Session
from cbsc_xl.inquiry import value_balance
from cbsc_xl.period import parse_period
from cbsc_xl.valuation import clv_bgnbd
from tests.accounting.books import WORKED_SETTINGS, worked_tables
from tests.accounting.test_worked_example import EXPECTED
from tests.hosts.books import TRANSACTIONS, Book, as_range, paste
from tests.valuation.books import shop, shop_tables

REVENUE = "CBSC_REVENUE_PER_CUSTOMER"
SERIAL_OF_FEBRUARY = 45_700.0
"""2025-02-12 as a spreadsheet counts days."""


def ask(name: str, *arguments: Any, session: Session | None = None, book: Book | None = None) -> Result:
    """Return what a cell shows over the small sales."""
    session, book = session or Session(), book or Book()
    paste(session, book)
    result = session.call(name, list(arguments), book)
    assert not session.log
    return result


def rows(name: str, *arguments: Any, **more: Any) -> list[list[Scalar]]:
    """Return the rows that a cell spills."""
    found = ask(name, *arguments, **more)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), 200.0),
        (("", ""), 200.0),
        ((None, None, None), 200.0),
        (("All", "2025"), 200.0),
        (("Gold", 2025.0), 150.0),
        (("gold", 2025), 150.0),
        (("segment=Gold;customer_id=A", " 2025 "), 150.0),
        (([["Gold"]], [[2025.0]]), 150.0),
        (((("Gold",),), ((2025.0,),), (("",),)), 150.0),
        ((0.0, 0.0, 0.0), 200.0),
        (("", datetime(2025, 2, 3)), 50.0),
        (("", date(2025, 2, 28)), 50.0),
        (("", SERIAL_OF_FEBRUARY), 50.0),
        (("", "LTM:2025-02"), 150.0),
        (("", "2025-01-10:2025-03-31"), 200.0),
    ],
)
def test_arguments_as_hosts_deliver_them(arguments: tuple[Any, ...], expected: float) -> None:
    assert ask(REVENUE, *arguments) == expected


def test_a_customer_id_may_be_a_number() -> None:
    session, book = Session(), Book()
    lines = [TRANSACTIONS[0], [1001.0, "1", "2025-01-10", 70.0], [1002.0, "2", "2025-01-10", 30.0]]
    paste(session, book, {"Transactions": lines, "Customers": [["customer_id"], [1001.0], [1002.0]]})
    assert session.call(REVENUE, ["customer_id=1001", 2025.0], book) == 70
    assert session.call(REVENUE, ["customer_id=1002", 2025.0], book) == 30


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        (REVENUE, ("Gld",), ErrorValue.VALUE),
        (REVENUE, ("", "2025-13"), ErrorValue.VALUE),
        (REVENUE, ("", True), ErrorValue.VALUE),
        ("CBSC_REVENUE_PER_CHANNEL", ("", "", "webshop"), "needs column Transactions.channel"),
        ("CBSC_REVENUE_PER_CHANNEL", ("", ""), ErrorValue.VALUE),
        ("CBSC_CHURN", ("", "", "webshop"), ErrorValue.VALUE),
        (REVENUE, ("", "2031"), ErrorValue.NA),
        ("CBSC_NPS", ("", "2025"), "needs table Surveys"),
        (REVENUE, ([["Gold"], ["Silver"]],), ErrorValue.VALUE),
        (REVENUE, ("", "", "", "CBSC 1"), ErrorValue.VALUE),
        (REVENUE, ("", "", "", "CBSC:1-0123 9 rows read"), "recalculate CBSC_DATA"),
        (REVENUE, ("", 2025.0, "", "", "too many"), ErrorValue.VALUE),
        (REVENUE, (ErrorValue.DIV0,), ErrorValue.DIV0),
        (REVENUE, ("", "", "", ErrorValue.NA), ErrorValue.NA),
        ("CBSC_FACT", ("net_revenue", "Gold", 2025.0), 150.0),
        ("CBSC_FACT", ("net_revenu",), ErrorValue.VALUE),
        ("CBSC_FACT", ("net_revenue", "", "1999"), ErrorValue.NA),
    ],
)
def test_errors(name: str, arguments: tuple[Any, ...], expected: Scalar) -> None:
    assert ask(name, *arguments) == expected


@pytest.mark.parametrize(
    ("segment", "period", "expected"),
    [
        ("Gld", "1999", ErrorValue.VALUE),
        ("Gold", "1999", "needs table Surveys"),
        ("Gld", "2025", ErrorValue.VALUE),
    ],
)
def test_a_bad_argument_goes_before_a_need_and_a_need_before_no_value(
    segment: str, period: str, expected: Scalar
) -> None:
    assert ask("CBSC_NPS", segment, period) == expected


def test_without_data() -> None:
    assert Session().call(REVENUE, [], Book()) == "recalculate CBSC_DATA"


def test_what_nobody_foresaw_is_logged_and_shown_by_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> float:
        raise ZeroDivisionError("by\nnothing")

    monkeypatch.setattr("cbsc_xl.calculator.Calculator.measure", fail)
    session, book = Session(), Book()
    paste(session, book)
    assert session.call(REVENUE, [], book) is ErrorValue.VALUE
    assert session.call("CBSC_NOTHING", [], book) is ErrorValue.VALUE
    check = session.call("CBSC_CHECK", [], book)
    assert isinstance(check, list)
    failed = [row[1] for row in check if row[0] == "failed"]
    assert [str(line).partition(" (")[0] for line in failed] == [
        f"{REVENUE}: ZeroDivisionError: by nothing",
        "CBSC_NOTHING: KeyError: 'CBSC_NOTHING'",
    ]


def test_numbers_that_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cbsc_xl.hosts.measures.of_outcome", lambda _: float("nan"))
    assert ask(REVENUE) is ErrorValue.NUM


@pytest.mark.parametrize("function", functions(), ids=lambda function: function.name)
@pytest.mark.parametrize("arguments", [(), ("x",), (1.5,), ([[1.0, "x"], [None, ""]],), ("",) * 9])
def test_any_arguments_give_something_a_cell_can_hold(function: Any, arguments: tuple[Any, ...]) -> None:
    """Numbers, texts, errors, or rows of them of equal length; never an exception, never a blank."""
    session, book = Session(), Book()
    paste(session, book)
    found = session.call(function.name, list(arguments), book)
    assert not session.log
    table = found if isinstance(found, list) else [[found]]
    assert len({len(row) for row in table}) == 1
    assert all(isinstance(cell, (float, int, str, ErrorValue)) for row in table for cell in row)


def test_explain_says_what_is_behind_an_error() -> None:
    assert (
        rows("CBSC_EXPLAIN", "churnn")[1][1] == "bad argument: no measure 'churnn'; did you mean CBSC_CHURN?"
    )
    assert rows("CBSC_EXPLAIN", "NPS", "Gld")[1][1] == "bad argument: no segment 'Gld'; did you mean 'Gold'?"
    status = {row[0]: row[1] for row in rows("CBSC_EXPLAIN", REVENUE, "", "2031")}
    assert status["value"] is ErrorValue.NA
    assert status["status"] == "no value: no data for this period"


def test_explain_spills_facts_formula_settings_and_rows() -> None:
    found = rows("CBSC_EXPLAIN", REVENUE, "Gold", 2025.0)
    said = {row[0]: row[1:] for row in found}
    assert said["formula"][0] == "net_revenue/active_customers"
    assert said["numbers"][0] == "150/1"
    assert said["value"][0] == 150.0
    assert said["net_revenue"][0] == 150.0
    assert said["Transactions"] == [3, 2, "", "1 other groups"]


def test_trend_and_breakdown() -> None:
    assert rows("CBSC_TREND", REVENUE, 3.0, None, "", "2025-03") == [
        ["2025-01", 100.0],
        ["2025-02", 50.0],
        ["2025-03", 250.0],
    ]
    assert len(rows("CBSC_TREND", REVENUE)) == 13
    assert rows("CBSC_BREAKDOWN", REVENUE, "segment", None, 2025.0) == [
        ["Gold", 150.0],
        ["Silver", 250.0],
        ["All", 200.0],
    ]
    assert str(ask("CBSC_BREAKDOWN", REVENUE, "sgment")).endswith("did you mean 'segment'?")


def test_library() -> None:
    assert ask("CBSC_VERSION") == __version__
    listed = rows("CBSC_LIST")
    assert [row[0] for row in listed[1:]] == [measure.function for measure in catalogue()]
    assert rows("CBSC_HELP", "churn")[0] == ["function", "CBSC_CHURN"]
    assert str(ask("CBSC_HELP", "xyz")).startswith("bad argument: no measure 'xyz'")


def test_check_lists_what_was_left_out() -> None:
    session, book = Session(), Book()
    lines = [*TRANSACTIONS, ["C", "4", "2025-04-31", 1.0], ["C", "5", "2025-05-01", "much"]]
    handle = paste(session, book, {"Transactions": lines})
    assert handle.endswith("5 rows read, 2 refused")
    check = session.call("CBSC_CHECK", [handle], book)
    assert isinstance(check, list)
    assert check[1][:4] == ["Transactions", 5, 3, 2]
    assert check[2:4] == [
        ["Transactions", "row 5", "date", "2025-04-31", "not a date"],
        ["Transactions", "row 6", "amount", "much", "not a number"],
    ]


def test_errors_in_a_range_are_refused_with_their_row() -> None:
    session, book = Session(), Book()
    paste(session, book, {"Transactions": [*TRANSACTIONS, ["C", "4", "2025-04-01", ErrorValue.DIV0]]})
    check = session.call("CBSC_CHECK", [], book)
    assert isinstance(check, list)
    assert check[2] == ["Transactions", "row 5", "amount", "#DIV/0!", "not a number"]


@pytest.fixture(scope="module")
def company() -> tuple[Session, Book]:
    """The worked example of definitions.md par. 2, pasted."""
    session, book = Session(), Book()
    tables = {name: as_range(part) for name, part in worked_tables().items()}
    tables["Settings"] = [["name", "value"], *map(list, WORKED_SETTINGS.items())]
    paste(session, book, tables)
    return session, book


def model(company: tuple[Session, Book], name: str, *own: Any) -> list[dict[str, Any]]:
    """Return the rows of a model of the worked example, headers as keys."""
    session, book = company
    found = session.call(name, [*own, "", 2025.0], book)
    assert isinstance(found, list), found
    return [dict(zip(map(str, found[0]), row, strict=True)) for row in found[1:]]


def test_customer_pnl(company: tuple[Session, Book]) -> None:
    found = {row["customer_id"]: row for row in model(company, "CBSC_PNL")}
    for line, values in EXPECTED.items():
        assert [found[name][line] for name in "ABCDE"] == pytest.approx(values, abs=1e-8)
        assert found["total"][line] == pytest.approx(sum(values), abs=1e-8)


def test_reconciliation(company: tuple[Session, Book]) -> None:
    found = {row["step"]: row["amount"] for row in model(company, "CBSC_RECONCILE")}
    assert found["customer profit"] == pytest.approx(66_150.18)
    assert found["unused capacity order handling"] == pytest.approx(-840)
    assert found["operating result"] == pytest.approx(sum(v for k, v in found.items() if v != "") / 2)


def test_rates(company: tuple[Session, Book]) -> None:
    found = {row["pool"]: row for row in model(company, "CBSC_ABC_RATES")}
    assert found["delivery"]["rate"] == pytest.approx(50)
    assert found["delivery"]["volume"] == 66
    assert found["order handling"]["unused"] == pytest.approx(840)


def test_whale_curve(company: tuple[Session, Book]) -> None:
    found = model(company, "CBSC_WHALE")
    assert [row["customer_id"] for row in found] == list("ABCDE")
    shares = [0.4970, 0.7953, 0.9496, 1.0358, 1.0]
    assert [row["share"] for row in found] == pytest.approx(shares, abs=5e-5)
    assert [row["customers"] for row in found] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])


def test_value_matrix_without_scores(company: tuple[Session, Book]) -> None:
    assert {row["quadrant"] for row in model(company, "CBSC_VALUE_MATRIX")} == {"no value-for score"}


def test_budget(company: tuple[Session, Book]) -> None:
    """15% of the profits of Gold (62,815.10) and Silver (3,335.08) are the most that 10,000 can give them."""
    found = {row["segment"]: row for row in model(company, "CBSC_BUDGET", 10_000.0)}
    assert found["Gold"]["allocated"] == pytest.approx(9_422.265)
    assert found["Silver"]["allocated"] == pytest.approx(500.262)
    assert found["not justified by customer value"]["allocated"] == pytest.approx(77.473)
    assert found["Gold"]["actual"] == 7_620
    session, book = company
    assert session.call("CBSC_BUDGET", [], book) == "bad argument: argument total is missing"


def test_value_balance(company: tuple[Session, Book]) -> None:
    session, book = company
    assert str(session.call("CBSC_VALUE_BALANCE", [], book)).startswith("no value: nobody is in the base")
    shop_book = Book("shop")
    paste(session, shop_book, {name: as_range(part) for name, part in shop_tables().items()})
    found = {row["figure"]: row for row in model((session, shop_book), "CBSC_VALUE_BALANCE")}
    expected = value_balance(Calculator(shop()), "", 2025)
    assert found["direct revenue"]["per year"] == pytest.approx(expected.direct_revenue)
    assert found["direct cost"]["per year"] == pytest.approx(-0.7 * expected.direct_revenue)
    assert found["balance"]["present value"] == pytest.approx(expected.sheet.balance)
    sides = found["bright side"]["present value"] + found["dark side"]["present value"]
    assert sides == pytest.approx(found["balance"]["present value"])


def test_forecast_of_lifetime_value() -> None:
    session, book = Session(), Book()
    paste(session, book, {name: as_range(part) for name, part in shop_tables().items()})
    found = session.call("CBSC_CLV_BGNBD", ["Odd", 2025.0], book)
    expected = clv_bgnbd(shop(), "Odd", parse_period(2025))
    assert isinstance(found, list)
    assert found[0] == list(expected.rows[0])
    end = len(expected.rows) + 1
    assert [row[-1] for row in found[1:end]] == pytest.approx([row["clv"] for row in expected.rows])
    assert [row[0] for row in found[end:]] == list(expected.remarks)


def test_too_few_customers_for_a_forecast(company: tuple[Session, Book]) -> None:
    session, book = company
    assert str(session.call("CBSC_CLV_BGNBD", [], book)).startswith("no value: fewer than 100 customers")


@pytest.mark.parametrize("name", ["CBSC_PNL", "CBSC_RECONCILE", "CBSC_ABC_RATES", "CBSC_WHALE"])
def test_models_say_what_is_wrong(company: tuple[Session, Book], name: str) -> None:
    session, book = company
    assert session.call(name, ["Gld"], book) == "bad argument: no segment 'Gld'; did you mean 'Gold'?"
    assert session.call(name, ["", "", "web"], book) == f"bad argument: channel not applicable to {name}"
    assert ask(name, "", 2025.0) in ("needs table Costs", "needs column Transactions.cogs")


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("CBSC_ACHIEVEMENT", (0.22, 0.20, "lower", 0.30), 0.8),
        ("CBSC_ACHIEVEMENT", (27.0, 30.0, "higher", 10.0), 0.85),
        ("CBSC_ACHIEVEMENT", (25.0, 20.0, "Lower"), 0.8),
        ("CBSC_ACHIEVEMENT", (0.31, 0.30, "higher", 0.28), 1.5),
        ("CBSC_ACHIEVEMENT", (True, 1.0, "yesno"), 1.0),
        ("CBSC_ACHIEVEMENT", (9.0, 10.0, "target", None, 2.0), 0.5),
        ("CBSC_ACHIEVEMENT", (9.0, 10.0, "target"), ErrorValue.VALUE),
        ("CBSC_ACHIEVEMENT", (9.0, 10.0, "more"), ErrorValue.VALUE),
        ("CBSC_ACHIEVEMENT", (9.0, 0.0, "higher"), ErrorValue.VALUE),
        ("CBSC_ACHIEVEMENT", (None, 10.0, "higher"), ErrorValue.NA),
        ("CBSC_ACHIEVEMENT", (9.0, "", "higher"), ErrorValue.NA),
        ("CBSC_ACHIEVEMENT", (ErrorValue.NA, 10.0, "higher"), ErrorValue.NA),
        ("CBSC_ACHIEVEMENT", ("many", 10.0, "higher"), ErrorValue.VALUE),
        ("CBSC_SCORE", (1.5,), 1.2),
        ("CBSC_SCORE", (1.5, 2.0), 1.5),
        ("CBSC_SCORE", (), ErrorValue.VALUE),
        ("CBSC_CLV_SIMPLE", (150.0, 0.8, 0.1), 400.0),
        ("CBSC_CLV_SIMPLE", (150.0, 0.8, 0.1, "now"), 550.0),
        ("CBSC_CLV_SIMPLE", (150.0, 0.8, 0.1, None, 0.05), 150 * 0.8 / (1.1 - 0.84)),
        ("CBSC_CLV_SIMPLE", (150.0, 0.8, 0.1, "", "", 5.0), 318.6146),
        ("CBSC_CLV_SIMPLE", (150.0, 1.0, 0.0), ErrorValue.NA),
        ("CBSC_CLV_SIMPLE", (150.0, 1.5, 0.1), ErrorValue.VALUE),
        ("CBSC_CLV_NPV", ([[-250.0, 120.0, 96.0, 76.8, 61.44, 49.152]], 0.1), 68.6146),
        ("CBSC_CLV_NPV", ([[-250.0], [None], [275.0]], 0.1), 0.0),
        ("CBSC_CAC_PAYBACK", (600.0, 75.0), 8.0),
        ("CBSC_CAC_PAYBACK", (400.0, 50.0, 0.97), 10.0),
        ("CBSC_CAC_PAYBACK", (400.0, 0.0), ErrorValue.NA),
        ("CBSC_PROSPECT_VALUE", (0.012, 10.0, 100.0, 0.80), 0.52),
        ("CBSC_PROVISION_MATRIX", ([[100e3, 20e3, 5e3]], [[0.002], [0.02], [0.3]]), 2100.0),
        ("CBSC_PROVISION_MATRIX", ([[100e3, 20e3]], [[0.002]]), ErrorValue.VALUE),
    ],
)
def test_plain_numbers(name: str, arguments: tuple[Any, ...], expected: Scalar) -> None:
    """The examples of definitions.md par. 5, 6, 10 and 11."""
    found = Session().call(name, list(arguments), Book())
    assert found == (pytest.approx(expected, abs=1e-4) if isinstance(expected, float) else expected)
