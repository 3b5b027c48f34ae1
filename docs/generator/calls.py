"""How a measure is called: in Excel, on the command line, in Python."""

from __future__ import annotations

from cbsc_xl.measures.measure import Measure
from docs.generator.markdown import block, link, table
from docs.generator.worked import worked

ARGUMENTS = ("segment", "period", "channel", "data")
SEGMENT = "Gold"
CHANNELS = {"Transactions": "webshop"}
"""A channel for the example call, for tables other than those of contacts."""

HOSTS = (
    "The Excel functions come with the hosts (add-in for Windows, xlwings Lite, LibreOffice). Today a "
    "measure is used on the command line, in Python and in generated workbooks:"
)


def call_section(measure: Measure) -> tuple[str, ...]:
    """Return the parts of the section about the call."""
    return (
        block(signature(measure, ", "), signature(measure, "; ")),
        _arguments(measure),
        "For example, with commas and, as Dutch and Ukrainian Excel write it, with semicolons:",
        block(call(measure, ", "), call(measure, "; ")),
        HOSTS,
        block(command(measure), python(measure)),
        "The facts, settings and rows behind the figure:",
        block(f"cbsc-xl explain data.xlsx {measure.id} {options(measure)}"),
    )


def signature(measure: Measure, separator: str) -> str:
    """Return the call with the names of the arguments; what may be left out is in brackets."""
    names = (name if name in required(measure) else f"[{name}]" for name in ARGUMENTS)
    return f"={measure.function}({separator.join(names)})"


def required(measure: Measure) -> tuple[str, ...]:
    """Return the arguments that may not be left out."""
    return ("channel",) if measure.channel_required else ()


def values(measure: Measure) -> list[str]:
    """Return arguments for an example call: a segment, the period of the worked example, a channel."""
    example = worked(measure).case.example
    found = [SEGMENT, example.period]
    if measure.channel:
        found.append(example.options.get("channel") or CHANNELS.get(measure.channel, "phone"))
    return found


def call(measure: Measure, separator: str) -> str:
    """Return an example call."""
    return f"={measure.function}({separator.join(map(quoted, values(measure)))})"


def quoted(text: str) -> str:
    """Return a text in quotes."""
    return f'"{text}"'


def command(measure: Measure) -> str:
    """Return the example on the command line."""
    return f"cbsc-xl measure data.xlsx --measure {measure.id} {options(measure)}"


def options(measure: Measure) -> str:
    """Return the arguments of the example as options of a command."""
    named = zip(("segment", "period", "channel"), values(measure), strict=False)
    return " ".join(f"--{name} {value}" for name, value in named)


def python(measure: Measure) -> str:
    """Return the example in Python."""
    arguments = ", ".join(map(quoted, [measure.id, *values(measure)]))
    return f"Calculator(Ledger(read({quoted('data.xlsx')}))).measure({arguments}).value"


def _arguments(measure: Measure) -> str:
    rows = (
        ("segment", "`Gold`, `country=NL`, several joined by `;`; left out: all customers"),
        ("period", "`2025`, `2025-Q1`, `2025-03`, `LTM:2025-03`, ...; left out: the last 12 complete months"),
        ("channel", _channel(measure)),
        ("data", "what `CBSC_DATA` returned; left out: the data of the workbook that calls"),
    )
    return table(("argument", "meaning"), rows)


def _channel(measure: Measure) -> str:
    if measure.channel is None:
        return "does not apply to this measure: leave it out"
    column = link(f"`{measure.channel}.channel`", f"../tables/{measure.channel}.md")
    return f"a channel of {column}; " + ("required" if measure.channel_required else "left out: all channels")
