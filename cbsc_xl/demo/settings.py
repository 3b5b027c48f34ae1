"""Settings of the demo: the assumptions of its controller."""

from __future__ import annotations

from pathlib import Path

from cbsc_xl.demo.activities import COST_PER_MINUTE

_TEXT = f"""\
# Assumptions of Harbourline Wholesale B.V. (fictional); what is not named here has its default.
language = "en"
company = "Harbourline Wholesale B.V. (fictional)"
currency = "EUR"

# A customer who bought nothing for twelve months has left; loyal is who buys eight times a year.
base_rule = "inactivity"
inactive_months = 12
loyal_min_orders = 8

# Money: discount rate, loss given default, rating of customers without one, interest.
discount_rate = 0.08
lgd = 0.45
default_pd = 0.03
receivables_rate = 0.06
alternative_cost_of_funds = 0.055
cost_per_minute = {COST_PER_MINUTE / 100}

# Roles: half of the referred customers and of the questions solved by chefs would have come to us anyway.
referral_incremental_share = 0.5
deflection_rate = 0.5
new_product_months = 24

# Customers: a second order within thirty days is early; 26 people (full-time equivalents) work here.
early_repeat_days = 30
employees = 26

# Marketing and sales: the money to divide, of which a group gets at most 60% of what its customers earn.
budget = 300000
budget_cap = 0.6
"""


def write(directory: Path) -> None:
    """Write settings.toml."""
    (directory / "settings.toml").write_text(_TEXT, encoding="utf-8", newline="\n")
