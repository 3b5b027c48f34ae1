"""``cbsc-xl new``: a workbook to paste into."""

from __future__ import annotations

import argparse
from pathlib import Path

from cbsc_xl.cli.options import add_language

NAME = "new"
HELP = "make a workbook with a headed and explained sheet per table, to paste exports into"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("file", type=Path, metavar="FILE.xlsx")
    add_language(command)


def run(options: argparse.Namespace) -> int:
    """Write the workbook; an existing file is never overwritten."""
    from cbsc_xl.workbook.blank import write_blank

    write_blank(options.file, options.lang)
    print(options.file)
    return 0
