"""pandas as in a notebook: a few groupbys for each measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np

from benchmarks.peers.cube import SMALLEST, quarter_of
from benchmarks.sales import ASKED, BOUNDS, QUARTERS, SEGMENTS
from cbsc_xl.ledger.rows import Floats
from cbsc_xl.tables import NO_DAY

KEYS = ["customer", "day", "document"]
FIRST = len(QUARTERS) - len(ASKED)
BY = ["segment", "quarter"]


Frame = Any
"""A pandas frame; the stubs of pandas know too little of groupbys."""


class Notebook:
    """Frames that measures have in common, made when first asked, and the facts of each measure."""

    def __init__(self, lines: Frame, customers: Frame) -> None:
        self._lines, self._customers = lines, customers

    @cached_property
    def lines(self) -> Frame:
        """The lines with their segment and quarter."""
        lines = self._lines.merge(self._customers[["customer", "segment"]], on="customer")
        return lines.assign(quarter=quarter_of(lines["day"].to_numpy()))

    @cached_property
    def purchases(self) -> Frame:
        """The documents of more than 0."""
        documents = self.lines.groupby([*KEYS, *BY], as_index=False)["amount"].sum()
        return documents[documents["amount"] > SMALLEST]

    @cached_property
    def people(self) -> Frame:
        """The customers with their first day."""
        first = self._customers["customer"].map(self.purchases.groupby("customer")["day"].min())
        given = self._customers["start"] != NO_DAY
        start = self._customers["start"].where(given, first.fillna(NO_DAY).astype("int64"))
        return self._customers.assign(start=start)

    def revenue(self) -> dict[str, Floats]:
        """Net revenue."""
        return {"net_revenue": _table(self.lines.groupby(BY)["amount"].sum())}

    def orders(self) -> dict[str, Floats]:
        """Number of purchases."""
        return {"orders": _table(self.purchases.groupby(BY).size())}

    def active(self) -> dict[str, Floats]:
        """Customers with a purchase."""
        return {"active_customers": _table(self.purchases.groupby(BY)["customer"].nunique())}

    def new(self) -> dict[str, Floats]:
        """Customers who started."""
        people = self.people[self.people["start"] < NO_DAY]
        new = people.assign(quarter=quarter_of(people["start"].to_numpy()))
        return {"customers_new": _table(new.groupby(BY).size())}

    def gaps(self) -> dict[str, Floats]:
        """Days between purchase days."""
        days = self.purchases.drop_duplicates(["customer", "day"]).sort_values(["customer", "day"])
        days = days.assign(gap=days.groupby("customer")["day"].diff()).dropna()
        gaps = days.groupby(BY)["gap"]
        return {"purchase_gaps": _table(gaps.size()), "purchase_gap_days": _table(gaps.sum())}

    def repeats(self) -> dict[str, Floats]:
        """Customers with a repeat purchase."""
        buys = self.purchases.merge(self.people[["customer", "start"]], on="customer")
        buys = buys.sort_values(KEYS)
        later = buys.groupby("customer").cumcount() > 0
        repeats = buys[later | (buys["start"] < self.lines["day"].min())]
        return {"customers_repeating": _table(repeats.groupby(BY)["customer"].nunique())}

    def retention(self) -> dict[str, Floats]:
        """The base and who left it, quarter by quarter."""
        names = ("customers_opening", "customers_lost", "customers_lost_before", "customers_won_back")
        columns: dict[str, list[Floats]] = {name: [] for name in names}
        buys, people = self.purchases, self.people
        for quarter in range(FIRST, len(QUARTERS)):
            opening = buys.loc[buys["quarter"].between(quarter - 4, quarter - 1), "customer"].unique()
            closing = buys.loc[buys["quarter"].between(quarter - 3, quarter), "customer"].unique()
            active = buys.loc[buys["quarter"] == quarter, "customer"].unique()
            here, stays = people["customer"].isin(opening), people["customer"].isin(closing)
            before = (people["start"] < BOUNDS[quarter]) & ~here
            back = before & people["customer"].isin(active)
            for name, mask in zip(names, (here, here & ~stays, before, back), strict=True):
                count = people[mask].groupby("segment").size().reindex(range(len(SEGMENTS)), fill_value=0)
                columns[name].append(count.to_numpy(float))
        return {name: np.stack(values, axis=1) for name, values in columns.items()}

    def growth(self) -> dict[str, Floats]:
        """Revenue against the year before, of everybody and of those who bought then."""
        now = self.lines.groupby(["customer", *BY], as_index=False)["amount"].sum()
        then = now.assign(quarter=now["quarter"] + 4)
        cohort = then[then["amount"] > SMALLEST]
        kept = now.merge(cohort[["customer", "quarter"]], on=["customer", "quarter"])
        return {
            "net_revenue_previous_year": _table(then.groupby(BY)["amount"].sum()),
            "cohort_revenue_previous_year": _table(cohort.groupby(BY)["amount"].sum()),
            "cohort_revenue": _table(kept.groupby(BY)["amount"].sum()),
        }

    def cross(self) -> dict[str, Floats]:
        """Existing customers and those of them who bought from a new category."""
        active = self.purchases.drop_duplicates(["customer", "quarter"])
        active = active.merge(self.people[["customer", "start"]], on="customer")
        existing = active[active["start"] < BOUNDS[active["quarter"]]]
        bought = self.lines[self.lines["amount"] > 0].merge(self.purchases[KEYS], on=KEYS)
        new = bought.sort_values("day").drop_duplicates(["customer", "category"])
        sold = existing.merge(new[["customer", "quarter"]].drop_duplicates(), on=["customer", "quarter"])
        return {
            "customers_existing": _table(existing.groupby(BY).size()),
            "customers_cross_sold": _table(sold.groupby(BY).size()),
        }


def _table(sums: Any) -> Floats:
    wide = sums.unstack(fill_value=0)
    wide = wide.reindex(index=range(len(SEGMENTS)), columns=range(FIRST, len(QUARTERS)), fill_value=0)
    return np.asarray(wide, float)


PARTS: tuple[tuple[Callable[[Notebook], dict[str, Floats]], ...], ...] = (
    (Notebook.retention,),
    (Notebook.repeats, Notebook.active),
    (Notebook.gaps,),
    (Notebook.revenue, Notebook.active),
    (Notebook.new,),
    (Notebook.active,),
    (Notebook.growth,),
    (Notebook.revenue, Notebook.orders),
    (Notebook.orders, Notebook.active),
    (Notebook.retention,),
    (Notebook.cross,),
    (Notebook.growth, Notebook.revenue),
)
"""The facts of each of the twelve measures."""


def shared(lines: Frame, customers: Frame) -> dict[str, Floats]:
    """Return all facts, measure by measure; the measures share their frames."""
    return _facts([Notebook(lines, customers)] * len(PARTS))


def apart(lines: Frame, customers: Frame) -> dict[str, Floats]:
    """Return all facts, measure by measure; each measure starts from the lines."""
    return _facts(Notebook(lines, customers) for _ in PARTS)


def _facts(notebooks: Iterable[Notebook]) -> dict[str, Floats]:
    result: dict[str, Floats] = {}
    for notebook, parts in zip(notebooks, PARTS, strict=True):
        for part in parts:
            result |= part(notebook)
    return result
