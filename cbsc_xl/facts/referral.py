"""Customers as promoters: whom they brought, and what they got for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Money, Ratio

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


def _promoters(view: View) -> list[str | None]:
    """Return the id of the promoter of each customer of table Customers, None without one."""
    customers = view.ledger.customers
    texts = customers.given().text("referred_by").strings()
    return [texts[row] for row in customers.first_row.tolist()]


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

    customers, promoters = view.ledger.customers, _promoters(view)
    codes = [customers.codes.get(promoter or "", customers.anonymous) for promoter in promoters]
    referred = np.flatnonzero([promoter is not None for promoter in promoters])
    return view.sum_rows(np.array(codes, np.int32)[referred], started(view)[referred].T)


@fact(
    Count,
    "Customers.referred_by",
    "Transactions",
    en="New customers who were referred",
    nl="Nieuwe klanten die zijn aangebracht",
    uk="Нові клієнти за рекомендацією",
)
def customers_new_referred(view: View) -> GroupPeriods:
    """Customers of the group who started in the period and were referred, whoever referred them."""
    import numpy as np

    from cbsc_xl.accounting.acquisition import started

    referred = np.zeros(view.ledger.customers.size, bool)
    promoters = _promoters(view)
    referred[: len(promoters)] = [promoter is not None for promoter in promoters]
    return view.sum_customers(started(view) & referred[:, None])


@fact(
    Count,
    "Contributions",
    en="Reference customers",
    nl="Referentieklanten",
    uk="Референтні клієнти",
)
def customers_promoting(view: View) -> GroupPeriods:
    """Customers with a contribution as promoter in the period."""
    rows = view.rows("Contributions")
    return view.sum_customers(view.per_customer(rows.where(rows.says("role", "promoter"))) > 0)


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
