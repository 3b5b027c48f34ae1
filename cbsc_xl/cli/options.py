"""Options and habits that commands share: reading data, progress, printing rows."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbsc_xl.texts import LANGUAGES

if TYPE_CHECKING:
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.tables import Data

Progress = Callable[[int, int, str], None]


def add_data(command: argparse.ArgumentParser) -> None:
    """Add the data argument and how to read it."""
    command.add_argument("data", type=Path, metavar="DATA", help="folder of files, a workbook, or one file")
    command.add_argument(
        "--locale",
        metavar="L",
        help="settles dates and numbers that can be read two ways, such as nl or en-US",
    )
    add_quiet(command)


def add_quiet(command: argparse.ArgumentParser) -> None:
    """Add the option that silences progress and summaries."""
    command.add_argument("--quiet", action="store_true", help="print nothing but results and errors")


def add_language(command: argparse.ArgumentParser, default: str | None = "en") -> None:
    """Add the language of labels."""
    command.add_argument("--lang", choices=LANGUAGES, default=default, help="language of the labels")


def add_format(command: argparse.ArgumentParser, choices: Sequence[str]) -> None:
    """Add the form of the output."""
    command.add_argument("--format", choices=choices, default="table", help="form of the output")


def read_data(options: argparse.Namespace) -> Data:
    """Read the data that the options name."""
    from cbsc_xl.tables import read

    with progress_bar("reading", options.quiet) as progress:
        return read(options.data, options.locale, progress)


def read_ledger(options: argparse.Namespace) -> Ledger:
    """Read the data into a ledger; say on stderr how many rows were left out."""
    from cbsc_xl.ledger import Ledger

    data = read_data(options)
    left_out = [f"{table} {n:,}" for table in data.report.counts if (n := _lost(data, table))]
    if left_out and not options.quiet:
        print(
            f"rows left out: {', '.join(left_out)}; cbsc-xl check {options.data} lists them", file=sys.stderr
        )
    return Ledger(data)


def _lost(data: Data, table: str) -> int:
    """Return how many rows of a table say something that no other row says, and were left out."""
    refusals = [refusal for refusal in data.report.refusals if refusal.table == table]
    return sum(
        len(refusal.rows) for refusal in refusals if not refusal.reason.startswith("not the first row")
    )


@contextmanager
def progress_bar(what: str, quiet: bool) -> Iterator[Progress | None]:
    """Give a function that moves a bar on a terminal, None in a pipe or if quiet."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=what, leave=False, file=sys.stderr) as bar:

        def move(done: int, total: int, name: str) -> None:
            bar.total = total
            bar.set_postfix_str(name, refresh=False)
            bar.update(done - bar.n)

        yield move


def print_rows(rows: Sequence[dict[str, Any]], form: str, decimals: int | None = None) -> None:
    """Print rows of equal keys as an aligned table, JSON or CSV; ``decimals`` is for figures in a table."""
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        _print_table(rows, decimals)


def _print_table(rows: Sequence[dict[str, Any]], decimals: int | None) -> None:
    if not rows:
        return
    names = list(rows[0])
    cells = [[_shown(row[name], decimals) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    numeric = [all(isinstance(row[name], (int, float, type(None))) for row in rows) for name in names]
    for line in [names, *cells]:
        aligned = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        )
        print("  ".join(aligned).rstrip())


def _shown(value: Any, decimals: int | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and decimals is not None:
        return f"{value:.4g}" if 1e-6 < abs(value) < 1 else f"{round(value, decimals) + 0.0:,.{decimals}f}"
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
