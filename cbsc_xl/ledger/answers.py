"""Survey answers: where each score lies on the scale of its question."""

from __future__ import annotations

import numpy as np

from cbsc_xl.ledger.rows import Bools, Floats, says
from cbsc_xl.tables import Table

SCALES = {
    "nps": (0.0, 10.0),
    "csat": (1.0, 5.0),
    "csi": (1.0, 10.0),
    "ces": (1.0, 7.0),
    "contact_csat": (1.0, 5.0),
    "value": (1.0, 10.0),
    "repurchase": (1.0, 5.0),
    "awareness": (0.0, 1.0),
    "attitude": (1.0, 7.0),
    "expectation": (1.0, 5.0),
    "buying_process": (1.0, 5.0),
    "feature": (1.0, 5.0),
}
"""Lowest and highest score of each metric where the row does not give another scale."""

FIXED = ("nps", "awareness")
"""Metrics whose scale cannot be another."""

ONLINE = (1.0, 5.0)
"""Scale of online feedback on anything else."""

UNKNOWN = (np.nan, np.nan)


def usable_answers(table: Table) -> Table:
    """Return the answers whose score lies on their scale, with two more columns.

    ``position`` is the score as a share of the scale, from 0 (lowest) to 1 (highest); ``top`` is 1
    for the two highest scores of a scale with steps of 1, else 0. Answers to a question whose scale is
    not known, and scores outside the scale, are left out.
    """
    score, (low, high) = table.numbers("score"), _scale(table)
    usable = (high > low) & (score >= low) & (score <= high)
    with np.errstate(invalid="ignore", divide="ignore"):
        position = (score - low) / (high - low)
    columns = {**table.columns, "position": position, "top": (score >= high - 1).astype(np.float64)}
    return Table(table.name, len(table), columns, table.origin).take(usable)


def _scale(table: Table) -> tuple[Floats, Floats]:
    """Return the lowest and highest possible score per row, nan where nobody knows."""
    low, high = _default_scale(table)
    fixed = _says(table, "metric", *FIXED)
    for name, bound in (("scale_min", low), ("scale_max", high)):
        if name in table:
            given = table.numbers(name)
            bound[:] = np.where(np.isnan(given) | fixed, bound, given)
    return low, high


def _default_scale(table: Table) -> tuple[Floats, Floats]:
    online = _says(table, "method", "online")
    scale = np.where(online[:, None], ONLINE, UNKNOWN)
    if "metric" in table:
        metric = table.text("metric")
        own = np.array([*(SCALES.get(value, UNKNOWN) for value in metric.values), UNKNOWN])[metric.codes]
        scale = np.where(np.isnan(own), scale, own)
    return scale[:, 0], scale[:, 1]


def _says(table: Table, column: str, *words: str) -> Bools:
    return says(table.text(column), *words) if column in table else np.zeros(len(table), bool)
