"""Everything that can go wrong, as one family of errors.

The text of an error is one sentence that a user can act on; the command line and
the hosts show it as it is.
"""

from __future__ import annotations

from typing import Literal

NeedKind = Literal["table", "column", "setting"]


class CbscError(Exception):
    """Base of all errors of this package."""


class NoValue(CbscError):
    """A measure has no value for this group and period; the text is the reason."""


class Needs(CbscError):
    """A table, column or setting is missing, so the number cannot be known."""

    def __init__(self, kind: NeedKind, name: str) -> None:
        super().__init__(kind, name)
        self.kind: NeedKind = kind
        self.name = name

    def __str__(self) -> str:
        return f"needs {self.kind} {self.name}"


class BadArgument(CbscError):
    """A segment, period, channel or measure that does not exist or does not apply."""


class DataError(CbscError):
    """Data that cannot be read; the text names table, row, column and the cure."""


class TemplateError(CbscError):
    """A workbook template that breaks the contract of names."""


class ScorecardError(CbscError):
    """A scorecard that breaks the rules of the objective hierarchy or of scoring."""


class HostError(CbscError):
    """A spreadsheet program, or what connects it with Python, is not there or not as it must be."""
