"""Texts to numbers: the decimal mark is decided for the whole column."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.errors import BadArgument, DataError
from cbsc_xl.tables import table_from_rows
from cbsc_xl.tables.amounts import read_amounts
from cbsc_xl.tables.style import Style, TwoReadingsError, locale_style


def read(*texts: str, locale: str | None = None) -> list[float]:
    return read_amounts(texts, locale_style(locale)).tolist()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234\u202f567,8", 1234567.8),
        ("1'234.50", 1234.5),
        ("1’234’567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("€ 12,50", 12.5),
        ("12,50 EUR", 12.5),
        ("12,50 грн.", 12.5),
        ("-€ 12,50", -12.5),
        ("$(1,234.50)", -1234.5),
        ("(12.50)", -12.5),
        ("12.50-", -12.5),
        ("1.234,56-", -1234.56),
        ("\u221212,5", -12.5),
        ("+7", 7.0),
        ("12.5%", 0.125),
        ("-3 %", -0.03),
        ("1E+05", 100000.0),
        (".5", 0.5),
    ],
)
def test_one_reading(text: str, number: float) -> None:
    assert read(text) == [pytest.approx(number, rel=1e-15)]


@pytest.mark.parametrize(
    "text",
    ["-", "n/a", "=1+1", "1 2 3", "12 34", "1.23.456", "1,2,3", "--5", "inf", "nan", "0x10", "1_000", "١٢"],
)
def test_not_a_number(text: str) -> None:
    assert np.isnan(read("5", text)[1])


@pytest.mark.parametrize("text", ["1.000", "1,000", "12.345", "-1.000"])
def test_two_readings_are_refused_until_a_locale_settles_them(text: str) -> None:
    with pytest.raises(TwoReadingsError):
        read(text, "5")
    marks = {"nl": ",", "uk": ",", "en-US": "."}
    found = {locale: read(text, locale=locale)[0] for locale in marks}
    whole = float(text.replace(".", "").replace(",", ""))
    for locale, mark in marks.items():
        assert found[locale] == (whole / 1000 if mark in text else whole)


def test_one_cell_settles_the_column() -> None:
    assert read("1.000", "2,5") == [1000.0, 2.5]
    assert read("1.000", "2.5") == [1.0, 2.5]
    assert read("1,000", "2.5") == [1000.0, 2.5]


def test_what_a_column_shows_counts_more_than_the_locale() -> None:
    assert read("1.000", "2.5", locale="nl") == [1.0, 2.5]


def test_a_stray_cell_is_bad_but_a_mixed_column_is_refused() -> None:
    found = read(*(f"{i}.5" for i in range(40)), "1,5")
    assert np.isnan(found[-1])
    assert not np.isnan(found[:-1]).any()
    with pytest.raises(TwoReadingsError):
        read("1,5", "2.5")
    with pytest.raises(TwoReadingsError):
        read("1.5", "2.5", "3.5", "1,5")


def test_mapping_forces_a_mark() -> None:
    found = read_amounts(["1.000", "2.5"], Style(decimal=",", forced=True))
    assert found[0] == 1000.0
    assert np.isnan(found[1])


def test_the_error_names_table_column_example_and_line() -> None:
    with pytest.raises(DataError) as error:
        table_from_rows("Transactions", [{"Klantnr": "1", "Datum": "2025-01-31", "Bedrag": "1.000"}])
    text = str(error.value)
    assert "table Transactions, column Bedrag: '1.000'" in text
    assert 'amount = { column = "Bedrag", decimal = "," }' in text
    assert "--locale nl" in text


def test_unknown_locale() -> None:
    with pytest.raises(BadArgument, match="locale 'xx' is not known"):
        locale_style("xx")


def written(number: float, decimals: int, group: str, mark: str) -> str:
    whole, _, rest = f"{abs(number):,.{decimals}f}".partition(".")
    return ("-" if number < 0 else "") + whole.replace(",", group) + (mark + rest if rest else "")


STYLES = {
    "nl": (".", ","),
    "en-US": (",", "."),
    "uk": ("\u00a0", ","),
    "de": (".", ","),
    "fr": ("\u202f", ","),
}


@given(
    st.sampled_from(sorted(STYLES)),
    st.lists(st.tuples(st.integers(-(10**11), 10**11), st.integers(0, 4)), min_size=1, max_size=12),
)
def test_numbers_written_in_a_locale_come_back(locale: str, cells: list[tuple[int, int]]) -> None:
    numbers = [whole / 10**decimals for whole, decimals in cells]
    texts = [written(n, decimals, *STYLES[locale]) for n, (_, decimals) in zip(numbers, cells, strict=True)]
    assert read(*texts, locale=locale) == pytest.approx(numbers, rel=1e-12)
    try:
        alone = read(*texts)
    except TwoReadingsError:
        return
    assert alone == pytest.approx(numbers, rel=1e-12)
