"""Receivables: every document incl. VAT, with the day it was paid, if it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cbsc_xl.demo.customers import Customer
from cbsc_xl.demo.dates import known
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import EVENT_CATERERS, RESTAURANTS
from cbsc_xl.demo.sales import Line
from cbsc_xl.demo.sheet import Sheet, money

_FOOD_VAT, _OTHER_VAT = 9, 21
_NON_FOOD = ("Disposables", "Cleaning")


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice or a part of one; amount in cents incl. VAT, credit notes negative."""

    customer_id: str
    day: date
    document: str
    amount: int
    due: date
    paid: date | None = None
    written_off: date | None = None


def build(lines: list[Line], customers: list[Customer]) -> list[Invoice]:
    """One invoice per document and day, in order of the day; a few are paid in two parts."""
    owners = {customer.id: customer for customer in customers}
    invoices: list[Invoice] = []
    for (document, day, customer_id), amount in _totals(lines, owners).items():
        owner = owners.get(customer_id)
        terms = owner.group.terms if owner else 14
        invoice = Invoice(customer_id, day, document, amount, day + timedelta(terms))
        invoices += _settled(invoice, owner)
    return invoices


def _totals(lines: list[Line], owners: dict[str, Customer]) -> dict[tuple[str, date, str], int]:
    """Cents incl. VAT per document and day; deliveries to other countries bear no VAT."""
    totals: dict[tuple[str, date, str], int] = {}
    for line in lines:
        owner = owners.get(line.customer_id)
        abroad = owner is not None and owner.country != "NL"
        rate = 0 if abroad else _OTHER_VAT if line.product.category in _NON_FOOD else _FOOD_VAT
        key = line.document, line.day, line.customer_id
        totals[key] = totals.get(key, 0) + line.amount + (line.amount * rate + 50) // 100
    return totals


def _settled(invoice: Invoice, owner: Customer | None) -> Iterator[Invoice]:
    """The invoice with its payment: offset, lost, in two parts or at once."""
    dice = Dice(f"payment of {invoice.document} {invoice.day}")
    paid = invoice.due + timedelta(_delay(invoice, owner, dice))
    if invoice.amount < 0:
        yield replace(invoice, paid=known(invoice.day + timedelta(14)))
    elif owner is not None and _is_lost(invoice, owner, dice):
        yield replace(invoice, written_off=known(invoice.due + timedelta(dice.whole(120, 210))))
    elif dice.chance(0.03):
        part = invoice.amount * dice.whole(30, 60) // 100
        yield replace(invoice, amount=part, paid=known(paid))
        yield replace(invoice, amount=invoice.amount - part, paid=known(paid + timedelta(dice.whole(10, 30))))
    else:
        yield replace(invoice, paid=known(paid))


def _delay(invoice: Invoice, owner: Customer | None, dice: Dice) -> int:
    """Days between due date and payment; never paid before the invoice."""
    usual = owner.group.in_year(owner.group.delay, invoice.day.year) if owner else 0.0
    days = int(usual * dice.around(0.5)) + dice.whole(-4, 6)
    return max(days, (invoice.day - invoice.due).days)


def _is_lost(invoice: Invoice, owner: Customer, dice: Dice) -> bool:
    """Lost invoices: the last ones of restaurants that leave, and a few of event caterers."""
    if owner.group is RESTAURANTS:
        leaving = owner.left is not None and (owner.left - invoice.day).days < 45
        return leaving and dice.chance(0.3)
    return owner.group is EVENT_CATERERS and dice.chance(0.012)


def written_off_in(invoices: list[Invoice], month: date) -> int:
    """Cents written off in the month that starts on this day."""
    return sum(
        invoice.amount
        for invoice in invoices
        if invoice.written_off is not None and invoice.written_off.replace(day=1) == month
    )


def sheet(invoices: list[Invoice]) -> Sheet:
    """Table Receivables."""
    columns = ("customer_id", "document_id", "date", "due_date", "amount", "paid_date", "written_off_date")
    rows = [
        (item.customer_id, item.document, item.day, item.due, money(item.amount), item.paid, item.written_off)
        for item in invoices
    ]
    return Sheet("Receivables", columns, rows)
