"""What is typed into the cells of the workbooks, on Windows and for the figures to compare with."""

from __future__ import annotations

import random

CUSTOMERS = (
    ("customer_id", "segment"),
    *((f"C{number}", "Gold" if number % 2 else "Basic") for number in range(5000)),
)


def transactions(count: int) -> tuple[tuple[object, ...], ...]:
    """Purchases in 900 days from 18 June 2020 on, as Excel holds them: dates are numbers."""
    dice = random.Random(count)
    rows = (
        (f"C{dice.randrange(2000)}", float(44000 + dice.randrange(900)), float(dice.randrange(1, 97)))
        for _ in range(count)
    )
    return ("customer_id", "date", "amount"), *rows


LARGE, SMALL = transactions(100_000), transactions(3000)

QUESTIONS = (
    ("CBSC_CHURN", "Gold", 2021.0, None),
    ("CBSC_FACT", "net_revenue", None, "2021-Q2", None),
    ("CBSC_REPEAT_CUSTOMERS", "Basic", "2021", None),
)
BROKEN = (
    ("CBSC_CHURN", "Silver", 2021.0, None),
    ("CBSC_CHURN", -2146826281, 2021.0, None),  # a cell that shows #DIV/0!
    ("CBSC_NPS", None, 2021.0, None),
)
