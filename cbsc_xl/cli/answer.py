"""Commands that answer a question about a segment and a period with one or more tables."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.options import add_data, add_format, print_rows, read_ledger

if TYPE_CHECKING:
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period

Rows = list[dict[str, Any]]
DECIMALS = 2


@dataclass(frozen=True)
class Answer:
    """What a command prints: ``content`` as JSON, ``rows`` as CSV, ``tables`` one below the other.

    Figures in tables have two decimals; those below 1 have four digits.
    """

    content: dict[str, Any]
    rows: Rows
    tables: tuple[Rows, ...]


@dataclass(frozen=True)
class Command:
    """A command of this kind, with the interface of a module of commands."""

    NAME: str
    HELP: str
    answer: Callable[[Ledger, Period, argparse.Namespace], Answer]
    add_more: Callable[[argparse.ArgumentParser], None] | None = None

    def add_arguments(self, command: argparse.ArgumentParser) -> None:
        """Add the arguments of the command."""
        add_data(command)
        command.add_argument(
            "--segment", default="", metavar="S", help="Gold, country=NL; left out: everybody"
        )
        command.add_argument("--period", metavar="P", help="left out: the last 12 complete months")
        if self.add_more:
            self.add_more(command)
        add_format(command, ("table", "json", "csv"))

    def run(self, options: argparse.Namespace) -> int:
        """Print the answer."""
        from cbsc_xl.calculator import Calculator

        ledger = read_ledger(options)
        answer = self.answer(ledger, Calculator(ledger).period(options.period), options)
        if options.format == "json":
            print(json.dumps(answer.content, ensure_ascii=False, indent=2))
        elif options.format == "csv":
            print_rows(answer.rows, "csv")
        else:
            print_tables(answer.tables)
        return 0


def print_tables(tables: Iterable[Rows]) -> None:
    """Print tables that have rows, a blank line between them."""
    for place, rows in enumerate(rows for rows in tables if rows):
        if place:
            print()
        print_rows(rows, "table", DECIMALS)


def remarks(head: str, texts: Iterable[str]) -> Rows:
    """Return sentences as rows of one column."""
    return [{head: text} for text in texts if text]
