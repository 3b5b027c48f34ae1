"""Cover: who, when, the finding, the score, and the way to every sheet."""

from __future__ import annotations

from cbsc_xl import __version__, catalogue
from cbsc_xl.texts import mark
from cbsc_xl.units import COUNT
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.pages import scorecard
from cbsc_xl.workbook.pages.context import Context, percent, shown
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from cbsc_xl.workbook.plan import Cell, Row

CONTENTS = (
    ("scorecard_title", "Scorecard", mark("One page: four perspectives with targets and status")),
    ("map_title", "Strategy map", mark("What serves what, and how it stands")),
    ("objectives_title", "Objectives", mark("From strategic to operational, and what to improve")),
    ("measures_title", "Measures", mark("What customers say beside what they do")),
    ("targets_title", "Targets", mark("Change a target or weight and see the score move")),
    ("initiatives_title", "Initiatives", mark("What we do about it and what it yields")),
    ("pnl_title", "Customer P&L", mark("Who earns the profit and who eats it")),
    ("reconciliation_title", "Reconciliation", mark("From customers to the ledger, each cost to its pool")),
    ("whale_title", "Whale curve", mark("Who earns the profit and who takes it back")),
    ("matrix_title", "Value matrix", mark("Who gives more than he gets, and the reverse")),
    ("balance_title", "Value balance", mark("What customers bring and cost in the years to come")),
    ("channels_title", "Channels", mark("What goes through each channel, and who watches it")),
    ("budget_title", "Budget", mark("What each group may cost by its value, and what it did cost")),
    ("trends_title", "Trends", mark("Every measure over thirteen months")),
    ("facts_title", "Facts", mark("Every figure behind the pages")),
    ("accounts_title", "Customer ledger", mark("The P&L of every customer")),
    ("settings_title", "Settings", mark("Thresholds and assumptions")),
    ("checks_title", "Checks", mark("What must agree, and whether it does")),
    ("library_title", "Library", mark("The definition of every measure")),
)
DATA = ("data_title", "Data", mark("Paste other rows, and the scorecard follows"))


def fill(context: Context) -> None:
    """Write the cover; it comes last, because it repeats what other pages say."""
    voice, report = context.voice, context.report
    context.put("cover_group", report.group)
    period = voice(
        "{period}, compared with {previous}",
        period=labels.period_label(voice, report.run.period),
        previous=context.previous_name,
    )
    context.put("cover_period", "; ".join((period, *scorecard.limits(context))))
    finding = scorecard.message(context)
    context.put("cover_message", Cell(finding.value, context.layout.cell("scorecard_title")))
    _score(context)
    _perspectives(context)
    _legend(context)
    rows = [
        Row("line", {"sheet": context.link(name, sheet), "text": voice(about)})
        for name, sheet, about in (*CONTENTS, *([DATA] if context.live else []))
    ]
    context.rows("contents", rows)
    context.rows(
        "file", [Row("line", {"label": voice(label), "value": value}) for label, value in _file(context)]
    )


def _score(context: Context) -> None:
    evaluation = context.report.evaluation
    row, total = len(evaluation.perspectives), evaluation.total
    at = {name: context.layout.at("rollup", name, row) for name in ("score", "status", "coverage")}
    context.put("cover_score", shown(at["score"], total.score, context.score_format(total.score)))
    context.put("cover_status", Cell(context.status_word(evaluation.status(total.score)), at["status"]))
    context.put("cover_coverage", shown(at["coverage"], total.coverage, "0%"))
    count = len(evaluation.lines)
    good = sum(line.status == "good" for line in evaluation.lines)
    statuses = context.layout.column("targets", "status", count)
    achieved = context.layout.column("targets", "achievement", count)
    reached = Cell(good, f'COUNTIF({statuses},"▲*")')
    known = Cell(sum(line.achievement is not None for line in evaluation.lines), f"COUNT({achieved})")
    context.put("cover_on_target", context.sentence("{good} of {count}", good=reached, count=known))


def _perspectives(context: Context) -> None:
    evaluation = context.report.evaluation
    rows = []
    for row, (perspective, rolled) in enumerate(evaluation.perspectives.items()):
        at = {name: context.layout.at("rollup", name, row) for name in ("score", "status")}
        rows.append(
            Row(
                "line",
                {
                    "name": context.voice(PERSPECTIVE_NAMES[perspective]),
                    "bar": Cell(rolled.score or 0.0, f"IF(ISNUMBER({at['score']}),{at['score']},0)"),
                    "score": shown(at["score"], rolled.score, context.score_format(rolled.score)),
                    "status": Cell(context.status_word(evaluation.status(rolled.score)), at["status"]),
                },
            )
        )
    context.rows("perspectives", rows)


def _legend(context: Context) -> None:
    """Write from where each status counts, following the thresholds of sheet Settings."""
    rules = context.report.run.rules
    green, amber = (
        Cell(percent(share), f'TEXT({context.setting(name)},"0%")')
        for name, share in (("green", rules.green), ("amber", rules.amber))
    )
    sentence = context.sentence
    context.put("cover_legend_green", sentence("achieved {share} or more", share=green))
    context.put("cover_legend_amber", sentence("achieved {share} or more, short of the target", share=amber))
    context.put("cover_legend_red", sentence("achieved less than {share}", share=amber))


def _file(context: Context) -> list[tuple[str, str]]:
    run = context.report.run
    customers = context.report.customers
    rows = [
        (mark("Customers"), "" if customers is None else labels.figure(context.voice, COUNT, customers)),
        (mark("Currency"), run.currency),
        (mark("Data up to"), labels.day_label(context.voice, run.cutoff)),
        (mark("Definitions"), context.voice("library of {count} measures", count=len(catalogue.catalogue()))),
        (mark("Version"), f"cbsc-xl {__version__}"),
    ]
    return ([(mark("Company"), run.company)] if run.company else []) + rows
