"""``cbsc-xl libreoffice``: the add-in of LibreOffice Calc."""

from __future__ import annotations

import argparse
from pathlib import Path

NAME = "libreoffice"
HELP = "add the functions to LibreOffice Calc, or remove them (experimental)"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("action", choices=("install", "remove", "build"), help="what to do")
    command.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="the extension that build writes (cbsc-xl.oxt)"
    )


def run(options: argparse.Namespace) -> int:
    """Install, remove or build the extension."""
    from cbsc_xl.hosts.libreoffice import extension, install

    if options.action == "install":
        install.install()
        print("installed; start LibreOffice again and type =CBSC_VERSION()")
    elif options.action == "remove":
        install.remove()
        print("removed; start LibreOffice again")
    else:
        path = options.file or Path(install.FILE)
        extension.build(path, extension.worker_command())
        print(path)
    return 0
