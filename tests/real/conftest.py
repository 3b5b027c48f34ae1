"""The data sets, read once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.real.independent import Independent
from tests.real.sources import Figures, accounted, prepare

CATEGORIES = ", ".join(f'{{ when = \'StockCode starts with "{d}"\', value = "{d}" }}' for d in "1234789")
SERVICES = 'StockCode in ("POST", "DOT", "C2", "M", "D", "S", "BANK CHARGES", "CRUK", "PADS")'
MONTHS = ["2010-12", *(f"2011-{month:02d}" for month in range(1, 13))]
COHORTS = ", ".join(f'{{ when = \'InvoiceDate starts with "{m}"\', value = "{m}" }}' for m in MONTHS)
REFUSED = 'reason = "no customer" },'
SALES_ONLY = {
    'segment = "Country"': f'segment = "Country"\ncohort = {{ rules = [{COHORTS}], otherwise = "later" }}',
    REFUSED: f'{REFUSED}\n  {{ when = \'InvoiceNo starts with "C"\', reason = "return" }},',
}
ALL_COLUMNS = {
    'product = "StockCode"': 'product = "StockCode"\n'
    f'category = {{ rules = [{CATEGORIES}], otherwise = "other" }}\n'
    f'channel = {{ rules = [{{ when = \'{SERVICES}\', value = "services" }}], otherwise = "articles" }}',
    'segment = "Country"': 'segment = "Country"\nstart_date = "InvoiceDate"',
}
QUARTERLY = {"inactive_months": 3, "loyal_min_orders": 2}
VARIANTS = {
    "online_retail": ("online_retail", "country", {}, {}),
    "online_retail quarterly": ("online_retail", "country", {}, QUARTERLY),
    "online_retail half-yearly": ("online_retail", "country", {}, {"inactive_months": 6}),
    "online_retail sales only": ("online_retail", "country", SALES_ONLY, QUARTERLY),
    "online_retail all columns": ("online_retail", "country", ALL_COLUMNS, QUARTERLY),
    "adventureworks": ("adventureworks", "segment", {}, {}),
    "adventureworks quarterly": ("adventureworks", "segment", {}, QUARTERLY),
    "adventureworks regions": (
        "adventureworks",
        "segment",
        {'product = "ProductKey"': 'product = "ProductKey"\nchannel = "SalesTerritoryKey"'},
        {},
    ),
    "adventureworks without freight": (
        "adventureworks",
        "segment",
        {'amount = "Freight"': 'amount = "Freight * 0"'},
        {},
    ),
    "cdnow": ("cdnow", "segment", {}, {}),
    "cdnow quarterly": ("cdnow", "segment", {}, QUARTERLY),
}
"""Data set, column that makes the groups, edits of the mapping, and settings."""


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Figures]:
    """What the product says of a variant of a data set."""

    @cache
    def read_once(variant: str) -> Figures:
        name, column, edits, settings = VARIANTS[variant]
        folder = prepare(name, tmp_path_factory.mktemp(name), edits, settings)
        return Figures(accounted(folder), column)

    return read_once


@pytest.fixture(scope="session")
def independent() -> Callable[[str], Independent]:
    """What independent SQL says of a variant of a data set."""

    @cache
    def computed_once(variant: str) -> Independent:
        name, _, edits, settings = VARIANTS[variant]
        return Independent(name, starts=edits is ALL_COLUMNS, **settings)

    return computed_once
