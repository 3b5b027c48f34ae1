"""What must hold for any company: identities, sums over groups, and what may not matter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.testing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbsc_xl.calculator import NO_DATA, Outcome
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.ledger import View
from cbsc_xl.period import EPOCH, Period, to_date
from tests.measures.companies import (
    PERIODS,
    Key,
    Row,
    Tables,
    company,
    cube,
    ledger,
    moved,
    outcomes,
    rows_of,
    shuffled,
    with_history,
)

seeds = st.integers(0, 2**32 - 1)
companies = st.builds(company, seeds, st.integers(1, 60))
rules = st.sampled_from(["inactivity", "relationship"])
groupings = st.sampled_from(
    [["segment"], ["country"], ["segment", "country"], ["country", "segment"], ["customer_id"]]
)
ADDITIVE = [fact for fact in VOCABULARY.values() if fact.additive]
FROM_OWN_ROWS = [fact for fact in ADDITIVE if not any(need.startswith("Costs") for need in fact.needs)]
OF_ALL = [fact for fact in VOCABULARY.values() if not fact.additive and fact.name.endswith("_all")]
BOUNDED = [period for period in PERIODS if not period.text.startswith("ALL")]


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two answers are the same, to the last digits that the order of adding decides."""
    if one.value is None or other.value is None:
        return one.status == other.status
    return math.isclose(one.value, other.value, rel_tol=1e-9, abs_tol=1e-7)


def differences(one: Mapping[Key, Outcome], other: Mapping[Key, Outcome]) -> list[Any]:
    """The questions that get another answer."""
    assert one.keys() == other.keys()
    return [(key, one[key], other[key]) for key in one if not same(one[key], other[key])]


@settings(max_examples=20)
@given(companies, groupings, rules)
def test_identities(tables: Tables, columns: list[str], rule: str) -> None:
    of = cube(tables, columns, PERIODS, base_rule=rule)
    found = outcomes(of)
    for group in of.grouping.names:
        for period in range(len(PERIODS)):
            value = {name: found[name, group, period].value for name in IDENTITIES}
            churn, retention = value["churn_rate"], value["retention_rate"]
            assert (churn is None) == (retention is None)
            if churn is not None and retention is not None:
                assert churn + retention == pytest.approx(1)
            frequency, average = value["purchase_frequency"], value["average_order_value"]
            assert (frequency is None) == (average is None) == (value["revenue_per_customer"] is None)
            if frequency is not None and average is not None:
                assert value["revenue_per_customer"] == pytest.approx(frequency * average, abs=1e-9)


IDENTITIES = (
    "churn_rate",
    "retention_rate",
    "revenue_per_customer",
    "purchase_frequency",
    "average_order_value",
)


@settings(max_examples=20)
@given(companies, groupings, rules, st.none() | seeds)
def test_groups_add_up_to_all(tables: Tables, columns: list[str], rule: str, history: int | None) -> None:
    if history is not None:
        tables = with_history(tables, history)
    of = cube(tables, columns, PERIODS, base_rule=rule)
    view = View(of.ledger, of.grouping, PERIODS)
    for fact in ADDITIVE:
        total = fact.function(view.everyone)[0]
        numpy.testing.assert_allclose(fact.function(view).sum(axis=0), total, atol=1e-6, err_msg=fact.name)
    for fact in OF_ALL:
        expected = np.broadcast_to(fact.function(view.everyone), fact.function(view).shape)
        numpy.testing.assert_array_equal(fact.function(view), expected, err_msg=fact.name)


@settings(max_examples=20)
@given(companies, st.sets(st.sampled_from([*(f"C{i}" for i in range(9)), "X1", "X2"])), rules)
def test_facts_add_up_over_any_split_of_customers(tables: Tables, part: set[str], rule: str) -> None:
    """Two halves of the customers, read apart, merged as partial sums, finished: the same as the whole.

    Both halves know what a first pass over all data tells: the first day, and the items of the index.
    Facts made of costs are left out: their first pass gives the rates of the cost pools.
    """
    first_pass: Tables = {
        "Transactions": [{**tables["Transactions"][0], **FIRST_DAY}],
        "Surveys": [{**tables["Surveys"][0], **ITEM, "item": item} for item in ("price", "quality")],
    }
    halves = [
        rows_of(tables, lambda name, row: row.get("customer_id") in part or name in SHARED),
        rows_of(tables, lambda name, row: row.get("customer_id") not in part or name in SHARED),
    ]
    whole, *views = (
        cube(
            {name: [*first_pass.get(name, []), *rows] for name, rows in half.items()},
            [],
            PERIODS,
            base_rule=rule,
        )
        for half in (tables, *halves)
    )
    for fact in FROM_OWN_ROWS:
        sums = [fact.function(View(of.ledger, of.grouping, PERIODS)) for of in (whole, *views)]
        merged = fact.finish(sums[1] + sums[2])
        numpy.testing.assert_allclose(merged, fact.finish(sums[0]), atol=1e-6, err_msg=fact.name)


