"""The index of the reference: by question, by group, by data, and all facts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbsc_xl.catalogue import catalogue
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.measures.measure import GROUPS, Measure
from cbsc_xl.tables.schema import TABLES
from cbsc_xl.workbook.pages.library import KINDS
from docs.generator.calls import HOSTS
from docs.generator.markdown import LANGUAGES, anchor, block, bullets, code, link, page, section, table
from docs.generator.needs import START, measure_links, tables_of
from docs.generator.questions import QUESTIONS


def index_page() -> str:
    """Return the index."""
    return page(
        "Reference",
        f"{len(catalogue())} measures made of {len(VOCABULARY)} facts from the tables that you paste. "
        f"{link('examples.xlsx', '../examples.xlsx')} holds the worked example of every measure as formulas.",
        HOSTS,
        block("cbsc-xl measure data.xlsx --measure churn --segment Gold --period 2025-Q1"),
        "In the notes P is the period, `from` its first day, `to` the day after its last, and PY the same "
        "period a year earlier. Needs are those under the default settings.",
        bullets(link(title, f"#{anchor(title)}") for title in SECTIONS),
        section("By question", bullets(link(q, f"#{anchor(q)}") for q in QUESTIONS), *_questions()),
        section("By group", *_groups()),
        section("By data needed", *_data()),
        section("By name", _names()),
        section("Facts", _facts()),
        section("Tables", _tables()),
    )


SECTIONS = ("By question", "By group", "By data needed", "By name", "Facts", "Tables")


def _questions() -> Iterator[str]:
    for question, groups in QUESTIONS.items():
        yield f"### {question}"
        rows = (
            (_link(m), KINDS[m.kind], m.unit.name, m.better, ", ".join(tables_of(m)))
            for m in _of_groups(groups)
        )
        yield table(("measure", "tells", "unit", "better", "tables"), rows)


def _groups() -> Iterator[str]:
    for group in GROUPS:
        yield f"### {group.capitalize()}"
        rows = ((_link(m), m.definition) for m in _of_groups((group,)))
        yield table(("measure", "definition"), rows)


def _of_groups(groups: Iterable[str]) -> list[Measure]:
    return [measure for group in groups for measure in catalogue() if measure.group == group]


def _data() -> Iterator[str]:
    first = [m for m in catalogue() if set(tables_of(m)) <= set(START)]
    yield (
        f"With the two tables of the start, {' and '.join(map(_table_link, START))}, you get these "
        f"{len(first)} measures: {measure_links(first, '')}. Some need one more column "
        "or a setting, which their page names."
    )
    yield "Each further table adds measures; some need more than one:"
    further: dict[tuple[str, ...], list[Measure]] = {}
    for measure in catalogue():
        more = tuple(name for name in tables_of(measure) if name not in START)
        further.setdefault(more, []).append(measure)
    del further[()]
    rows = (
        (" and ".join(map(_table_link, more)), str(len(found)), measure_links(found, ""))
        for more, found in sorted(further.items(), key=lambda item: (len(item[0]), -len(item[1]), item[0]))
    )
    yield table(("with", "more", "measures"), rows)


def _names() -> str:
    rows = (
        (link(code(m.function), f"measures/{m.id}.md"), *(m.labels[language] for language in LANGUAGES))
        for m in sorted(catalogue(), key=lambda m: m.function)
    )
    return table(("function", *LANGUAGES.values()), rows)


def _facts() -> str:
    rows = (
        (link(code(fact.name), f"facts/{fact.name}.md"), *(fact.labels[language] for language in LANGUAGES))
        for fact in sorted(VOCABULARY.values(), key=lambda fact: fact.name)
    )
    return table(("fact", *LANGUAGES.values()), rows)


def _tables() -> str:
    rows = (
        (_table_link(spec.name), *(spec.meaning[language] for language in LANGUAGES))
        for spec in TABLES.values()
    )
    return table(("table", *LANGUAGES.values()), rows)


def _link(measure: Measure) -> str:
    return link(measure.labels["en"], f"measures/{measure.id}.md")


def _table_link(name: str) -> str:
    return link(name, f"tables/{name}.md")
