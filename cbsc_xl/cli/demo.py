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
    command.add_argument(
        "directory", type=Path, metavar="DIR", help="gets data, scorecards and scenarios.toml"
    )
    add_language(command)
    add_quiet(command)


def run(options: argparse.Namespace) -> int:
    """Write data and workbooks."""
    from cbsc_xl.demo import write
    from cbsc_xl.resources import template_path
    from cbsc_xl.workbook.generate import replace_file

    data, scenarios = options.directory / "data", options.directory / "scenarios.toml"
    write(data)
    replace_file(scenarios, template_path("scenarios/demo.toml").read_bytes())
    if not options.quiet:
        print(f"data: {data}")
        print(f"scenarios: {scenarios}")
    arguments = [str(data), "--out", str(options.directory / "scorecards"), "--period", "2025"]
    arguments += ["--lang", options.lang] + ["--quiet"] * options.quiet
    command = argparse.ArgumentParser()
    generate.add_arguments(command)
    return generate.run(command.parse_args(arguments))
