"""Parsing, and turning every error into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from cbsc_xl import __version__
from cbsc_xl.cli import (
    addin,
    breakdown,
    budget,
    check,
    clv,
    demo,
    doctor,
    explain,
    fact,
    generate,
    libreoffice,
    list_,
    measure,
    new,
    pnl,
    template,
    trend,
    value,
    whatif,
)
from cbsc_xl.errors import CbscError

COMMANDS = (
    demo,
    new,
    check,
    list_,
    measure,
    explain,
    trend,
    breakdown,
    fact,
    generate,
    template,
    pnl.PNL,
    pnl.TRACE,
    value.WHALE,
    value.MATRIX,
    value.ROLES,
    value.BALANCE,
    budget.BUDGET,
    clv.CLV,
    libreoffice,
    whatif,
    addin,
    doctor,
)
OK, FAILED, INTERRUPTED = 0, 1, 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; wrong use ends with exit code 2."""
    top = argparse.ArgumentParser(
        prog="cbsc-xl",
        description="From invoices to one scorecard workbook per customer group.",
        epilog="Start with: cbsc-xl demo my-demo",
    )
    top.add_argument("--version", action="version", version=f"cbsc-xl {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after a sentence that says what is wrong and how to mend it."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CbscError as error:
        return _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}")
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return INTERRUPTED


def _fail(message: str) -> int:
    print(f"cbsc-xl: {message}", file=sys.stderr)
    return FAILED
