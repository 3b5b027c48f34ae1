"""``cbsc-xl doctor``: what keeps the functions in Excel from working."""

from __future__ import annotations

import argparse

NAME = "doctor"
HELP = "say what keeps the functions in Excel from working"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(options: argparse.Namespace) -> int:
    """Print a sentence per fault; 1 if there is one."""
    from cbsc_xl.hosts.classic.install import faults
    from cbsc_xl.hosts.classic.machine import ThisMachine

    found = list(faults(ThisMachine()))
    print("\n".join(found) or "everything is in its place: type =CBSC_VERSION() in Excel")
    return int(bool(found))
