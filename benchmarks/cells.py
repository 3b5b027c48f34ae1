"""Cells of a spreadsheet: 53 measures for ten segments after a paste, and each further cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pandas as pd

from benchmarks.timing import Work, medians, show
from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.session import Session

ROWS = 100_000
SEGMENTS = [f"Segment {i}" for i in range(10)]
MEASURES = 53
CUSTOMERS = 2_000
FIRST = datetime(2023, 1, 1)
DAYS = 1_096
PERIOD = 2025.0
OURS = "cbsc-xl, paste and 530 cells"
AGAIN = "cbsc-xl, 530 cells once more"
CALLS = 5
"""How many cells the slow peer computes; its time is multiplied."""

HEADER = ["customer_id", "document_id", "date", "amount", "quantity", "product", "category", "channel"]


class Book:
    """A workbook that cannot be read."""

    key = "benchmark.xlsx"

    def table(self, name: str) -> None:
        """Return no table."""


@cache
def pasted() -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the rows of Transactions and Customers as a host delivers them."""
    days = [FIRST + timedelta(i) for i in range(DAYS)]
    lines: list[list[Any]] = [
        [
            f"C{i * 7919 % CUSTOMERS}",
            f"D{i // 5}",
            days[i * DAYS // ROWS],
            float(i * 37 % 1000) + 0.5,
            float(i % 9),
            f"P{i % 300}",
            f"K{i % 20}",
            "web" if i % 3 else "shop",
        ]
        for i in range(ROWS)
    ]
    customers: list[list[Any]] = [[f"C{i}", SEGMENTS[i % len(SEGMENTS)]] for i in range(CUSTOMERS)]
    return [HEADER, *lines], [["customer_id", "segment"], *customers]


def run(rounds: int) -> None:
    """Fill the cells: with a handle, once more, and by converting the range in each cell."""
    works: dict[str, Work[object]] = {
        OURS: Work(_fill_new),
        AGAIN: Work(_fill_again),
        f"pandas, range converted and grouped in each cell, {CALLS} of 530": Work(_convert_each),
    }
    times = medians(works, rounds)
    slow = list(times)[-1]
    times[f"{slow}, times {len(asked()) // CALLS}"] = times[slow] * len(asked()) / CALLS
    show(f"530 cells over {ROWS:,} pasted rows x {len(HEADER)}", times, OURS)
    print(f"  a further cell: {times[AGAIN] / len(asked()) * 1e6:.2f} microseconds")


def asked() -> list[tuple[str, str]]:
    """Return function and segment of each cell."""
    names = [measure.function for measure in catalogue()[:MEASURES]]
    return [(name, segment) for name in names for segment in SEGMENTS]


def _cells(handle: str) -> list[tuple[str, list[Any]]]:
    return [(name, [segment, PERIOD, None, handle]) for name, segment in asked()]


def _paste(session: Session) -> str:
    lines, customers = pasted()
    return str(session.call("CBSC_DATA", ["Transactions", lines, "Customers", customers], Book()))


def _fill(session: Session, cells: list[tuple[str, list[Any]]], book: Book) -> list[object]:
    return [session.call(name, arguments, book) for name, arguments in cells]


def _fill_new() -> Callable[[], object]:
    session = Session()
    pasted()
    return lambda: _fill(session, _cells(_paste(session)), Book())


def _fill_again() -> Callable[[], object]:
    session, book = Session(), Book()
    cells = _cells(_paste(session))
    _fill(session, cells, book)
    return lambda: _fill(session, cells, book)


def _convert_each() -> Callable[[], object]:
    lines, customers = pasted()

    def revenue(segment: str) -> float:
        frame = pd.DataFrame(lines[1:], columns=lines[0])
        of_segment = pd.DataFrame(customers[1:], columns=customers[0])
        joined = frame[frame["date"].dt.year == PERIOD].merge(of_segment, on="customer_id")
        groups = joined.groupby("segment")
        return float((groups["amount"].sum() / groups["customer_id"].nunique())[segment])

    session = Session()
    ours = session.call("CBSC_REVENUE_PER_CUSTOMER", [SEGMENTS[0], PERIOD, None, _paste(session)], Book())
    if abs(float(str(ours)) - revenue(SEGMENTS[0])) > 1e-6:
        raise AssertionError("the numbers differ")
    return lambda: [revenue(segment) for segment in SEGMENTS[:CALLS]]
