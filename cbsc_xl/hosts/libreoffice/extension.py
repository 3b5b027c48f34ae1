"""The extension of LibreOffice: the component, the types of its methods, what Calc knows of its functions.

The types are text in UNOIDL, which LibreOffice reads as it is.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cbsc_xl import __version__
from cbsc_xl.hosts.function import Argument, Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.tables.books import DATA_SHEETS
from cbsc_xl.texts import LANGUAGES, translate
from cbsc_xl.workbook.markup import escape

IDENTIFIER = "cbsc-xl.add-in"
COMPONENT = "component.py"
SERVICE = "cbsc.xl.AddIn"
STAMP = (2025, 1, 1, 0, 0, 0)
"""The time of every file in the extension: the same functions give the same bytes."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPES = {
    "types.idl": "application/vnd.sun.star.uno-typelibrary;type=RDB",
    "CalcAddIns.xcu": "application/vnd.sun.star.configuration-data",
    COMPONENT: "application/vnd.sun.star.uno-component;type=Python",
}


def worker_command() -> list[str]:
    """Return the command that starts the worker in this environment."""
    root = str(Path(__file__).parents[3])
    serve = "from cbsc_xl.hosts.libreoffice.worker import main; main()"
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r}); {serve}"]


def build(path: Path, command: list[str]) -> None:
    """Write the extension; ``command`` starts the worker on the machine that uses it."""
    found = functions()
    methods = {method_name(function): (function.name, function.spills) for function in found}
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "types.idl": types(found),
        "CalcAddIns.xcu": add_ins(found),
        "addin.json": json.dumps(
            {"command": command, "methods": methods, "data_sheets": DATA_SHEETS}, indent=1
        ),
        COMPONENT: Path(__file__).with_name(COMPONENT).read_text(encoding="utf-8"),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED)


def method_name(function: Function) -> str:
    """Return the method of a function: UNOIDL allows no underscore.

    >>> from cbsc_xl.hosts.functions import functions
    >>> method_name(functions()[0])
    'cbscdata'
    """
    return function.name.replace("_", "").lower()


def types(found: tuple[Function, ...]) -> str:
    """Return the types of the methods in UNOIDL."""
    methods = "\n".join(map(_signature, found))
    return f"module cbsc {{ module xl {{ interface XFunctions {{\n{methods}\n}}; }}; }};\n"


def _signature(function: Function) -> str:
    result = "sequence< sequence<any> >" if function.spills else "any"
    return f"  {result} {method_name(function)}({_parameters(function)});"


def _parameters(function: Function) -> str:
    kinds = ["[in] com::sun::star::beans::XPropertySet document"]
    for argument in function.arguments:
        kind = "sequence<any>" if argument.repeated else "any"
        kinds.append(f"[in] {kind} {_argument_name(argument)}")
    return ", ".join(kinds)


def _argument_name(argument: Argument) -> str:
    return argument.name.replace("_", "")


def add_ins(found: tuple[Function, ...]) -> str:
    """Return what Calc shows of the functions: names, categories, help in all languages."""
    nodes = "".join(map(_function_node, found))
    return (
        f'{_HEAD}<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" '
        'oor:package="org.openoffice.Office">'
        f'<node oor:name="AddInInfo"><node oor:name="{SERVICE}" oor:op="replace">'
        f'<node oor:name="AddInFunctions">{nodes}</node></node></node></oor:component-data>\n'
    )


def _function_node(function: Function) -> str:
    arguments = "".join(
        f'<node oor:name="{_argument_name(argument)}" oor:op="replace">'
        f"{_property('DisplayName', argument.name)}{_spoken('Description', argument.help)}</node>"
        for argument in function.arguments
    )
    return (
        f'<node oor:name="{method_name(function)}" oor:op="replace">'
        f"{_property('DisplayName', function.name)}{_spoken('Description', function.help)}"
        '<prop oor:name="Category"><value>Add-In</value></prop>'
        f"{_property('CompatibilityName', function.name)}"
        f'<node oor:name="Parameters">{arguments}</node></node>\n'
    )


def _property(name: str, text: str) -> str:
    return f'<prop oor:name="{name}"><value xml:lang="en">{escape(text)}</value></prop>'


def _spoken(name: str, text: str) -> str:
    values = "".join(_values(text))
    return f'<prop oor:name="{name}">{values}</prop>'


def _values(text: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield f'<value xml:lang="{language}">{escape(translate(text, language))}</value>'


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in _TYPES.items()
    )
    names = 'xmlns:manifest="http://openoffice.org/2001/manifest"'
    return f"{_HEAD}<manifest:manifest {names}>{entries}</manifest:manifest>\n"


def _description() -> str:
    return (
        f'{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006">'
        f'<identifier value="{IDENTIFIER}"/><version value="{__version__}"/>'
        '<display-name><name lang="en">cbsc-xl</name></display-name></description>\n'
    )
