"""The settings that explanations show, against the table of measures of the specification."""

from __future__ import annotations

import pytest

from cbsc_xl.catalogue import find
from cbsc_xl.inquiry import explain
from tests.measures.companies import calculator, company
from tests.real.test_measures_table import DONE, ROWS

ONLY_WHERE_NEEDED = {"cost_per_minute", "default_pd"}
"""Settings that stand in for a number that rows or customers may have themselves."""

NOT_IN_THE_RESULT = {"lgd", "receivables_rate"}
"""Settings of credit risk, which cost to serve does not contain."""


@pytest.mark.parametrize("name", DONE)
def test_settings(name: str) -> None:
    """A full company with the rule of inactivity reads the settings that the table lists, and no other."""
    asked = calculator(company(11, 60))
    measure = find(name)
    channels = asked.ledger.table(measure.channel).text("channel").values if measure.channel else []
    channel = channels[0] if measure.channel_required else None
    used = {setting.name for setting in explain(asked, name, "", "2025", channel).settings}
    listed = set(filter(None, ROWS[name]["settings_used"].split(", ")))
    assert used <= listed
    missing = listed - used - ONLY_WHERE_NEEDED
    assert missing == (NOT_IN_THE_RESULT if name == "cost_to_serve_ratio" else set())
