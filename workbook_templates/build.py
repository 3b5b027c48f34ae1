"""Write the default templates and NAMES.md: `python workbook_templates/build.py [--out FOLDER]`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from builder import contract, package
from builder.names import Names
from builder.pages import (
    accounts,
    balance,
    budget,
    channels,
    checks,
    cover,
    data,
    facts,
    initiatives,
    library,
    matrix,
    measures,
    objectives,
    overview,
    pnl,
    reconciliation,
    scorecard,
    settings,
    strategymap,
    targets,
    trends,
    whale,
    whatif,
)
from openpyxl import Workbook

HERE = Path(__file__).parent
DATE = datetime(2025, 1, 1)
Build = Callable[[Names], None]
SCORECARD: dict[str, Build] = {
    "Trends": trends.build,
    "Cover": cover.build,
    "Scorecard": scorecard.build,
    "Strategy map": strategymap.build,
    "Objectives": objectives.build,
    "Measures": measures.build,
    "Targets": targets.build,
    "Initiatives": initiatives.build,
    "Customer P&L": pnl.build,
    "Reconciliation": reconciliation.build,
    "Whale curve": whale.build,
    "Value matrix": matrix.build,
    "Value balance": balance.build,
    "Channels": channels.build,
    "Budget": budget.build,
    "Facts": facts.build,
    "Customer ledger": accounts.build,
    "Settings": settings.build,
    "Checks": checks.build,
    "Library": library.build,
}
_READ, _BEHIND = (list(SCORECARD)[part] for part in (slice(1, -5), slice(-5, None)))
SCORECARD_ORDER = [*_READ, "Trends", *_BEHIND]
OVERVIEW: dict[str, Build] = {"Overview": overview.build, "Data": data.build}
WHATIF: dict[str, Build] = {
    "Scenarios": whatif.build_scenarios,
    "Groups": whatif.build_groups,
    "Measures": whatif.build_moves,
}


def make(pages: dict[str, Build], order: Sequence[str], title: str) -> Names:
    """Build the pages in turn and put the sheets in order."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names = Names(workbook)
    for build in pages.values():
        build(names)
    workbook._sheets.sort(key=lambda ws: order.index(ws.title))  # type: ignore[attr-defined]
    workbook.active = 0
    properties = workbook.properties
    properties.title, properties.creator, properties.created = title, "cbsc-xl", DATE
    return names


def write(folder: Path) -> None:
    """Write the templates and the list of their names into a folder."""
    books = {
        "scorecard.xlsx": make(SCORECARD, SCORECARD_ORDER, "Customer Balanced Scorecard"),
        "overview.xlsx": make(OVERVIEW, list(OVERVIEW), "Customer Balanced Scorecard, all groups"),
        "whatif.xlsx": make(WHATIF, list(WHATIF), "Customer Balanced Scorecard, what-if"),
    }
    for file, names in books.items():
        package.write(names.workbook, folder / file)
    (folder / "NAMES.md").write_text(contract.markdown(books), encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write into (default: this one)")
    folder: Path = parser.parse_args().out
    write(folder)
    print(f"scorecard.xlsx, overview.xlsx, whatif.xlsx and NAMES.md written into {folder}")


if __name__ == "__main__":
    main()
