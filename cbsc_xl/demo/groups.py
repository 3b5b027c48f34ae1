"""The four customer groups: how each of them buys, asks, pays and feels.

A value per year stands for 2023, 2024 and 2025. The story: hotels buy more but cost
more to serve, restaurants leave, care homes are loyal, event caterers pay late.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cbsc_xl.demo.dates import YEARS

PerYear = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Behaviour of a customer group; money in EUR, shares and rates as fractions."""

    name: str
    kinds: tuple[str, ...]
    customers: int
    newcomers: tuple[int, int, int]
    dormant: int
    leavers: tuple[int, int, int]
    returns: tuple[int, int]
    orders: PerYear
    order_value: PerYear
    small_orders: PerYear
    discount: PerYear
    widening: PerYear
    season: tuple[float, ...]
    weekdays: tuple[float, ...]
    channels: tuple[PerYear, PerYear, PerYear]
    returned: PerYear
    questions: PerYear
    complaints: PerYear
    first_contact: PerYear
    mood: PerYear
    terms: int
    delay: PerYear
    default_risk: float
    new_products: float
    leaving_months: tuple[float, ...] = field(default=(1.0,) * 12)

    def in_year(self, values: PerYear, year: int) -> float:
        """The value of a year."""
        return values[year - YEARS[0]]


CHANNELS = ("webshop", "phone", "field sales")

HOTELS = Group(
    name="Hotels",
    kinds=("Hotel", "Inn", "Suites", "Lodge", "Resort"),
    customers=60,
    newcomers=(4, 4, 5),
    dormant=3,
    leavers=(4, 3, 2),
    returns=(1, 2),
    orders=(12.5, 14.5, 16.5),
    order_value=(5000, 5250, 5500),
    small_orders=(0.20, 0.27, 0.34),
    discount=(0.035, 0.045, 0.058),
    widening=(0.3, 0.28, 0.42),
    season=(0.75, 0.78, 0.88, 1.0, 1.12, 1.25, 1.35, 1.35, 1.1, 0.92, 0.72, 0.78),
    weekdays=(3, 2, 2, 2, 3, 1, 0),
    channels=((0.35, 0.42, 0.50), (0.40, 0.36, 0.32), (0.25, 0.22, 0.18)),
    returned=(0.03, 0.04, 0.05),
    questions=(0.45, 0.60, 0.85),
    complaints=(0.030, 0.035, 0.045),
    first_contact=(0.76, 0.74, 0.61),
    mood=(0.72, 0.74, 0.80),
    terms=30,
    delay=(9, 11, 15),
    default_risk=0.015,
    new_products=2.0,
)

RESTAURANTS = Group(
    name="Restaurants",
    kinds=("Bistro", "Kitchen", "Brasserie", "Table", "Grill", "Trattoria"),
    customers=85,
    newcomers=(7, 5, 4),
    dormant=4,
    leavers=(6, 15, 12),
    returns=(1, 1),
    orders=(10.5, 9.8, 8.6),
    order_value=(2150, 2150, 2050),
    small_orders=(0.15, 0.17, 0.20),
    discount=(0.03, 0.03, 0.032),
    widening=(0.2, 0.2, 0.1),
    season=(0.82, 0.88, 0.95, 0.98, 1.05, 1.0, 0.95, 0.92, 0.98, 1.0, 1.05, 1.42),
    weekdays=(1, 1, 1, 3, 4, 3, 0),
    channels=((0.50, 0.52, 0.54), (0.42, 0.40, 0.39), (0.08, 0.08, 0.07)),
    returned=(0.03, 0.035, 0.04),
    questions=(0.28, 0.30, 0.33),
    complaints=(0.030, 0.045, 0.060),
    first_contact=(0.74, 0.72, 0.70),
    mood=(0.74, 0.70, 0.64),
    terms=14,
    delay=(8, 10, 14),
    default_risk=0.05,
    new_products=1.0,
    leaving_months=(0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.1, 1.3, 1.5, 1.6, 1.6, 1.3),
)

CARE_HOMES = Group(
    name="Care homes",
    kinds=("Care Home", "Residence", "House", "Court"),
    customers=45,
    newcomers=(2, 3, 4),
    dormant=2,
    leavers=(1, 1, 0),
    returns=(1, 1),
    orders=(11.6, 11.8, 12.0),
    order_value=(3150, 3280, 3400),
    small_orders=(0.08, 0.08, 0.07),
    discount=(0.05, 0.05, 0.05),
    widening=(0.18, 0.20, 0.26),
    season=(1.0,) * 12,
    weekdays=(3, 4, 2, 2, 1, 0, 0),
    channels=((0.45, 0.55, 0.66), (0.25, 0.20, 0.14), (0.30, 0.25, 0.20)),
    returned=(0.02, 0.02, 0.015),
    questions=(0.22, 0.21, 0.18),
    complaints=(0.015, 0.013, 0.010),
    first_contact=(0.82, 0.84, 0.87),
    mood=(0.82, 0.85, 0.88),
    terms=30,
    delay=(-2, -3, -3),
    default_risk=0.004,
    new_products=1.2,
)

EVENT_CATERERS = Group(
    name="Event caterers",
    kinds=("Catering", "Events", "Banquets", "Parties"),
    customers=47,
    newcomers=(5, 5, 4),
    dormant=4,
    leavers=(4, 3, 4),
    returns=(1, 1),
    orders=(7.0, 7.2, 7.4),
    order_value=(4000, 4150, 4250),
    small_orders=(0.12, 0.13, 0.14),
    discount=(0.04, 0.042, 0.045),
    widening=(0.3, 0.3, 0.32),
    season=(0.35, 0.45, 0.65, 0.9, 1.2, 1.5, 1.55, 1.4, 1.1, 0.75, 0.6, 1.9),
    weekdays=(1, 2, 4, 4, 3, 1, 0),
    channels=((0.30, 0.34, 0.38), (0.50, 0.47, 0.44), (0.20, 0.19, 0.18)),
    returned=(0.06, 0.07, 0.08),
    questions=(0.40, 0.45, 0.50),
    complaints=(0.09, 0.11, 0.13),
    first_contact=(0.62, 0.60, 0.57),
    mood=(0.66, 0.63, 0.60),
    terms=30,
    delay=(15, 18, 23),
    default_risk=0.06,
    new_products=1.4,
)

GROUPS = (HOTELS, RESTAURANTS, CARE_HOMES, EVENT_CATERERS)
