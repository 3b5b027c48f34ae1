"""Readers of VBA projects that others wrote."""

from __future__ import annotations

import io
import warnings
from typing import Any

import olefile

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools calls old names of pyparsing
    from oletools.olevba import VBA_Parser, decompress_stream


def olevba_modules(project: bytes) -> dict[str, str]:
    """Sources by name, as olevba reads them."""
    found = VBA_Parser("vbaProject.bin", data=project).extract_macros()
    return {stream.removeprefix("VBA/"): text for _, stream, _, text in found}


def olevba_decompressed(packed: bytes) -> bytes:
    """Data that was compressed, as olevba reads them."""
    return bytes(decompress_stream(bytearray(packed)))


def compound(content: bytes) -> Any:
    """A compound file; every defect is an error."""
    file = olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_UNSURE)
    assert file.parsing_issues == []
    return file
