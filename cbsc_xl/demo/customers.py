"""Customers: who they are, when they buy from us, when they leave and come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cbsc_xl.demo.dates import FIRST_DAY, LAST_DAY, YEARS, month_end
from cbsc_xl.demo.dice import Dice
from cbsc_xl.demo.groups import GROUPS, HOTELS, RESTAURANTS, Group
from cbsc_xl.demo.sheet import Sheet, money

Span = tuple[date, date]
Life = tuple[date, tuple[Span, ...]]

_WORDS = (
    *("Anchor", "Beacon", "Birch", "Bridge", "Canal", "Castle", "Chapel", "Coast", "Dune", "Elm", "Ferry"),
    *("Garden", "Harbour", "Heath", "Hill", "Island", "Lake", "Linden", "Lock", "Marina", "Market", "Meadow"),
    *(
        "Mill",
        "Oak",
        "Orchard",
        "Park",
        "Pier",
        "Poplar",
        "Quay",
        "River",
        "Rose",
        "Royal",
        "Sluice",
        "Station",
    ),
    *("Sunset", "Swan", "Tower", "Tulip", "Valley", "Willow"),
)
_DEMANDING_HOTELS = 4


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer; `spans` are the days between which he buys, `mood` is his distance from the group's."""

    id: str
    name: str
    group: Group
    segment: str
    country: str
    start: date
    spans: tuple[Span, ...]
    size: float
    pace: float
    mood: float
    demanding: bool = False
    referred_by: str = ""

    @property
    def is_new(self) -> bool:
        """True if the relationship started in the three years."""
        return self.start >= FIRST_DAY

    @property
    def left(self) -> date | None:
        """Last day as a customer; None for those who are still with us and those who never bought."""
        return self.spans[-1][1] if self.spans and self.spans[-1][1] < LAST_DAY else None

    @property
    def tier(self) -> str:
        """A, B or C by what he can buy in a year."""
        potential = self.size * self.pace * self.group.order_value[0] * self.group.orders[0]
        return "A" if potential > 60_000 else "B" if potential > 20_000 else "C"

    def buys_on(self, day: date) -> bool:
        """True if the day lies in one of his spans."""
        return any(first <= day <= last for first, last in self.spans)

    def mood_in(self, year: int) -> float:
        """Satisfaction, 0-1."""
        return min(1.0, max(0.0, self.group.in_year(self.group.mood, year) + self.mood))


def build() -> list[Customer]:
    """All customers, numbered in the order in which they started."""
    drafts = [draft for group in GROUPS for draft in _of_group(group)] + _without_segment()
    ordered = sorted(drafts, key=lambda draft: (draft.start, draft.name))
    return _with_promoters([replace(draft, id=f"C{number:04d}") for number, draft in enumerate(ordered, 1)])


def _of_group(group: Group) -> list[Customer]:
    dice = Dice(f"customers of {group.name}")
    names = dice.shuffled([f"{word} {kind}" for word in _WORDS for kind in group.kinds])
    lives = [*_stayers(group, dice), *_leavers(group, dice), *_dormant(group, dice), *_newcomers(group, dice)]
    return [_draft(group, names[rank], life, rank, dice) for rank, life in enumerate(lives)]


def _without_segment() -> list[Customer]:
    """Three small customers that nobody put in a group."""
    dice = Dice("customers without segment")
    names = ("Quayside Kiosk", "Boathouse Club", "Ferry Staff Canteen")
    lives = [(_old_start(dice), ((FIRST_DAY, LAST_DAY),)) for _ in names]
    drafts = [_draft(RESTAURANTS, name, life, 0, dice) for name, life in zip(names, lives, strict=True)]
    return [replace(draft, segment="", size=0.5) for draft in drafts]


def _draft(group: Group, name: str, life: Life, rank: int, dice: Dice) -> Customer:
    """A customer without number; the first hotels are big and want everything at once."""
    start, spans = life
    demanding = group is HOTELS and rank < _DEMANDING_HOTELS
    return Customer(
        id="",
        name=name,
        group=group,
        segment=group.name,
        country=dice.weighted(("NL", "BE", "DE"), (70, 20, 10)),
        start=start,
        spans=spans,
        size=dice.between(1.25, 1.45) if demanding else dice.around(0.42),
        pace=dice.between(3.6, 4.4) if demanding else dice.between(0.65, 1.35),
        mood=_own_mood(spans, dice),
        demanding=demanding,
    )


