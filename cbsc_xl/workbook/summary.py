"""Summary of a group: what the overview and the manifest say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cbsc_xl.scorecard.evaluation import ScoredLine
from cbsc_xl.scorecard.scoring import Status
from cbsc_xl.units import Unit
from cbsc_xl.workbook.report import POINTS, FactKey, GroupReport


@dataclass(frozen=True)
class LineSummary:
    """One line of a scorecard with its figures."""

    function: str
    label: str
    perspective: str
    channel: str
    unit: Unit
    better: str
    weight: float
    previous: float | None
    actual: float | None
    target: float | None
    achievement: float | None
    score: float | None
    status: Status

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes lines of two groups the same column of the overview."""
        return self.perspective, self.function, self.channel, "" if self.function else self.label


@dataclass(frozen=True)
class Summary:
    """One group: its score, size and lines."""

    group: str
    file: str
    score: float | None
    coverage: float | None
    status: Status
    customers: float | None
    revenue: float | None
    revenue_previous: float | None
    lines: tuple[LineSummary, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        return {
            "group": self.group,
            "file": self.file,
            "score": self.score,
            "coverage": self.coverage,
            "status": self.status,
            "active_customers": self.customers,
            "net_revenue": self.revenue,
            "measures": [
                {
                    "function": line.function or "manual",
                    "measure": line.label,
                    "channel": line.channel,
                    "previous": line.previous,
                    "actual": line.actual,
                    "target": line.target,
                    "achievement": line.achievement,
                    "status": line.status,
                }
                for line in self.lines
            ],
        }


def summarise(report: GroupReport, file: str) -> Summary:
    """Return what stays of a group's report once its workbook is written."""
    evaluation = report.evaluation
    total = evaluation.total
    revenue = report.facts.get(FactKey("net_revenue"), [None] * POINTS)
    return Summary(
        group=report.group,
        file=file,
        score=total.score,
        coverage=total.coverage,
        status=evaluation.status(total.score),
        customers=report.customers,
        revenue=_number(revenue[-1]),
        revenue_previous=_number(revenue[0]),
        lines=tuple(_line(report, scored) for scored in evaluation.lines),
    )


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else None


def _line(report: GroupReport, scored: ScoredLine) -> LineSummary:
    line = scored.line
    measure = line.measure
    label = line.name or (measure.labels[report.run.language] if measure else "")
    return LineSummary(
        function=measure.function if measure else "",
        label=label,
        perspective=scored.objective.perspective,
        channel=line.channel or "",
        unit=line.unit,
        better=line.direction,
        weight=line.weight,
        previous=scored.previous.value,
        actual=scored.actual.value,
        target=line.target,
        achievement=scored.achievement,
        score=scored.score,
        status=scored.status,
    )
