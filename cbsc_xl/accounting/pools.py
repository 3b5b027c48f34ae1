"""Cost pools of activities: what comes in, what customers are charged, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cbsc_xl.accounting.activities import Activity
from cbsc_xl.accounting.costs import CostRows
from cbsc_xl.accounting.drivers import volume
from cbsc_xl.accounting.lines import ACQUISITION
from cbsc_xl.ledger import View
from cbsc_xl.ledger.rows import Floats


@dataclass(frozen=True, eq=False)
class Pool:
    """An activity on one line of the P&L; figures per period, volumes per customer and period.

    ``anonymous`` is the code from which on rows have no customer: their volume counts in the
    total and its cost is charged to nobody.
    """

    name: str
    line: str
    driver: str
    given: bool
    input: Floats
    rate: Floats
    volume: Floats
    anonymous: int

    @property
    def charged(self) -> Floats:
        """Cost charged to each customer per period."""
        result = self.volume * self.rate
        result[self.anonymous :] = 0.0
        return result

    @property
    def allocated_out(self) -> Floats:
        """Cost charged to customers."""
        return np.asarray(self.rate * self.volume[: self.anonymous].sum(axis=0))

    @property
    def without_customer(self) -> Floats:
        """Cost of the volume of rows without a customer."""
        return np.asarray(self.rate * self.volume[self.anonymous :].sum(axis=0))

    @cached_property
    def total_volume(self) -> Floats:
        """Volume of the driver, that of rows without a customer included."""
        return np.asarray(self.volume.sum(axis=0))

    @property
    def unused(self) -> Floats:
        """Unused capacity of a pool with a given rate; below 0 if more was charged than was spent."""
        return self.input - self.rate * self.total_volume if self.given else np.zeros_like(self.input)

    @property
    def remainder(self) -> Floats:
        """Cost of a pool whose driver has no volume, or that table Activities does not know."""
        idle = (self.total_volume == 0) & (not self.given)
        return np.asarray(self.input * idle)


def pools_of(view: View, costs: CostRows) -> tuple[Pool, ...]:
    """Return the pools of all activities that have cost or a given rate, then those without activity."""
    count, every = len(costs.pools), costs.pool >= 0
    won = costs.totals(every & costs.acquisition, costs.pool, count, view.periods)
    rest = costs.totals(every & ~costs.acquisition, costs.pool, count, view.periods)
    used = np.bincount(costs.pool[every], minlength=count) > 0
    volumes: dict[str, Floats] = {}
    result: list[Pool] = []
    for place, activity in enumerate(costs.activities):
        if used[place] or activity.rate is not None:
            if activity.driver not in volumes:
                volumes[activity.driver] = volume(view, activity.driver)
            result += _pools(view, activity, won[place], rest[place], volumes[activity.driver])
    nobody = np.zeros((view.ledger.customers.size, len(view.periods)))
    for place in range(len(costs.activities), count):
        spent = won[place] + rest[place]
        zero = np.zeros_like(spent)
        anonymous = view.ledger.customers.anonymous
        result.append(Pool(costs.pools[place], "", "", False, spent, zero, nobody, anonymous))
    return tuple(result)


def _pools(view: View, activity: Activity, won: Floats, rest: Floats, used: Floats) -> Iterator[Pool]:
    """Split an activity by the purpose of its cost rows; a given rate is shared as the cost is."""
    given = activity.rate is not None
    parts = [(activity.line, won + rest)]
    if won.any() and not activity.acquisition:
        parts = [(activity.line, rest), (ACQUISITION, won)]
    for line, spent in parts:
        if given:
            rate = float(activity.rate or 0) * _share(spent, won + rest, line == activity.line)
        else:
            total = used.sum(axis=0)
            rate = np.divide(spent, total, out=np.zeros_like(spent), where=total > 0)
        yield Pool(
            activity.name, line, activity.driver, given, spent, rate, used, view.ledger.customers.anonymous
        )


def _share(part: Floats, whole: Floats, own: bool) -> Floats:
    """Return the share of a part in a pool; where the pool is not above 0, all belongs to the own line."""
    share = np.divide(part, whole, out=np.full_like(part, float(own)), where=whole > 0)
    return np.asarray(share.clip(0.0, 1.0))
