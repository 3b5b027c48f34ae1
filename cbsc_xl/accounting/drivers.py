"""Drivers: how much of each activity a customer causes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cbsc_xl.errors import BadArgument
from cbsc_xl.ledger import Ledger, View
from cbsc_xl.ledger.rows import Bools, Floats, Rows
from cbsc_xl.ledger.segment import find_value

ORDERS, REVENUE, CONTACTS, CUSTOMERS = "orders", "revenue", "contacts", "customers"


Counted = tuple[Rows, Floats | None]
"""Rows, and the number that is added up over them; without one the rows are counted."""


def counted(view: View, driver: str) -> Counted | None:
    """Return what a driver counts; None for ``customers``, who are counted themselves.

    ``contacts:visit`` counts the contacts of one type. Raises Needs for the table or column behind
    the driver, BadArgument for a driver that does not exist.
    """
    name, colon, kind = driver.partition(":")
    if colon:
        if name != CONTACTS:
            raise BadArgument(f"table Activities: driver {driver!r} is not known; only contacts has types")
        contacts = view.ledger.rows("Contacts")
        return contacts.where(_of_type(contacts, kind)), None
    found = find_value(name, (*_COUNTED, CUSTOMERS), "driver in table Activities")
    return None if found == CUSTOMERS else _COUNTED[found](view.ledger)


def volume(view: View, driver: str) -> Floats:
    """Return the volume of a driver per customer and period, at least 0; errors as in ``counted``."""
    found = counted(view, driver)
    if found is None:
        return view.active.astype(np.float64)
    return np.maximum(view.per_customer(*found), 0.0)


def _of_type(contacts: Rows, kind: str) -> Bools:
    words = [value for value in contacts.text("type").values if value.casefold() == kind.strip().casefold()]
    return contacts.says("type", *words)


def _quantity(ledger: Ledger) -> Counted:
    lines = ledger.rows("Transactions")
    return lines, lines.numbers("quantity", blank=0.0)


def _revenue(ledger: Ledger) -> Counted:
    lines = ledger.rows("Transactions")
    return lines, lines.numbers("amount")


def _returns(ledger: Ledger) -> Counted:
    lines = ledger.rows("Transactions")
    return lines.where(lines.numbers("amount") < 0), None


def _minutes(ledger: Ledger) -> Counted:
    contacts = ledger.rows("Contacts")
    return contacts, contacts.numbers("minutes", blank=0.0)


_COUNTED: dict[str, Callable[[Ledger], Counted]] = {
    ORDERS: lambda ledger: (ledger.purchases.rows, None),
    "order_lines": lambda ledger: (ledger.rows("Transactions"), None),
    "quantity": _quantity,
    REVENUE: _revenue,
    "returns": _returns,
    CONTACTS: lambda ledger: (ledger.rows("Contacts"), None),
    "contact_minutes": _minutes,
}
