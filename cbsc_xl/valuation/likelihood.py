"""The parameters above 0 that make data most likely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cbsc_xl.errors import NoValue
from cbsc_xl.ledger.rows import Floats
from cbsc_xl.texts import mark

LIMIT = 8.0
"""Largest size of the logarithm of a parameter: beyond it the data do not tell the parameter."""
NO_MAXIMUM = mark("no parameters fit these purchases: they do not behave as the model supposes")


@dataclass(frozen=True)
class Maximum:
    """Where the likelihood is highest; ``inside`` is False where a parameter ran to its limit."""

    parameters: tuple[float, ...]
    log_likelihood: float
    inside: bool


def maximise(log_likelihood: Callable[[Floats], tuple[float, Floats]], count: int) -> Maximum:
    """Return the maximum of a function of ``count`` parameters that gives its value and slopes, from all 1.

    L-BFGS-B over the logarithms of the parameters, which are then above 0 by themselves. Raises NoValue
    where the search does not converge.
    """
    from scipy.optimize import minimize

    def loss(logarithms: Floats) -> tuple[float, Floats]:
        parameters = np.exp(logarithms)
        value, slopes = log_likelihood(parameters)
        return -value, -slopes * parameters

    bounds = [(-LIMIT, LIMIT)] * count
    precise = {"ftol": 1e-12, "gtol": 1e-6}
    found = minimize(loss, np.zeros(count), jac=True, method="L-BFGS-B", bounds=bounds, options=precise)
    if not found.success:
        raise NoValue(NO_MAXIMUM)
    inside = bool(np.all(np.abs(found.x) < LIMIT))
    return Maximum(tuple(np.exp(found.x).tolist()), -float(found.fun), inside)
