"""What every page works with: the figures of a group, the places of the template, the plan that grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from string import Formatter

from cbsc_xl import __version__
from cbsc_xl.calculator import Outcome
from cbsc_xl.texts import Voice, mark
from cbsc_xl.units import Unit
from cbsc_xl.workbook import labels
from cbsc_xl.workbook.accounts import Accounts
from cbsc_xl.workbook.dialect import text
from cbsc_xl.workbook.labels import NO_VALUE, STATUS_WORDS
from cbsc_xl.workbook.live import Live
from cbsc_xl.workbook.plan import Cell, Entry, Layout, Plan, Row, Value
from cbsc_xl.workbook.report import FactKey, GroupReport, ValueKey

DASH = text(NO_VALUE)
DASH_FORMAT = "@_._0_%"
PRODUCT = mark("Customer Balanced Scorecard")


@dataclass
class Context:
    """A group's report on its way into a workbook.

    ``fact_rows`` and ``value_rows`` tell where pages before this one have put facts and measures,
    ``accounts`` what sheet Customer ledger holds if the P&L is known, ``sheets`` which sheets have a frame.
    """

    report: GroupReport
    layout: Layout
    live: Live | None = None
    plan: Plan = field(default_factory=Plan)
    fact_rows: dict[FactKey, int] = field(default_factory=dict)
    value_rows: dict[ValueKey, int] = field(default_factory=dict)
    accounts: Accounts | None = None
    sheets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.voice = Voice(self.report.run.language)

    @property
    def period_name(self) -> str:
        """Short name of the period."""
        return labels.short_period(self.report.run.period)

    @property
    def previous_name(self) -> str:
        """Short name of the period a year earlier."""
        return labels.short_period(self.report.run.period.previous_year)

    @cached_property
    def segment(self) -> str:
        """What is typed to ask for the group."""
        return self.report.run.segment(self.report.group)

    def told(self, key: ValueKey, point: int) -> Value:
        """Return what the cell of a measure shows at one of the thirteen points."""
        entry = self.plan.blocks["values"][self.value_rows[key]].values[f"p{point + 1}"]
        return entry.value if isinstance(entry, Cell) else entry

    def unit(self, unit: Unit) -> str:
        """Return how a unit is written in a column."""
        return labels.symbol(self.voice, unit, self.report.run.currency)

    def put(self, name: str, entry: Entry) -> None:
        """Fill a single cell."""
        self.plan.cells[name] = entry

    def rows(self, block: str, rows: Sequence[Row]) -> None:
        """Fill a block."""
        self.plan.blocks[block] = rows

    def frame(self, sheet: str, title: Entry, subtitle: str) -> None:
        """Fill what every page has: running head, message, check light and the way back."""
        parts = (self.voice(PRODUCT), self.report.group, self.period_name)
        self.put(f"{sheet}_head", "   |   ".join(parts))
        self.put(f"{sheet}_title", title)
        self.put(f"{sheet}_subtitle", subtitle)
        self.put(f"{sheet}_back", self.link("cover_group", self.voice("back to cover")))
        self.sheets.append(sheet)

    def link(self, name: str, label: str) -> Cell:
        """Return a link to a named cell."""
        target = "#" + self.layout.cell(name).replace("$", "")
        return Cell(label, f"HYPERLINK({text(target)},{text(label)})")

    def repeated(self, name: str) -> Cell:
        """Return a cell that repeats a named one, which is in the plan already."""
        entry = self.plan.cells[name]
        value = entry.value if isinstance(entry, Cell) else entry
        return Cell(value, self.layout.cell(name))

    def repeat(self, name: str, everywhere: str) -> None:
        """Repeat a named cell, which is in the plan already, on every framed sheet."""
        for sheet in self.sheets:
            self.put(f"{sheet}_{everywhere}", self.repeated(name))

    def sentence(self, words: str, **parts: Cell | str | int) -> Cell:
        """Return a sentence in the language of the reader; a part that is a cell follows its formula."""
        said = plain = ""
        formulas: list[str] = []
        for before, name, _, _ in Formatter().parse(self.voice(words)):
            part = parts[name] if name else ""
            if isinstance(part, Cell):
                said += f"{plain}{before}{part.value}"
                formulas += [text(plain + before), str(part.formula)]
                plain = ""
            else:
                plain += f"{before}{part}"
        spoken = (formula for formula in [*formulas, text(plain)] if formula != text(""))
        return Cell(said + plain, "&".join(spoken))

    def fact(self, key: FactKey, point: int) -> str:
        """Return the address of a fact at one of the thirteen points."""
        return self.layout.at("facts", f"p{point + 1}", self.fact_rows[key])

    def value(self, key: ValueKey, point: int) -> str:
        """Return the address of a measure at one of the thirteen points."""
        return self.layout.at("values", f"p{point + 1}", self.value_rows[key])

    def text_of(self, outcome: Outcome) -> str:
        """Return why there is no value, in the language of the reader."""
        return labels.reason(self.voice, outcome.error) if outcome.error else ""

    def status_word(self, colour: str) -> str:
        """Return symbol and word of a status."""
        return self.voice(STATUS_WORDS[colour])

    def status(self, achieved: float | None, colour: str, at: str, green: str, amber: str) -> Cell:
        """Return the status of an achievement at an address, by thresholds at two others."""
        formula = (
            f"IF(ISNUMBER({at}),INDEX(status_word,1+(ROUND({at},9)>={amber})+(ROUND({at},9)>={green})),"
            f"{text(self.status_word('none'))})"
        )
        return Cell(self.status_word(colour), formula)

    def score_format(self, score: float | None) -> str:
        """Return the number format of a rolled-up score."""
        rules = self.report.run.rules
        return share_format(score, rules.green, rules.amber)

    def setting(self, name: str) -> str:
        """Return the address of a setting that acts in the workbook."""
        return self.layout.at("inputs", "value", INPUTS.index(name))


INPUTS = ("green", "amber", "score_cap", "min_coverage")
"""Settings that formulas of the workbook use."""


def shown(at: str, value: float | None, form: str | None = None) -> Cell:
    """Return a number at an address as a page shows it: a dash where there is none."""
    if value is None:
        return Cell(NO_VALUE, f"IF(ISNUMBER({at}),{at},{DASH})", DASH_FORMAT)
    return Cell(value, f"IF(ISNUMBER({at}),{at},{DASH})", form)


def quoted(context: Context, words: str) -> str:
    """Put the customer's words in quotation marks, unless they stand in some already."""
    return words if words[:1] in '“„«"' else context.voice("“{words}”", words=words)


