"""The page of a table of the data model."""

from __future__ import annotations

from collections.abc import Iterator

from cbsc_xl.catalogue import catalogue, needs_of
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.measures.measure import Measure
from cbsc_xl.tables.schema import SETTINGS, Column, TableSpec
from docs.generator.markdown import LANGUAGES, bullets, code, page, section, table
from docs.generator.needs import default_of, measure_links, tables_of
from docs.generator.settings import settings_of


def table_page(spec: TableSpec) -> str:
    """Return the page of a table."""
    return page(
        spec.name,
        table(("language", "meaning"), ((LANGUAGES[name], spec.meaning[name]) for name in LANGUAGES)),
        section("Columns", _columns(spec), bullets(_remarks(spec))),
        section("Words", _words(spec)),
        section("Other names", "Of the sheet or file: " + ", ".join(spec.aliases) + ".", _aliases(spec)),
        section("Settings", _settings()) if spec.name == "Settings" else "",
        section("Measures that need it", _measures(spec)),
    )


def _columns(spec: TableSpec) -> str:
    heads = ("column", "type", "required", "meaning", "betekenis", "значення", "example")
    rows = (
        (code(c.name), c.type, _required(c), c.meaning.en, c.meaning.nl, c.meaning.uk, c.example)
        for c in spec.columns
    )
    return table(heads, rows)


def _required(column: Column) -> str:
    return ("yes, may be blank" if column.may_be_blank else "yes") if column.required else ""


def _remarks(spec: TableSpec) -> Iterator[str]:
    if spec.key:
        yield "These columns together may not repeat: " + ", ".join(map(code, spec.key)) + "."
    if spec.free_columns:
        yield "Any further column is kept and can be asked as a segment: `country=NL`."


def _words(spec: TableSpec) -> str:
    rows = (
        (code(column.name), code(word), ", ".join(synonyms))
        for column in spec.columns
        for word, synonyms in column.words.items()
    )
    return table(("column", "word", "also understood"), rows)


def _aliases(spec: TableSpec) -> str:
    rows = ((code(column.name), ", ".join(column.aliases)) for column in spec.columns if column.aliases)
    return table(("column", "headers that are understood as well"), rows)


def _settings() -> str:
    heads = ("setting", "default", "meaning", "betekenis", "значення", "used by facts")
    rows = (
        (
            code(name),
            default_of(name),
            setting.meaning.en,
            setting.meaning.nl,
            setting.meaning.uk,
            _used(name),
        )
        for name, setting in SETTINGS.items()
    )
    return table(heads, rows)


def _used(setting: str) -> str:
    facts = [fact for fact in VOCABULARY.values() if setting in settings_of([fact])]
    return ", ".join(f"[{fact.labels['en']}](../facts/{fact.name}.md)" for fact in facts)


def _measures(spec: TableSpec) -> str:
    needing = [measure for measure in catalogue() if spec.name in tables_of(measure)]
    if not needing:
        return "No measure needs this table."
    rows = (
        (code(column.name), measure_links(found))
        for column in spec.columns
        if (found := _needing_column(needing, f"{spec.name}.{column.name}"))
    )
    return measure_links(needing) + ".\n\n" + table(("beyond the required columns", "needed by"), rows)


def _needing_column(measures: list[Measure], column: str) -> list[Measure]:
    return [m for m in measures if any(column in need.split(" or ") for need in needs_of(m))]
