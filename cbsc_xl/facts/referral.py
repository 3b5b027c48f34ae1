"""Customers as promoters: whom they brought, and what they got for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money, Ratio

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Customers.referred_by",
    "Transactions",
    en="Customers referred",
    nl="Aangebrachte klanten",
    uk="Клієнти за рекомендацією",
)
def customers_referred(view: View) -> GroupPeriods:
    """Customers who started in the period and were referred by a customer of the group.

    One whose promoter no table knows belongs to rows without a customer.
    """
    import numpy as np

    from cbsc_xl.accounting.acquisition import started

    customers = view.ledger.customers
    texts = customers.given().text("referred_by").strings()
    promoters = [texts[row] for row in customers.first_row.tolist()]
    codes = [customers.codes.get(promoter or "", customers.anonymous) for promoter in promoters]
    referred = np.flatnonzero([promoter is not None for promoter in promoters])
    return view.sum_rows(np.array(codes, np.int32)[referred], started(view)[referred].T)


@fact(
    Money,
    "Customers",
    en="Rewards to promoters",
    nl="Beloningen voor promotors",
    uk="Винагороди промоутерам",
    dated=(),
)
def promoter_rewards(view: View) -> GroupPeriods:
    """What promoters got for their referrals of the period; 0 without table Contributions."""
    if "Contributions" not in view.ledger.data.tables:
        return view.of_all(0.0)
    rows = view.rows("Contributions")
    rewards = rows.where(rows.says("role", "promoter"))
    return view.total(rewards, rewards.optional_numbers("cost", 0.0))


@fact(
    Ratio,
    en="Share of referred customers who would not have come otherwise",
    nl="Deel van de aangebrachte klanten dat anders niet was gekomen",
    uk="Частка рекомендованих клієнтів, які інакше не прийшли б",
    additive=False,
)
def referral_incremental_share(view: View) -> GroupPeriods:
    """Setting ``referral_incremental_share``, the same for each group."""
    return view.of_all(view.settings.number("referral_incremental_share"))
