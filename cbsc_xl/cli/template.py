"""``cbsc-xl template``: your own looks."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

NAME = "template"
HELP = "export the scorecard template to restyle it, or check one that was restyled"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="write the template to a file")
    export.add_argument("file", type=Path, metavar="FILE.xlsx")
    export.set_defaults(action=_export)
    check = actions.add_parser("check", help="say which names a template lacks")
    check.add_argument("file", type=Path, metavar="FILE.xlsx")
    check.set_defaults(action=_check)


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    return int(options.action(options.file))


def _export(path: Path) -> int:
    from cbsc_xl.errors import TemplateError
    from cbsc_xl.resources import template_path

    if path.exists():
        raise TemplateError(f"{path} exists already: choose another name, or remove it first")
    shutil.copyfile(template_path("scorecard.xlsx"), path)
    print(path)
    return 0


def _check(path: Path) -> int:
    found = problems(path)
    for problem in found:
        print(problem)
    if not found:
        print(f"{path.name} keeps the contract of names")
    return int(bool(found))


def problems(path: Path) -> list[str]:
    """Return a sentence per name that a template lacks."""
    from cbsc_xl.workbook.contract import scorecard_contract
    from cbsc_xl.workbook.template import Template

    return Template.load(path).check(scorecard_contract())
