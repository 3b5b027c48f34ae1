"""The ribbon is made of the list of macros: XML, VBA, texts in three languages, a test for each."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cbsc_xl.errors import BadArgument
from cbsc_xl.hosts.macros import MACROS, run
from cbsc_xl.hosts.ribbon import NAMESPACE, callback, callbacks, ribbon_xml
from cbsc_xl.hosts.session import Session
from cbsc_xl.texts import LANGUAGES, Voice
from tests.macros.desk import Answers, book_of

ICONS = {
    *("Camera", "CalculateNow", "ChartInsert", "DataValidation", "ExportExcel", "FileNew"),
    *("FunctionWizard", "Help", "Info", "Lock", "Paste", "Translate"),
}
"""Names of Office's own icons that may be used."""

ATTRIBUTES = {"id", "label", "screentip", "supertip", "imageMso", "size", "onAction"}
"""Attributes of a button, of those that the schema of customUI 2009/07 has."""

LONGEST = 1024
"""What the schema allows for a label or a tip."""


def element(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_ribbon_follows_the_schema(language: str) -> None:
    root = ElementTree.fromstring(ribbon_xml(language))
    assert root.tag == element("customUI")
    (tab,) = root.findall(f"./{element('ribbon')}/{element('tabs')}/{element('tab')}")
    assert tab.attrib == {"id": "cbsc_tab", "label": "CBSC"}
    assert {group.tag for group in tab} == {element("group")}
    assert all(group.keys() == ["id", "label"] for group in tab)
    buttons = [button for group in tab for button in group]
    assert {button.tag for button in buttons} == {element("button")}
    assert all({*button.keys()} == ATTRIBUTES for button in buttons)
    assert {button.attrib["size"] for button in buttons} == {"large", "normal"}
    identities = [node.attrib["id"] for node in tab.iter()]
    assert len(set(identities)) == len(identities)
    assert all(re.fullmatch(r"[A-Za-z_]\w*", identity) for identity in identities)
    texts = [button.attrib[name] for button in buttons for name in ("label", "screentip", "supertip")]
    assert all(0 < len(text) <= LONGEST for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_has_its_procedure(language: str) -> None:
    root = ElementTree.fromstring(ribbon_xml(language))
    called = [button.attrib["onAction"] for button in root.iter(element("button"))]
    procedures = re.findall(
        r"^Public Sub (\w+)\(control As Object\)\n    RunMacro \"(\w+)\"", callbacks(language), re.M
    )
    assert procedures == [(callback(macro.name), macro.name) for macro in MACROS]
    assert sorted(called) == sorted(name for name, _ in procedures)


def test_every_macro_is_complete() -> None:
    assert {macro.icon for macro in MACROS} == ICONS
    assert len({macro.name for macro in MACROS}) == len(MACROS)
    for macro in MACROS:
        for text in (macro.label, macro.help, macro.group):
            spoken = {Voice(language)(text) for language in LANGUAGES}
            assert len(spoken) > 1, text


def test_every_macro_is_tested_and_described() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    guide = (Path(__file__).parents[2] / "docs" / "ribbon.md").read_text(encoding="utf-8")
    for macro in MACROS:
        assert f'press("{macro.name}"' in tests
        assert f"| {macro.label} |" in guide


@pytest.mark.parametrize("macro", MACROS, ids=lambda macro: macro.name)
def test_an_unforeseen_error_is_one_sentence_and_a_line_of_the_log(
    macro: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a macro asks first breaks; the file stays as it is."""
    book, session, user = book_of(tmp_path / "x.xlsx"), Session(), Answers()
    before = (tmp_path / "x.xlsx").read_bytes()
    monkeypatch.setattr(Answers, "_next", lambda self, text: 1 / 0)
    monkeypatch.setattr(Answers, "say", lambda self, text: self.said.append(text))
    for name in ("put_sheet", "recalculate", "formulas", "selection"):
        monkeypatch.setattr(book, name, lambda *given: 1 / 0)
    name = getattr(macro, "name", "")
    assert not run(name, book, user, session)
    assert user.said == [f"{getattr(macro, 'label', '')} stopped: About and doctor says why."]
    assert "ZeroDivisionError" in session.log[0]
    assert (tmp_path / "x.xlsx").read_bytes() == before


def test_a_macro_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no macro 'fly'"):
        run("fly", book_of(tmp_path / "x.xlsx"), Answers(), Session())
