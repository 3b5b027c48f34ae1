"""What a table, a column and a setting are; the tables themselves are in the modules beside this one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Type = Literal["text", "period", "date", "number", "amount", "value", "yesno"]
Language = Literal["en", "nl", "uk"]


@dataclass(frozen=True)
class Meaning:
    """One line of explanation in the three languages."""

    en: str
    nl: str
    uk: str

    def __getitem__(self, language: str) -> str:
        """Return the line in `en`, `nl` or `uk`; English for any other language."""
        return {"nl": self.nl, "uk": self.uk}.get(language, self.en)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    A `required` column must exist; its cells must be filled unless it `may_be_blank`.

    `period` is text that may also come as a year or a date cell (its month); `value` is a
    number that may also be a yes or no (1, 0). `aliases` are other headers that exports use.
    `words` maps each allowed word to its synonyms; other words are refused in a required
    column and kept, with a note, in an optional one unless the column is `open`.
    """

    name: str
    type: Type
    meaning: Meaning
    required: bool = False
    may_be_blank: bool = False
    aliases: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: bool = False
    example: str = ""


@dataclass(frozen=True)
class TableSpec:
    """A table of the data model; `key` names the columns that may not repeat together."""

    name: str
    meaning: Meaning
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    free_columns: bool = False

    def __getitem__(self, column: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        for candidate in self.columns:
            if candidate.name == column:
                return candidate
        raise KeyError(column)

    def __contains__(self, column: object) -> bool:
        """Tell whether the model has a column of that name."""
        return any(candidate.name == column for candidate in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which the table is of no use."""
        return tuple(column.name for column in self.columns if column.required)


@dataclass(frozen=True)
class Setting:
    """An assumption that a user may change; `default` None must be given before it is used."""

    name: str
    type: Literal["number", "whole", "text"]
    default: float | int | str | None
    used_by: str
    meaning: Meaning
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


_NOT_A_WORD = re.compile(r"[\W_]+")
_UNIT = re.compile(r"\s*(\([^)]*\)|\[[^\]]*\]|,\s*\w{1,4}\.?)\s*$")


@lru_cache(maxsize=8192)
def normal(header: str) -> str:
    """Return the form in which headers are compared: no case, accents, spaces or marks.

    >>> normal(" Customer-ID ") == normal("customer_id")
    True
    """
    decomposed = unicodedata.normalize("NFKD", header.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub("", plain)


def without_unit(header: str) -> str:
    """Return a header without a unit at its end, as in `Amount (EUR)` or `Сума, грн`."""
    return _UNIT.sub("", header)


def column(
    name: str,
    type_: Type,
    en: str,
    nl: str,
    uk: str,
    aliases: str = "",
    *,
    required: bool = False,
    may_be_blank: bool = False,
    words: Mapping[str, str] | None = None,
    open_: bool = False,
    example: str = "",
) -> Column:
    """Describe a column; aliases and synonyms are written in one text, separated by `|`."""
    synonyms = {word: _split(text) for word, text in (words or {}).items()}
    return Column(
        name, type_, Meaning(en, nl, uk), required, may_be_blank, _split(aliases), synonyms, open_, example
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def table(
    name: str,
    en: str,
    nl: str,
    uk: str,
    aliases: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    free_columns: bool = False,
) -> TableSpec:
    """Describe a table; its aliases are names of sheets and files, separated by `|`."""
    return TableSpec(name, Meaning(en, nl, uk), columns, _split(aliases), key, free_columns)
