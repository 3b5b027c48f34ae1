"""The process that computes for LibreOffice: calls come by standard input, answers go to standard output.

Messages are pickled between two processes of one user. A call is answered by ``result``; before that the
worker may ask for a ``table`` of the calling document.
"""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

from cbsc_xl.hosts.function import ErrorValue, Result, Scalar
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.session import Session

ERROR_NUMBERS = {ErrorValue.NA: 32767, ErrorValue.VALUE: 519, ErrorValue.NUM: 503, ErrorValue.DIV0: 532}
"""How Calc numbers its errors: it reads the number from the payload of a NaN."""

REPEATING = {function.name for function in functions() if any(a.repeated for a in function.arguments)}
"""Functions whose last argument comes as a tuple of all that were given."""

_QUIET_NAN = 0x7FF8 << 48
_ERRORS = {
    error: struct.unpack("<d", struct.pack("<Q", _QUIET_NAN | number))[0]
    for error, number in ERROR_NUMBERS.items()
}


class Worker:
    """Answers calls until the input ends."""

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._source = source
        self._target = target
        self._session = Session()

    def run(self) -> None:
        """Answer one call after the other."""
        while True:
            try:
                message = pickle.load(self._source)  # noqa: S301
            except EOFError:
                return
            self._answer(message)

    def ask_table(self, name: str) -> Sequence[Sequence[Any]] | None:
        """Ask for a table; to read it LibreOffice may have to compute cells that call in between."""
        self._send("table", name)
        while (message := pickle.load(self._source))[0] == "call":  # noqa: S301
            self._answer(message)
        rows: Sequence[Sequence[Any]] | None = message[1]
        return rows

    def _answer(self, message: tuple[Any, ...]) -> None:
        _, function, arguments, key = message
        if function in REPEATING:
            arguments = (*arguments[:-1], *arguments[-1])
        result = self._session.call(function, arguments, Document(key, self))
        self._send("result", encoded(result))

    def _send(self, kind: str, content: Any) -> None:
        self._target.write(pickle.dumps((kind, content), 4))
        self._target.flush()


class Document:
    """A document of LibreOffice, known by the id that it has while it is open."""

    def __init__(self, key: str, worker: Worker) -> None:
        self._key = key
        self._worker = worker

    @property
    def key(self) -> str:
        """The id."""
        return self._key

    def table(self, name: str) -> Sequence[Sequence[Any]] | None:
        """Return the cells of a table or sheet, headers first."""
        return self._worker.ask_table(name)


def encoded(result: Result) -> float | str | tuple[tuple[float | str, ...], ...]:
    """Return a result as Calc takes it: floats, texts, or rows of them."""
    if isinstance(result, list):
        return tuple(tuple(map(_cell, row)) for row in result)
    return _cell(result)


def _cell(value: Scalar) -> float | str:
    if isinstance(value, ErrorValue):
        return float(_ERRORS[value])
    return value if isinstance(value, str) else float(value or 0)


def main() -> None:
    """Serve; what anything prints goes to standard error, so that it cannot mix with the answers."""
    with os.fdopen(os.dup(1), "wb") as target, os.fdopen(os.dup(0), "rb") as source:
        os.dup2(2, 1)
        Worker(source, target).run()
