"""Explanations: figures, formulas, settings and rows counted by hand."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cbsc_xl.calculator import Calculator
from cbsc_xl.catalogue import catalogue, find
from cbsc_xl.errors import BadArgument
from cbsc_xl.inquiry import Explanation, TableAccount, explain
from cbsc_xl.inquiry.explanation import RATES
from cbsc_xl.ledger import Ledger
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables import Data, Report, Settings, read
from tests.inquiry.books import calculator
from tests.measures.companies import calculator as random_calculator
from tests.measures.companies import company
from tests.measures.examples import case

GROUPS, DAYS, KIND, CHANNELS = (
    "other groups",
    "outside the days",
    "of a kind that the facts do not count",
    "other channels",
)


def evaluate(formula: str) -> float:
    """Compute a formula of numbers as a spreadsheet would, by the rules of Python."""
    words: dict[str, Any] = {
        "IF": lambda test, yes, no: yes if test else no,
        "AND": lambda *tests: all(tests),
        "NA": lambda: math.nan,
    }
    return float(eval(formula.replace("^", "**").replace("=0,", "==0,"), {"__builtins__": {}}, words))


def account(found: Explanation, table: str) -> TableAccount:
    return next(part for part in found.tables if part.table == table)


def places(found: Explanation, table: str) -> list[int]:
    return [row.row for row in account(found, table).rows]


def left_out(found: Explanation, table: str) -> dict[str, int]:
    return {part.reason: part.rows for part in account(found, table).left_out}


@pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)
def test_worked_examples(measure: Measure) -> None:
    """The explanation of each worked example has its value, and so has the formula with numbers put in."""
    found = case(measure)
    data = Data(dict(found.tables), Settings(found.settings), Report())
    options = found.example.options
    explained = explain(
        Calculator(Ledger(data)),
        measure.id,
        options.get("segment"),
        found.example.period,
        options.get("channel"),
    )
    assert explained.outcome.status == "ok"
    assert evaluate(explained.numbers) == pytest.approx(found.example.expected, rel=1e-9)
    assert explained.outcome.value == pytest.approx(found.example.expected, rel=1e-9)
    assert [used.name for used in explained.facts] == list(measure.parameters)
    assert explained.tables or measure.id == "customers_per_employee"
    for used in explained.settings:
        assert used.given == (used.name in found.settings)


def test_frequency_of_a_segment() -> None:
    """Gold in the first quarter of 2025: F2 of A (two lines) and F4 of B; the credit note is no purchase."""
    found = explain(calculator(), "purchase_frequency", "gold", "2025-Q1", rows=9)
    assert (found.outcome.value, found.numbers) == (1.0, "2/2")
    assert [(used.name, used.outcome.value) for used in found.facts] == [
        ("orders", 2),
        ("active_customers", 2),
    ]
    assert places(found, "Transactions") == [2, 3, 6]
    assert left_out(found, "Transactions") == {GROUPS: 4, DAYS: 3, KIND: 1}
    assert (account(found, "Customers").read, places(found, "Customers")) == (5, [1, 2])
    assert [part.table for part in found.tables] == ["Customers", "Transactions"]


def test_rows_have_the_columns_that_were_read() -> None:
    """The required columns, and the channel that was asked; the document number was not read."""
    found = explain(calculator(), "revenue_per_channel", "", "2025-02", "SHOP", rows=1)
    (row,) = account(found, "Transactions").rows
    assert row.values == {"customer_id": "A", "date": date(2025, 2, 1), "amount": -10.0, "channel": "shop"}


def test_a_purchase_belongs_to_a_channel_with_all_its_lines() -> None:
    """Web: 40 of A, 50 of B, 5 of X in the quarter; F2 is a purchase of web with both its lines."""
    found = explain(calculator(), "revenue_per_channel", "", "2025-Q1", "web", rows=9)
    assert found.numbers == "95/3"
    assert places(found, "Transactions") == [2, 3, 6, 10]
    assert left_out(found, "Transactions") == {CHANNELS: 6, DAYS: 1}


def test_windows_before_the_period() -> None:
    """Churn in 2025-Q1: the base at both ends looks at purchases of 2024 and of the quarter."""
    found = explain(calculator(), "churn", "", "2025-Q1", rows=20)
    assert found.numbers == "0/3"
    assert places(found, "Transactions") == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    assert left_out(found, "Transactions") == {DAYS: 1, KIND: 1}
    assert [(used.name, used.value, used.given) for used in found.settings] == [
        ("base_rule", "inactivity", False),
        ("inactive_months", 12, False),
    ]


def test_answers_of_another_kind_and_off_the_scale() -> None:
    found = explain(calculator(), "nps", "", "2025", rows=9)
    assert found.numbers == "100*(3-1)/4"
    assert places(found, "Surveys") == [1, 2, 6, 7]
    assert left_out(found, "Surveys") == {
        "score outside its scale, or on no known scale": 1,
        DAYS: 1,
        KIND: 1,
    }


def test_a_fact_that_is_not_known_keeps_its_name() -> None:
    found = explain(calculator(), "cross_sell_rate", "", "2025")
    assert found.outcome.status == "needs column Transactions.category"
    assert found.numbers == "customers_cross_sold/3"
    status = {used.name: used.outcome.status for used in found.facts}
    assert status == {
        "customers_cross_sold": "needs column Transactions.category",
        "customers_existing": "ok",
    }


def test_no_value_and_its_reason() -> None:
    found = explain(calculator(), "revenue_per_customer", "Bronze", "2025-Q1")
    assert found.outcome.status.startswith("no value: ")
    assert found.numbers == "0/0"
    assert left_out(found, "Transactions") == {GROUPS: 11}


def test_a_segment_without_table_customers() -> None:
    found = explain(calculator("Transactions"), "churn", "Gold", "2025")
    assert (found.outcome.status, found.tables) == ("needs table Customers", ())


def test_negative_numbers_stand_in_brackets() -> None:
    found = explain(calculator(), "revenue_growth", "customer_id=A", "2025-02")
    assert found.numbers == "(-10)/0-1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chrun",), "did you mean CBSC_CHURN"),
        (("churn", "Golf"), "did you mean 'Gold'"),
        (("churn", "", "2025-13"), "no month 13"),
        (("churn", "", "2025", "web"), "channel not applicable"),
        (("revenue_per_channel", "", "2025"), "needs a channel"),
        (("revenue_per_channel", "", "2025", "wob"), "did you mean 'web'"),
        (("churn", "start_date=2024-01-01", "2025"), "holds dates or numbers"),
    ],
)
def test_what_cannot_be_understood(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadArgument, match=said):
        explain(calculator(), *arguments)


def test_fiscal_year_is_a_setting_of_the_figure() -> None:
    company = calculator(settings={"fiscal_year_start": 7})
    found = explain(company, "active_customers", "", "FY2025")
    assert [(used.name, used.value, used.given) for used in found.settings] == [
        ("fiscal_year_start", 7, True)
    ]
    assert explain(company, "active_customers", "", "2025").settings == ()


def test_rows_of_several_files_name_theirs(tmp_path: Path) -> None:
    (tmp_path / "sales 2024.csv").write_text("customer_id,date,amount\nA,2024-01-02,10\nB,2024-12-31,20\n")
    (tmp_path / "sales 2025.csv").write_text(
        "customer_id,date,amount\nA,2025-01-02,7\nB,never,8\nC,2025-05-01,9\n"
    )
    found = explain(Calculator(Ledger(read(tmp_path))), "active_customers", "", "2025", rows=9)
    transactions = account(found, "Transactions")
    assert [(row.source, row.row) for row in transactions.rows] == [
        ("sales 2025.csv", 2),
        ("sales 2025.csv", 4),
    ]
    assert (transactions.read, transactions.looked_at) == (5, 2)
    (refused,) = transactions.refused
    assert refused.rows == 1
    assert refused.reason.startswith("date: ")
    assert left_out(found, "Transactions") == {DAYS: 2}


def test_files_that_cannot_be_told_apart_are_all_named(tmp_path: Path) -> None:
    """The first file has nothing but a refused row: its rows cannot be told from those of the second."""
    (tmp_path / "sales 2024.csv").write_text("customer_id,date,amount\nA,never,10\n")
    (tmp_path / "sales 2025.csv").write_text("customer_id,date,amount\nA,2025-01-02,7\n")
    found = explain(Calculator(Ledger(read(tmp_path))), "active_customers", "", "2025", rows=9)
    (row,) = account(found, "Transactions").rows
    assert row.source == "sales 2024.csv or sales 2025.csv"


def test_rates_are_said_to_be_of_all_groups() -> None:
    company_of_all = random_calculator(company(1))
    assert explain(company_of_all, "customer_profit_margin", "", "2025").notes == ()
    assert explain(company_of_all, "customer_profit_margin", "country=NL", "2025").notes == (RATES,)


def test_cost_that_no_customer_causes_is_not_looked_at() -> None:
    """Of the cost rows of the example only those on customers and on the activity count, not the overhead."""
    found = case(find("profit_per_customer"))
    ledger = Ledger(Data(dict(found.tables), Settings(found.settings), Report()))
    explained = explain(Calculator(ledger), "profit_per_customer", "", found.example.period, rows=9)
    costs = found.example.tables["Costs"]
    carried = [i for i, row in enumerate(costs, 1) if "customer_id" in row or "activity" in row]
    assert 0 < len(carried) < len(costs)
    assert places(explained, "Costs") == carried


def test_without_its_groups_a_figure_keeps_the_names_of_its_facts() -> None:
    """A segment is asked and table Customers is missing: no fact was looked up."""
    found = explain(calculator("Transactions"), "churn", "Gold", "2025")
    assert found.outcome.status == "needs table Customers"
    assert found.numbers == found.formula
