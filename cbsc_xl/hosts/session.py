"""What a host talks to: a function by its name, and an answer that a cell can hold, whatever happens."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cbsc_xl.errors import BadArgument, CbscError
from cbsc_xl.hosts.answers import of_error, of_result, status_of
from cbsc_xl.hosts.function import Book, ErrorValue, Function, Result
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.handles import Handles
from cbsc_xl.hosts.tail import TAIL

LOG_LINES = 50


class Session:
    """The functions and the data of all workbooks of one process.

    ``log`` holds a line for each call that failed in a way that nobody foresaw.
    """

    def __init__(self, handles: Handles | None = None) -> None:
        self.handles = handles or Handles()
        self.log: deque[str] = deque(maxlen=LOG_LINES)
        self._functions = {function.name: function for function in functions()}
        self._places = {name: _place_of_data(function) for name, function in self._functions.items()}

    def call(self, name: str, arguments: Sequence[Any], book: Book) -> Result:
        """Return what the cell shows: no exception leaves this method.

        A number, a text, an error value or rows; ``#N/A`` without a value, ``#VALUE!`` for a bad argument,
        a sentence if data are missing. An error among the arguments is the answer.
        """
        try:
            place = self._places[name]
            if place is None:
                return self._compute(name, arguments, book)
            pasted = self.handles.find(arguments[place] if place < len(arguments) else None, book)
            key = (name, *arguments)
            try:
                return pasted.results[key]
            except TypeError:  # a range among the arguments
                return self._compute(name, arguments, book)
            except KeyError:
                return pasted.results.setdefault(key, self._compute(name, arguments, book))
        except CbscError as error:
            return self._failed(name, arguments, error)
        except Exception as error:
            self.note(name, error)
            return ErrorValue.VALUE

    def note(self, name: str, error: Exception) -> None:
        """Add a line to the log: what failed, why, and where in the program."""
        self.log.append(f"{name}: {_line(error)}")

    def _compute(self, name: str, arguments: Sequence[Any], book: Book) -> Result:
        for argument in arguments:
            if isinstance(argument, ErrorValue):
                return argument
        function = self._functions[name]
        if len(arguments) > len(function.arguments) and not any(a.repeated for a in function.arguments):
            raise BadArgument(f"{name} has {len(function.arguments)} arguments, not {len(arguments)}")
        return of_result(function.call(self, book, *arguments))

    def _failed(self, name: str, arguments: Sequence[Any], error: CbscError) -> Result:
        """Return an error among the arguments, else what stands for the error; a spilling table says it."""
        for argument in arguments:
            if isinstance(argument, ErrorValue):
                return argument
        return status_of(error) if self._functions[name].spills else of_error(error)


def _place_of_data(function: Function) -> int | None:
    """Return the place of the argument ``data`` of a question about data, else None."""
    return len(function.arguments) - 1 if function.arguments[-len(TAIL) :] == TAIL else None


def _line(error: Exception) -> str:
    """Return an exception as one line, with the place in the program that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message} ({Path(frame.filename).name}, line {frame.lineno})"
