"""What the commands about a single figure share: the arguments of the question, and how answers look."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.options import add_data, add_format, print_rows, read_ledger

if TYPE_CHECKING:
    from cbsc_xl.calculator import Calculator
    from cbsc_xl.inquiry import Point
    from cbsc_xl.measures.measure import Measure
    from cbsc_xl.period import Period


def add_question(command: argparse.ArgumentParser, what: str, formats: Sequence[str]) -> None:
    """Add the data, what is asked (``measure`` or ``fact``), segment, period, channel and form."""
    add_data(command)
    hint = "id or function, any case" if what == "measure" else "name of a fact, as explain shows it"
    command.add_argument(what, metavar=what.upper(), help=hint)
    command.add_argument("--segment", default="", metavar="S", help="Gold, country=NL; left out: all")
    command.add_argument(
        "--period", metavar="P", help="2025, 2025-Q1, LTM:2025-03, ...; left out: the last 12 complete months"
    )
    command.add_argument("--channel", metavar="C", help="one contact or sales channel")
    add_format(command, formats)


def read_calculator(options: argparse.Namespace) -> Calculator:
    """Read the data that the options name."""
    from cbsc_xl.calculator import Calculator

    return Calculator(read_ledger(options))


def days_of(period: Period) -> dict[str, str | None]:
    """Return a period as text with its first and last day; no first day if it starts with the data."""
    from cbsc_xl.inquiry.question import first_day, last_day

    first = first_day(period)
    return {
        "period": period.text,
        "first_day": first.isoformat() if first else None,
        "last_day": last_day(period).isoformat(),
    }


def print_points(points: Sequence[Point], measure: Measure, key: str, options: argparse.Namespace) -> None:
    """Print a row per point of a trend or breakdown; ``key`` names the column of the label."""
    head = {"function": measure.function, "measure": measure.id, "segment": options.segment}
    rows = [
        {
            **head,
            **({} if key == "period" else {key: point.label}),
            **days_of(point.period),
            "channel": options.channel,
            "value": point.outcome.value,
            "status": point.outcome.status,
            "unit": measure.unit.name,
        }
        for point in points
    ]
    print_rows(rows, options.format)


def plain(value: Any) -> Any:
    """Return a cell of a source row as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value
