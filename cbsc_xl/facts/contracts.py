"""Contracts that come to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Contracts",
    en="Contracts that expired",
    nl="Afgelopen contracten",
    uk="Договори, строк яких минув",
    dated=["Contracts.end_date"],
)
def contracts_due(view: View) -> GroupPeriods:
    """Contracts whose last day lies in the period."""
    return view.total(view.rows("Contracts", "end_date"))


@fact(
    Count,
    "Contracts",
    en="Contracts renewed",
    nl="Verlengde contracten",
    uk="Поновлені договори",
    dated=["Contracts.end_date"],
)
def contracts_renewed(view: View) -> GroupPeriods:
    """Contracts whose last day lies in the period and that were renewed, whenever that was decided."""
    contracts = view.rows("Contracts", "end_date")
    return view.total(contracts.where(contracts.numbers("renewed") == 1))
