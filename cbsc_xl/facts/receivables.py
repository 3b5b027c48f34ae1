"""Receivables: what is open, and what may be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.errors import Needs
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.period import BEGINNING
from cbsc_xl.units import Days, Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cbsc_xl.ledger.rows import Floats, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


def _open(view: View, rows: Rows) -> Iterator[Floats]:
    """Return, period by period, the amount of each invoice that is open at the end."""
    amount = rows.numbers("amount")
    paid, written_off = rows.optional_days("paid_date"), rows.optional_days("written_off_date")
    for period in view.periods:
        yield amount * ((rows.day < period.end) & (paid >= period.end) & (written_off >= period.end))


@fact(
    Money,
    "Receivables",
    en="Open receivables",
    nl="Openstaande vorderingen",
    uk="Непогашена заборгованість",
)
def receivables_open(view: View) -> GroupPeriods:
    """Invoices of before the end of the period, incl. VAT, not paid and not written off before it."""
    rows = view.rows("Receivables")
    return view.sum_rows(rows.customer, _open(view, rows))


@fact(
    Money,
    "Receivables",
    en="Invoiced",
    nl="Gefactureerd",
    uk="Виставлено рахунків",
)
def invoiced(view: View) -> GroupPeriods:
    """Invoices dated in the period, incl. VAT, less credit notes."""
    rows = view.rows("Receivables")
    return view.total(rows, rows.numbers("amount"))


@fact(
    Days,
    "Receivables",
    en="Days of the period",
    nl="Dagen van de periode",
    uk="Дні періоду",
    additive=False,
)
def period_days(view: View) -> GroupPeriods:
    """Days of the period, the same for each group; of a period without a start from the first invoice on."""
    first = view.ledger.span("Receivables")[0]
    days = [p.days if p.start > BEGINNING else max(0, p.end - first) for p in view.periods]
    return view.of_all(days)


PD = "Customers.pd or setting default_pd"
"""What tells how likely a customer is to fail."""


@fact(
    Money,
    "Receivables",
    PD,
    en="Expected credit loss",
    nl="Verwacht kredietverlies",
    uk="Очікувані кредитні збитки",
    may_need="default_pd",
    dated=["Receivables.date"],
)
def credit_loss_expected(view: View) -> GroupPeriods:
    """What each customer owes at the end of the period beyond what is secured, times the probability of
    default, times ``lgd``; a net credit balance is no exposure.
    """
    rows, customers = view.rows("Receivables"), view.ledger.customers
    customers.given()
    if not customers.has("pd") and "default_pd" not in view.settings:
        raise Needs("column", PD)
    default = customers.optional_numbers("pd", blank=view.number_or_nan("default_pd"))
    secured = customers.optional_numbers("secured_amount", blank=0.0)
    exposure = view.customers_of_rows(rows.customer, _open(view, rows)) - secured[:, None]
    loss = exposure * default[:, None] * view.settings.number("lgd")
    loss[exposure <= 0] = 0.0
    return view.sum_customers(loss)


@fact(
    Money,
    "Receivables",
    "Receivables.due_date",
    en="Overdue receivables",
    nl="Vervallen vorderingen",
    uk="Прострочена заборгованість",
)
def receivables_overdue(view: View) -> GroupPeriods:
    """Open receivables whose due date lies before the end of the period; without due date not overdue."""
    rows = view.rows("Receivables")
    due = rows.days("due_date")
    overdue = (
        part * (due < period.end) for part, period in zip(_open(view, rows), view.periods, strict=True)
    )
    return view.sum_rows(rows.customer, overdue)
