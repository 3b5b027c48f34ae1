"""Random companies: all eleven tables, full of the awkward rows that exports hold."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from cbsc_xl.calculator import Calculator, Cube, Outcome
from cbsc_xl.catalogue import catalogue
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.period import Period, parse_period
from cbsc_xl.tables import Data, Report, Settings, Table, Text, table_from_rows
from cbsc_xl.tables.data import ColumnData

Row = dict[str, Any]
Tables = dict[str, list[Row]]

FIRST, LAST = date(2022, 1, 1), date(2026, 6, 30)
EDGES = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), date(2025, 12, 31)]
EDGES += [date(2026, 1, 1), date(2024, 2, 29)]
PERIODS = [parse_period(text) for text in ("2024", "2025", "2025-Q1", "2024-02", "LTM:2025-09", "ALL:2025")]
SETTINGS: dict[str, float | int | str] = {
    "cost_per_minute": 0.8,
    "default_pd": 0.03,
    "alternative_cost_of_funds": 0.07,
    "receivables_rate": 0.06,
    "loyal_min_orders": 2,
    "employees": 2.5,
}
METRICS = ["nps", "csat", "csi", "ces", "contact_csat", "value", "repurchase", "review"]
METRICS += ["awareness", "awareness", "attitude", "expectation", "buying_process", "feature"]
TYPES = ["complaint", "service", "question", "sales", "reminder", "campaign", "peer_support", None]
RESPONSES = ["positive", "negative", "bounced", "opened", "clicked", "redeemed", None]


def some_day(rng: Random) -> date:
    """A day, often at the edge of a period."""
    return rng.choice(EDGES) if rng.random() < 0.3 else FIRST + timedelta(rng.randrange((LAST - FIRST).days))


def later(rng: Random, day: date, most: int) -> date | None:
    """None, the same day, a later edge of a period, or a day up to ``most`` days later."""
    choice = rng.randrange(5)
    edges = [edge for edge in EDGES if edge >= day]
    if choice == 0:
        return None
    if choice == 1:
        return day
    if choice == 2 and edges:
        return min(edges)
    return day + timedelta(rng.randrange(most))


def company(seed: int, rows: int = 40) -> Tables:
    """Return the tables of one company; ``rows`` is about the length of the longer ones."""
    rng = Random(seed)
    makers: dict[str, tuple[Callable[[Random], Row], float]] = {
        "Transactions": (_transaction, 2),
        "Contacts": (_contact, 1.5),
        "Surveys": (_answer, 2),
        "Receivables": (_invoice, 1),
        "Leads": (_lead, 1),
        "Contracts": (_contract, 0.5),
        "Market": (_market, 0.4),
        "Contributions": (_contribution, 0.7),
        "Costs": (_cost, 0.7),
    }
    tables: Tables = {"Customers": [_customer(rng, number) for number in range(9)]}
    for name, (maker, share) in makers.items():
        tables[name] = [maker(rng) for _ in range(max(1, round(rows * share)))]
    tables["Products"] = [{"product": f"P{i}", "launch_date": some_day(rng)} for i in range(4)]
    tables["Activities"] = [dict(row) for row in ACTIVITIES]
    return tables


ACTIVITIES: list[Row] = [
    {"activity": "delivery", "cost_type": "logistics", "driver": "orders", "rate": None, "purpose": None},
    {"activity": "desk", "cost_type": "service", "driver": "contacts", "rate": 2, "purpose": None},
    {
        "activity": "fairs",
        "cost_type": "sales",
        "driver": "customers",
        "rate": None,
        "purpose": "acquisition",
    },
]

KNOWN = [f"C{number}" for number in range(9)]


def _who(rng: Random) -> str:
    """A customer, or an id that table Customers lacks."""
    return rng.choice([*KNOWN, *KNOWN, "X1", "X2"])


def _who_if_anyone(rng: Random) -> str | None:
    return None if rng.random() < 0.15 else _who(rng)


def _customer(rng: Random, number: int) -> Row:
    start = some_day(rng) if rng.random() < 0.6 else None
    return {
        "customer_id": KNOWN[number],
        "segment": rng.choice(["Gold", "Silver", "Silver", None]),
        "country": rng.choice(["NL", "UA", None]),
        "start_date": start,
        "end_date": later(rng, start, 900) if start else None,
        "pd": rng.choice([0.01, 0.2, None]),
        "secured_amount": rng.choice([0, 300, None]),
        "referred_by": rng.choice(["C0", "X1", None, None]),
    }


def _transaction(rng: Random) -> Row:
    return {
        "customer_id": _who(rng),
        "date": some_day(rng),
        "document_id": rng.choice(["D1", "D2", "D3", None]),
        "amount": (amount := rng.choice([100, 250.5, 40, 40, -40, -100, 0])),
        "discount": rng.choice([5, None]),
        "cogs": amount * rng.choice([0.4, 0.9]),
        "quantity": rng.choice([1, 10]),
        "category": rng.choice(["tea", "tools", "toys", None]),
        "product": rng.choice(["P0", "P1", "P2", "P3", "P9", None]),
        "channel": rng.choice(["web", "shop", None]),
    }


def _contact(rng: Random) -> Row:
    day = some_day(rng)
    return {
        "date": day,
        "customer_id": _who_if_anyone(rng),
        "channel": rng.choice(["phone", "email", None]),
        "type": rng.choice(TYPES),
        "direction": rng.choice(["in", "out", None]),
        "case_id": rng.choice(["K1", "K2", None]),
        "resolved_date": later(rng, day, 60),
        "first_contact_resolved": rng.choice(["Y", "N", None, None, None]),
        "response": rng.choice(RESPONSES),
        "minutes": rng.choice([5, 12, None]),
        "cost": rng.choice([3.5, 0, None]),
    }


def _answer(rng: Random) -> Row:
    own_scale, metric = rng.random() < 0.2, rng.choice(METRICS)
    return {
        "date": some_day(rng),
        "metric": metric,
        "score": rng.randrange(0, 3 if metric == "awareness" else 12),
        "customer_id": _who_if_anyone(rng),
        "method": rng.choice(["survey", None, None, "focus_group", "online"]),
        "channel": rng.choice(["phone", "email", None]),
        "item": rng.choice(["price", "quality", None]),
        "weight": rng.choice([0.5, 2, 0, None, -1]),
        "scale_min": 0 if own_scale else None,
        "scale_max": 10 if own_scale else None,
    }


def _invoice(rng: Random) -> Row:
    day = some_day(rng)
    return {
        "customer_id": _who(rng),
        "date": day,
        "amount": rng.choice([500, 121, 60.5, -200]),
        "due_date": later(rng, day, 60),
        "paid_date": later(rng, day, 200),
        "written_off_date": day + timedelta(300) if rng.random() < 0.2 else None,
    }


def _lead(rng: Random) -> Row:
    day = some_day(rng)
    status = rng.choice(["won", "won", "lost", "open"])
    closed = day + timedelta(rng.randrange(-5, 120)) if status != "open" else None
    return {
        "created_date": day,
        "closed_date": closed,
        "status": status,
        "customer_id": _who_if_anyone(rng) if rng.random() < 0.6 else None,
        "segment": rng.choice(["Gold", "silver", "New", None]),
        "channel": rng.choice(["web", "fair", None]),
        "amount": rng.choice([900, 4000, 0, None]),
    }


def _contract(rng: Random) -> Row:
    return {"customer_id": _who(rng), "end_date": some_day(rng), "renewed": rng.choice(["Y", "N", None])}


def _market(rng: Random) -> Row:
    start = some_day(rng)
    wallet = rng.random() < 0.5
    return {
        "date_from": start,
        "date_to": start + timedelta(rng.choice([0, 89, 364])),
        "amount": rng.choice([1000, 5000]),
        "segment": None if wallet else rng.choice(["Gold", "silver", None]),
        "customer_id": _who(rng) if wallet else None,
    }


def _contribution(rng: Random) -> Row:
    day = some_day(rng)
    return {
        "date": day,
        "customer_id": _who(rng),
        "role": rng.choice(["promoter", "cocreator", "service", "investor"]),
        "value": rng.choice([800, None]),
        "quantity": rng.choice([20, 1000, None]),
        "rate": rng.choice([0.02, 0.09, None]),
        "cost": rng.choice([15, None]),
        "status": rng.choice(["implemented", "idea", None]),
        "end_date": later(rng, day, 700),
    }


def _cost(rng: Random) -> Row:
    carrier = rng.choice(["customer_id", "activity", "segment", "none"])
    return {
        "date": some_day(rng),
        "amount": rng.choice([30, 80, -10]),
        "cost_type": rng.choice(["marketing", "sales", "service", "logistics", "other"]),
        "customer_id": _who(rng) if carrier == "customer_id" else None,
        "activity": rng.choice(["delivery", "desk", "fairs"]) if carrier == "activity" else None,
        "segment": rng.choice(["Gold", "silver"]) if carrier == "segment" else None,
        "channel": rng.choice(["web", None]),
        "purpose": rng.choice(["acquisition", "retention", None]),
    }


def with_history(tables: Tables, seed: int) -> Tables:
    """Return the company with a history of segments: customers move, most of them once."""
    rng, changed = Random(seed), dict(tables)
    changed["Customers"] = [
        row | {"segment_from": day, "segment": segment}
        for row in tables["Customers"]
        for day, segment in (
            (date(2000, 1, 1), row["segment"]),
            (some_day(rng), rng.choice(["Gold", "Silver"])),
        )
    ]
    return changed


def ledger(tables: Mapping[str, Sequence[Row]], **settings: float | str) -> Ledger:
    """Read the rows as if they had been pasted; ``settings`` come on top of SETTINGS."""
    read = {name: _table(name, rows) for name, rows in tables.items()}
    return Ledger(Data(read, Settings({**SETTINGS, **settings}), Report()))


def _full(make: Callable[[Random], Row], **key: str) -> Row:
    """A row with every cell filled."""
    rows = [make(Random(seed)) for seed in range(100)]
    return {name: next(row[name] for row in rows if row[name] is not None) for name in rows[0]} | key


FULL: dict[str, Row] = {
    "Customers": _full(lambda rng: _customer(rng, 0), customer_id="last"),
    "Transactions": _full(_transaction),
    "Contacts": _full(_contact),
    "Surveys": _full(_answer),
    "Receivables": _full(_invoice),
    "Leads": _full(_lead),
    "Contracts": _full(_contract),
    "Market": _full(_market),
    "Contributions": _full(_contribution),
    "Products": {"product": "last", "launch_date": FIRST},
    "Costs": _full(_cost),
    "Activities": {
        "activity": "last",
        "cost_type": "other",
        "driver": "orders",
        "rate": 1,
        "purpose": "retention",
    },
}


def _table(name: str, rows: Sequence[Row]) -> Table:
    """Read rows; an empty column does not count as missing, because a full row is read too and taken away."""
    table = table_from_rows(name, [*rows, FULL[name]])
    rest = table.take(np.arange(len(table) - 1))
    return replace(rest, columns={name: _compact(column) for name, column in rest.columns.items()})


def _compact(column: ColumnData) -> ColumnData:
    """Leave out the texts that only the full row had."""
    if not isinstance(column, Text):
        return column
    used, codes = np.unique(column.codes, return_inverse=True)
    blank = int(used[:1].sum() < 0)
    return Text((codes - blank).astype(np.int32), [column.values[code] for code in used[blank:]])


def cube(tables: Tables, columns: Sequence[str], periods: Sequence[Period], **settings: float | str) -> Cube:
    """Return the cube of the groups that ``columns`` make."""
    found = ledger(tables, **settings)
    return Cube(found, group_by(found, columns, periods), periods)


Key = tuple[str, tuple[str, ...], int]


def outcomes(of: Cube) -> dict[Key, Outcome]:
    """Return every measure that needs no channel, by measure, group and place of the period."""
    return {
        (measure.id, names, period): of.outcome(measure, group, period)
        for measure in catalogue()
        if not measure.channel_required
        for group, names in enumerate(of.grouping.names)
        for period in range(len(of.periods))
    }


def moved(tables: Tables, days: int) -> Tables:
    """Return the company with every date moved."""
    shift = timedelta(days)
    return mapped(tables, lambda _, value: value + shift if isinstance(value, date) else value)


def mapped(tables: Tables, change: Callable[[str, Any], Any]) -> Tables:
    """Return the company with ``change(column, value)`` in place of each value."""
    return {
        name: [{column: change(column, value) for column, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def shuffled(tables: Tables, seed: int) -> Tables:
    """Return the company with the rows of each table in another order."""
    rng, mixed = Random(seed), copy.deepcopy(tables)
    for rows in mixed.values():
        rng.shuffle(rows)
    return mixed


def rows_of(tables: Tables, wanted: Callable[[str, Row], bool]) -> Tables:
    """Return the company with some of its rows; no table disappears."""
    return {name: [row for row in rows if wanted(name, row)] for name, rows in tables.items()}


def calculator(tables: Mapping[str, Sequence[Row]], **settings: float | str) -> Calculator:
    """Return a calculator over the rows."""
    return Calculator(ledger(tables, **settings))
