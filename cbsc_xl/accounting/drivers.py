"""Drivers: how much of each activity a customer causes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cbsc_xl.errors import BadArgument
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Bools, Floats, Rows
from cbsc_xl.ledger.segment import find_value

CONTACTS = "contacts"


def volume(view: View, driver: str) -> Floats:
    """Return the volume of a driver per customer and period, at least 0.

    ``contacts:visit`` counts the contacts of one type. Raises Needs for the table or column behind
    the driver, BadArgument for a driver that does not exist.
    """
    name, colon, kind = driver.partition(":")
    if colon:
        if name != CONTACTS:
            raise BadArgument(f"table Activities: driver {driver!r} is not known; only contacts has types")
        contacts = view.ledger.rows("Contacts")
        return view.per_customer(contacts.where(_of_type(contacts, kind)))
    found = find_value(name, _VOLUMES, "driver in table Activities")
    return np.maximum(_VOLUMES[found](view), 0.0)


def _of_type(contacts: Rows, kind: str) -> Bools:
    words = [value for value in contacts.text("type").values if value.casefold() == kind.strip().casefold()]
    return contacts.says("type", *words)


def _lines(view: View) -> Rows:
    return view.ledger.rows("Transactions")


def _quantity(view: View) -> Floats:
    return view.per_customer(_lines(view), _lines(view).numbers("quantity", blank=0.0))


def _returns(view: View) -> Floats:
    return view.per_customer(_lines(view).where(_lines(view).numbers("amount") < 0))


def _minutes(view: View) -> Floats:
    contacts = view.ledger.rows("Contacts")
    return view.per_customer(contacts, contacts.numbers("minutes", blank=0.0))


_VOLUMES: dict[str, Callable[[View], Floats]] = {
    "orders": lambda view: view.orders,
    "order_lines": lambda view: view.per_customer(_lines(view)),
    "quantity": _quantity,
    "revenue": lambda view: view.revenue,
    "returns": _returns,
    "customers": lambda view: view.active.astype(np.float64),
    CONTACTS: lambda view: view.per_customer(view.ledger.rows("Contacts")),
    "contact_minutes": _minutes,
}
