"""The written package: the same bytes on every run, and what openpyxl cannot say about a chart."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = "2025-01-01T00:00:00Z"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_FONT = ["b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"]
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")


def write(workbook: Workbook, path: Path) -> None:
    """Save a workbook with fixed dates, ordered parts and alternative texts on its charts."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    texts = [
        [chart.alternative_text for chart in ws._charts]  # type: ignore[attr-defined]
        for ws in workbook.worksheets
        if ws._charts  # type: ignore[attr-defined]
    ]
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            info = zipfile.ZipInfo(part, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, _HEAD + _settled(part, canonicalize(source.read(part).decode()), texts))


def _settled(part: str, xml: str, texts: list[list[str]]) -> str:
    """Return a part, in its canonical form, without the time and with what openpyxl leaves out."""
    if part == _CORE:
        return re.sub('(W3CDTF">)[^<]*', rf"\g<1>{_STAMP}", xml)
    if part == _STYLES:
        return re.sub("<font>(.*?)</font>", _ordered, xml)
    if part.startswith("xl/charts/"):
        return _completed(xml)
    drawing = _DRAWING.fullmatch(part)
    return _described(xml, texts[int(drawing[1]) - 1]) if drawing else xml


def _ordered(font: re.Match[str]) -> str:
    """Put the properties of a font in the order of the schema, which openpyxl does not keep."""
    properties = re.findall(r"<(\w+)([^>]*)></\w+>", font[1])
    properties.sort(key=lambda found: _FONT.index(found[0]))
    return f"<font>{''.join(f'<{name}{rest}></{name}>' for name, rest in properties)}</font>"


def _completed(chart: str) -> str:
    """Say that there is no title, that an axis has no labels, that labels have a format of their own."""
    chart = chart.replace("<plotArea>", '<autoTitleDeleted val="1"></autoTitleDeleted><plotArea>', 1)
    ticks = '<minorTickMark val="none"></minorTickMark>'
    chart = re.sub(f"{ticks}(?!<tickLblPos)", f'{ticks}<tickLblPos val="none"></tickLblPos>', chart)
    return re.sub('(<dLbls><numFmt formatCode="[^"]*")>', r'\g<1> sourceLinked="0">', chart)


def _described(drawing: str, texts: list[str]) -> str:
    """Add alternative texts: openpyxl names its charts "Chart 1" and gives them no description."""
    queue = iter(texts)
    return re.sub(r'name="Chart \d+"', lambda match: f"{match[0]} descr={quoteattr(next(queue))}", drawing)
