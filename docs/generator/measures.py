"""The page of a measure."""

from __future__ import annotations

import re

from cbsc_xl.catalogue import catalogue, facts_of, needs_of
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import translate
from cbsc_xl.workbook.pages.library import KINDS, sources
from docs.generator.calls import call_section
from docs.generator.example import example_section
from docs.generator.markdown import (
    LANGUAGES,
    anchor,
    block,
    bullets,
    code,
    link,
    page,
    paragraph,
    section,
    table,
)
from docs.generator.needs import measure_links, need_list, setting_table


def measure_page(measure: Measure) -> str:
    """Return the page of a measure."""
    return page(
        measure.labels["en"],
        f"{code(measure.function)} · {code(measure.id)} · {_group_link(measure)}",
        measure.definition,
        _names(measure),
        section("Call", *call_section(measure)),
        section("Formula", block(f"{measure.id} = {measure.formula}"), _facts(measure)),
        section("What kind of measure", _kind(measure)),
        section("What it needs", need_list(needs_of(measure))),
        section("Settings", setting_table(facts_of(measure))),
        section("When there is no value", _no_value(measure)),
        section("Notes", _notes(measure)),
        section("Worked example", *example_section(measure)),
        section("Sources", sources(measure)),
        section("See also", _others(measure)),
    )


def _group_link(measure: Measure) -> str:
    return "group " + link(measure.group, f"../index.md#{anchor(measure.group)}")


def _names(measure: Measure) -> str:
    rows = (
        (LANGUAGES[language], measure.labels[language], translate(measure.definition, language))
        for language in LANGUAGES
    )
    return table(("language", "name", "definition"), rows)


def _facts(measure: Measure) -> str:
    rows = (
        (
            link(code(fact.name), f"../facts/{fact.name}.md"),
            fact.labels["en"],
            fact.unit.name,
            _first(fact.meaning),
        )
        for fact in facts_of(measure)
    )
    return table(("fact", "name", "unit", "meaning"), rows)


def _first(meaning: str) -> str:
    return paragraph(meaning.partition("\n\n")[0])


def _kind(measure: Measure) -> str:
    rows = (
        ("unit", f"{measure.unit.name}, {UNITS[measure.unit.name]}"),
        ("better", measure.better),
        ("kind", KINDS[measure.kind]),
        ("perspective", measure.perspective),
        ("process", measure.process or "all"),
        ("timing", f"{measure.timing}, {TIMING[measure.timing]}"),
    )
    return table(("property", "value"), rows)


UNITS = {
    "ratio": "0.25 is written 25.0%",
    "count": "whole number",
    "currency": "amount in the currency of the data",
    "days": "number of days",
    "score": "points",
    "average": "number with two decimals",
    "multiple": "number of times",
}
TIMING = {"leading": "tells what is coming", "lagging": "tells what has happened"}


def _no_value(measure: Measure) -> str:
    lines = ["A table, column or setting is missing: the answer names it, such as `needs table Surveys`."]
    if measure.empty:
        lines.append(f"{code('no value: ' + measure.empty)}; in Excel `#N/A`.")
    else:
        lines.append("A group without any of these rows has the value 0.")
    dated = dict.fromkeys(name for fact in facts_of(measure) for name in fact.dated)
    if dated:
        words = ", ".join("the customer base" if name == "base" else code(name) for name in dated)
        lines.append(f"`no value: no data for this period`: the period lies outside the dates of {words}.")
    return bullets(lines)


def _notes(measure: Measure) -> str:
    match = re.search(r"^Notes: (.+?)(?=\n\n|\Z)", measure.text, re.M | re.S)
    return _OTHER_ID.sub(_linked_id, paragraph(match[1])) if match else ""


_OTHER_ID = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def _linked_id(match: re.Match[str]) -> str:
    """Return a word of a note, with a link if it is the id of a measure."""
    if match[0] not in {measure.id for measure in catalogue()}:
        return match[0]
    return link(code(match[0]), f"{match[0]}.md")


def _others(measure: Measure) -> str:
    others = [other for other in catalogue() if other.group == measure.group and other is not measure]
    return measure_links(others)
