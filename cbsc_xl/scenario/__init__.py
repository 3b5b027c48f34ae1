"""What-if: a scenario changes tables and expected retention; every figure follows by the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.scenario.model import Change, Scenario, read_scenarios

if TYPE_CHECKING:
    from cbsc_xl.scenario.comparison import Comparison as Comparison
    from cbsc_xl.scenario.comparison import compare as compare

__all__ = ["Change", "Comparison", "Scenario", "compare", "read_scenarios"]


def __getattr__(name: str) -> object:
    """Load what needs numpy when it is first used."""
    if name in ("Comparison", "compare"):
        from cbsc_xl.scenario import comparison

        return getattr(comparison, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
