"""Settings: inputs that act in this file, and the assumptions behind the facts."""

from __future__ import annotations

from cbsc_xl.tables.schema import SETTINGS
from cbsc_xl.texts import mark
from cbsc_xl.workbook.pages.context import INPUTS, Context, patterns
from cbsc_xl.workbook.plan import Cell, Entry, Row

REGENERATE = (
    mark("Thresholds act at once; assumptions behind the facts need a new run"),
    mark("Blue cells are inputs; grey ones are shown, change them in the data and regenerate"),
)
ACT = (
    mark("Thresholds act at once; assumptions behind the facts act in table Settings"),
    mark("Blue cells are inputs; grey ones are values as of generation: change them on sheet Data_Settings"),
)
"""Title and subtitle of portable and of live workbooks."""

ASSUMPTIONS = [name for name in SETTINGS if name not in INPUTS]


def at(context: Context, name: str) -> str:
    """Return the address of an assumption behind the facts."""
    return context.layout.at("assumptions", "value", ASSUMPTIONS.index(name))


def fill(context: Context) -> None:
    """Write both blocks."""
    settings = context.report.run.settings
    language = context.report.run.language
    roles = patterns(len(INPUTS))
    inputs = [
        Row(
            roles[i],
            {"name": name, "value": settings.number(name), "meaning": SETTINGS[name].meaning[language]},
        )
        for i, name in enumerate(INPUTS)
    ]
    context.rows("inputs", inputs)
    roles = patterns(len(ASSUMPTIONS))
    context.rows("assumptions", [Row(roles[i], _row(context, name)) for i, name in enumerate(ASSUMPTIONS)])
    context.frame("settings", *(context.voice(words) for words in (ACT if context.live else REGENERATE)))


def _row(context: Context, name: str) -> dict[str, Entry]:
    settings = context.report.run.settings
    if name not in settings:
        value: Cell = Cell(context.voice("not given"))
    else:
        value = Cell(settings[name], format="General")
    origin = mark("given in the data") if name in settings.given else mark("default")
    return {
        "name": name,
        "value": value,
        "origin": context.voice(origin),
        "used_by": SETTINGS[name].meaning[context.report.run.language],
    }