SHARED = ("Products", "Activities")
FIRST_DAY = {"customer_id": "X1", "date": date(2021, 12, 31), "amount": 0, "discount": 0, "cogs": 0}
ITEM = {"date": date(2030, 1, 1), "metric": "csi", "score": 5, "method": "survey", "weight": 1}


@settings(max_examples=15)
@given(companies, groupings, rules)
def test_four_years_later_everything_is_the_same(tables: Tables, columns: list[str], rule: str) -> None:
    later = [period.shifted(48) for period in BOUNDED]
    before = outcomes(cube(tables, columns, BOUNDED, base_rule=rule))
    assert differences(before, outcomes(cube(moved(tables, 1461), columns, later, base_rule=rule))) == []


@settings(max_examples=15)
@given(companies, groupings, seeds, rules)
def test_order_of_rows_changes_nothing(tables: Tables, columns: list[str], seed: int, rule: str) -> None:
    before = outcomes(cube(tables, columns, PERIODS, base_rule=rule))
    assert differences(before, outcomes(cube(shuffled(tables, seed), columns, PERIODS, base_rule=rule))) == []


DATED = {"Contracts": "end_date", "Market": "date_from"}
HAPPENS_LATER = ("paid_date", "written_off_date", "resolved_date")


def known_before(tables: Tables, end: date) -> Tables:
    """The company as it was pasted before a day: no rows from then on, nothing that happened from then on."""

    def wanted(name: str, row: Row) -> bool:
        if name == "Leads":
            return row["created_date"] < end or (row["closed_date"] or end) < end
        day = row.get(DATED.get(name, "date"))
        return day is None or day < end

    old = rows_of(tables, wanted)
    for rows in old.values():
        for row in rows:
            row |= {name: None for name in HAPPENS_LATER if row.get(name) and row[name] >= end}
    for lead in old["Leads"]:
        if lead["closed_date"] and lead["closed_date"] >= end:
            lead |= {"closed_date": None, "status": "open"}
    return old


@settings(max_examples=20)
@given(companies, groupings, st.sampled_from(PERIODS), rules)
def test_a_closed_period_keeps_its_values(
    tables: Tables, columns: list[str], period: Period, rule: str
) -> None:
    """Later rows change nothing, but may show that a period without data has a true figure."""
    kept = (
        [{**row, "end_date": None} for row in tables["Customers"]]
        if rule == "inactivity"
        else tables["Customers"]
    )
    tables = tables | {"Customers": kept}
    now = outcomes(cube(tables, columns, [period], base_rule=rule))
    then = outcomes(cube(known_before(tables, to_date(period.end)), columns, [period], base_rule=rule))
    for key, outcome in then.items():
        if outcome.status != f"no value: {NO_DATA}":
            assert same(outcome, now[key]), (key, outcome, now[key])


@settings(max_examples=10)
@given(companies, rules)
def test_other_periods_of_a_call_change_nothing(tables: Tables, rule: str) -> None:
    together = outcomes(cube(tables, ["segment"], PERIODS, base_rule=rule, cost_per_minute=0.5))
    for place, period in enumerate(PERIODS):
        alone = outcomes(cube(tables, ["segment"], [period], base_rule=rule, cost_per_minute=0.5))
        for (name, group, _), outcome in alone.items():
            assert same(outcome, together[name, group, place]), (name, group, period)


def test_epoch_of_the_random_companies() -> None:
    """The random days lie where the periods are, so that the tests above say something."""
    of = cube(company(1, 60), [], PERIODS)
    known = [key for key, outcome in outcomes(of).items() if outcome.value is not None]
    assert len(known) > 0.6 * len(outcomes(of))
    assert ledger(company(1)).first_day > (date(2021, 1, 1) - EPOCH).days
