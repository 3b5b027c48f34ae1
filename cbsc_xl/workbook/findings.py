"""Findings over all groups: what is furthest from target, what moved most, who leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.texts import Voice, mark
from cbsc_xl.units import RATIO, SCORE
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.plan import Entry
from cbsc_xl.workbook.summary import LineSummary, Summary

MOST = 3
NAME, TITLE_NAME = 26, 32
"""Characters of a group's name in a headline and in the message."""


@dataclass(frozen=True)
class Findings:
    """Sentences about groups, the best first; a headline has room for ``room`` characters."""

    voice: Voice
    groups: Sequence[Summary]
    room: int

    def message(self) -> str:
        """Return who leads, who lags, and what is off target most often."""
        if len(self.groups) < 2:
            return self.voice("{count} customer groups", count=len(self.groups))
        best, worst = (labels.shortened(self.groups[end].group, TITLE_NAME) for end in (0, -1))
        message = self.voice("Highest score: {best}, lowest: {worst}", best=best, worst=worst)
        red = Counter(line.label for group in self.groups for line in group.lines if line.status == "bad")
        if not red:
            return message
        label, count = min(red.items(), key=lambda item: (-item[1], item[0]))
        more = self.voice(
            "; {label} is off target in {count} of {groups} groups",
            label=label,
            count=count,
            groups=len(self.groups),
        )
        return message + more

    def reds(self) -> list[dict[str, Entry]]:
        """Return the lines with the lowest achievement of those off target."""
        red = [pair for pair in self._pairs() if pair[1].status == "bad"]
        red.sort(key=lambda pair: pair[1].achievement or 0.0)
        return [self._red(*pair) for pair in red[:MOST]]

    def movers(self) -> list[dict[str, Entry]]:
        """Return the measures that changed most against the previous year, for better or worse."""
        moved = [pair for pair in self._pairs() if pair[1].function and points(pair[1])]
        moved.sort(key=lambda pair: -abs(points(pair[1])))
        return [self._mover(*pair) for pair in moved[:MOST]]

    def _pairs(self) -> list[tuple[Summary, LineSummary]]:
        return [(group, line) for group in self.groups for line in group.lines]

    def _red(self, group: Summary, line: LineSummary) -> dict[str, Entry]:
        actual, target = (self._say(line, value) for value in (line.actual, line.target))
        share = f"{line.achievement or 0.0:.0%}".replace("-", "−")
        words = self.voice("{actual} against {target} ({share})", actual=actual, target=target, share=share)
        return {"headline": self._headline("▼", group, line), "text": words}

    def _mover(self, group: Summary, line: LineSummary) -> dict[str, Entry]:
        good = (points(line) > 0) == (line.better != "lower")
        words = mark("better: from {before} to {now}") if good else mark("worse: from {before} to {now}")
        before, now = (self._say(line, value) for value in (line.previous, line.actual))
        return {
            "headline": self._headline("▲" if good else "▼", group, line),
            "text": self.voice(words, before=before, now=now),
        }

    def _headline(self, symbol: str, group: Summary, line: LineSummary) -> str:
        name = labels.shortened(group.group, NAME)
        return labels.shortened(f"{symbol} {name}: {line.label}", self.room)

    def _say(self, line: LineSummary, value: float | None) -> str:
        return "" if value is None else labels.figure(self.voice, line.unit, value)


def points(line: LineSummary) -> float:
    """Return the change against the previous year in points, for ratios and scores; else 0."""
    if line.unit not in (RATIO, SCORE) or line.actual is None or line.previous is None:
        return 0.0
    return (line.actual - line.previous) * line.unit.change_factor
