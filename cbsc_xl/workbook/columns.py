"""The columns of a worksheet: their styles, and which of them are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby

from cbsc_xl.workbook.markup import Node, set_attributes

Span = tuple[int, int, str]
"""A first and a last column, and the tag that describes them."""


class Columns:
    """The list of columns of one worksheet."""

    def __init__(self, data: bytes, root: Node, place: int) -> None:
        """Read it from a part; `place` is where the list belongs if there is none."""
        node = root.one("cols")
        self.start, self.end = (node.start, node.end) if node else (place, place)
        self._xml, self._prefix = data[self.start : self.end].decode(), root.prefix
        nodes = node.children if node else []
        self._styles = [(*_ends(each), int(each.get("style") or 0)) for each in nodes]
        self._spans: list[Span] = [
            (*_ends(each), data[each.start : each.inner].decode().rstrip("/>") + "/>") for each in nodes
        ]

    def style(self, column: int) -> int:
        """Return the style of the empty cells of a column."""
        return next((style for first, last, style in self._styles if first <= column <= last), 0)

    def xml(self, hidden: AbstractSet[int]) -> str:
        """Return the list, with columns hidden."""
        if not hidden:
            return self._xml
        spans = [piece for span in self._spans for piece in _pieces(span, hidden)]
        listed = {column for first, last, _ in spans for column in hidden if first <= column <= last}
        new = f'<{self._prefix}col width="0" customWidth="1"/>'
        spans += [piece for column in hidden - listed for piece in _pieces((column, column, new), hidden)]
        name = f"{self._prefix}cols"
        return f"<{name}>{''.join(tag for _, _, tag in sorted(spans))}</{name}>"


def _ends(node: Node) -> tuple[int, int]:
    return int(node.get("min")), int(node.get("max"))


def _pieces(span: Span, hidden: AbstractSet[int]) -> Iterator[Span]:
    """Yield a span in pieces that are hidden or not: columns of one width share a tag."""
    first, last, tag = span
    for unseen, group in groupby(range(first, last + 1), hidden.__contains__):
        columns = list(group)
        ends = {"min": str(columns[0]), "max": str(columns[-1])}
        new = set_attributes(tag, **ends, **({"hidden": "1"} if unseen else {}))
        yield columns[0], columns[-1], new
