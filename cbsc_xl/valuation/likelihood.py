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

    SLSQP over the logarithms of the parameters, which are then above 0 by themselves. scipy's L-BFGS-B finds
    the same, but the threads of its matrix library stall on a busy machine. Raises NoValue where the search
    does not converge.
    """
    from scipy.optimize import minimize

    def loss(logarithms: Floats) -> tuple[float, Floats]:
        parameters = np.exp(logarithms)
        value, slopes = log_likelihood(parameters)
        return -value / size, -slopes * parameters / size

    size = abs(log_likelihood(np.ones(count))[0])
    bounds = [(-LIMIT, LIMIT)] * count
    precise = {"ftol": 1e-13, "maxiter": 500}
    found = minimize(loss, np.zeros(count), jac=True, method="SLSQP", bounds=bounds, options=precise)
    if not found.success:
        raise NoValue(NO_MAXIMUM)
    inside = bool(np.all(np.abs(found.x) < 0.99 * LIMIT))
    return Maximum(tuple(np.exp(found.x).tolist()), -float(found.fun) * size, inside)
