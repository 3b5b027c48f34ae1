"""``cbsc-xl demo``: a company to look at."""

from __future__ import annotations

import argparse
from pathlib import Path

from cbsc_xl.cli import generate
from cbsc_xl.cli.options import add_language, add_quiet

NAME = "demo"
HELP = "write the data of a fictional wholesaler, and its scorecards"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("directory", type=Path, metavar="DIR", help="gets DIR/data and DIR/scorecards")
    add_language(command)
    add_quiet(command)


def run(options: argparse.Namespace) -> int:
    """Write data and workbooks."""
    from cbsc_xl.demo import write

    data = options.directory / "data"
    write(data)
    if not options.quiet:
        print(f"data: {data}")
    arguments = [str(data), "--out", str(options.directory / "scorecards"), "--period", "2025"]
    arguments += ["--lang", options.lang] + ["--quiet"] * options.quiet
    command = argparse.ArgumentParser()
    generate.add_arguments(command)
    return generate.run(command.parse_args(arguments))
