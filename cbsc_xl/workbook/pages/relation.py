"""The relation with the group: what it is worth to us, what we are worth to it, and the balance of both."""

from __future__ import annotations

from cbsc_xl.catalogue import find
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import mark
from cbsc_xl.workbook.datapage import VALUES
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE
from cbsc_xl.workbook.pages import objectives
from cbsc_xl.workbook.pages.context import Context, number, thousands
from cbsc_xl.workbook.pages.matrixtable import PANEL, VERDICT_ROW, VERDICTS
from cbsc_xl.workbook.plan import Cell, Entry, Row
from cbsc_xl.workbook.profit import VALUE_FOR
from cbsc_xl.workbook.report import POINTS, ValueKey

VALUE_OF = find("profit_per_customer")
"""The measure that says what a customer yields."""


def rows(context: Context) -> list[Row]:
    """Return three rows: heads, figures, remarks; the sheets with the figures must have been filled."""
    voice = context.voice
    heads: dict[str, Entry] = {
        "perspective": voice("The relation with"),
        "voice1": voice("Value of the customer"),
        "voice2": voice("Balance of giving and getting"),
        "voice3": voice("Value for the customer"),
    }
    worth = _figure(context, VALUE_OF, mark("{currency} {figure} profit per customer"))
    balance, beside = _balance(context)
    score = _figure(context, VALUE_FOR, mark("{figure} of 100"))
    figures: dict[str, Entry] = {
        "perspective": context.report.group,
        "voice1": worth,
        "voice2": balance,
        "voice3": score,
    }
    remarks: dict[str, Entry] = {
        "perspective": context.sentence("total score: {score}", score=objectives.total_score(context)),
        "voice1": _before(context, VALUE_OF),
        "voice2": beside,
        "voice3": _before(context, VALUE_FOR),
    }
    return [Row("relation", heads), Row("figure", figures), Row("remark", remarks)]


def _figure(context: Context, measure: Measure, words: str) -> Cell:
    """Return the figure of the period in a sentence, or why there is none."""
    key = ValueKey(measure)
    at, value = context.value(key, POINTS - 1), context.report.values[key][-1].value
    said = context.sentence(words, currency=context.report.run.currency, figure=thousands(value, at))
    told = said.value if value is not None else context.told(key, POINTS - 1)
    return Cell(told, f"IF(ISNUMBER({at}),{said.formula},{at})")


def _before(context: Context, measure: Measure) -> Cell:
    key = ValueKey(measure)
    figure = thousands(context.report.values[key][0].value, context.value(key, 0))
    period = f"{context.previous_name}: "
    return Cell(f"{period}{figure.value}", f"{text(period)}&{figure.formula}")


def _balance(context: Context) -> tuple[Entry, Entry]:
    """Return how many customers are in balance, and who gives or gets more."""
    panel = context.plan.blocks[PANEL]
    if not panel:
        return NO_VALUE, context.repeated("matrix_title")
    counts = [
        Cell(int(number(panel[row].values["c1"])), context.layout.at(PANEL, "c1", row))
        for row in range(VERDICT_ROW, VERDICT_ROW + len(VERDICTS))
    ]
    all_of_them = Cell(
        sum(int(number(count)) for count in counts), f"({'+'.join(str(count.formula) for count in counts)})"
    )
    balanced = context.sentence("{some} of {count} customers in balance", some=counts[1], count=all_of_them)
    beside = context.sentence(
        "{giving} give more than they get, {getting} the reverse", giving=counts[0], getting=counts[2]
    )
    return balanced, _remark(context, beside)


def _remark(context: Context, said: Cell) -> Cell:
    """Add to a remark over figures of the customer ledger that a live workbook has them as values."""
    if context.live is None:
        return said
    before = f"{said.value}; "
    return Cell(before + context.voice(VALUES), f'{said.formula}&"; "&{context.live.note}')
