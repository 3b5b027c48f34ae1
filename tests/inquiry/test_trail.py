"""The rows of an explanation are the right ones: the facts can be computed again from them alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from cbsc_xl.calculator import Cube
from cbsc_xl.errors import CbscError
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.inquiry.account import TableAccount, accounts
from cbsc_xl.inquiry.watch import WatchedCube
from cbsc_xl.ledger import Ledger
from cbsc_xl.ledger.grouping import group_by
from cbsc_xl.period import Period
from cbsc_xl.tables import Data, Report, Settings
from tests.measures.companies import PERIODS, SETTINGS, company, ledger, with_history

Answer = float | str
CUBES = pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.text)
BY = pytest.mark.parametrize(
    "columns", [(), ("segment",), ("country",)], ids=lambda columns: "".join(columns) or "All"
)


def answer(cube: Cube, name: str, group: int) -> Answer:
    """A fact of a group, or the sentence that says why it is not known."""
    try:
        return float(cube.fact(name)[group, 0])
    except CbscError as error:
        return str(error)


def same(one: Answer, other: Answer) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-7) or (math.isnan(one) and math.isnan(other))


def reduced(full: Ledger, tables: Sequence[TableAccount], every_customer: bool) -> Ledger:
    """A ledger of nothing but the rows looked at, which still knows how far its data reached."""

    class Reduced(Ledger):
        def span(self, dated: str) -> tuple[int, int]:
            return full.span(dated)

    places = {part.table: [row.row for row in part.rows] for part in tables}
    kept = {}
    for name, table in full.data.tables.items():
        mask = np.isin(table.origin, places.get(name, []))
        kept[name] = table.take(np.flatnonzero(mask | (every_customer and name == "Customers")))
    return Reduced(Data(kept, Settings(SETTINGS), Report()))


@CUBES
@BY
def test_facts_come_out_of_the_rows_looked_at(period: Period, columns: tuple[str, ...]) -> None:
    """What was not looked at may be thrown away; of groups where no rate is formed over all groups."""
    full = ledger(company(7, 30))
    grouping = group_by(full, columns, [period])
    plain = Cube(full, grouping, [period])
    names = [
        n
        for n, fact in VOCABULARY.items()
        if not columns or not any(x.startswith("Costs") for x in fact.needs)
    ]
    for name in names:
        for group in range(grouping.size):
            watched = WatchedCube(full, grouping, period, group)
            assert same(answer(watched, name, group), answer(plain, name, group)), name
            small = reduced(full, accounts(watched, None, 10**6), every_customer=not columns)
            again = group_by(small, columns, [period])
            if grouping.names[group] in again.names:
                place = again.names.index(grouping.names[group])
                found = answer(Cube(small, again, [period]), name, place)
                assert same(found, answer(plain, name, group)), (name, grouping.labels[group])


@CUBES
def test_every_row_is_accounted_for(period: Period) -> None:
    """Read = looked at + refused + left out, for any measure and any group, with a history of segments."""
    full = ledger(with_history(company(3, 30), 3))
    grouping = group_by(full, ("segment",), [period])
    for group in range(grouping.size):
        watched = WatchedCube(full, grouping, period, group)
        for name in VOCABULARY:
            answer(watched, name, group)
        for part in accounts(watched, None, 10**6):
            left = sum(reason.rows for reason in (*part.refused, *part.left_out))
            assert part.read == len(full.table(part.table)) == part.looked_at + left
            assert len(part.rows) == part.looked_at
