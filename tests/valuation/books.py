"""A ledger of simulated buyers, whose margin is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from cbsc_xl.ledger import Ledger
from cbsc_xl.tables import Data, Settings, table_from_rows
from tests.valuation.histories import buyers

FIRST = date(2023, 1, 2)
WEEKS = 156.0
MARGIN = 0.25


def shop_tables(count: int = 600) -> dict[str, list[dict[str, object]]]:
    """Three years; every purchase costs 0.70 in goods and 0.05 in service per unit of revenue."""
    starts, later = buyers(count, 1.0, 12.0, 0.8, 4.0, WEEKS)
    dice = np.random.default_rng(5)
    means = 6 / dice.gamma(4, 1 / 300, count)
    sales: list[dict[str, object]] = []
    costs: list[dict[str, object]] = []
    customers: list[dict[str, object]] = []
    for i, (start, bought) in enumerate(zip(starts, later, strict=True)):
        name = f"C{i:04}"
        customers.append({"customer_id": name, "segment": "Odd" if i % 2 else "Even"})
        for week in [start, *bought]:
            day = (FIRST + timedelta(days=int(week * 7))).isoformat()
            amount = round(dice.gamma(6, means[i] / 6), 2) + 1
            sale = {"customer_id": name, "date": day, "amount": amount, "cogs": 0.7 * amount}
            sales.append({**sale, "document_id": f"D{len(sales)}"})
            service = {"customer_id": name, "date": day, "amount": 0.05 * amount, "cost_type": "service"}
            costs.append(service)
    return {"Customers": customers, "Transactions": sales, "Costs": costs}


def shop(count: int = 600, **settings: float | str) -> Ledger:
    """The ledger of the shop."""
    tables = shop_tables(count)
    read = {name: table_from_rows(name, rows) for name, rows in tables.items()}
    return Ledger(Data(read, Settings(settings)))
