"""Function browser: every function of cbsc-xl with what it says, on a sheet."""

from __future__ import annotations

from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.function import Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.macros.desk import Block, Desk
from cbsc_xl.texts import Voice

SHEET = "CBSC functions"


def browser(desk: Desk) -> None:
    """Write the sheet: measures, then all other functions."""
    voice = desk.voice
    title = voice("{count} functions", count=len(functions()))
    desk.page(SHEET, title, _measures(voice), _others(voice))
    desk.user.say(voice("See the sheet {sheet}.", sheet=SHEET))


def _measures(voice: Voice) -> Block:
    from cbsc_xl.workbook.pages.library import described

    heads = [voice("function"), voice("name"), voice("definition"), voice("formula"), voice("unit")]
    rows: list[list[object]] = [[*heads, voice("needs"), voice("sources"), voice("example")]]
    for measure in catalogue():
        row = described(measure, voice, measure.unit.name)
        told = (
            row[key] for key in ("function", "name", "definition", "arguments", "unit", "needs", "sources")
        )
        channel = ',"webshop"' if measure.channel_required else ""
        rows.append([*told, f'={measure.function}("Gold",2025{channel})'])
    return rows


def _others(voice: Voice) -> Block:
    known = {measure.function for measure in catalogue()}
    heads = [voice("function"), voice("what it does"), voice("arguments")]
    return [heads, *(_row(function, voice) for function in functions() if function.name not in known)]


def _row(function: Function, voice: Voice) -> list[str]:
    arguments = "; ".join(f"{argument.name}: {voice(argument.help)}" for argument in function.arguments)
    return [function.name, voice(function.help), arguments]
