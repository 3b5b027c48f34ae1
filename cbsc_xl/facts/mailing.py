"""Campaign mails: how far each of those delivered got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Rows
    from cbsc_xl.ledger.view import GroupPeriods, View

REDEEMED = ("redeemed", "positive")
"""Responses of a mail whose offer was taken up."""

CLICKED = ("clicked", *REDEEMED)
"""Responses of a mail of which a link was followed: who took up the offer did so too."""

OPENED = ("opened", "negative", *CLICKED)
"""Responses of a mail that was opened: who said no read it too."""


def _campaign(view: View) -> Rows:
    contacts = view.rows("Contacts")
    return contacts.where(contacts.says("type", "campaign"))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Campaign mails delivered",
    nl="Bezorgde campagnemails",
    uk="Доставлені листи кампаній",
)
def mails_delivered(view: View) -> GroupPeriods:
    """Campaign mails dated in the period that did not bounce."""
    mails = _campaign(view)
    return view.total(mails.where(~mails.says("response", "bounced")))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Campaign mails opened",
    nl="Geopende campagnemails",
    uk="Відкриті листи кампаній",
)
def mails_opened(view: View) -> GroupPeriods:
    """Campaign mails dated in the period that were opened, whenever that was.

    A mail with a click, a redemption or any answer was opened too.
    """
    mails = _campaign(view)
    return view.total(mails.where(mails.says("response", *OPENED)))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Campaign mails clicked",
    nl="Aangeklikte campagnemails",
    uk="Листи кампаній із переходом",
)
def mails_clicked(view: View) -> GroupPeriods:
    """Campaign mails dated in the period of which a link was followed, whenever that was.

    A mail with a redemption was clicked too.
    """
    mails = _campaign(view)
    return view.total(mails.where(mails.says("response", *CLICKED)))


@fact(
    Count,
    "Contacts.type",
    "Contacts.response",
    en="Campaign mails redeemed",
    nl="Verzilverde campagnemails",
    uk="Листи кампаній зі скористаною пропозицією",
)
def mails_redeemed(view: View) -> GroupPeriods:
    """Campaign mails dated in the period whose offer was taken up, whenever that was.

    A positive response is a redemption.
    """
    mails = _campaign(view)
    return view.total(mails.where(mails.says("response", *REDEEMED)))
