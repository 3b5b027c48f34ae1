"""File names from the names of groups: safe on every system, and unique whatever the case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))}
OURS = ("overview", "manifest")
MOST_BYTES = 120
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def file_names(groups: Iterable[str], suffix: str = ".xlsx") -> dict[str, str]:
    """Return a file name per group; letters of any script stay, what a path could misuse does not.

    >>> file_names(["../x", "CON", "A/B", "a-b"])
    {'../x': 'x.xlsx', 'CON': '_CON.xlsx', 'A/B': 'A-B.xlsx', 'a-b': 'a-b 2.xlsx'}
    """
    taken = set(OURS)
    result: dict[str, str] = {}
    for group in groups:
        stem = _safe(group)
        name, number = stem, 1
        while _key(name) in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(_key(name))
        result[group] = name + suffix
    return result


def _safe(group: str) -> str:
    text = unicodedata.normalize("NFC", group)
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C" or letter in "\t\n")
    text = " ".join(_UNSAFE.sub("-", text).split()).strip(" .-")
    text = text.encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore").strip(" .-") or "group"
    return f"_{text}" if text.partition(".")[0].casefold() in RESERVED else text


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
