"""Texts in the language of the reader: the English text is the key of the others.

``locale/nl.json`` and ``locale/uk.json`` hold the translations; ``{name}`` marks what
is put in after translating. Names of functions, measures' ids and statuses of the command line
are never translated. A text is written out where it is spoken, or marked where it is kept; a test
finds them all and asks for their translations.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

LANGUAGES = ("en", "nl", "uk")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the translations of a language, English to that language; empty for English."""
    if language == "en":
        return {}
    text = (resources.files("cbsc_xl") / "locale" / f"{language}.json").read_text(encoding="utf-8")
    translations: dict[str, str] = json.loads(text)
    return translations


def translate(text: str, language: str) -> str:
    """Return a whole text in a language; a text without translation stays English."""
    return catalogue(language).get(text, text)


def mark(text: str) -> str:
    """Return a text as it is: marks a constant that is translated later, where it is spoken."""
    return text


class Note(str):
    """A sentence in English that remembers its words and blanks, so that a voice can say it too.

    >>> Voice("nl").say(Note(mark("needs table {name}"), name="Surveys"))
    'tabel Surveys nodig'
    """

    words: str
    values: dict[str, object]

    def __new__(cls, words: str, **values: object) -> Note:
        """Fill in the blanks."""
        note = super().__new__(cls, words.format(**values))
        note.words, note.values = words, values
        return note

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Be pickled as what it was made of."""
        return (self.words,), self.values


class Voice:
    """Speaks one language.

    >>> Voice("en")("needs {what} {name}", what="table", name="Surveys")
    'needs table Surveys'
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str, **values: object) -> str:
        """Return a text in the language, with its blanks filled in."""
        translated = translate(text, self.language)
        return translated.format(**values) if values else translated

    def say(self, note: str) -> str:
        """Return a note in the language; another text as a whole."""
        return self(note.words, **note.values) if isinstance(note, Note) else self(note)
