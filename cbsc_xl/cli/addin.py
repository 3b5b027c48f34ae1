"""``cbsc-xl addin``: the functions in Excel on Windows."""

from __future__ import annotations

import argparse
from pathlib import Path

from cbsc_xl.texts import LANGUAGES

NAME = "addin"
HELP = "put the functions CBSC_... into Excel on Windows, or take them away"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="write the add-in to a file, on any computer")
    build.add_argument("--out", type=Path, required=True, metavar="FILE.xlam")
    _add_language(build)
    build.set_defaults(action=_build)
    install = actions.add_parser("install", help="build the add-in and let Excel start it")
    _add_language(install)
    install.add_argument(
        "--without-addin",
        action="store_true",
        help="only say where Python is: enough for the workbooks of generate --host classic",
    )
    install.set_defaults(action=_install)
    status = actions.add_parser("status", help="say whether the add-in is installed")
    status.set_defaults(action=_status)
    remove = actions.add_parser("remove", help="take the add-in out of Excel")
    remove.set_defaults(action=_remove)


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--language", choices=LANGUAGES, default="en", help="language of the help texts (default: en)"
    )


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(options.action(options))


def _build(options: argparse.Namespace) -> int:
    from cbsc_xl.hosts.classic.install import build
    from cbsc_xl.workbook.generate import replace_file

    replace_file(options.out, build(options.language))
    print(options.out)
    return 0


def _install(options: argparse.Namespace) -> int:
    from cbsc_xl.hosts.classic.install import install, register
    from cbsc_xl.hosts.classic.machine import ThisMachine

    if options.without_addin:
        print(f"{register(ThisMachine())}: open a workbook of generate --host classic")
        return 0
    print(f"{install(ThisMachine(), options.language)}: start Excel and type =CBSC_VERSION()")
    return 0


def _status(options: argparse.Namespace) -> int:
    from cbsc_xl.hosts.classic.install import addin_faults, addin_path
    from cbsc_xl.hosts.classic.machine import ThisMachine

    machine = ThisMachine()
    found = list(addin_faults(machine))
    print("\n".join(found) or f"installed and up to date: {addin_path(machine)}")
    return int(bool(found))


def _remove(options: argparse.Namespace) -> int:
    from cbsc_xl.hosts.classic.install import remove
    from cbsc_xl.hosts.classic.machine import ThisMachine

    removed = remove(ThisMachine())
    print("\n".join(f"removed {path}" for path in removed) or "the add-in is not installed")
    return 0
