"""Cell styles with another number format: copies of the template's styles, numbered per workbook."""

from __future__ import annotations

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.book import Book
from cbsc_xl.workbook.markup import Node, parse, quote, set_attributes, spliced
from cbsc_xl.workbook.package import Package

_FIRST_CUSTOM = 164
_BUILT_IN = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11, "@": 49,
}  # fmt: skip
"""The formats whose number means the same in every language of Excel."""


class Styles:
    """The style sheet of a template."""

    def __init__(self, data: bytes, part: str) -> None:
        """Read a style sheet; TemplateError if it has no cell styles."""
        self._data = data
        self._root = parse(data, part)
        formats = self._root.one("numFmts")
        self._formats = formats.children if formats else []
        self._numbers = {node.get("formatCode"): int(node.get("numFmtId")) for node in self._formats}
        cells = self._root.one("cellXfs")
        if cells is None or not cells.children:
            raise TemplateError(f"The part {part} has no cell styles: save the template again in Excel.")
        self._cells = cells
        self.count = len(cells.children)
        self._copies: dict[tuple[int, int], str] = {}
        self._parts: dict[tuple[tuple[int, str], ...], bytes] = {}

    def with_variants(self, variants: tuple[tuple[int, str], ...]) -> bytes:
        """Return the style sheet with a copy of style `variant[0]` in format `variant[1]`, in this order."""
        if variants not in self._parts:
            if len(self._parts) >= 64:
                self._parts.clear()
            self._parts[variants] = self._extended(variants)
        return self._parts[variants]

    def _extended(self, variants: tuple[tuple[int, str], ...]) -> bytes:
        numbers = _BUILT_IN | self._numbers
        following = max([_FIRST_CUSTOM - 1, *numbers.values()]) + 1
        new: list[str] = []
        for _, code in variants:
            if code not in numbers:
                numbers[code] = following + len(new)
                new.append(code)
        copies = "".join(self._copy(style, numbers[code]) for style, code in variants)
        tag = self._tag(self._cells, self.count + len(variants))
        edits = [(self._cells.start, self._cells.inner, tag), (self._cells.close, self._cells.close, copies)]
        return spliced(self._data, edits + self._format_edits({code: numbers[code] for code in new}))

    def _copy(self, style: int, number: int) -> str:
        key = style, number
        if key not in self._copies:
            node = self._cells.children[style]
            tag = self._data[node.start : node.inner].decode()
            tag = set_attributes(tag, numFmtId=str(number), applyNumberFormat="1")
            self._copies[key] = tag + self._data[node.inner : node.end].decode()
        return self._copies[key]

    def _format_edits(self, new: dict[str, int]) -> list[tuple[int, int, str]]:
        """Return the edits that add number formats."""
        if not new:
            return []
        prefix = self._root.prefix
        text = "".join(
            f'<{prefix}numFmt numFmtId="{number}" formatCode="{quote(code)}"/>'
            for code, number in new.items()
        )
        node = self._root.one("numFmts")
        if node is None or node.close == node.inner == node.end:
            start, end = (self._root.inner, self._root.inner) if node is None else (node.start, node.end)
            return [(start, end, f'<{prefix}numFmts count="{len(new)}">{text}</{prefix}numFmts>')]
        tag = self._tag(node, len(node.children) + len(new))
        return [(node.start, node.inner, tag), (node.close, node.close, text)]

    def _tag(self, node: Node, count: int) -> str:
        return set_attributes(self._data[node.start : node.inner].decode(), count=str(count))


class Variants(dict[tuple[int, str], str]):
    """The styles that one workbook adds, as attributes of cells, numbered in the order of their first use.

    The key is a style of the template and the number format that the new one has instead.
    """

    def __init__(self, styles: Styles) -> None:
        """Start without additions."""
        super().__init__()
        self._styles = styles

    def __missing__(self, variant: tuple[int, str]) -> str:
        """Add a style."""
        attribute = f' s="{self._styles.count + len(self)}"'
        self[variant] = attribute
        return attribute

    def part(self) -> bytes | None:
        """Return the new style sheet, or None if nothing was added."""
        return self._styles.with_variants(tuple(self)) if self else None


def add_style(package: Package, book: Book, style: int, form: str) -> int:
    """Give a workbook a copy of a style in another number format, and return its number."""
    part = book.related("styles") or "xl/styles.xml"
    styles = Styles(package.xml(part), part)
    package.replace(part, styles.with_variants(((style, form),)))
    return styles.count
