"""The pages of a scorecard workbook: each module fills the names of one sheet."""

from __future__ import annotations

from cbsc_xl.texts import Voice
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.live import Live
from cbsc_xl.workbook.pages import (
    accounts,
    balance,
    budget,
    channels,
    checks,
    cover,
    data,
    facts,
    initiatives,
    library,
    matrix,
    measures,
    objectives,
    pnl,
    reconciliation,
    scorecard,
    settings,
    strategymap,
    targets,
    trends,
    whale,
)
from cbsc_xl.workbook.pages.context import Context
from cbsc_xl.workbook.plan import Layout, Plan
from cbsc_xl.workbook.report import GroupReport, Run

ORDER = (
    facts,
    trends,
    settings,
    targets,
    objectives,
    scorecard,
    measures,
    initiatives,
    accounts,
    reconciliation,
    pnl,
    whale,
    matrix,
    balance,
    strategymap,
    channels,
    budget,
    library,
    data,
    checks,
    cover,
)
"""Inputs first, outputs last: a page may point at what stands before it."""


def plan(report: GroupReport, layout: Layout, live: Live | None = None) -> Plan:
    """Return everything that the workbook of a group says; without ``live``, of the portable edition."""
    context = Context(report, layout, live)
    for page in ORDER:
        page.fill(context)
    context.plan.footer = footer(report.run, report.group)
    return context.plan


def footer(run: Run, about: str) -> str:
    """Return what stands at the left of every page: company, id of the file, last day of the data."""
    voice = Voice(run.language)
    name = f"CBSC-{about}-{labels.short_period(run.period)}"
    until = voice("data to {day}", day=labels.day_label(voice, run.cutoff))
    return "   ".join(part for part in (run.company, name, until) if part)
