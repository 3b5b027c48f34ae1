"""The zip package of a workbook: read once, written many times without touching what did not change."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from cbsc_xl.errors import TemplateError
from cbsc_xl.workbook.markup import utf8

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DAY, _TIME = (1 << 5) | 1, 0  # 1 January 1980, 0:00: the same input gives the same bytes
_VERSION, _UTF8 = 20, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a package, ready to be written: its name, its local record, what the directory says."""

    name: bytes
    record: bytes
    method: int
    crc: int
    packed: int
    size: int

    @classmethod
    def of(cls, name: str, content: bytes, level: int = 1) -> Member:
        """Deflate the content of a part."""
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        return cls.raw(name, packed, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))

    @classmethod
    def raw(cls, name: str, packed: bytes, method: int, crc: int, size: int) -> Member:
        """Take bytes that are deflated, or stored, already."""
        text = name.encode()
        header = _LOCAL.pack(
            b"PK\3\4", _VERSION, _UTF8, method, _TIME, _DAY, crc, len(packed), size, len(text), 0
        )
        return cls(text, header + text + packed, method, crc, len(packed), size)

    def entry(self, offset: int) -> bytes:
        """Return the entry in the directory at the end of the package."""
        fixed = (_VERSION, _VERSION, _UTF8, self.method, _TIME, _DAY, self.crc, self.packed, self.size)
        return _CENTRAL.pack(b"PK\1\2", *fixed, len(self.name), 0, 0, 0, 0, 0, offset) + self.name


class Package:
    """The parts of a workbook file by name, in the order of the file."""

    def __init__(self, source: Path | str | bytes) -> None:
        """Read a file, or its bytes; TemplateError if it is no zip package."""
        self.name = "The workbook" if isinstance(source, bytes) else Path(source).name
        data = source if isinstance(source, bytes) else _read(Path(source))
        self._parts: dict[str, bytes] = {}
        self.members: dict[str, Member] = {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                for info in archive.infolist():
                    if not info.is_dir():
                        self._add(info, data, archive)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, struct.error) as error:
            raise TemplateError(
                f"{self.name} is not an .xlsx workbook or is damaged: open it in Excel, remove a password "
                "if it has one, and save it as Excel workbook (.xlsx)."
            ) from error

    def _add(self, info: zipfile.ZipInfo, data: bytes, archive: zipfile.ZipFile) -> None:
        name = info.filename.lstrip("/")
        if name in self.members:
            raise TemplateError(f"{self.name} holds the part {name} twice: save it again in Excel.")
        self._parts[name] = archive.read(info)
        lengths = struct.unpack_from("<2H", data, info.header_offset + 26)
        start = info.header_offset + _LOCAL.size + sum(lengths)
        packed = data[start : start + info.compress_size]
        self.members[name] = Member.raw(name, packed, info.compress_type, info.CRC, info.file_size)

    def __contains__(self, name: str) -> bool:
        """Tell whether the package has this part."""
        return name in self._parts

    def __getitem__(self, name: str) -> bytes:
        """Return the content of a part; TemplateError if it is missing."""
        try:
            return self._parts[name]
        except KeyError:
            raise TemplateError(f"{self.name} lacks the part {name}: save it again in Excel.") from None

    def names(self) -> list[str]:
        """Return the names of all parts in the order of the file."""
        return list(self._parts)

    def xml(self, name: str) -> bytes:
        """Return the content of an XML part in UTF-8."""
        return utf8(self[name])

    def copy(self) -> Package:
        """Return a package of the same parts, whose parts can be replaced."""
        other = copy(self)
        other._parts, other.members = dict(self._parts), dict(self.members)
        return other

    def replace(self, name: str, content: bytes) -> None:
        """Give a part new content for everything that is written from now on."""
        self._parts[name] = content
        self.members[name] = Member.of(name, content, level=6)

    def remove(self, name: str) -> None:
        """Leave out a part."""
        del self._parts[name], self.members[name]

    def write(self, changed: Mapping[str, Member]) -> bytes:
        """Return the package with the changed members in the places of the old ones."""
        members = [changed.get(name, member) for name, member in self.members.items()]
        directory, offset = [], 0
        for member in members:
            directory.append(member.entry(offset))
            offset += len(member.record)
        entries, count = b"".join(directory), len(members)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), offset, 0)
        return b"".join([*(member.record for member in members), entries, end])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"The workbook {path} cannot be read: {error.strerror}.") from error
