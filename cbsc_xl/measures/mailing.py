"""Mailings: how far campaign mails get with those who receive them."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Count, Ratio


@measure(
    "CBSC_OPEN_RATE",
    en="Open rate of mailings",
    nl="Openingspercentage mailings",
    uk="Частка відкритих листів розсилки",
    better="higher",
    kind="activity",
    group="channel",
    perspective="internal",
    process="marketing",
    timing="leading",
    excel="=mails_opened/mails_delivered",
    empty="no campaign mails delivered in the period",
    channel="Contacts",
)
def open_rate(mails_opened: Count, mails_delivered: Count) -> Ratio:
    """Share of the delivered campaign mails that were opened.

    >>> open_rate(mails_opened=3, mails_delivered=12)
    0.25

    Example: 2025-05 -> 0.625
        Contacts: date, customer_id, type, response, direction
        2025-05-01, C1, campaign, opened, out | 2025-05-01, C2, campaign, clicked, out
        2025-05-01, C3, campaign, redeemed, out | 2025-05-01, C4, campaign, positive, out
        2025-05-01, C5, campaign, negative, out | 2025-05-01, C6, campaign, -, out
        2025-05-01, C7, campaign, -, out | 2025-05-01, C8, campaign, -, out
        2025-05-01, C9, campaign, bounced, out | 2025-05-01, C1, reminder, positive, out

    Notes: No delivered campaign mails -> no value. Dated by the mail. A response says how far a mail
    got: opened, clicked or redeemed; each includes those before it, positive is redeemed, and
    negative (a no) is opened. Mail programs that load pictures count as openings.

    Sources: ClearPoint 53 (open rate); van Leeuwen 2015 (reacties op mailings)
    """
    return ratio(mails_opened, mails_delivered)


@measure(
    "CBSC_CLICK_RATE",
    en="Click-through rate of mailings",
    nl="Doorklikpercentage mailings (CTR)",
    uk="Частка переходів із листів розсилки (CTR)",
    better="higher",
    kind="activity",
    group="channel",
    perspective="internal",
    process="marketing",
    timing="leading",
    excel="=mails_clicked/mails_delivered",
    empty="no campaign mails delivered in the period",
    channel="Contacts",
)
def click_rate(mails_clicked: Count, mails_delivered: Count) -> Ratio:
    """Share of the delivered campaign mails of which a link was followed.

    >>> click_rate(mails_clicked=3, mails_delivered=12)
    0.25

    Example: 2025-05 -> 0.375
        Contacts: date, customer_id, type, response, direction
        2025-05-01, C1, campaign, opened, out | 2025-05-01, C2, campaign, clicked, out
        2025-05-01, C3, campaign, redeemed, out | 2025-05-01, C4, campaign, positive, out
        2025-05-01, C5, campaign, negative, out | 2025-05-01, C6, campaign, -, out
        2025-05-01, C7, campaign, -, out | 2025-05-01, C8, campaign, -, out
        2025-05-01, C9, campaign, bounced, out | 2025-05-01, C1, reminder, positive, out

    Notes: No delivered campaign mails -> no value. Dated by the mail. Of delivered mails, not of
    opened ones (click-to-open). A redemption or positive response includes the click.

    Sources: ClearPoint 53 (click-through rate)
    """
    return ratio(mails_clicked, mails_delivered)


@measure(
    "CBSC_REDEMPTION_RATE",
    en="Redemption rate of mailings",
    nl="Verzilveringspercentage mailings",
    uk="Частка використаних пропозицій розсилки",
    better="higher",
    kind="activity",
    group="channel",
    perspective="internal",
    process="marketing",
    timing="leading",
    excel="=mails_redeemed/mails_delivered",
    empty="no campaign mails delivered in the period",
    channel="Contacts",
)
def redemption_rate(mails_redeemed: Count, mails_delivered: Count) -> Ratio:
    """Share of the delivered campaign mails whose offer was taken up.

    >>> redemption_rate(mails_redeemed=3, mails_delivered=12)
    0.25

    Example: 2025-05 -> 0.25
        Contacts: date, customer_id, type, response, direction
        2025-05-01, C1, campaign, opened, out | 2025-05-01, C2, campaign, clicked, out
        2025-05-01, C3, campaign, redeemed, out | 2025-05-01, C4, campaign, positive, out
        2025-05-01, C5, campaign, negative, out | 2025-05-01, C6, campaign, -, out
        2025-05-01, C7, campaign, -, out | 2025-05-01, C8, campaign, -, out
        2025-05-01, C9, campaign, bounced, out | 2025-05-01, C1, reminder, positive, out

    Notes: No delivered campaign mails -> no value. Dated by the mail. A positive response counts as
    a redemption. Reminder mails are in reminder_response_rate.

    Sources: ClearPoint 53 (redemption rate); Farris et al. ch.8 (redemption rates)
    """
    return ratio(mails_redeemed, mails_delivered)
