from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.workbook.filenames import file_names

NASTY = [
    "../x",
    "CON",
    "con",
    "A/B",
    "A\\B",
    "a" * 300,
    "Ресторани",
    "Gold",
    "GOLD",
    " gold ",
    "",
    ".",
    "..",
    "x\0y",
    "nul.txt",
    "Overview",
    "COM1",
    "a:b*c?",
    "ß",
    "SS",
    "e\u0301",
    "é",
    "\u202egnp.exe",
    "tab\there",
]


def test_names_are_safe_and_unique_whatever_the_case() -> None:
    names = list(file_names(NASTY).values())
    assert len({name.casefold() for name in names}) == len(NASTY)
    for name in names:
        assert not set(name) & set('<>:"/\\|?*\0\t\n')
        assert name.endswith(".xlsx")
        assert not name.startswith((".", " "))
        assert len(name.encode()) <= 150
        assert name.partition(".")[0].casefold() not in {"con", "nul", "com1", "overview"}


def test_letters_of_any_script_stay() -> None:
    assert file_names(["Ресторани"]) == {"Ресторани": "Ресторани.xlsx"}


@given(st.lists(st.text(max_size=40), unique=True, max_size=30))
def test_any_names_at_all(groups: list[str]) -> None:
    names = file_names(groups)
    assert len({name.casefold() for name in names.values()}) == len(groups)
    assert all("/" not in name and "\\" not in name and name not in (".xlsx",) for name in names.values())
