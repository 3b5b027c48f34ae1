"""New roles of customers: ideas, help among customers, funding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cbsc_xl.ledger.rows import Floats, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


def _role(view: View, role: str) -> Rows:
    """Contributions in one of the new roles of customers."""
    rows = view.rows("Contributions")
    return rows.where(rows.says("role", role))


@fact(
    Money,
    "Contributions.value",
    "Contributions.status",
    en="Value of ideas implemented",
    nl="Waarde van ingevoerde ideeën",
    uk="Цінність упроваджених ідей",
)
def ideas_value(view: View) -> GroupPeriods:
    """Annual profit effect of the ideas of the period that are implemented."""
    ideas = _role(view, "cocreator")
    implemented = ideas.where(ideas.says("status", "implemented"))
    return view.total(implemented, implemented.numbers("value", blank=0.0))


@fact(
    Money,
    "Contributions",
    en="Cost of ideas",
    nl="Kosten van ideeën",
    uk="Витрати на ідеї",
)
def ideas_cost(view: View) -> GroupPeriods:
    """What all ideas of the period cost, implemented or not."""
    ideas = _role(view, "cocreator")
    return view.total(ideas, ideas.optional_numbers("cost", blank=0.0))


@fact(
    Count,
    "Contributions.quantity",
    en="Contacts saved",
    nl="Bespaarde contacten",
    uk="Заощаджені контакти",
)
def contacts_saved(view: View) -> GroupPeriods:
    """Questions that customers solved for others, times the ``deflection_rate`` that saves a contact."""
    help_given = _role(view, "service")
    solved = help_given.numbers("quantity", blank=0.0)
    return view.total(help_given, solved * view.settings.number("deflection_rate"))


@fact(
    Money,
    "Contributions",
    en="Cost of peer support",
    nl="Kosten van onderlinge hulp",
    uk="Витрати на взаємодопомогу",
)
def peer_support_cost(view: View) -> GroupPeriods:
    """What the help among customers of the period costs."""
    help_given = _role(view, "service")
    return view.total(help_given, help_given.optional_numbers("cost", blank=0.0))


def _principal_years(view: View, funds: Rows) -> Iterator[Floats]:
    """Return, period by period, the principal of each fund times the years of 365 days it is outstanding."""
    principal, last = funds.numbers("quantity", blank=0.0), funds.optional_days("end_date")
    return (principal * days / 365 for days in view.overlap(funds.day, last))


@fact(
    Money,
    "Contributions.quantity",
    "Contributions.rate",
    "alternative_cost_of_funds",
    en="Interest elsewhere",
    nl="Rente elders",
    uk="Відсотки в інших",
    dated=["Contributions.date:end_date"],
)
def funding_interest_saved(view: View) -> GroupPeriods:
    """Interest that the funds outstanding in the period would cost at ``alternative_cost_of_funds``."""
    funds = _role(view, "investor")
    rate = view.settings.number("alternative_cost_of_funds")
    return view.sum_rows(funds.customer, (rate * years for years in _principal_years(view, funds)))


@fact(
    Money,
    "Contributions.quantity",
    "Contributions.rate",
    en="Interest paid to customers",
    nl="Rente betaald aan klanten",
    uk="Відсотки, сплачені клієнтам",
    dated=["Contributions.date:end_date"],
)
def funding_interest_paid(view: View) -> GroupPeriods:
    """Interest on the funds of customers outstanding in the period."""
    funds = _role(view, "investor")
    rate = funds.numbers("rate", blank=0.0)
    return view.sum_rows(funds.customer, (rate * years for years in _principal_years(view, funds)))
