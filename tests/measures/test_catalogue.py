"""The library is complete: words in three languages, formula, example and sources of each measure."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys

import pytest

from cbsc_xl.catalogue import catalogue, example_of, facts_of, find, needs_of
from cbsc_xl.errors import BadArgument
from cbsc_xl.facts import VOCABULARY, Fact
from cbsc_xl.measures.measure import GROUPS, Measure
from cbsc_xl.tables.schema import SETTINGS, TABLES
from cbsc_xl.units import units_of

LANGUAGES = ("en", "nl", "uk")
each = pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)
each_fact = pytest.mark.parametrize("fact", VOCABULARY.values(), ids=lambda fact: fact.name)


def cyrillic(text: str) -> bool:
    return re.search("[а-яіїєґ]", text, re.IGNORECASE) is not None


@each
def test_measure_has_labels_in_three_languages(measure: Measure) -> None:
    assert tuple(measure.labels) == LANGUAGES
    assert all(label == label.strip() != "" for label in measure.labels.values())
    assert cyrillic(measure.labels["uk"])
    assert not cyrillic(measure.labels["en"] + measure.labels["nl"])


@each
def test_formula_uses_exactly_the_parameters(measure: Measure) -> None:
    assert set(re.findall(r"[a-z_][a-z0-9_]*", measure.formula)) == set(measure.parameters)
    assert set(re.findall(r"[A-Z]+", measure.formula)) <= {"IF", "AND", "NA"}


@each
def test_measure_is_explained(measure: Measure) -> None:
    sections = re.findall(r"^(Example|Notes|Sources): \S", measure.text, re.MULTILINE)
    assert sections == ["Example", "Notes", "Sources"]
    assert measure.definition.endswith(".")
    assert "Example" not in measure.definition
    assert example_of(measure).tables
    assert measure.group in GROUPS
    assert re.fullmatch(r"CBSC_[A-Z_]+", measure.function)


@each
def test_measure_has_a_doctest(measure: Measure) -> None:
    found = doctest.DocTestParser().get_examples(measure.text)
    assert any(measure.id in example.source and example.want for example in found)


@each
def test_units_of_parameters_are_those_of_the_facts(measure: Measure) -> None:
    units = units_of(measure.call)
    for fact in facts_of(measure):
        assert units[fact.name] is fact.unit


@each
def test_channel_belongs_to_a_table_that_is_needed(measure: Measure) -> None:
    if measure.channel is None:
        assert not measure.channel_required
    else:
        assert "channel" in TABLES[measure.channel]
        assert measure.channel in {need.partition(".")[0] for need in needs_of(measure)}


def test_names_are_unique() -> None:
    measures = catalogue()
    assert len({measure.id for measure in measures}) == len(measures)
    assert len({measure.function for measure in measures}) == len(measures)
    for language in LANGUAGES:
        assert len({measure.labels[language] for measure in measures}) == len(measures)


@pytest.mark.parametrize("name", ["nps", "NPS", "CBSC_NPS", " cbsc_Nps "])
def test_find(name: str) -> None:
    assert find(name).id == "nps"


def test_order_does_not_depend_on_what_was_imported_first() -> None:
    code = "import cbsc_xl.measures.value, cbsc_xl.catalogue as c; print(*(m.id for m in c.catalogue()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [measure.id for measure in catalogue()]


def test_find_names_the_nearest() -> None:
    with pytest.raises(BadArgument, match="did you mean CBSC_CHURN"):
        find("chrun")


@each_fact
def test_fact_is_described(fact: Fact) -> None:
    assert tuple(fact.labels) == LANGUAGES
    assert all(label == label.strip() != "" for label in fact.labels.values())
    assert cyrillic(fact.labels["uk"])
    assert not cyrillic(fact.labels["en"] + fact.labels["nl"])
    assert fact.meaning.endswith(".")


@each_fact
def test_fact_needs_what_the_data_model_has(fact: Fact) -> None:
    for need in " or ".join(fact.needs).split(" or ") if fact.needs else ():
        if need.removeprefix("setting ")[0].islower():
            assert need.removeprefix("setting ") in SETTINGS
        else:
            table, dot, column = need.partition(".")
            assert not dot or column in TABLES[table]
            assert table in TABLES
    assert not fact.may_need or SETTINGS[fact.may_need].default is None


@each_fact
def test_fact_is_dated_by_date_columns(fact: Fact) -> None:
    for dated in fact.dated:
        table, _, columns = dated.partition(".")
        assert dated == "base" or all(TABLES[table][column].type == "date" for column in columns.split(":"))


def test_every_fact_is_used() -> None:
    used = {fact.name for measure in catalogue() for fact in facts_of(measure)}
    assert VOCABULARY.keys() - used == set()


def test_a_figure_of_all_says_so() -> None:
    """A name in _all is for figures of all customers, which do not add up."""
    assert [fact.name for fact in VOCABULARY.values() if fact.name.endswith("_all") and fact.additive] == []
