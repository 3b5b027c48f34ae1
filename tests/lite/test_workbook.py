"""Workbooks for Lite: the add-in and the code that they carry, and formulas in the words of Lite."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cbsc_xl import __version__
from cbsc_xl.errors import TemplateError
from cbsc_xl.hosts.editions import HOSTS
from cbsc_xl.hosts.webextension import add_lite
from cbsc_xl.resources import template_path
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.host import Host
from cbsc_xl.workbook.lint import lint
from cbsc_xl.workbook.markup import parse
from cbsc_xl.workbook.package import Package
from tests.workbook.demo import demo_run

EXTENSION = "xl/webextensions/webextension1.xml"
EXPECTED = Path(__file__).parent / "webextension1.xml"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lite")
    return generate(demo_run(), folder, ["Hotels"], host=HOSTS["lite"]).files[0]


def dressed() -> Package:
    package = Package(template_path("scorecard.xlsx"))
    add_lite(package)
    return package


def code(extension: bytes) -> dict[str, str]:
    """The files that an extension carries, as Lite reads them."""
    properties = parse(extension, EXTENSION).one("properties")
    assert properties is not None
    return {node.get("name"): json.loads(node.get("value")) for node in properties.children}


def test_the_extension_is_as_expected() -> None:
    expected = EXPECTED.read_text(encoding="utf-8").replace("{version}", __version__)
    assert dressed()[EXTENSION].decode() == expected.rstrip("\n")


def test_the_code_runs_and_asks_for_this_version(workbook: Path) -> None:
    with zipfile.ZipFile(workbook) as package:
        found = code(package.read(EXTENSION))
    assert f"cbsc-xl=={__version__}" in found["requirements.txt"].splitlines()
    names: dict[str, object] = {}
    exec(found["main.py"], names)
    assert names["CBSC_VERSION"]() == __version__  # type: ignore[operator]


def test_a_workbook_is_sound_and_opens(workbook: Path, tmp_path: Path) -> None:
    assert lint(workbook) == []
    assert openpyxl.load_workbook(workbook).sheetnames[0] == "Cover"
    again = generate(demo_run(), tmp_path, ["Hotels"], host=HOSTS["lite"]).files[0]
    assert again.read_bytes() == workbook.read_bytes()


def test_formulas_are_those_of_other_hosts_with_the_prefix_of_lite(workbook: Path, tmp_path: Path) -> None:
    """What test_live.py proves of the formulas and their cached values holds here, too."""
    plain = generate(demo_run(), tmp_path, ["Hotels"], host=Host()).files[0]
    with zipfile.ZipFile(workbook) as lite, zipfile.ZipFile(plain) as other:
        sheets = [name for name in other.namelist() if name.startswith("xl/worksheets/sheet")]
        calls = 0
        for name in [*sheets, *(n for n in other.namelist() if n.startswith("xl/worksheets/added"))]:
            text = lite.read(name)
            calls += text.count(b"_xldudf_CBSC_")
            assert text.replace(b"_xldudf_", b"") == other.read(name), name
    assert calls > 2_500


def test_a_template_with_lite_keeps_its_own_code() -> None:
    """So a company says once, in its template, where its Lite finds cbsc-xl."""
    own = dressed()
    changed = own[EXTENSION].replace(b"cbsc-xl==", b"https://intranet/cbsc_xl-")
    own.replace(EXTENSION, changed)
    names = own.names()
    add_lite(own)
    assert own[EXTENSION] == changed
    assert own.names() == names


def test_a_template_with_another_add_in_is_refused() -> None:
    other = dressed()
    other.replace(EXTENSION, other[EXTENSION].replace(b"main.py", b"setting"))
    with pytest.raises(TemplateError, match="holds the task pane of another add-in"):
        add_lite(other)
