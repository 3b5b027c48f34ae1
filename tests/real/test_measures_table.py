"""The library against the table of measures of the specification."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cbsc_xl.catalogue import catalogue, find, needs_of
from cbsc_xl.tables.schema import TABLES

TABLE = Path(__file__).parents[3] / "shared" / "design" / "measures.csv"
ROWS = {row["id"]: row for row in csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8")))}
DONE = [measure.id for measure in catalogue() if measure.id in ROWS]
NEVER_GUESSED = {
    "cocreation_value": {"Contributions.status"},
    "cost_per_contact": {"Contacts.cost or Contacts.minutes"},
    "peer_support_value": {"Contacts.cost or Contacts.minutes"},
    "expected_credit_loss": {"Customers.pd or setting default_pd"},
    "first_contact_resolution": {"Contacts.resolved_date or Contacts.first_contact_resolved"},
    "focus_group_score": {"Surveys.metric or Surveys.scale_max"},
}
"""Columns that the table leaves out, but without which the answer would be a guess."""


def listed(name: str) -> set[str]:
    return set(ROWS[name]["required_columns"].split("; "))


def implied(need: str) -> set[str]:
    """A need with the required columns of its table."""
    table = need.partition(".")[0]
    return (
        {need, *(f"{table}.{column}" for column in TABLES[table].required)} if need[0].isupper() else {need}
    )


@pytest.mark.parametrize("name", DONE)
def test_words(name: str) -> None:
    measure, row = find(name), ROWS[name]
    assert measure.function == row["function"]
    assert measure.labels == {language: row[f"name_{language}"] for language in measure.labels}
    assert measure.unit.name == row["unit"]
    assert (measure.better, measure.kind, measure.group) == (row["better"], row["kind"], row["group"])
    assert (measure.perspective, measure.process) == (row["perspective"], row["process"])
    assert measure.timing == row["lead_lag"]
    assert measure.channel == (
        row["channel_column"].partition(".")[0] if row["channel_column"] != "no" else None
    )
    assert measure.channel_required == ("required" in row["channel_column"])


@pytest.mark.parametrize("name", DONE)
def test_needs(name: str) -> None:
    """What the table requires is needed, and no column more but those that keep us from guessing."""
    declared = needs_of(find(name))
    assert listed(name) <= set().union(*map(implied, declared))
    more = {need for need in declared if "." in need} - listed(name)
    assert more == NEVER_GUESSED.get(name, set())
