"""The worked example of a measure as tables of a page."""

from __future__ import annotations

from collections.abc import Iterator

from cbsc_xl.catalogue import Example
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import Voice
from cbsc_xl.workbook.labels import figure
from docs.generator.markdown import block, code, link, table
from docs.generator.worked import Worked, number, with_numbers, worked

BOOK = "../../examples.xlsx"


def example_section(measure: Measure) -> tuple[str, ...]:
    """Return the parts of the section with the worked example: question, data, facts, result."""
    found = worked(measure)
    facts = ((code(name), number(value)) for name, value in found.facts.items())
    return (
        _question(measure, found.case.example),
        *_tables(found.case.example),
        table(("fact", "value"), facts),
        block(" = ".join(_steps(measure, found))),
        f"Written {code(written(measure, found.result))}. {_where(measure)}",
    )


def _steps(measure: Measure, found: Worked) -> list[str]:
    """Return name, formula with numbers and result, each once."""
    return list(dict.fromkeys([measure.id, with_numbers(measure, found.facts), number(found.result)]))


def written(measure: Measure, value: float) -> str:
    """Return a value as a sentence shows it."""
    return figure(Voice("en"), measure.unit, value)


def sheet_name(measure: Measure) -> str:
    """Return the sheet of a measure in the workbook of examples."""
    return measure.function.removeprefix("CBSC_")


def _where(measure: Measure) -> str:
    return (
        f"Sheet {code(sheet_name(measure))} of {link('examples.xlsx', BOOK)} holds this example as a formula."
    )


def _question(measure: Measure, example: Example) -> str:
    options = "".join(f", {name} {code(value)}" for name, value in example.options.items())
    return f"All customers, period {code(example.period)}{options}."


def _tables(example: Example) -> Iterator[str]:
    for name, rows in example.tables.items():
        columns = columns_of(rows)
        cells = ([row.get(column, "") for column in columns] for row in rows)
        yield f"{link(name, f'../tables/{name}.md')}:"
        yield table(columns, cells)


def columns_of(rows: list[dict[str, str]]) -> list[str]:
    """Return the columns in which a row of an example has something."""
    return list(dict.fromkeys(column for row in rows for column in row))
