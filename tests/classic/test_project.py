"""The VBA project, judged by readers that others wrote: olefile, olevba, pyOpenVBA."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyopenvba.vba
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyopenvba.cfb import CFB

from cbsc_xl.hosts.classic.compound import compound_file
from cbsc_xl.hosts.classic.ovba import Module, compress, project, sheet_module, workbook_module
from tests.classic.readers import compound, olevba_decompressed, olevba_modules

LONG = "Option Explicit\n" + "".join(f"' line {n} of {n * 7919}\n" for n in range(900))
MODULES = (
    workbook_module(),
    sheet_module("Sheet1"),
    Module("Short", "Option Explicit\n"),
    Module("LongModule", LONG),
)


@given(st.binary(max_size=9000) | st.text("abcd \r\n", max_size=9000).map(str.encode))
@example(b"")
@example(b"a" * 5000)
@example(LONG.encode())
def test_two_readers_decompress_what_was_compressed(data: bytes) -> None:
    packed = compress(data)
    assert olevba_decompressed(packed) == data
    assert pyopenvba.vba.decompress(packed) == data


def test_text_becomes_smaller() -> None:
    assert len(compress(LONG.encode())) < len(LONG) / 2


def test_olevba_finds_the_modules() -> None:
    found = olevba_modules(project("CBSC", MODULES))
    assert {name: text.splitlines() for name, text in found.items()} == {
        module.name: module.text.splitlines() for module in MODULES
    }


def test_pyopenvba_finds_no_fault() -> None:
    file = CFB.from_bytes(project("CBSC", MODULES))
    found = pyopenvba.vba.parse_vba_project(file)
    assert found.name == "CBSC"
    assert found.validate(file) == []
    assert {module.name: module.source for module in found.modules} == {m.name: m.text for m in MODULES}


@pytest.mark.parametrize("count", [1, 3, 4, 40])
def test_compound_files_of_any_size_are_sound(count: int) -> None:
    tree = {f"stream {n}": bytes([n]) * (n * 997) for n in range(count)}
    content = compound_file({"folder": tree, "empty": b"", "large": bytes(70_000)})
    file = compound(content)
    assert {name: file.openstream(["folder", name]).read() for name in tree} == tree
    assert file.openstream("large").read() == bytes(70_000)


def test_ukrainian_help_is_stored_in_its_code_page() -> None:
    module = Module("Texts", "' Відтік клієнтів\n")
    assert "Відтік клієнтів" in olevba_modules(project("CBSC", [workbook_module(), module], 1251))["Texts"]


def test_form_is_that_of_the_addins_of_xlwings() -> None:
    """Source only: no compiled code that could disagree with it, as in the add-ins that xlwings ships."""
    import xlwings

    shipped = Path(xlwings.__file__).parent / "quickstart_addin_ribbon.xlam"
    theirs = compound(zipfile.ZipFile(shipped).read("xl/vbaProject.bin"))
    ours = compound(project("CBSC", MODULES))
    stream = "VBA/_VBA_PROJECT"
    assert ours.openstream(stream).read() == theirs.openstream(stream).read()
