"""Where a macro works: the workbook, the user, the data of the workbook, the language, the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cbsc_xl import __version__
from cbsc_xl.hosts.answers import Recalculate
from cbsc_xl.hosts.function import ErrorValue
from cbsc_xl.hosts.port import CellError, Content, Formula, User, Workbook, WorkbookError
from cbsc_xl.hosts.session import Session
from cbsc_xl.texts import LANGUAGES, Voice
from cbsc_xl.workbook.references import Place

if TYPE_CHECKING:
    from cbsc_xl.hosts.handles import Pasted

LANGUAGE_NAME = "cbsc_language"
"""The defined name that holds the language of a workbook."""

WRITTEN = f"cbsc-xl {__version__}"
_OURS = "cbsc-xl "
_WIDEST = 60

Block = Sequence[Sequence[Any]]
"""Rows of a page, the first of which are the heads of its columns."""


@dataclass
class Desk:
    """What a macro is given; ``faults`` says what is wrong with the host, a sentence each."""

    book: Workbook
    user: User
    session: Session
    now: datetime = field(default_factory=datetime.now)
    faults: Callable[[], Iterable[str]] = tuple

    @cached_property
    def language(self) -> str:
        """The language chosen for the workbook, else that of its table Settings, else English."""
        chosen = (self.book.name(LANGUAGE_NAME) or "").strip('="')
        found = chosen or self._setting("language")
        return found if found in LANGUAGES else LANGUAGES[0]

    def _setting(self, name: str) -> str:
        rows = self.book.table("Settings") or ()
        return next((str(row[1]).strip() for row in rows if len(row) > 1 and row[0] == name), "")

    @property
    def voice(self) -> Voice:
        """The voice that speaks to the user."""
        return Voice(self.language)

    @property
    def data(self) -> Pasted:
        """The data of the workbook; WorkbookError if it has none."""
        try:
            return self.session.handles.find(None, self.book)
        except Recalculate:
            raise WorkbookError(
                self.voice("This workbook has no table that is known: paste one and use the paste helper.")
            ) from None

    def page(self, sheet: str, title: str, *blocks: Block) -> None:
        """Write a sheet of our own: a title and blocks of rows with heads, one below the other.

        WorkbookError for a sheet of that name that is not ours.
        """
        self.claim(sheet)
        rows: list[Sequence[Any]] = [[title], [self.byline]]
        heads = [1]
        for block in blocks:
            if len(block) > 1:
                rows += [[], *([_shown(value) for value in row] for row in block)]
                heads.append(len(rows) - len(block) + 1)
        self.book.put_sheet(sheet, Content(rows, heads, widths=widths(rows[2:])))

    @property
    def byline(self) -> str:
        """The second row of every sheet of ours, by which the next run knows that it may replace it."""
        return f"{WRITTEN}, {self.now:%Y-%m-%d %H:%M}"

    def claim(self, sheet: str) -> None:
        """Raise WorkbookError for a sheet that exists and is not ours."""
        if sheet in self.book.sheets() and not self.is_ours(sheet):
            raise WorkbookError(
                self.voice("The sheet {name} is your own: rename it, then try again.", name=sheet)
            )

    def is_ours(self, sheet: str) -> bool:
        """Tell whether a macro wrote a sheet."""
        return str(self.book.read(Place(sheet, 1, 2, 1, 2))[0][0] or "").startswith(_OURS)


def _length(value: Any) -> int:
    """Return how long a text is; figures are narrower than the least width."""
    return len(value) if isinstance(value, str) and not isinstance(value, Formula) else 0


def _shown(value: Any) -> Any:
    """Return a value of a function as a cell holds it."""
    return CellError(value.value) if isinstance(value, ErrorValue) else value


def widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Return widths of columns that fit their texts, within reason."""
    count = max(map(len, rows), default=0)
    lengths = [[_length(row[i]) for row in rows if i < len(row)] for i in range(count)]
    return [min(_WIDEST, max([10, *column]) + 2) for column in lengths]
