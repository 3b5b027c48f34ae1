"""What a host knows of a function: name, arguments, help, and how it is called, but not what it computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

HELP_LENGTH = 255
"""The longest help text that a function wizard shows."""


class ErrorValue(Enum):
    """An error that a cell shows; the value is how spreadsheets write it."""

    NA = "#N/A"
    VALUE = "#VALUE!"
    NUM = "#NUM!"
    DIV0 = "#DIV/0!"

    def __str__(self) -> str:
        """Return how spreadsheets write it: so a refused row of a pasted range shows it."""
        return str(self.value)


Scalar = float | str | bool | ErrorValue | None
Result = Scalar | list[list[Scalar]]
"""What a function gives a cell, or the cells that it spills over, row by row."""


class Book(Protocol):
    """The workbook that calls: what a function may ask of it."""

    @property
    def key(self) -> str:
        """What tells this open workbook from every other one."""

    def table(self, name: str) -> Sequence[Sequence[Any]] | None:
        """Return the rows of the table of that name, in any case, headers first; None if there is none."""


@dataclass(frozen=True)
class Argument:
    """An argument: an ASCII name that is no word of VBA, and its help in English.

    ``repeated`` marks a last argument that may be given many times.
    """

    name: str
    help: str
    optional: bool = True
    repeated: bool = False


@dataclass(frozen=True)
class Function:
    """A function of the spreadsheet; ``call`` takes the session, the calling workbook and plain arguments.

    ``help`` and the help of the arguments are English; ``spills`` tells that the result is a range.
    """

    name: str
    help: str
    category: str
    arguments: tuple[Argument, ...]
    call: Callable[..., Result]
    spills: bool = False
