"""The parts of a workbook that make xlwings Lite open with it and run its Python."""

from __future__ import annotations

import json

from cbsc_xl import __version__
from cbsc_xl.errors import TemplateError
from cbsc_xl.resources import host_path
from cbsc_xl.workbook.addition import declare, relate
from cbsc_xl.workbook.markup import quote
from cbsc_xl.workbook.package import Package

STORE_ID = "WA200008175"
CODE = ("main.py", "requirements.txt")

_FOLDER = "xl/webextensions/"
_EXTENSION = f"{_FOLDER}webextension1.xml"
_PANES = f"{_FOLDER}taskpanes.xml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.ms-office.webextension"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/webextension"
_NAMESPACE = "http://schemas.microsoft.com/office/webextensions"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = "{6C2F5D3A-8B0E-4E57-9A71-CB5C00000001}"


def add_lite(package: Package) -> None:
    """Add xlwings Lite and the code in ``udfs/lite`` to a workbook; one that has Lite keeps its own code.

    Raises TemplateError for a workbook with the task pane of another add-in.
    """
    present = [package[part] for part in package.names() if part.startswith(_FOLDER)]
    if any(b'name="main.py"' in content for content in present):
        return
    if present:
        raise TemplateError(
            f"{package.name} holds the task pane of another add-in: remove that add-in from the template, "
            "or add xlwings Lite to it in Excel."
        )
    package.replace(_EXTENSION, _extension().encode())
    package.replace(_PANES, _panes().encode())
    declare(package, _EXTENSION, f"{_KIND}+xml")
    declare(package, _PANES, f"{_KIND}taskpanes+xml")
    relate(package, _PANES, [("rId1", _RELATION, f"/{_EXTENSION}")])
    relate(package, "", [("rIdLite", f"{_RELATION}taskpanes", f"/{_PANES}")])


def _extension() -> str:
    """Return the add-in of the store with the code as its properties, each a text in JSON."""
    properties = "".join(
        f'<we:property name="{name}" value="{quote(json.dumps(_code(name)))}"/>' for name in CODE
    )
    return (
        f'{_START}<we:webextension xmlns:we="{_NAMESPACE}/webextension/2010/11" id="{_ID}">'
        f'<we:reference id="{STORE_ID.lower()}" version="1.0.0.0" store="en-US" storeType="OMEX"/>'
        f'<we:alternateReferences><we:reference id="{STORE_ID}" version="1.0.0.0" store="" storeType="OMEX"/>'
        f"</we:alternateReferences><we:properties>{properties}</we:properties><we:bindings/>"
        f'<we:snapshot xmlns:r="{_OFFICE}"/></we:webextension>'
    )


def _code(name: str) -> str:
    text = host_path(f"lite/{name}").read_text(encoding="utf-8")
    return text.replace("{version}", __version__)


def _panes() -> str:
    return (
        f'{_START}<wetp:taskpanes xmlns:wetp="{_NAMESPACE}/taskpanes/2010/11">'
        '<wetp:taskpane dockstate="right" visibility="1" width="350" row="1">'
        f'<wetp:webextensionref xmlns:r="{_OFFICE}" r:id="rId1"/></wetp:taskpane></wetp:taskpanes>'
    )
