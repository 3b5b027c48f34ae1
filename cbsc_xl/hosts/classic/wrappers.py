"""The VBA of the functions: a wrapper per function, and the modules that carry the calls to Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources

from cbsc_xl.hosts.classic.ovba import Module, project, sheet_module, workbook_module
from cbsc_xl.hosts.function import HELP_LENGTH, Argument, Function
from cbsc_xl.texts import Voice

PROJECT = "CBSC"
PROGRAM = "import sys; sys.path[:] = filter(None, sys.path); import xlwings; xlwings.serve('$(CLSID)')"
"""What the Python process runs; the DLL puts in the class under which it is found."""

BUILT_IN_CATEGORIES = 19
"""Categories of the function wizard before the first of our own."""

_CODE_PAGES = {"en": 1252, "nl": 1252, "uk": 1251}


def vba_project(
    functions: Sequence[Function],
    xlwings_version: str,
    sheets: Sequence[str] = (),
    language: str = "en",
    further: Sequence[Module] = (),
) -> bytes:
    """Return vbaProject.bin of an add-in, or of a workbook that carries the functions itself.

    ``sheets`` are the code names of its sheets, ``further`` modules of the ribbon;
    the workbook's code name is ThisWorkbook.
    """
    voice = Voice(language)
    modules = [
        workbook_module(),
        *map(sheet_module, sheets),
        Module("CbscFunctions", wrappers(functions, voice)),
        *support(xlwings_version, voice),
        *further,
    ]
    return project(PROJECT, modules, _CODE_PAGES[language])


def support(xlwings_version: str, voice: Voice) -> list[Module]:
    """Return the modules beside the wrappers: the way to Python, through the DLL of that xlwings."""
    no_answer = voice("Python does not answer: run cbsc-xl doctor")
    calls = _source("CbscCalls").replace("{no_answer}", _quoted(no_answer))
    server = _source("CbscServer").replace("{version}", xlwings_version).replace("{program}", PROGRAM)
    return [Module("CbscCalls", calls), Module("CbscServer", server)]


def _source(name: str) -> str:
    return (resources.files("cbsc_xl.hosts.classic") / "vba" / f"{name}.bas").read_text(encoding="ascii")


def wrappers(functions: Sequence[Function], voice: Voice) -> str:
    """Return the source of the module with a wrapper per function."""
    groups = categories(functions)
    lines = ["Option Explicit"]
    for function in functions:
        number = BUILT_IN_CATEGORIES + 1 + groups.index(function.category)
        lines += ["", *_wrapper(function, number, voice)]
    return "\n".join(lines) + "\n"


def categories(functions: Sequence[Function]) -> list[str]:
    """Return the categories of the functions in the order of their first function."""
    return list(dict.fromkeys(function.category for function in functions))


def short(text: str) -> str:
    """Return a help text on one line, as long as the function wizard shows."""
    line = " ".join(text.split())
    return line if len(line) <= HELP_LENGTH else line[: HELP_LENGTH - 3].rstrip() + "..."


def declared(function: Function, voice: Voice) -> list[Argument]:
    """Return the arguments as VBA has them, with their help in the language as the wizard shows it.

    VBA refuses optional arguments before a repeated one, so the repeated one takes them in.
    """
    spoken = [replace(argument, help=short(voice(argument.help))) for argument in function.arguments]
    if not any(argument.repeated for argument in spoken):
        return spoken
    required = [argument for argument in spoken if not argument.optional]
    folded = "; ".join(argument.help for argument in spoken if argument.optional)
    return [*required, replace(spoken[-1], help=short(folded))]


def _wrapper(function: Function, category: int, voice: Voice) -> Iterator[str]:
    name, arguments = function.name, declared(function, voice)
    yield f"Public Function {name}({', '.join(map(_parameter, arguments))}) As Variant"
    yield f'Attribute {name}.VB_Description = "{_quoted(short(voice(function.help)))}"'
    yield f'Attribute {name}.VB_ProcData.VB_Invoke_Func = " \\n{category}"'
    fixed = ", ".join(argument.name for argument in arguments if not argument.repeated)
    given = f"Array({fixed})"
    if arguments and arguments[-1].repeated:
        yield "    Dim others As Variant"
        yield f"    others = {arguments[-1].name}"
        given = f"Joined({given}, others)"
    yield f'    {name} = CallPython("{name}", {given})'
    yield "End Function"


def _parameter(argument: Argument) -> str:
    if argument.repeated:
        return f"ParamArray {argument.name}() As Variant"
    return f"{'Optional ' if argument.optional else ''}{argument.name} As Variant"


def _quoted(text: str) -> str:
    return text.replace('"', '""')
