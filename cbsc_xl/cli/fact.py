"""``cbsc-xl fact``: one fact, a number that measures are made of."""

from __future__ import annotations

import argparse

from cbsc_xl.cli.options import print_rows
from cbsc_xl.cli.question import add_question, days_of, read_calculator

NAME = "fact"
HELP = "compute one fact: a number that measures are made of"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_question(command, "fact", ("table", "json"))


def run(options: argparse.Namespace) -> int:
    """Print one row."""
    from cbsc_xl.inquiry import fact

    answer = fact(read_calculator(options), options.fact, options.segment, options.period, options.channel)
    row = {
        "fact": answer.fact.name,
        "name": answer.fact.labels["en"],
        "segment": options.segment,
        **days_of(answer.period),
        "channel": options.channel,
        "value": answer.outcome.value,
        "status": answer.outcome.status,
        "unit": answer.fact.unit.name,
    }
    print_rows([row], options.format)
    return 0
