"""The page of a fact."""

from __future__ import annotations

import inspect

from cbsc_xl.facts import Fact, vocabulary
from docs.generator.markdown import LANGUAGES, bullets, code, link, page, paragraph, section, table
from docs.generator.needs import need_links, need_list, setting_table, users

PLAIN_SUM = inspect.signature(vocabulary.fact).parameters["finish"].default


def fact_page(fact: Fact) -> str:
    """Return the page of a fact."""
    return page(
        fact.labels["en"],
        f"{code(fact.name)} · {fact.unit.name}",
        *(paragraph(part) for part in fact.meaning.split("\n\n")),
        table(("language", "name"), ((LANGUAGES[name], fact.labels[name]) for name in LANGUAGES)),
        section("Over customer groups", adds_up(fact)),
        section(
            "What it needs", need_list(fact.needs) or "No table: it follows from the period or a setting."
        ),
        section("Settings", setting_table((fact,)), _may_need(fact)),
        section("Dates", _dates(fact)),
        section("Used by", _used_by(fact)),
    )


def adds_up(fact: Fact) -> str:
    """Return how the figures of groups and of all customers belong together."""
    if not fact.additive:
        return "Not a sum: the same figure for each group, or a parameter of the group."
    if fact.finish is not PLAIN_SUM:
        return "Made from sums over the customers: partial sums add up, the figures of groups do not."
    return "Adds up: the figures of groups that share no customer add up to the figure of all."


def _may_need(fact: Fact) -> str:
    return (
        f"Only some rows need {need_links(fact.may_need)}: without it there is no value."
        if fact.may_need
        else ""
    )


def _dates(fact: Fact) -> str:
    if not fact.dated:
        return "It has a value for every period."
    words = ("the customer base" if name == "base" else code(name) for name in fact.dated)
    return f"There is a value for periods that touch the dates of {' and '.join(words)}."


def _used_by(fact: Fact) -> str:
    return bullets(
        f"{link(measure.labels['en'], f'../measures/{measure.id}.md')}: {measure.definition}"
        for measure in users(fact)
    )
