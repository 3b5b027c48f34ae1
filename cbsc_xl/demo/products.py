"""Products: eight categories of food-service supplies, with launches in 2024 and 2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cbsc_xl.demo.sheet import Sheet

PRICE_LEVEL = {2023: 100, 2024: 103, 2025: 105}
COST_LEVEL = {2023: 100, 2024: 103, 2025: 106}


@dataclass(frozen=True, slots=True)
class Product:
    """A product; price and cost of a case in cents at the level of 2023."""

    id: str
    name: str
    category: str
    price: int
    cost: int
    launch: date

    def price_in(self, year: int) -> int:
        """List price in cents."""
        return self.price * PRICE_LEVEL[year] // 100

    def cost_in(self, year: int) -> int:
        """Purchase cost in cents."""
        return self.cost * COST_LEVEL[year] // 100


_RANGE: dict[str, tuple[tuple[str, int, int], ...]] = {
    "Coffee and tea": (
        ("House blend beans", 8900, 5900),
        ("Espresso pods", 7400, 5000),
        ("Tea selection", 4200, 2700),
    ),
    "Bakery": (("Par-baked rolls", 3600, 2500), ("Croissants", 4800, 3400), ("Sourdough loaves", 5200, 3700)),
    "Dairy": (("Butter portions", 6100, 4800), ("Cooking cream", 3900, 3050), ("Barista milk", 2800, 2150)),
    "Meat and fish": (
        ("Beef stew cuts", 14500, 11300),
        ("Chicken fillet", 9800, 7500),
        ("Salmon sides", 18200, 14200),
    ),
    "Vegetables": (("Soup vegetables", 2400, 1750), ("Salad mix", 2900, 2100), ("Potato wedges", 2600, 1850)),
    "Beverages": (
        ("Mineral water", 1900, 1300),
        ("Fruit juices", 3300, 2300),
        ("Alcohol-free beer", 3800, 2700),
    ),
    "Disposables": (("Napkins", 3100, 1900), ("Takeaway boxes", 4500, 2800), ("Paper straws", 1800, 1050)),
    "Cleaning": (
        ("Dishwasher tabs", 5600, 3500),
        ("Surface cleaner", 3400, 2050),
        ("Hand soap refill", 2900, 1750),
    ),
}

_OLD = date(2015, 1, 5)

_LAUNCHES = (
    ("Oat barista milk", "Dairy", 3200, 2200, date(2024, 2, 5)),
    ("Plant-based burger", "Meat and fish", 11800, 8200, date(2024, 4, 15)),
    ("Cold brew concentrate", "Coffee and tea", 6900, 4300, date(2024, 5, 27)),
    ("Compostable bowls", "Disposables", 5400, 3300, date(2024, 9, 2)),
    ("Gluten-free rolls", "Bakery", 5900, 3900, date(2025, 1, 20)),
    ("Soft-texture menus", "Vegetables", 6400, 4300, date(2025, 3, 10)),
    ("Botanical sodas", "Beverages", 4400, 2800, date(2025, 4, 7)),
    ("Refill cleaning station", "Cleaning", 7900, 4900, date(2025, 9, 1)),
)


def build() -> list[Product]:
    """All products; the first 24 have been in the range since 2015, before the data begin."""
    old = [
        (name, category, price, cost, _OLD)
        for category, items in _RANGE.items()
        for name, price, cost in items
    ]
    return [
        Product(f"P{number:03d}", name, category, price, cost, launch)
        for number, (name, category, price, cost, launch) in enumerate([*old, *_LAUNCHES], 1)
    ]


CATEGORIES = tuple(_RANGE)


def sheet(products: list[Product]) -> Sheet:
    """Table Products."""
    rows = [(product.id, product.launch, product.name, product.category) for product in products]
    return Sheet("Products", ("product", "launch_date", "name", "category"), rows)
