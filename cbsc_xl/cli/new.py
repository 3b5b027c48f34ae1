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
    from cbsc_xl.errors import DataError
    from cbsc_xl.workbook.blank import blank_workbook
    from cbsc_xl.workbook.generate import replace_file

    if options.file.suffix.casefold() != ".xlsx":
        raise DataError(f"{options.file} must end in .xlsx")
    if options.file.exists():
        raise DataError(f"{options.file} exists already: choose another name, or remove it first")
    replace_file(options.file, blank_workbook(options.lang))
    print(options.file)
    return 0
