"""Gamma-Gamma: the mean value of a customer's orders, from the few that were seen.

Order values scatter around an own mean of each customer, which does not depend on how often
the customer orders. Fader & Hardie, The Gamma-Gamma Model of Monetary Value, note 025 (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cbsc_xl.ledger.rows import Floats
from cbsc_xl.valuation.likelihood import maximise
from cbsc_xl.valuation.repeat import RepeatPurchases


@dataclass(frozen=True)
class GammaGamma:
    """Parameters; ``inside`` is False where one of them ran to its limit.

    ``correlation`` is that between number and mean value of repeat purchases.
    """

    p: float
    q: float
    gamma: float
    log_likelihood: float
    inside: bool
    correlation: float

    @property
    def has_mean(self) -> bool:
        """Whether the mean order value of all customers exists."""
        return self.q > 1

    def expected_value(self, purchases: RepeatPurchases) -> Floats:
        """Return the mean order value expected of each customer: that of all for who never came back."""
        x = purchases.frequency
        seen = x * np.where(purchases.repeating, purchases.monetary_value, 0.0)
        return np.asarray(self.p * (self.gamma + seen) / (self.p * x + self.q - 1))


def fit_gamma_gamma(purchases: RepeatPurchases) -> GammaGamma:
    """Return the parameters that make the order values of the customers who came back most likely."""
    x = purchases.frequency[purchases.repeating]
    mean = purchases.monetary_value[purchases.repeating]
    scale = float(mean.mean())
    found = maximise(lambda parameters: gamma_gamma_likelihood(parameters, x, mean / scale), 3)
    p, q, gamma = found.parameters
    likelihood = found.log_likelihood - len(x) * float(np.log(scale))
    return GammaGamma(p, q, gamma * scale, likelihood, found.inside, _correlation(x, mean))


def gamma_gamma_likelihood(parameters: Floats, x: Floats, mean: Floats) -> tuple[float, Floats]:
    """Return ln L of mean values of x orders at p, q, gamma, and its derivative by each of them."""
    from scipy.special import gammaln, psi

    p, q, gamma = parameters
    total = gamma + mean * x
    log_total, log_spent = np.log(total), np.log(mean * x)
    terms = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
    terms += p * x * log_spent - np.log(mean) - (p * x + q) * log_total
    by_p = x * (psi(p * x + q) - psi(p * x) + log_spent - log_total)
    by_q = psi(p * x + q) - psi(q) + np.log(gamma) - log_total
    by_gamma = q / gamma - (p * x + q) / total
    return float(terms.sum()), np.array([by_p.sum(), by_q.sum(), by_gamma.sum()])


def _correlation(x: Floats, mean: Floats) -> float:
    """Return Pearson's correlation, 0 where one of both does not vary."""
    spread = x.std() * mean.std()
    return float(((x - x.mean()) * (mean - mean.mean())).mean() / spread) if spread > 0 else 0.0
