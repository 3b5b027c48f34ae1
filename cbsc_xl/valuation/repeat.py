"""Repeat purchases of customers as the models of buying see them: days with a purchase, time in weeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.rows import Bools, Floats, Ints, Rows

DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class RepeatPurchases:
    """One row per customer who has purchased.

    ``frequency``: days with a purchase after the first one; ``recency``: weeks from the first to the
    last purchase; ``age``: weeks from the first purchase to the end; ``monetary_value``: mean amount
    of a repeat day, nan without one. ``customer`` holds the codes of the ledger.
    """

    customer: Ints
    frequency: Floats
    recency: Floats
    age: Floats
    monetary_value: Floats

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def repeating(self) -> Bools:
        """Who purchased on more than one day."""
        return np.asarray(self.frequency > 0)


def repeat_purchases(ledger: Ledger, end: int, customers: Bools) -> RepeatPurchases:
    """Return the repeat purchases before day ``end``; ``customers`` is a mask over codes of the ledger."""
    first = ledger.first_purchase
    codes = np.flatnonzero(customers & (first < end)).astype(np.int32)
    size = ledger.customers.size
    days = _before(ledger.purchases.gaps[0], end)
    last = first.copy()
    np.maximum.at(last, days.customer, days.day)
    frequency = np.bincount(days.customer, minlength=size).astype(np.float64)[codes]
    rows, amounts = ledger.purchases.rows, ledger.purchases.amounts
    repeat = (rows.day < end) & (rows.day > first[rows.customer])
    spent = np.bincount(rows.customer[repeat], weights=amounts[repeat], minlength=size)[codes]
    return RepeatPurchases(
        codes,
        frequency,
        (last - first)[codes] / DAYS_PER_WEEK,
        (end - 1 - first)[codes] / DAYS_PER_WEEK,
        np.divide(spent, frequency, out=np.full(len(codes), np.nan), where=frequency > 0),
    )


def count_repeats(ledger: Ledger, start: int, end: int, customers: Ints) -> Floats:
    """Return on how many days from ``start`` up to ``end`` each of some customers purchased again."""
    days = _before(ledger.purchases.gaps[0], end)
    days = days.where(days.day >= start)
    return np.bincount(days.customer, minlength=ledger.customers.size).astype(np.float64)[customers]


def _before(rows: Rows, end: int) -> Rows:
    return rows.where(rows.day < end)
