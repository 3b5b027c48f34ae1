"""Writing a VBA project ([MS-OVBA]) from sources alone: Excel compiles it when it opens the file."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cbsc_xl.hosts.classic.compound import compound_file

_CHUNK = 4096
_SHORTEST = 3
_GUID = "{8A1A4E3C-6C52-4B0B-9E6B-3F0C6D0B2C11}"
_WORKBOOK, _WORKSHEET = ("0{00020819-0000-0000-C000-000000000046}", "0{00020820-0000-0000-C000-000000000046}")
_UNPROTECTED = 'CMG="5D5F8AADDAA8DEA8DEA8DEA8DE"\r\nDPB="5D5F8AADDAADDBADDBAD"\r\nGC="5D5F8AADDAADDBADDB52"'
_REFERENCES = (
    (
        "stdole",
        "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\\Windows\\System32\\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
        "C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16\\MSO.DLL#"
        "Microsoft Office 16.0 Object Library",
    ),
)


@dataclass(frozen=True)
class Module:
    """A module: its name, its source without the line that names it, the class of what owns it."""

    name: str
    source: str = ""
    owner: str = ""

    @property
    def text(self) -> str:
        """The whole source as it is stored."""
        lines = [f'Attribute VB_Name = "{self.name}"', *_owned(self.owner), *self.source.splitlines()]
        return "".join(f"{line}\r\n" for line in lines)


def workbook_module(name: str = "ThisWorkbook") -> Module:
    """Return the empty module of the workbook; its name is the workbook's code name."""
    return Module(name, owner=_WORKBOOK)


def sheet_module(name: str) -> Module:
    """Return the empty module of a sheet; its name is the sheet's code name."""
    return Module(name, owner=_WORKSHEET)


def _owned(owner: str) -> list[str]:
    if not owner:
        return []
    flags = {
        "VB_GlobalNameSpace": False,
        "VB_Creatable": False,
        "VB_PredeclaredId": True,
        "VB_Exposed": True,
        "VB_TemplateDerived": False,
        "VB_Customizable": True,
    }
    return [f'Attribute VB_Base = "{owner}"', *(f"Attribute {name} = {flag}" for name, flag in flags.items())]


def project(name: str, modules: Sequence[Module], code_page: int = 1252) -> bytes:
    """Return vbaProject.bin: a project of that name with the modules, in a Windows code page.

    A character that the code page lacks becomes a question mark.
    """
    encoding = f"cp{code_page}"
    sources = {module.name: compress(module.text.encode(encoding, errors="replace")) for module in modules}
    return compound_file(
        {
            "VBA": {
                "_VBA_PROJECT": bytes.fromhex("cc61ffff000100"),
                "dir": compress(_directory(name, modules, code_page)),
                **sources,
            },
            "PROJECT": _project_text(name, modules).encode(encoding),
            "PROJECTwm": b"".join(
                module.name.encode(encoding) + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
                for module in modules
            )
            + b"\0\0",
        }
    )


def _project_text(name: str, modules: Sequence[Module]) -> str:
    return "\r\n".join(
        [
            f'ID="{_GUID}"',
            *(
                f"Document={module.name}/&H00000000" if module.owner else f"Module={module.name}"
                for module in modules
            ),
            f'Name="{name}"',
            'HelpContextID="0"',
            'VersionCompatible32="393222000"',
            _UNPROTECTED,
            "",
            "[Host Extender Info]",
            "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
            "",
            "[Workspace]",
            *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
            "",
        ]
    )


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _directory(name: str, modules: Sequence[Module], code_page: int) -> bytes:
    """Return the uncompressed stream dir: [MS-OVBA] 2.3.4.2."""
    long = struct.Struct("<I").pack
    information = [
        _record(0x01, long(1)),
        _record(0x02, long(0x409)),
        _record(0x14, long(0x409)),
        _record(0x03, struct.pack("<H", code_page)),
        _record(0x04, name.encode("ascii")),
        _record(0x05) + _record(0x40),
        _record(0x06) + _record(0x3D),
        _record(0x07, long(0)),
        _record(0x08, long(0)),
        struct.pack("<HIIH", 0x09, 4, 1, 0),
        _record(0x0C) + _record(0x3C),
    ]
    references = [part for reference in _REFERENCES for part in _reference(*reference)]
    count = [_record(0x0F, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]
    described = [part for module in modules for part in _module(module, f"cp{code_page}")]
    return b"".join([*information, *references, *count, *described, _record(0x10)])


def _reference(name: str, library: str) -> Iterator[bytes]:
    content = library.encode("ascii")
    yield _record(0x16, name.encode("ascii")) + _record(0x3E, name.encode("utf-16-le"))
    yield _record(0x0D, struct.pack("<I", len(content)) + content + bytes(6))


def _module(module: Module, encoding: str) -> Iterator[bytes]:
    name, wide = module.name.encode(encoding), module.name.encode("utf-16-le")
    yield _record(0x19, name) + _record(0x47, wide)
    yield _record(0x1A, name) + _record(0x32, wide)
    yield _record(0x1C) + _record(0x48)
    yield _record(0x31, bytes(4)) + _record(0x1E, bytes(4)) + _record(0x2C, b"\xff\xff")
    yield _record(0x22 if module.owner else 0x21) + _record(0x2B)


def compress(data: bytes) -> bytes:
    """Return data in the compression of [MS-OVBA] 2.4.1."""
    chunks = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    return b"\x01" + b"".join(map(_compress_chunk, chunks))


def _compress_chunk(chunk: bytes) -> bytes:
    tokens = [*_tokens(chunk)]
    packed = bytearray()
    for start in range(0, len(tokens), 8):
        group = tokens[start : start + 8]
        packed.append(sum(1 << place for place, token in enumerate(group) if len(token) == 2))
        packed += b"".join(group)
    return struct.pack("<H", 0xB000 | len(packed) - 1) + packed


def _tokens(chunk: bytes) -> Iterator[bytes]:
    """Yield literals of one byte and copies of two: how far back and how long."""
    at = 0
    seen: dict[bytes, list[int]] = {}
    while at < len(chunk):
        bits = max((at - 1).bit_length(), 4) if at else 4
        offset, length = _longest(chunk, at, seen.get(chunk[at : at + _SHORTEST], []), (0xFFFF >> bits) + 3)
        if length:
            yield struct.pack("<H", (offset - 1) << (16 - bits) | length - _SHORTEST)
        else:
            yield chunk[at : at + 1]
        for place in range(at, at + max(length, 1)):
            seen.setdefault(chunk[place : place + _SHORTEST], []).append(place)
        at += max(length, 1)


def _longest(chunk: bytes, at: int, places: Sequence[int], limit: int) -> tuple[int, int]:
    """Return how far back the longest repetition of what follows lies, and its length; 0 if there is none."""
    best, longest = 0, 0
    end = min(len(chunk), at + limit)
    for place in reversed(places):
        length = 0
        while at + length < end and chunk[place + length] == chunk[at + length]:
            length += 1
        if length > longest:
            best, longest = at - place, length
    return (best, longest) if longest >= _SHORTEST else (0, 0)
