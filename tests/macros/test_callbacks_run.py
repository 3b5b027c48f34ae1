"""LibreOffice runs the VBA behind the buttons: a button asks for its macro, a silent Python is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from cbsc_xl.hosts.classic.ovba import Module, project, sheet_module, workbook_module
from cbsc_xl.hosts.macros import MACROS
from cbsc_xl.hosts.ribbon import MODULE, callback, callbacks
from tests.classic.books import with_macros
from tests.office.driver import Office

SERVER = """\
Option Explicit
Public asked As String

Public Sub AskMacro(ByVal macroName As String, ByVal book As Object)
    asked = asked & macroName & " "
End Sub

Public Sub ForgetServer()
End Sub

Public Function Pressed() As Variant
    asked = ""
    {presses}
    Pressed = asked
End Function
"""


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_button_asks_for_its_macro(office: Office, tmp_path: Path, language: str) -> None:
    presses = "\n    ".join(f"{callback(macro.name)} Nothing" for macro in MACROS)
    modules = [
        workbook_module(),
        sheet_module("Sheet1"),
        Module(MODULE, callbacks(language)),
        Module("CbscServer", SERVER.format(presses=presses)),
    ]
    content = project("CBSC", modules, 1251 if language == "uk" else 1252)
    path = with_macros({"A1": "=Pressed()"}, content, tmp_path / "book.xlsm")
    shown = office.recalculate(path, macros=True)["Sheet1"]["A1"]
    assert shown == "".join(f"{macro.name} " for macro in MACROS)
