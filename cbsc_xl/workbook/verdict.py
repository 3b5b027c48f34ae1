"""Verdict: what a comparison of scenarios comes down to, in the titles of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.scenario.comparison import RESULT, SCORE, Comparison
from cbsc_xl.scenario.model import Scenario
from cbsc_xl.texts import Voice
from cbsc_xl.units import MONEY, RATIO
from cbsc_xl.workbook import labels

NAMED, TITLED = 30, 44
"""Characters of the name of a group and of a scenario."""


@dataclass(frozen=True)
class Verdict:
    """Sentences about the scenarios that a workbook shows."""

    voice: Voice
    comparison: Comparison
    scenarios: Sequence[Scenario]

    def message(self) -> str:
        """Return which scenario earns most."""
        result = self.comparison.everyone.figure(RESULT)
        gains = [(result.difference(i), scenario.name) for i, scenario in enumerate(self.scenarios)]
        known = [(gain, name) for gain, name in gains if gain is not None]
        if not known:
            return self.voice("Scenarios beside today: {count}", count=len(self.scenarios))
        gain, name = max(known, key=lambda pair: pair[0])
        parts = {"name": labels.shortened(name, TITLED), "amount": self._money(gain)}
        if gain > 0:
            return self.voice("{name}: profit rises by {amount}", **parts) + (
                self.voice(", the most of {count} scenarios", count=len(known)) if len(known) > 1 else ""
            )
        if gain < 0:
            return self.voice("No scenario earns more; {name} costs least, {amount}", **parts)
        return self.voice("No scenario raises the profit of the period")

    def gainer(self) -> str:
        """Return which group gains most in customer profit, and by which scenario."""
        gains = [
            (group.figure("customer_profit").difference(i) or 0.0, group.group, scenario.name)
            for i, scenario in enumerate(self.scenarios)
            for group in self.comparison.groups
        ]
        gain, group, name = max(gains, key=lambda found: found[0], default=(0.0, "", ""))
        if gain <= 0:
            return self.voice("No scenario raises the customer profit of a group")
        return self.voice(
            "{group}: customer profit rises by {amount} under “{name}”",
            group=labels.shortened(group, NAMED),
            amount=self._money(gain),
            name=labels.shortened(name, TITLED),
        )

    def mover(self) -> str:
        """Return which score moves most, and by which scenario."""
        moves = [
            (abs(change), group, i)
            for i in range(len(self.scenarios))
            for group in self.comparison.groups
            if (change := group.figure(SCORE).difference(i))
        ]
        if not moves:
            return self.voice("No scenario moves the score of a group")
        _, group, number = max(moves, key=lambda move: move[0])
        score = group.figure(SCORE)
        today, after = (
            labels.figure(self.voice, RATIO, outcome.value or 0.0)
            for outcome in (score.today, score.then[number])
        )
        return self.voice(
            "{group}: total score from {today} to {after} under “{name}”",
            group=labels.shortened(group.group, NAMED),
            today=today,
            after=after,
            name=labels.shortened(self.scenarios[number].name, TITLED),
        )

    def _money(self, amount: float) -> str:
        return f"{self.comparison.run.currency} {labels.figure(self.voice, MONEY, abs(amount))}"
