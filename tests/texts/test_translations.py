"""Dutch and Ukrainian: every text, the same blanks and symbols, and nothing English left over."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from cbsc_xl.scorecard.source import PRESETS, preset_path
from cbsc_xl.texts import LANGUAGES, catalogue, translate
from cbsc_xl.toml import read_toml
from cbsc_xl.workbook.labels import STATUS_WORDS
from cbsc_xl.workbook.pages.checks import DIFFERS, OK
from cbsc_xl.workbook.pages.objectives import PERSPECTIVE_NAMES
from tests.texts.sources import texts, unspoken

OTHERS = LANGUAGES[1:]
SAME = {
    "nl": {
        "AC",
        "AC {period}",
        "Budget",
        "Customer Balanced Scorecard",
        "Factor",
        "Focus",
        "Id",
        "Scenario",
        "Marketing",
        "Score",
        "Scorecard",
        "Service",
        "Status",
        "pp",
        "score",
        "“{words}”",
    },
    "uk": {"NPV"},
}
"""Texts that are the same in English."""

SYMBOLS = "▲●▼○"
TOLD_APART = (
    tuple(STATUS_WORDS.values()),
    (OK, DIFFERS),
    ("better", "worse"),
    tuple(PERSPECTIVE_NAMES.values()),
)
"""Words that formulas of a workbook look for: two of them must never become one."""


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def edges(text: str) -> tuple[str, str]:
    """Return what must stay at both ends: spaces, and the symbol of a status."""
    start = text[: len(text) - len(text.lstrip(SYMBOLS + " "))]
    return start, text[len(text.rstrip()) :]


def test_only_whole_texts_are_spoken() -> None:
    assert unspoken() == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    missing = {text: place for text, place in texts().items() if text not in catalogue(language)}
    assert missing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_is_used(language: str) -> None:
    assert catalogue(language).keys() - texts().keys() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_blanks_and_edges(language: str) -> None:
    for text, translation in catalogue(language).items():
        assert blanks(translation) == blanks(text), text
        assert edges(translation) == edges(text), text


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_differs_from_english(language: str) -> None:
    same = {text for text, translation in catalogue(language).items() if text == translation}
    assert same == SAME[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_formulas_look_for_stay_apart(language: str) -> None:
    for words in TOLD_APART:
        assert len({translate(word, language).casefold() for word in words}) == len(words)


def test_no_ukrainian_word_mixes_alphabets() -> None:
    for translation in catalogue("uk").values():
        for word in re.findall(r"\w+", re.sub(r"{\w+}", " ", translation)):
            assert not (re.search("[a-zA-Z]", word) and re.search("[а-яіїєґА-ЯІЇЄҐ]", word)), word


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_let_the_customer_speak_every_language(preset: str) -> None:
    for objective in read_toml(preset_path(preset))["objective"]:
        words = [objective[language] for language in LANGUAGES]
        assert [text[0] + text[-1] for text in words] == ["“”", "“”", "«»"]
        assert len(set(words)) == len(LANGUAGES)
