"""``cbsc-xl generate``: one workbook per customer group, plus an overview."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cbsc_xl.cli.options import add_data, add_language, progress_bar, read_ledger
from cbsc_xl.hosts.editions import HOSTS

if TYPE_CHECKING:
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.scorecard.source import ScorecardSource
    from cbsc_xl.workbook.generate import Result
    from cbsc_xl.workbook.report import Run

NAME = "generate"
HELP = "write one scorecard workbook per customer group, and an overview"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_data(command)
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the workbooks")
    add_run(command)
    command.add_argument("--group", action="append", metavar="G", help="only this group; may be repeated")
    command.add_argument("--template", type=Path, metavar="FILE", help="your own template")
    command.add_argument(
        "--with-data",
        action="store_true",
        help="put the tables into the workbooks, a sheet each",
    )
    command.add_argument(
        "--host",
        choices=HOSTS,
        help="live workbooks, whose figures are functions over their own tables: for Excel on Windows "
        "(classic, functions inside), xlwings Lite or LibreOffice; left out: portable ones, for everybody",
    )


def add_run(command: argparse.ArgumentParser) -> None:
    """Add what makes a run: groups, period, language and scorecards."""
    command.add_argument("--by", metavar="COLUMN", help="column of table Customers that makes the groups")
    command.add_argument("--period", metavar="P", help="left out: the last 12 complete months")
    add_language(command, default=None)
    command.add_argument(
        "--scorecard", metavar="FILE", help="scorecard as TOML, CSV or workbook; or retention, revenue"
    )


def run(options: argparse.Namespace) -> int:
    """Write the workbooks and say what was written."""
    from cbsc_xl.workbook.generate import generate

    if options.template:
        _check_template(options.template)
    ledger = read_ledger(options)
    this = run_of(options, ledger)
    groups = [_known(this, group) for group in options.group] if options.group else None
    with progress_bar("workbooks", options.quiet) as progress:
        host = HOSTS[options.host] if options.host else None
        result = generate(this, options.out, groups, options.template, progress, options.with_data, host)
    if not options.quiet:
        _say(result)
    return 0


def run_of(options: argparse.Namespace, ledger: Ledger) -> Run:
    """Return the run that the options `by`, `period`, `lang` and `scorecard` ask for."""
    from cbsc_xl.workbook.runs import run_over

    language = options.lang or str(ledger.settings["language"])
    return run_over(ledger, options.period, options.by, language, _scorecards(options, language))


def _scorecards(options: argparse.Namespace, language: str) -> ScorecardSource | None:
    from cbsc_xl.scorecard.source import PRESETS, ScorecardSource, preset_path
    from cbsc_xl.tables import read
    from cbsc_xl.tables.records import records

    asked = options.scorecard
    if not asked:
        return None
    if asked in PRESETS:
        return ScorecardSource(preset=preset_path(asked), language=language)
    if Path(asked).suffix.casefold() == ".toml":
        return ScorecardSource(preset=Path(asked), language=language)
    table = read(asked, options.locale).tables.get("Scorecard")
    return ScorecardSource(records(table) if table else (), language=language)


def _known(run: Run, group: str) -> str:
    from cbsc_xl.ledger.segment import find_value

    return find_value(group, run.groups, run.column or "group")


def _check_template(path: Path) -> None:
    from cbsc_xl.cli.template import problems
    from cbsc_xl.errors import TemplateError

    found = problems(path)
    if found:
        raise TemplateError(f"{path.name}: {found[0]} (cbsc-xl template check {path} lists all)")


def _say(result: Result) -> None:
    for group, reason in result.skipped.items():
        print(f"no workbook for {group}: {reason}", file=sys.stderr)
    for remark in result.remarks:
        print(remark, file=sys.stderr)
    for path in result.files:
        print(path)
