"""Small books for the tests: a ledger from rows, and the worked example of definitions.md par. 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cbsc_xl.accounting import Pnl
from cbsc_xl.ledger import Ledger, View
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.period import parse_period
from cbsc_xl.tables import Data, Settings, table_from_rows

Rows = Sequence[Mapping[str, object]]
Tables = Mapping[str, Rows]


def ledger(tables: Tables, **settings: float | str) -> Ledger:
    return Ledger(
        Data({name: table_from_rows(name, rows) for name, rows in tables.items()}, Settings(settings))
    )


def pnl_of(book: Ledger, *periods: str, columns: Sequence[str] = (), spread: bool = False) -> Pnl:
    asked = [parse_period(period) for period in periods]
    return Pnl(View(book, group_by(book, columns, asked), asked), spread)


def of(pnl: Pnl, line: str, customer: str, period: int = 0) -> float:
    return float(pnl.line(line)[pnl.view.ledger.customers.codes[customer], period])


def sale(customer: str, day: str, amount: float, **more: Any) -> dict[str, Any]:
    return {"customer_id": customer, "date": day, "amount": amount, "cogs": 0, **more}


def cost(amount: float, cost_type: str = "sales", day: str = "2025-12-31", **more: Any) -> dict[str, Any]:
    return {"date": day, "amount": amount, "cost_type": cost_type, **more}


def _orders(customer: str, count: int, amount: float, discount: float, cogs: float, step: float) -> Rows:
    first = date(2025, 1, 6)
    return [
        sale(
            *(customer, (first + timedelta(int(i * step))).isoformat(), amount),
            document_id=f"{customer}{i}",
            discount=discount,
            cogs=cogs,
        )
        for i in range(count)
    ]


def _returned(customer: str, count: int, amount: float, cogs: float) -> Rows:
    return [
        sale(customer, f"2025-09-{10 + i}", -amount, document_id=f"{customer}R{i}", cogs=-cogs)
        for i in range(count)
    ]


def _invoices(orders: Rows, vat: float, days: int) -> list[dict[str, Any]]:
    return [
        {
            "customer_id": order["customer_id"],
            "date": order["date"],
            "amount": float(str(order["amount"])) * vat,
            "paid_date": (date.fromisoformat(str(order["date"])) + timedelta(days)).isoformat(),
        }
        for order in orders
    ]


def worked_tables() -> Tables:
    """Orders of equal size, 21% VAT, paid after 73 days (C: 146): on average 1/5 (2/5) is owed."""
    a, b = _orders("A", 4, 25_000, 1_250, 15_000, 50), _orders("B", 20, 4_000, 200, 2_600, 10)
    c, d = _orders("C", 2, 15_000, 0, 9_000, 100), _orders("D", 10, 2_000, 0, 1_300, 20)
    e = _orders("E", 30, 400, 0, 280, 6.5)
    gold, silver = {"segment": "Gold"}, {"segment": "Silver"}
    minutes = {"A": 120, "B": 900, "C": 60, "D": 200, "E": 1_100}
    return {
        "Customers": [
            {"customer_id": "A", "pd": 0.01, **gold},
            {"customer_id": "B", "pd": 0.04, **gold},
            {"customer_id": "C", "pd": 0.08, "secured_amount": 5_000, **gold},
            {"customer_id": "D", "pd": 0.02, **silver},
            {"customer_id": "E", "pd": 0.10, **silver},
        ],
        "Transactions": [
            *a,
            *b,
            *_returned("B", 2, 2_000, 1_300),
            *c,
            *d,
            *e,
            *_returned("E", 3, 400, 280),
        ],
        "Contacts": [{"date": "2025-06-01", "customer_id": k, "minutes": v} for k, v in minutes.items()],
        "Receivables": [*_invoices([*a, *b, *e], 1.21, 73), *_invoices(c, 1.21, 146)],
        "Costs": [
            cost(4_000, customer_id="A"),
            cost(1_500, "logistics", customer_id="B"),
            cost(4_800, activity="order handling"),
            cost(3_000, "service", activity="service desk"),
            cost(3_300, "logistics", activity="delivery"),
            cost(2_060, "marketing", segment="Gold"),
            cost(900, "marketing", customer_id="E", purpose="acquisition"),
            cost(20_000, "other"),
        ],
        "Activities": [
            {
                "activity": "order handling",
                "cost_type": "sales",
                "driver": "orders",
                "unit_minutes": 60,
                "cost_per_minute": 1,
            },
            {"activity": "service desk", "cost_type": "service", "driver": "contact_minutes", "rate": 1},
            {"activity": "delivery", "cost_type": "logistics", "driver": "orders"},
        ],
    }


WORKED_SETTINGS = {"lgd": 0.45, "receivables_rate": 0.06}


def worked_example() -> Ledger:
    """The ledger of the worked example."""
    return ledger(worked_tables(), **WORKED_SETTINGS)
