"""Random books: pools of every kind, zero and negative volumes, rows that nobody owns."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.accounting.books import Rows

IDS = ("A", "B", "C", "D", "stranger")
SEGMENTS = ("Gold", "Silver", "nobody's")
DRIVERS = (
    *("orders", "order_lines", "quantity", "revenue", "returns"),
    *("customers", "contacts", "contacts:visit", "contact_minutes"),
)
CHANNELS, PRODUCTS = ("web", "shop"), ("pen", "ink", "pad")
COST_TYPES = ("marketing", "sales", "service", "logistics", "other")
SETTINGS: dict[str, float | str] = {
    "lgd": 0.45,
    "default_pd": 0.03,
    "receivables_rate": 0.06,
    "cost_per_minute": 0.95,
}

money = st.integers(-500_00, 2_000_00).map(lambda cents: cents / 100)
days = st.sampled_from(
    ("2024-12-31", "2025-01-01", "2025-02-14", "2025-03-31", "2025-04-01", "2025-12-31", "2026-01-01")
)
maybe_days = st.none() | days
purposes = st.sampled_from((None, None, "acquisition", "retention"))


def rows(least: int = 0, most: int = 8, **columns: st.SearchStrategy[Any]) -> st.SearchStrategy[Rows]:
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most)


def _maybe(values: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


customers = st.fixed_dictionaries(
    {
        name: st.fixed_dictionaries(
            {
                "customer_id": st.just(name),
                "segment": st.just("Gold") if name == "A" else _maybe(SEGMENTS[:2]),
                "pd": st.none() | st.sampled_from((0.01, 0.1)),
                "secured_amount": st.none() | st.sampled_from((0.0, 100.0)),
            }
        )
        for name in IDS[:-1]
    }
).map(lambda found: list(found.values()))

activities = st.lists(
    st.fixed_dictionaries(
        {
            "activity": st.sampled_from(("pick", "call", "ship")),
            "cost_type": st.sampled_from(COST_TYPES),
            "driver": st.sampled_from(DRIVERS),
            "rate": st.none() | st.sampled_from((0.0, 2.5, 40.0)),
            "unit_minutes": st.none() | st.sampled_from((0.0, 8.0)),
            "cost_per_minute": st.none() | st.just(0.8),
            "purpose": purposes,
        }
    ),
    max_size=3,
    unique_by=lambda row: row["activity"],
)

books = st.fixed_dictionaries(
    {
        "Customers": customers,
        "Transactions": rows(
            least=1,
            customer_id=st.sampled_from(IDS),
            date=days,
            document_id=st.sampled_from(("X", "Y")),
            amount=money,
            discount=st.just(0.0) | st.just(12.5),
            cogs=money,
            quantity=st.integers(-5, 20).map(float),
            product=_maybe(PRODUCTS),
            channel=_maybe(CHANNELS),
        ),
        "Costs": rows(
            least=1,
            date=days,
            amount=money,
            cost_type=st.sampled_from(COST_TYPES),
            customer_id=_maybe(IDS[:3]),
            activity=_maybe(("pick", "call", "ship", "unheard of")),
            segment=_maybe(SEGMENTS),
            channel=_maybe((*CHANNELS, "fair")),
            purpose=purposes,
        ),
        "Contacts": rows(
            least=1,
            date=days,
            customer_id=_maybe(IDS),
            type=st.sampled_from(("visit", "service")),
            channel=_maybe((*CHANNELS, "phone")),
            minutes=st.integers(0, 60).map(float),
        ),
        "Activities": activities,
        "Receivables": rows(
            customer_id=st.sampled_from(IDS),
            date=days,
            amount=money,
            paid_date=maybe_days,
            written_off_date=maybe_days,
        ),
    }
)
