"""``cbsc-xl clv``: lifetime value of each customer, forecast from purchases."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cbsc_xl.cli.answer import Answer, Command, Rows

if TYPE_CHECKING:
    from cbsc_xl.ledger import Ledger
    from cbsc_xl.period import Period


def _clv(ledger: Ledger, period: Period, options: argparse.Namespace) -> Answer:
    """Answer with a row per customer, the parameters, and how far they can be trusted."""
    from cbsc_xl.valuation import clv_bgnbd

    forecast = clv_bgnbd(ledger, options.segment, period)
    rows: Rows = list(forecast.rows)
    remarks: Rows = [{"how far to trust it": text} for text in forecast.remarks]
    return Answer(forecast.as_dict(), rows, (rows, remarks))


CLV = Command("clv", "lifetime value of each customer: BG/NBD and Gamma-Gamma forecast", _clv)
