"""``cbsc-xl list``: the measures of the library."""

from __future__ import annotations

import argparse

from cbsc_xl.cli.options import add_format, add_language, print_rows

NAME = "list"
HELP = "list the measures with what they need"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_format(command, ("table", "json", "csv"))
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Print a row per measure."""
    from cbsc_xl.catalogue import catalogue, needs_of

    rows = [
        {
            "function": measure.function,
            "measure": measure.id,
            "name": measure.labels[options.lang],
            "unit": measure.unit.name,
            "better": measure.better,
            "kind": measure.kind,
            "group": measure.group,
            "perspective": measure.perspective,
            "needs": list(needs_of(measure)),
        }
        for measure in catalogue()
    ]
    if options.format == "csv":
        rows = [{**row, "needs": "; ".join(row["needs"])} for row in rows]
    print_rows(rows, options.format)
    return 0
