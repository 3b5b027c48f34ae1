"""Words for periods, reasons and figures, in the language of the reader."""

from __future__ import annotations

from cbsc_xl.errors import CbscError, Needs
from cbsc_xl.period import BEGINNING, Period, add_months, to_date
from cbsc_xl.texts import Voice, mark
from cbsc_xl.units import MONEY, Unit

MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
DAYS = (
    mark("{day} January {year}"),
    mark("{day} February {year}"),
    mark("{day} March {year}"),
    mark("{day} April {year}"),
    mark("{day} May {year}"),
    mark("{day} June {year}"),
    mark("{day} July {year}"),
    mark("{day} August {year}"),
    mark("{day} September {year}"),
    mark("{day} October {year}"),
    mark("{day} November {year}"),
    mark("{day} December {year}"),
)
"""Days of each month: a language may bend the name of the month there."""

STATUS_WORDS = {
    "good": mark("▲ on target"),
    "watch": mark("● watch"),
    "bad": mark("▼ off target"),
    "none": mark("○ no data"),
}
NEEDS = {
    "table": mark("needs table {name}"),
    "column": mark("needs column {name}"),
    "setting": mark("needs setting {name}"),
}
NO_VALUE = "–"


def day_label(voice: Voice, day: int) -> str:
    """Return a day in words, ``31 December 2025``."""
    then = to_date(day)
    return voice(DAYS[then.month - 1], day=then.day, year=then.year)


def period_label(voice: Voice, period: Period) -> str:
    """Return a period in words, ``January to December 2025``."""
    last = to_date(period.end - 1)
    if period.start == BEGINNING:
        return voice("everything up to {day}", day=day_label(voice, period.end - 1))
    first = to_date(period.start)
    end = f"{voice(MONTHS[last.month - 1])} {last.year}"
    if first.day != 1 or to_date(period.end).day != 1:
        return voice(
            "{start} to {end}", start=day_label(voice, period.start), end=day_label(voice, period.end - 1)
        )
    if add_months(period.start, 1) == period.end:
        return end
    start = voice(MONTHS[first.month - 1]) + ("" if first.year == last.year else f" {first.year}")
    return voice("{start} to {end}", start=start, end=end)


def short_period(period: Period) -> str:
    """Return the name of a period for the head of a column, ``2025`` or ``2025-Q1``.

    Of twelve months to the end of one that month is enough.
    """
    return period.text.removeprefix("LTM:")


def end_of(period: Period) -> str:
    """Return the end of a period for the head of a column: its last month, or its last day within one."""
    last = to_date(period.end - 1).isoformat()
    return last[:7] if to_date(period.end).day == 1 else last


def in_lines(name: str) -> str:
    """Return the name of a period so that the head of a narrow column can break it between its two days."""
    return name.replace(":", ": ")


def shortened(words: str, most: int) -> str:
    """Return words cut to a number of characters, the last one … where something is left out."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def reason(voice: Voice, error: CbscError) -> str:
    """Return why there is no number: ``needs table Surveys``, or the reason in words."""
    if isinstance(error, Needs):
        return voice(NEEDS[error.kind], name=need(voice, error.name))
    return voice(str(error))


def need(voice: Voice, name: str) -> str:
    """Return what is needed; ``or`` stands between what can replace each other."""
    names = (part.rpartition("setting ") for part in name.split(" or "))
    return voice(" or ").join(voice("setting {name}", name=last) if kind else last for _, kind, last in names)


def dashed(form: str) -> str:
    """Return the number format of a unit with a dash for a text: the reason why there is no number."""
    return f'{form};"{NO_VALUE}"'


def change_format(voice: Voice, unit: Unit) -> str:
    """Return the number format of a change, with percentage points named in the language."""
    points = voice("pp")
    room = "".join(f"_{letter}" for letter in points)
    return unit.change_format.replace('pp"', f'{points}"').replace("_p_p", room)


def figure(voice: Voice, unit: Unit, value: float) -> str:
    """Return a number in words of a sentence, with the marks of the language: ``12.3%``, ``1,234``."""
    decimals = {"count": 0, "currency": 0, "average": 2, "multiple": 2}.get(unit.name, 1)
    text = f"{value * unit.change_factor:,.{decimals}f}".replace("-", "−")
    marks = {"nl": str.maketrans(",.", ".,"), "uk": str.maketrans(",.", "\u00a0,")}
    text = text.translate(marks.get(voice.language, {}))
    return text + ("%" if unit.name == "ratio" else f" {voice('days')}" if unit.name == "days" else "")


def symbol(voice: Voice, unit: Unit, currency: str) -> str:
    """Return how a unit is written in a narrow column: ``%``, ``EUR``, ``days``."""
    return currency if unit == MONEY else voice(unit.symbol)
