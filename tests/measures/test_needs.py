"""Missing is said, never guessed: each measure with each thing it needs taken away in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest

from cbsc_xl.calculator import Calculator, Outcome
from cbsc_xl.catalogue import catalogue, facts_of, find, needs_of
from cbsc_xl.errors import Needs
from cbsc_xl.ledger import Ledger
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables import Data, Report, Settings, Table, table_from_rows
from cbsc_xl.tables.schema import SETTINGS, TABLES
from tests.measures.examples import Case, case


def needs(kind: str) -> Iterator[tuple[Measure, str]]:
    """Everything of a kind that the library says it needs."""
    for measure in catalogue():
        for need in needs_of(measure):
            if kind == "table" and need[0].isupper():
                yield measure, need.partition(".")[0]
            if kind == "column" and "." in need:
                yield measure, need
            if kind == "setting" and need[0].islower():
                yield measure, need


def cases(kind: str) -> pytest.MarkDecorator:
    found = list(dict.fromkeys(needs(kind)))
    return pytest.mark.parametrize(("measure", "need"), found, ids=[f"{m.id}-{need}" for m, need in found])


def without_columns(table: Table, *columns: str) -> Table:
    rest = {name: data for name, data in table.columns.items() if name not in columns}
    return Table(table.name, len(table), rest, table.origin)


def columns_of(need: str) -> list[str]:
    """The columns of which one is needed."""
    return [part.partition(".")[2] for part in need.split(" or ") if "." in part]


def ask_without(found: Case, name: str, *columns: str) -> Outcome:
    return found.ask(tables={name: without_columns(found.tables[name], *columns)})


@cases("table")
def test_table(measure: Measure, need: str) -> None:
    """Under the default rule for the customer base."""
    found = case(measure)
    rest = {name: value for name, value in found.settings.items() if name != "base_rule"}
    assert found.ask(without=need, settings=rest).status == f"needs table {need}"


@cases("column")
def test_column(measure: Measure, need: str) -> None:
    found = case(measure)
    table = need.partition(".")[0]
    assert ask_without(found, table, *columns_of(need)).status == f"needs column {need}"


@cases("column")
def test_one_of_two_columns_is_enough(measure: Measure, need: str) -> None:
    found, table, columns = case(measure), need.partition(".")[0], columns_of(need)
    given = [column for column in columns if column in found.tables[table]]
    for column in given if len(given) > 1 else ():
        error = ask_without(found, table, column).error
        assert not isinstance(error, Needs) or error.kind == "setting"


@cases("setting")
def test_setting(measure: Measure, need: str) -> None:
    found = case(measure)
    rest = {name: value for name, value in found.settings.items() if name != need}
    assert found.ask(settings=rest).status == f"needs setting {need}"


REQUIRED = [
    (measure, name, column)
    for measure in catalogue()
    for name in dict.fromkeys(need.partition(".")[0] for need in needs_of(measure) if need[0].isupper())
    for column in TABLES[name].required
]


@pytest.mark.parametrize(
    ("measure", "name", "column"), REQUIRED, ids=[f"{m.id}-{name}.{column}" for m, name, column in REQUIRED]
)
def test_required_column_is_needed_or_not_used(measure: Measure, name: str, column: str) -> None:
    """Without a column that the data model requires there is the same value, or the need of that column."""
    found = case(measure)
    outcome = ask_without(found, name, column)
    if outcome.value is None:
        assert re.match(rf"needs column {name}.{column}( or |$)", outcome.status)
    else:
        assert outcome.value == pytest.approx(found.example.expected)


@pytest.mark.parametrize("name", ["cost_per_contact", "peer_support_value"])
def test_cost_per_minute_is_needed_where_minutes_are_used(name: str) -> None:
    found = case(find(name))
    contacts = found.tables["Contacts"]
    rest = {setting: value for setting, value in found.settings.items() if setting != "cost_per_minute"}
    assert found.ask(settings=rest).status == "needs setting cost_per_minute"
    with_cost = contacts.take(contacts.numbers("cost") > 0)
    assert found.ask(settings=rest, tables={"Contacts": with_cost}).status == "ok"


def test_default_pd_is_needed_where_a_debtor_has_no_pd() -> None:
    """Two customers owe; the first has no probability of default, or is paid up, which makes it no matter."""
    found = case(find("expected_credit_loss"))
    customers, invoices = found.tables["Customers"], found.tables["Receivables"]
    columns = {**customers.columns, "pd": np.array([np.nan, 0.05])}
    changed = {"Customers": Table("Customers", 2, columns, customers.origin)}
    assert found.ask(tables=changed).status == "needs setting default_pd"
    assert found.ask(tables=changed, settings={"default_pd": 0.02}).value == pytest.approx(630)
    assert found.ask(tables=changed | {"Receivables": invoices.take(np.array([1]))}).value == pytest.approx(
        135
    )


def test_a_group_needs_the_column_that_tells_the_group() -> None:
    """Without ids or segments the answers of All are known, those of a group are not."""
    rows = [{"date": "2025-03-01", "metric": "nps", "score": 9}]
    tables = {
        "Surveys": table_from_rows("Surveys", rows),
        "Customers": table_from_rows("Customers", [{"customer_id": "A", "segment": "Gold"}]),
    }
    calculator = Calculator(Ledger(Data(tables, Settings({}), Report())))
    assert calculator.measure("nps", "", "2025").value == 100
    assert calculator.measure("nps", "Gold", "2025").status == "needs column Surveys.customer_id"


@pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)
def test_settings_that_some_rows_need_are_declared(measure: Measure) -> None:
    assert all(SETTINGS[fact.may_need].default is None for fact in facts_of(measure) if fact.may_need)
