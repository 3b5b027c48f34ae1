"""How a source writes numbers and dates: what a locale or mapping.toml says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cbsc_xl.errors import BadArgument

Decimal = Literal[".", ","]
Order = Literal["dmy", "mdy"]

_COMMA = frozenset(
    "nl de fr es it pt pl cs sk hu ro bg uk ru be tr da nb nn no sv fi et lv lt el hr sl sr".split()  # noqa: SIM905
)
_POINT = frozenset(("ga", "cy", "mt", "he", "th", "ja", "zh", "ko"))


class TwoReadingsError(Exception):
    """A column that can be read in two ways: an example, what to choose from, and what is unclear."""

    def __init__(self, example: str, options: tuple[str, str], what: str) -> None:
        """Keep the two lines that mapping.toml may have and the words for the message."""
        super().__init__(example)
        self.options = options
        self.what = what


@dataclass(frozen=True)
class Style:
    """How to read a column where it does not show it itself.

    `decimal` and `order` settle only what can be read in two ways; `forced` means that the
    column must follow them. `excel` names the date system of bare numbers.
    """

    decimal: Decimal | None = None
    order: Order | None = None
    date_format: str | None = None
    forced: bool = False
    blank: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)


def locale_style(locale: str | None) -> Style:
    """Return the style of a locale such as nl, uk, en-GB or en_US; BadArgument if it is not known."""
    if not locale:
        return Style()
    language, _, country = locale.replace("_", "-").casefold().partition("-")
    if language == "en":
        return Style(".", "mdy" if country in ("", "us") else "dmy")
    if language in _COMMA:
        return Style("." if country == "ch" else ",", "dmy")
    if language in _POINT:
        return Style(".", "dmy")
    raise BadArgument(f"locale {locale!r} is not known; use for example nl, uk, de, en-GB or en-US")
