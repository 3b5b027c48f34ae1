"""``cbsc-xl measure``: measures for segments, periods and channels."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.options import add_data, add_format, print_rows, read_ledger

if TYPE_CHECKING:
    from cbsc_xl.calculator import Calculator

NAME = "measure"
HELP = "compute measures, one row per measure, segment, period and channel"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_data(command)
    command.add_argument(
        "--measure", action="append", metavar="NAME", help="id or function, any case; left out: all"
    )
    command.add_argument(
        "--segment",
        action="append",
        metavar="S",
        help="Gold, country=NL, joined by ; left out: all customers",
    )
    command.add_argument(
        "--period",
        action="append",
        metavar="P",
        help="2025, 2025-Q1, LTM:2025-03, ...; left out: the last 12 complete months",
    )
    command.add_argument("--channel", action="append", metavar="C", help="one contact or sales channel")
    add_format(command, ("table", "json", "csv"))


def run(options: argparse.Namespace) -> int:
    """Print a row per combination."""
    from cbsc_xl.calculator import Calculator

    calculator = Calculator(read_ledger(options))
    print_rows(list(_rows(calculator, options)), options.format)
    return 0


def _rows(calculator: Calculator, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from cbsc_xl.catalogue import catalogue

    names = options.measure or [measure.id for measure in catalogue()]
    for segment in options.segment or [""]:
        for period in options.period or [calculator.ledger.default_period().text]:
            for channel in options.channel or [None]:
                for name in names:
                    yield _row(calculator, name, segment, period, channel)


def _row(calculator: Calculator, name: str, segment: str, period: str, channel: str | None) -> dict[str, Any]:
    from cbsc_xl.catalogue import find
    from cbsc_xl.errors import BadArgument

    outcome = calculator.measure(name, segment, period, channel)
    try:
        found = find(name)
        known = {"function": found.function, "measure": found.id}
        unit = found.unit.name
    except BadArgument:
        known, unit = {"function": name, "measure": name}, None
    return {
        **known,
        "segment": segment,
        "period": period,
        "channel": channel,
        "value": outcome.value,
        "status": outcome.status,
        "unit": unit,
    }
