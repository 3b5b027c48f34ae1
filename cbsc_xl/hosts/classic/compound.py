"""Writing a compound file ([MS-CFB], version 3): streams in folders, all in one file."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Tree = Mapping[str, "bytes | Tree"]

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_HEADER_FAT = 109
_NONE = _FREE


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        black = 1
        links = (self.kind, black, self.left, self.right, self.child)
        return struct.pack(
            "<64sH2B3I36xIQ", name, len(name) + 2 if name else 0, *links, self.start, self.size
        )


def compound_file(tree: Tree) -> bytes:
    """Return the bytes of a compound file that holds the streams of a tree; a folder is a mapping.

    Up to 109 sectors of the allocation table, which is 6.8 MB; the same tree gives the same bytes.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(entries, tree)
    table: list[int] = []
    sectors = bytearray()
    entries[0].content, mini_table = _mini_stream(entries)
    for entry in entries:
        if entry.kind == _ROOT or len(entry.content) >= _CUTOFF:
            entry.start = _store(sectors, table, entry.content)
            entry.size = len(entry.content)
    mini_start = _store(sectors, table, _numbers(mini_table))
    directory_start = _store(sectors, table, _directory(entries))
    return _header(directory_start, mini_start, len(mini_table), table) + sectors + _numbers(table)


def _add(entries: list[_Entry], tree: Tree) -> int:
    """Append the entries of a folder and return the one in the middle, where its search tree begins."""
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    found = {}
    for name in names:
        content = tree[name]
        found[name] = len(entries)
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content, size=len(content)))
        else:
            entries.append(_Entry(name, _STORAGE, start=0))
            entries[found[name]].child = _add(entries, content)
    return _balance(entries, [found[name] for name in names])


def _balance(entries: list[_Entry], ordered: Sequence[int]) -> int:
    if not ordered:
        return _NONE
    middle = len(ordered) // 2
    entry = entries[ordered[middle]]
    entry.left = _balance(entries, ordered[:middle])
    entry.right = _balance(entries, ordered[middle + 1 :])
    return ordered[middle]


def _mini_stream(entries: Sequence[_Entry]) -> tuple[bytes, list[int]]:
    """Return the short streams, one after the other, and the chains of their pieces."""
    content, table = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.content) < _CUTOFF:
            entry.start = len(table)
            _chain(table, len(entry.content), _MINI)
            content += _padded(entry.content, _MINI)
    return bytes(content), table


def _chain(table: list[int], size: int, unit: int) -> None:
    count = -(-size // unit)
    table += [*range(len(table) + 1, len(table) + count), _END]


def _store(sectors: bytearray, table: list[int], content: bytes) -> int:
    if not content:
        return _END
    start = len(table)
    _chain(table, len(content), _SECTOR)
    sectors += _padded(content, _SECTOR)
    return start


def _padded(content: bytes, unit: int) -> bytes:
    return content + bytes(-len(content) % unit)


def _numbers(table: Sequence[int]) -> bytes:
    content = struct.pack(f"<{len(table)}I", *table)
    return content + b"\xff" * (-len(content) % _SECTOR)


def _directory(entries: Sequence[_Entry]) -> bytes:
    unused = [_Entry("", 0, start=0)] * (-len(entries) % 4)
    return b"".join(entry.packed() for entry in [*entries, *unused])


def _header(directory: int, mini: int, minis: int, table: list[int]) -> bytes:
    """Return the header, and reserve the sectors of the table in the table itself."""
    first, count = len(table), 0
    while count * 128 < first + count:
        count += 1
    if count > _HEADER_FAT:
        raise ValueError("a compound file of more than 109 table sectors is not supported")
    table += [_FAT_SECTOR] * count
    where = [*range(first, first + count), *[_FREE] * (_HEADER_FAT - count)]
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    fixed = struct.pack("<8s16x5H6x", signature, 0x3E, 3, 0xFFFE, 9, 6)
    mini_sectors = -(-minis // 128)
    places = (0, count, directory, 0, _CUTOFF, mini, mini_sectors, _END, 0)
    return fixed + struct.pack("<9I", *places) + struct.pack(f"<{_HEADER_FAT}I", *where)
