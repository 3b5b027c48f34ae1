"""The ribbon of Excel: its XML and the VBA behind its buttons, both from the list of macros."""

from __future__ import annotations

from cbsc_xl.hosts.macros import MACROS
from cbsc_xl.texts import Voice, mark
from cbsc_xl.workbook.markup import quote

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
TAB = "CBSC"
MODULE = "CbscRibbon"
NO_ANSWER = mark("Python does not answer: run cbsc-xl doctor")
LARGE = {"new", "build", "freeze"}
"""Buttons with a large picture."""


def ribbon_xml(language: str) -> str:
    """Return the part customUI14.xml: a tab with a group per part and a button per macro."""
    voice = Voice(language)
    groups = "".join(_group(name, number, voice) for number, name in enumerate(_groups(), 1))
    return (
        f'<customUI xmlns="{NAMESPACE}"><ribbon><tabs><tab id="cbsc_tab" label="{TAB}">'
        f"{groups}</tab></tabs></ribbon></customUI>"
    )


def _groups() -> list[str]:
    return list(dict.fromkeys(macro.group for macro in MACROS))


def _group(name: str, number: int, voice: Voice) -> str:
    buttons = "".join(
        f'<button id="cbsc_button_{macro.name}" label="{quote(voice(macro.label))}"'
        f' screentip="{quote(voice(macro.label))}" supertip="{quote(voice(macro.help))}"'
        f' imageMso="{macro.icon}" size="{"large" if macro.name in LARGE else "normal"}"'
        f' onAction="{callback(macro.name)}"/>'
        for macro in MACROS
        if macro.group == name
    )
    return f'<group id="cbsc_group_{number}" label="{quote(voice(name))}">{buttons}</group>'


def callback(name: str) -> str:
    """Return the name of the VBA procedure behind the button of a macro."""
    return f"cbsc_{name}"


def callbacks(language: str) -> str:
    """Return the source of the VBA module ``MODULE``: a procedure per button.

    It calls ``AskMacro(name, workbook)`` and ``ForgetServer`` of the module that holds the way to Python.
    Controls are declared as Object, so that the project needs no reference to the library of Office.
    """
    message = Voice(language)(NO_ANSWER).replace('"', '""')
    procedures = (
        f'Public Sub {callback(macro.name)}(control As Object)\n    RunMacro "{macro.name}"\nEnd Sub\n'
        for macro in MACROS
    )
    return "\n".join(["Option Explicit\n", *procedures, _RUN.replace("{no_answer}", message)])


_RUN = f"""\
Private Sub RunMacro(ByVal macroName As String)
    On Error GoTo Failed
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    AskMacro macroName, ActiveWorkbook
    Exit Sub
Failed:
    ForgetServer
    MsgBox "{{no_answer}}", vbExclamation, "{TAB}"
End Sub
"""
