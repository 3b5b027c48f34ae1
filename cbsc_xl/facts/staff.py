"""Staff: how many people the company employs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Average

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Average,
    "employees",
    en="Employees",
    nl="Medewerkers",
    uk="Працівники",
    additive=False,
)
def employees(view: View) -> GroupPeriods:
    """Setting ``employees`` in full-time equivalents, the same for each group."""
    return view.of_all(view.settings.number("employees"))
