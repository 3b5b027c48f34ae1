"""``cbsc-xl whatif``: prices, discounts, rates, retention and terms of payment changed, beside today."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbsc_xl.cli.generate import add_run, run_of
from cbsc_xl.cli.options import add_data, add_format, print_rows, read_ledger

if TYPE_CHECKING:
    from cbsc_xl.scenario import Comparison
    from cbsc_xl.scenario.comparison import Figure, GroupComparison

NAME = "whatif"
HELP = "P&L, lifetime value and score under scenarios, beside today's"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add_data(command)
    command.add_argument("scenarios", type=Path, metavar="SCENARIOS.toml", help="see docs/whatif.md")
    add_run(command)
    command.add_argument("--out", type=Path, metavar="FILE.xlsx", help="write a workbook as well")
    add_format(command, ("table", "json", "csv"))


def run(options: argparse.Namespace) -> int:
    """Print the comparison: as a table only what moves."""
    from cbsc_xl.errors import DataError
    from cbsc_xl.scenario import compare, read_scenarios

    if options.out and options.out.suffix.casefold() != ".xlsx":
        raise DataError(f"{options.out} must end in .xlsx")
    scenarios = read_scenarios(options.scenarios)
    comparison = compare(run_of(options, read_ledger(options)), scenarios)
    if options.out:
        from cbsc_xl.workbook.whatif import write_whatif

        write_whatif(comparison, options.out)
    if options.format == "json":
        print(json.dumps(_content(comparison), ensure_ascii=False, indent=2))
    elif options.format == "csv":
        print_rows(list(_rows(comparison)), "csv")
    else:
        _print(comparison)
    return 0


def _figure(figure: Figure, scenario: int) -> dict[str, Any]:
    return {
        "figure": figure.name,
        "unit": figure.unit.name,
        "today": figure.today.value,
        "then": figure.then[scenario].value,
        "difference": figure.difference(scenario),
        "status": figure.then[scenario].status,
    }


def _all(comparison: Comparison) -> tuple[GroupComparison, ...]:
    return *comparison.groups, comparison.everyone


def _rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for i, scenario in enumerate(comparison.scenarios):
        for group in _all(comparison):
            for figure in group.figures:
                yield {"scenario": scenario.name, "group": group.group, **_figure(figure, i)}


def _content(comparison: Comparison) -> dict[str, Any]:
    return {
        "period": comparison.run.period.text,
        "currency": comparison.run.currency,
        "scenarios": [
            {
                "scenario": scenario.name,
                "changes": _changes(comparison, i),
                "groups": [
                    {
                        "group": group.group,
                        "figures": [_figure(figure, i) for figure in group.figures],
                        "scorecard": [*_scored(group, i)],
                    }
                    for group in _all(comparison)
                ],
            }
            for i, scenario in enumerate(comparison.scenarios)
        ],
    }


def _changes(comparison: Comparison, scenario: int) -> list[str]:
    from cbsc_xl.scenario.words import changes_of
    from cbsc_xl.texts import Voice

    run = comparison.run
    return changes_of(Voice(run.language), comparison.scenarios[scenario], run.currency)


def _scored(group: GroupComparison, scenario: int) -> Iterator[dict[str, Any]]:
    """Yield the lines of the scorecard that move."""
    for now, then in group.scored(scenario):
        line = now.line
        yield {
            "function": line.measure.function if line.measure else "manual",
            "channel": line.channel,
            "target": line.target,
            "today": now.actual.value,
            "then": then.actual.value,
            "score_today": now.score,
            "score_then": then.score,
            "status_today": now.status,
            "status_then": then.status,
        }


def _print(comparison: Comparison) -> None:
    """Print, per scenario, what it changes, the figures that move, and the measures of scorecards that do."""
    for i, scenario in enumerate(comparison.scenarios):
        print(f"{chr(10) if i else ''}{scenario.name}: {'; '.join(_changes(comparison, i))}")
        print_rows(
            [
                {"group": group.group, **_figure(figure, i)}
                for group in _all(comparison)
                for figure in group.figures
                if figure.is_headline and (figure.moved(i) or group is comparison.everyone)
            ],
            "table",
        )
        scored = [{"group": group.group, **row} for group in comparison.groups for row in _scored(group, i)]
        if scored:
            print()
            print_rows(scored, "table")
