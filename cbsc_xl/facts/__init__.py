"""The facts: numbers per group and period that add up over customers.

Each module holds the facts of one subject; importing this package fills the vocabulary.
"""

from cbsc_xl.facts import (
    acquisition,
    base,
    contacts,
    contracts,
    cost,
    experience,
    innovation,
    leads,
    lifetime,
    mailing,
    margin,
    market,
    opinion,
    profit,
    purchasing,
    receivables,
    referral,
    repeat,
    revenue,
    roles,
    service,
    staff,
)
from cbsc_xl.facts.vocabulary import VOCABULARY, Fact

__all__ = [
    "VOCABULARY",
    "Fact",
    "acquisition",
    "base",
    "contacts",
    "contracts",
    "cost",
    "experience",
    "innovation",
    "leads",
    "lifetime",
    "mailing",
    "margin",
    "market",
    "opinion",
    "profit",
    "purchasing",
    "receivables",
    "referral",
    "repeat",
    "revenue",
    "roles",
    "service",
    "staff",
]