def known(value: float | None) -> float | str:
    """Return a number, or the dash that stands for no value: sums, averages and minima pass over it."""
    return NO_VALUE if value is None else value


def number(entry: Entry) -> float:
    """Return the number of an entry, 0 where it has none, as a spreadsheet adds it up."""
    value = entry.value if isinstance(entry, Cell) else entry
    return float(value) if isinstance(value, (int, float)) else 0.0


def rounded(value: float) -> int:
    """Round as a spreadsheet shows a number: by its 15 digits, halves away from zero."""
    return int(Decimal(f"{value:.15g}").quantize(Decimal(1), ROUND_HALF_UP))


def thousands(value: float | None, at: str) -> Cell:
    """Return a whole number as text; FIXED writes the marks of the reader's spreadsheet, TEXT may not.

    Both round to 6 decimals first, so that noise in the last digit of a sum does not decide.
    """
    said = NO_VALUE if value is None else _signed(f"{rounded(round(value, 6)):,}")
    return Cell(said, f'IFERROR(SUBSTITUTE(FIXED(ROUND({at},6),0),"-","−"),{DASH})')


def tenths(share: float | None, at: str) -> Cell:
    """Return a share in % with one decimal as text, as ``thousands`` does."""
    said = NO_VALUE if share is None else _signed(f"{rounded(round(share * 1000, 5)) / 10:,.1f}%")
    return Cell(said, f'IFERROR(SUBSTITUTE(FIXED(ROUND(100*{at},6),1),"-","−")&"%",{DASH})')


def hundredths(value: float | None, at: str) -> Cell:
    """Return a number with two decimals as text, as ``thousands`` does."""
    said = NO_VALUE if value is None else _signed(f"{rounded(round(value * 100, 4)) / 100:,.2f}")
    return Cell(said, f'IFERROR(SUBSTITUTE(FIXED(ROUND({at},6),2),"-","−"),{DASH})')


def _signed(number: str) -> str:
    return number.replace("-", "−")


def percent(share: float) -> str:
    """Return a share as TEXT(share, "0%") writes it."""
    return f"{rounded(share * 100)}%"


def share_format(share: float | None, *limits: float) -> str:
    """Show one decimal where a rounded share would stand on the other side of a threshold."""
    reached = share or 0.0
    crosses = any(round(reached, 9) < limit <= round(reached, 2) for limit in limits)
    return "0.0%" if crosses else "0%"


def patterns(count: int) -> list[str]:
    """Return the pattern of each of ``count`` rows: lines, and a last one without a hairline."""
    return ["line"] * (count - 1) + ["last"] * (count > 0)


def file_version() -> str:
    """Return the version that is written into a workbook."""
    return __version__
