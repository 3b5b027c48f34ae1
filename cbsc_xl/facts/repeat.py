"""Early repeats: who comes back soon after the first purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Bools
    from cbsc_xl.ledger.view import GroupPeriods, View


def _tried(view: View) -> Bools:
    """Tell whose ``early_repeat_days`` after the first purchase end in each period.

    Customers who started before the first pasted transaction are left out: their first purchase is not known.
    """
    import numpy as np

    ledger = view.ledger
    last = ledger.first_purchase.astype(np.int64) + view.settings.whole("early_repeat_days")
    known = ledger.start >= ledger.first_day
    return np.asarray((last[:, None] >= view.starts) & (last[:, None] < view.ends) & known[:, None])


def _back_early(view: View) -> Bools:
    """Tell which customers purchased again on a later day within ``early_repeat_days`` of the first."""
    import numpy as np

    ledger = view.ledger
    again, days = ledger.purchases.gaps
    second = again.day - days == ledger.first_purchase[again.customer]
    early = again.where(second & (days <= view.settings.whole("early_repeat_days")))
    return np.asarray(np.bincount(early.customer, minlength=ledger.customers.size) > 0)


@fact(
    Count,
    "Transactions",
    en="First-time buyers",
    nl="Eerste kopers",
    uk="Клієнти з першою покупкою",
)
def first_buyers(view: View) -> GroupPeriods:
    """Customers whose first ``early_repeat_days`` days after their first purchase ended in the period."""
    return view.sum_customers(_tried(view))


@fact(
    Count,
    "Transactions",
    en="First-time buyers who came back early",
    nl="Eerste kopers die snel terugkwamen",
    uk="Клієнти, що швидко купили вдруге",
)
def first_buyers_back(view: View) -> GroupPeriods:
    """First-time buyers who purchased again on a later day within those days."""
    return view.sum_customers(_tried(view) & _back_early(view)[:, None])
