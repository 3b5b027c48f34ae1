"""Control totals of table Ledger for a period, put together from the periods it gives."""

from __future__ import annotations

from cbsc_xl.ledger import Ledger
from cbsc_xl.period import BEGINNING, Period, parse_period
from cbsc_xl.tables.records import Record, records

CONTROL_LINES = ("net_revenue", "cogs", "marketing", "sales", "service", "logistics", "other")
RESULT = "operating_result"

Span = tuple[int, int]


def control_totals(ledger: Ledger, period: Period) -> dict[str, float]:
    """Return the total of each line that table Ledger covers for the whole period; none without it.

    A year may be given as a year, as quarters, months or a mix; nothing is counted twice.
    """
    table = ledger.data.tables.get("Ledger")
    first_month = ledger.settings.whole("fiscal_year_start")
    amounts: dict[str, dict[Span, float]] = {}
    for row in records(table) if table else []:
        span = _span(row, first_month)
        amounts.setdefault(row["line"], {})[span] = float(row["amount"])
    covered = {line: _cover(list(spans), period) for line, spans in amounts.items()}
    return {line: sum(amounts[line][span] for span in spans) for line, spans in covered.items() if spans}


def _span(row: Record, first_month: int) -> Span:
    period = parse_period(row["period"], first_month)
    return period.start, period.end


def _cover(spans: list[Span], period: Period) -> list[Span]:
    """Return spans that lie end to end over the period, the longest first; none if there is a gap."""
    at = min(start for start, _ in spans) if period.start == BEGINNING else period.start
    chosen: list[Span] = []
    while at < period.end:
        fitting = [end for start, end in spans if start == at and end <= period.end]
        if not fitting:
            return []
        chosen.append((at, max(fitting)))
        at = max(fitting)
    return chosen
