"""Workbooks in Dutch and Ukrainian: every text of the English one that is not data has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from tempfile import mkdtemp

import pytest
from python_calamine import CalamineWorkbook  # type: ignore[import-not-found, unused-ignore]

from cbsc_xl.catalogue import catalogue, needs_of
from cbsc_xl.cli import main
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.tables.schema import SETTINGS
from cbsc_xl.texts import translate
from cbsc_xl.workbook.generate import generate
from cbsc_xl.workbook.overview import TOTALS
from cbsc_xl.workbook.pages.library import sources
from tests.texts.sources import POINTS, texts
from tests.texts.test_translations import OTHERS, SAME
from tests.workbook.demo import demo_ledger, demo_run

GROUP = "Hotels"
TYPED = ("Scorecard", "Initiatives", "Customers", "Activities")
"""Tables whose texts are shown."""

STATUS = re.compile(r"ok|no value: .+|needs (table|column|setting) .+|bad argument: .+")
CODE = re.compile(r"[\d.,:%−+–-]+|\d\d(\d\d)?[- ]Q\d|cbsc-xl [\d.]+|CBSC_\w+|[A-Z]{3}|[▲●▼○]")
"""Figures, periods, the version, names of functions and currencies, symbols that stand alone."""

Texts = dict[tuple[str, str, int, int], str]


@cache
def books(language: str) -> Texts:
    """Return the texts of a group's workbook and the overview by book, sheet, row and column."""
    result = generate(demo_run(language=language), Path(mkdtemp(prefix="cbsc-books-")), [GROUP])
    return {place: text for path in result.files for place, text in _texts(path)}


def _texts(path: Path) -> Iterator[tuple[tuple[str, str, int, int], str]]:
    book = CalamineWorkbook.from_path(path)
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, str) and value:
                    yield (path.name, sheet, i, j), value


@cache
def data() -> frozenset[str]:
    """Return the texts that no language changes: what users typed, names, and what the library quotes."""
    ledger = demo_ledger()
    columns = (c for name in TYPED for c in ledger.table(name).columns.values())
    typed = {value for column in columns for value in getattr(column, "values", ())}
    channels = {channel.name for channel in demo_run().channels}
    settings = {str(ledger.settings[name]) for name in SETTINGS if name in ledger.settings}
    quoted = {
        text for measure in catalogue() for text in (sources(measure), measure.formula, *measure.parameters)
    }
    needs = {", ".join(needs_of(measure)) for measure in catalogue()}
    sheets = {sheet for _, sheet, _, _ in books("en")}
    totals = {key[1] for key, _, _ in TOTALS}
    return frozenset(
        {
            *demo_run().groups,
            *channels,
            *totals,
            *typed,
            *settings,
            *quoted,
            *needs,
            *sheets,
            *SETTINGS,
            *VOCABULARY,
            *POINTS,
            GROUP,
        }
    )


def is_data(text: str) -> bool:
    bare = text.strip("“” ")
    return not bare or bare in data() or CODE.fullmatch(bare) is not None


def may_stay(text: str, language: str) -> bool:
    """Tell whether a text, or each part of a head, a headline or a cell of lines, may be that of English."""
    return all(
        is_data(part) or any(form.fullmatch(part) for form in same_forms(language))
        for part in re.split(r" {3}(?:[|] {3})?|: |\n", text.lstrip("▲▼ ").removeprefix("–\u00a0"))
    )


@cache
def same_forms(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what the texts that are the same in English look like once their blanks are filled in."""
    return tuple(re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(text))) for text in SAME[language])


def pieces(text: str) -> set[str]:
    """Return the runs of several words in a text with blanks."""
    found = (literal.strip(" ;:,.") for literal, _, _, _ in Formatter().parse(text))
    return {piece for piece in found if " " in piece}


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_of_the_program_stays_english(language: str) -> None:
    english, other = books("en"), books(language)
    assert english.keys() == other.keys()
    same = {place: text for place, text in english.items() if other[place] == text}
    assert {place: text for place, text in same.items() if not may_stay(text, language)} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_partly_english(language: str) -> None:
    english = {piece for text in texts() for piece in pieces(text) - pieces(translate(text, language))}
    program = [text for text in books(language).values() if not is_data(text)]
    assert {(piece, text) for text in program for piece in english if piece in text} == set()


def test_names_of_functions_are_the_same_in_every_language() -> None:
    functions = {measure.function for measure in catalogue()}
    for language in ("en", *OTHERS):
        found = {text for place, text in books(language).items() if place[1] == "Library"}
        assert functions <= found


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_statuses_of_the_command_line_stay_english(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Transactions.csv").write_text("customer_id,date,amount\nA,2025-01-02,10\nB,2025-06-03,20\n")
    (tmp_path / "settings.toml").write_text(f'language = "{language}"\n')
    command = ["measure", str(tmp_path), "--quiet", "--format", "json"]
    assert main([*command, "--period", "2025", "--period", "2031", "--segment", "", "--segment", "x=y"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["function"] for row in rows} == {measure.function for measure in catalogue()}
    assert {status for row in rows if not STATUS.fullmatch(status := row["status"])} == set()
    kinds = {row["status"].split()[0] for row in rows}
    assert {"ok", "no", "needs", "bad"} <= kinds
