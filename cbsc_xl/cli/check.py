"""``cbsc-xl check``: what was read, what was refused, and why."""

from __future__ import annotations

import argparse

from cbsc_xl.cli.options import add_data, read_data

NAME = "check"
HELP = "read the data and report every row that cannot be used"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_data(command)


def run(options: argparse.Namespace) -> int:
    """Print the report; 1 if no table was found or a row was refused."""
    from cbsc_xl.tables.rendering import render

    report = read_data(options).report
    if not options.quiet:
        print(render(report))
    return int(not report.counts or any(count.refused for count in report.counts.values()))
