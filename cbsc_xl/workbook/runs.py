"""A run as it is asked for: what is left out comes from the data."""

from __future__ import annotations

from cbsc_xl.calculator import Calculator
from cbsc_xl.ledger import Ledger
from cbsc_xl.scorecard.source import ScorecardSource
from cbsc_xl.tables.records import records
from cbsc_xl.workbook.report import Run


def run_over(
    ledger: Ledger,
    period: str | None = None,
    column: str | None = None,
    language: str | None = None,
    scorecards: ScorecardSource | None = None,
) -> Run:
    """Return a run over all customer groups.

    Left out: the last 12 complete months, the groups of column ``segment``, the language of the settings,
    and the scorecards of table Scorecard.
    """
    spoken = language or str(ledger.settings["language"])
    split = column or ("segment" if ledger.customers.has("segment") else None)
    table = ledger.data.tables.get("Scorecard")
    source = scorecards or ScorecardSource(records(table) if table else (), language=spoken)
    return Run(ledger, Calculator(ledger).period(period), split, spoken, source)
