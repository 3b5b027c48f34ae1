"""How a text file is laid out: encoding, delimiter, quotes, and the row of its header."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cbsc_xl.errors import DataError
from cbsc_xl.tables.headers import known

_DELIMITERS = ",;\t|"
_SAMPLE = 200_000
_SAMPLE_ROWS = 500
_HEADER_ROWS = 20
_WESTERN, _CYRILLIC = "cp1252", "cp1251"


@dataclass(frozen=True)
class Layout:
    """What mapping.toml may say about a file; None means detected.

    `delimiter` may be "whitespace". `header` gives the names of a file without a header row,
    `header_row` the number of the row that holds them. `sheet` is for workbooks.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header: tuple[str, ...] = ()
    header_row: int | None = None
    sheet: str | None = None


def decode(data: bytes, layout: Layout, source: str) -> bytes:
    """Return the text as utf-8 bytes without a mark at its start, lines ending in newline."""
    encoding = layout.encoding or _encoding(data)
    if encoding != "utf-8":
        try:
            data = data.decode(encoding).encode()
        except (UnicodeDecodeError, LookupError):
            raise DataError(
                f"file {source} is not in encoding {encoding}; correct `encoding` in mapping.toml"
            ) from None
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data.replace(b"\r", b"\n") if b"\n" not in data and b"\r" in data else data


def _encoding(data: bytes) -> str:
    if data.isascii():
        return "utf-16" if b"\0" in data[:_SAMPLE] else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte_encoding(data[:_SAMPLE] if not data[:_SAMPLE].isascii() else data)
    return "utf-8"


def _one_byte_encoding(data: bytes) -> str:
    """Cyrillic words are runs of bytes above 0xB2; western accents stand alone between ascii letters."""
    high = len(re.findall(rb"[\xb2-\xff]", data))
    in_runs = sum(len(run) for run in re.findall(rb"[\xb2\xb3\xb4\xba\xbf\xa5\xaa\xaf\xc0-\xff]{2,}", data))
    return _CYRILLIC if in_runs > high / 2 else _WESTERN


@dataclass(frozen=True)
class Shape:
    """A layout that is settled for a file; `start` is where its data begin, after `skipped` rows."""

    delimiter: str
    quote: str
    headers: tuple[str, ...]
    start: int
    skipped: int
    sample: tuple[tuple[str, ...], ...]


def shape(data: bytes, layout: Layout) -> Shape:
    """Find delimiter, quotes and header of utf-8 text."""
    head = data[:_SAMPLE].decode("utf-8", errors="ignore")
    if len(data) > _SAMPLE:
        head = head[: head.rfind("\n") + 1]
    lines = list(io.StringIO(head, newline=""))
    told = 1 if lines and re.fullmatch(r'"?sep=.?"?\s*', lines[0], re.IGNORECASE) else 0
    body = lines[told:]
    quote = _quote(head) if layout.quote is None else layout.quote
    delimiter = (
        layout.delimiter or (lines[0].strip().strip('"')[4:] if told else "") or _delimiter(body, quote)
    )
    rows, ends = _parse(body, delimiter, quote)
    at = _header_at(rows, layout, told)
    taken = told + (ends[at] if 0 <= at < len(ends) else 0)
    start = sum(len(line.encode()) for line in lines[:taken])
    headers = layout.header or (tuple(rows[at]) if rows else ())
    sample = tuple(tuple(row) for row in rows[at + 1 :])
    return Shape(delimiter, quote, tuple(name.strip() for name in headers), start, told + at + 1, sample)


def _header_at(rows: Sequence[Sequence[str]], layout: Layout, told: int) -> int:
    if layout.header:
        return (layout.header_row or 0) - 1
    return layout.header_row - 1 - told if layout.header_row else header_row(rows)


def _quote(head: str) -> str:
    single = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n])", head, re.MULTILINE))
    return "'" if '"' not in head and single > head.count("\n") / 2 else '"'


def _delimiter(lines: Sequence[str], quote: str) -> str:
    def score(delimiter: str) -> tuple[int, float, int]:
        rows = _parse(lines[:_SAMPLE_ROWS], delimiter, quote)[0]
        headers = max((known(row) for row in rows[:_HEADER_ROWS]), default=0)
        sizes = Counter(len(row) for row in rows if row)
        wide = {size: count for size, count in sizes.items() if size > 1}
        size = max(wide, key=lambda width: (wide[width], width), default=0)
        return (headers, round(wide.get(size, 0) / max(1, sizes.total()), 2), size)

    return max(_DELIMITERS, key=score)


def _parse(lines: Sequence[str], delimiter: str, quote: str) -> tuple[list[list[str]], list[int]]:
    """Split lines into rows; with each row the number of lines up to its end."""
    if delimiter == "whitespace":
        return [line.split() for line in lines], list(range(1, len(lines) + 1))
    reader = records(lines, delimiter, quote)
    rows, ends = [], []
    try:
        for row in reader:
            rows.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        pass
    return rows, ends


def records(lines: Sequence[str], delimiter: str, quote: str) -> csv._reader:  # type: ignore[name-defined]
    """Return a reader of the rows of a text."""
    if not quote:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter, quotechar=quote)


def header_row(rows: Sequence[Sequence[object]]) -> int:
    """Return the position of the header: the row with most known headers, else the first filled row."""
    best, most = -1, 1
    for position, row in enumerate(rows[:_HEADER_ROWS]):
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        found = known(texts)
        if found > most:
            best, most = position, found
    if best >= 0:
        return best
    return next((i for i, row in enumerate(rows) if any(cell not in (None, "") for cell in row)), 0)
