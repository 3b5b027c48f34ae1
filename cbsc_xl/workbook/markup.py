"""XML with offsets: what a part says and where it says it, so that the rest can be kept byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from cbsc_xl.errors import TemplateError

_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ENCODING = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["']([^"']*)["']""")
_REFUSED = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\n\t\r]')


@dataclass(slots=True)
class Node:
    """An element: `start` to `end` is all of it, `inner` to `close` what stands between its tags."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its namespace prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The namespace prefix with its colon, or nothing."""
        return self.tag[: len(self.tag) - len(self.name)]

    def all(self, name: str) -> list[Node]:
        """Return the children with this name."""
        return [child for child in self.children if child.name == name]

    def one(self, name: str) -> Node | None:
        """Return the first child with this name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def walk(self) -> Iterator[Node]:
        """Yield this element and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, whatever its namespace prefix."""
        if name in self.attributes:
            return self.attributes[name]
        for key, value in self.attributes.items():
            if key.endswith(f":{name}"):
                return value
        return default

    def flag(self, name: str) -> bool:
        """Tell whether an attribute says yes."""
        return self.get(name) in ("1", "true")


def parse(data: bytes, part: str) -> Node:
    """Read a part that is encoded in UTF-8; TemplateError names a part that is no XML."""
    builder = _Builder(data, part)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise TemplateError(
            f"The part {part} is damaged ({error}): save the workbook again in Excel."
        ) from error
    return builder.root


def utf8(data: bytes) -> bytes:
    """Return a part in UTF-8 without a byte order mark, whatever it was encoded in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _ENCODING.sub(r"\1", data.decode("utf-16")).encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(data[:200].decode("latin-1"))
    if declared is None or declared[2].lower() in ("utf-8", "us-ascii"):
        return data
    return _ENCODING.sub(r"\1", data.decode(declared[2])).encode()


def escape(text: str) -> str:
    """Return text as content of an element; characters that XML refuses are left out."""
    if not text.isprintable():
        text = _REFUSED.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Return text as the value of an attribute, without the quotation marks."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], _REFUSED.sub("", text))


def set_attributes(tag: str, **attributes: str | None) -> str:
    """Return a start tag with attributes set, or removed where the value is None."""
    for name, value in attributes.items():
        new = "" if value is None else f' {name}="{quote(value)}"'
        found = re.search(rf"""\s{name}\s*=\s*("[^"]*"|'[^']*')""", tag)
        end = len(tag) - (2 if tag.endswith("/>") else 1)
        start, end = found.span() if found else (len(tag[:end].rstrip()), end)
        tag = tag[:start] + new + tag[end:]
    return tag


def spliced(data: bytes, edits: list[tuple[int, int, str]]) -> bytes:
    """Return data with each range (start, end) replaced by a text; ranges do not overlap."""
    pieces, position = [], 0
    for start, end, text in sorted(edits):
        pieces += [data[position:start], text.encode()]
        position = end
    return b"".join([*pieces, data[position:]])


class _Builder:
    """Turns the events of the parser into nodes."""

    def __init__(self, data: bytes, part: str) -> None:
        self.data, self.part = data, part
        self.open: list[Node] = []
        self.root: Node
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        match = _TAG.match(self.data, start)
        if match is None:
            raise TemplateError(
                f"The part {self.part} is not encoded in UTF-8: save the workbook again in Excel."
            )
        node = Node(tag, attributes, start, match.end())
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def _end(self, tag: str) -> None:
        node = self.open.pop()
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
        else:
            node.close = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close) + 1

    def _text(self, text: str) -> None:
        self.open[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise TemplateError(f"The part {self.part} declares a document type, which no workbook needs.")
