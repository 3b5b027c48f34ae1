"""The names that a scorecard template must have: derived from what the pages fill."""

from __future__ import annotations

from functools import cache

from cbsc_xl.resources import template_path
from cbsc_xl.workbook.plan import Contract
from cbsc_xl.workbook.template import Template


@cache
def scorecard_contract() -> Contract:
    """Return every cell, block, field and pattern that the bundled template names."""
    return Template.load(template_path("scorecard.xlsx")).contract()
