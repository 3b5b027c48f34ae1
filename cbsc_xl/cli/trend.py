"""``cbsc-xl trend``: one measure over a row of periods."""

from __future__ import annotations

import argparse

from cbsc_xl.cli.question import add_question, print_points, read_calculator

NAME = "trend"
HELP = "show how a measure moved: windows as long as the period, their ends some months apart"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_question(command, "measure", ("table", "json", "csv"))
    command.add_argument(
        "--points", type=int, default=13, metavar="N", help="number of windows; 13 if left out"
    )
    command.add_argument("--step", type=int, default=1, metavar="MONTHS", help="months from one to the next")


def run(options: argparse.Namespace) -> int:
    """Print a row per window, the period last."""
    from cbsc_xl.catalogue import find
    from cbsc_xl.inquiry import trend

    measure = find(options.measure)
    calculator = read_calculator(options)
    points = trend(
        calculator,
        measure.id,
        options.points,
        options.step,
        options.segment,
        options.period,
        options.channel,
    )
    print_points(points, measure, "period", options)
    return 0
