"""``cbsc-xl breakdown``: one measure per value of a column, or per channel."""

from __future__ import annotations

import argparse

from cbsc_xl.cli.question import add_question, print_points, read_calculator

NAME = "breakdown"
HELP = "split a measure by a column of table Customers, by customer_id or by channel"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_question(command, "measure", ("table", "json", "csv"))
    command.add_argument(
        "--by", required=True, metavar="COLUMN", help="column of table Customers, customer_id, or channel"
    )


def run(options: argparse.Namespace) -> int:
    """Print a row per group, All last."""
    from cbsc_xl.catalogue import find
    from cbsc_xl.inquiry import breakdown

    measure = find(options.measure)
    calculator = read_calculator(options)
    points = breakdown(calculator, measure.id, options.by, options.segment, options.period, options.channel)
    print_points(points, measure, "group", options)
    return 0
