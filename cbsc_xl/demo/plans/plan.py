"""A plan: objectives, measures and initiatives of one customer group, each written as a small table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tables have a line per row and `|` between the columns; the first line is the header.

    An objective's id begins with the letter of its perspective. `measures` come from the library,
    `typed` figures from people. In all of them `id` is the objective, `base` the baseline, `wt` the
    weight, `done` the progress (0-1), `gain` the benefit per year; money of initiatives is in whole EUR.
    """

    segment: str
    prefix: str
    focus: str
    objectives: str
    measures: str
    typed: str
    initiatives: str


def records(table: str) -> Iterator[Record]:
    r"""The rows of such a table by the names of its header.

    >>> list(records("a | b\n1 | x y"))
    [{'a': '1', 'b': 'x y'}]
    """
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    for row in rows:
        yield dict(zip(header, row, strict=True))