def _own_mood(spans: tuple[Span, ...], dice: Dice) -> float:
    """Leavers are less content, but some praise us and leave; some stayers grumble and stay."""
    own = dice.between(-0.16, 0.16)
    contrary = dice.random()
    if not spans or spans[-1][1] < LAST_DAY:
        return own + (0.22 if contrary < 0.35 else -0.15)
    return own + (-0.35 if contrary < 0.10 else 0.03)


def _old_start(dice: Dice) -> date:
    return dice.day(date(dice.pick((2008, 2012, 2016, 2019)), 1, 1), date(2022, 12, 31))


def _stayers(group: Group, dice: Dice) -> Iterator[Life]:
    others = sum(group.newcomers) + group.dormant + sum(group.leavers)
    for _ in range(group.customers - others):
        yield _old_start(dice), ((FIRST_DAY, LAST_DAY),)


def _leavers(group: Group, dice: Dice) -> Iterator[Life]:
    """Those who leave; the first who left in 2023 come back in 2025."""
    for year, leavers in zip(YEARS, group.leavers, strict=True):
        for number in range(leavers):
            month = dice.weighted(range(1, 13), group.leaving_months)
            spans: tuple[Span, ...] = ((FIRST_DAY, month_end(date(year, month, 1))),)
            if year == YEARS[0] and number < group.returns[1]:
                spans += (_return(2025, dice),)
            yield _old_start(dice), spans


def _dormant(group: Group, dice: Dice) -> Iterator[Life]:
    """Customers of before 2023 who bought nothing in 2023; the first come back in 2024."""
    for number in range(group.dormant):
        start = dice.day(date(2012, 1, 1), date(2020, 12, 31))
        yield start, ((_return(2024, dice),) if number < group.returns[0] else ())


def _return(year: int, dice: Dice) -> Span:
    return dice.day(date(year, 2, 1), date(year, 8, 31)), LAST_DAY


def _newcomers(group: Group, dice: Dice) -> Iterator[Life]:
    """Newcomers can buy after a few days, save one restaurant that was registered and never bought."""
    for year, newcomers in zip(YEARS, group.newcomers, strict=True):
        for number in range(newcomers):
            start = dice.day(date(year, 1, 10), date(year, 10, 31))
            first = start + timedelta(dice.whole(1, 12))
            never = group is RESTAURANTS and year == YEARS[-1] and number == 0
            yield start, (() if never else ((first, LAST_DAY),))


def _with_promoters(customers: list[Customer]) -> list[Customer]:
    """Four in ten newcomers were sent by a customer of their group, often by the newcomer before them."""
    dice = Dice("promoters")
    result: list[Customer] = []
    for customer in customers:
        known = [other for other in result if other.group is customer.group and other.spans]
        if customer.is_new and customer.spans and dice.chance(0.4):
            newcomers = [other for other in known if other.is_new]
            promoter = newcomers[-1] if newcomers and dice.chance(0.6) else dice.pick(known)
            customer = replace(customer, referred_by=promoter.id)
        result.append(customer)
    return result


def sheet(customers: list[Customer]) -> Sheet:
    """Table Customers."""
    columns = (
        *("customer_id", "name", "segment", "country", "tier", "start_date", "end_date"),
        *("referred_by", "pd", "secured_amount"),
    )
    dice = Dice("credit agency")
    return Sheet("Customers", columns, [_row(customer, dice) for customer in customers])


def _row(customer: Customer, dice: Dice) -> tuple[str | date | None, ...]:
    """A newcomer in twenty has no start date; one in ten has no rating; big hotels are insured in part."""
    risk = round(customer.group.default_risk * dice.between(0.5, 1.6), 4)
    rated = dice.chance(0.9)
    dated = not customer.is_new or not customer.spans or dice.chance(0.94)
    return (
        customer.id,
        customer.name,
        customer.segment,
        customer.country,
        customer.tier,
        customer.start if dated else None,
        customer.left,
        customer.referred_by,
        f"{risk:.4f}" if rated else None,
        money(1_500_000) if customer.demanding else None,
    )
