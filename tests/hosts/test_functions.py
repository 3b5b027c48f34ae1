"""What hosts are told about the functions, and every measure by its worked example."""

from __future__ import annotations

import re

import pytest

from cbsc_xl.catalogue import catalogue
from cbsc_xl.hosts.function import HELP_LENGTH, Function
from cbsc_xl.hosts.functions import functions
from cbsc_xl.hosts.session import Session
from cbsc_xl.hosts.tail import TAIL
from cbsc_xl.measures.measure import Measure
from cbsc_xl.texts import LANGUAGES, translate
from tests.hosts.books import Book, arguments, example

BESIDE = """
    CBSC_DATA CBSC_CHECK CBSC_VERSION CBSC_LIST CBSC_HELP CBSC_EXPLAIN CBSC_FACT CBSC_TREND
    CBSC_BREAKDOWN CBSC_PNL CBSC_RECONCILE CBSC_ABC_RATES CBSC_WHALE CBSC_VALUE_MATRIX CBSC_SCORE
    CBSC_ACHIEVEMENT CBSC_CLV_SIMPLE CBSC_CLV_NPV CBSC_CAC_PAYBACK CBSC_PROSPECT_VALUE
    CBSC_PROVISION_MATRIX CBSC_CLV_BGNBD CBSC_VALUE_BALANCE CBSC_BUDGET
"""
"""The functions beside the measures: the specification names them."""

VBA = """
    addressof alias and any append array as base binary boolean byref byte byval call case cbool cbyte
    ccur cdate cdbl cdec cint close const csng cstr currency cvar date debug decimal declare defbool dim
    do double each else elseif empty end enum eqv erase error event exit explicit false for friend
    function get global gosub goto if imp implements in input integer is lbound len let lib like line
    local lock long longlong loop lset me mid mod module name new next not nothing null object on open
    option optional or output paramarray preserve print private property public put raiseevent random
    read redim rem resume return rset seek select set shared single spc static step stop string sub tab
    then time to true type typeof ubound unlock until variant wend while width with withevents write xor
"""
"""Words that an argument of VBA cannot have as its name."""

each = pytest.mark.parametrize("function", functions(), ids=lambda function: function.name)
each_measure = pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)


def test_complete() -> None:
    names = [function.name for function in functions()]
    assert len(names) == len(set(names))
    assert set(names) == {measure.function for measure in catalogue()} | {*BESIDE.split()}


@each_measure
def test_a_measure_has_the_four_arguments(measure: Measure) -> None:
    found = next(function for function in functions() if function.name == measure.function)
    assert found.arguments == TAIL
    assert [argument.name for argument in found.arguments] == ["segment", "period", "channel", "data"]
    assert all(argument.optional for argument in found.arguments)
    assert found.help == measure.definition
    assert not found.spills


@each
def test_names(function: Function) -> None:
    """ASCII, upper case, and nothing that a spreadsheet takes for a cell: letters and digits alone."""
    assert re.fullmatch(r"CBSC_[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", function.name)
    assert not re.fullmatch(r"[A-Z]{1,3}\d+", function.name.removeprefix("CBSC_"))
    for argument in function.arguments:
        assert re.fullmatch(r"[a-z][a-z_]*", argument.name)
        assert argument.name not in VBA.split()


@each
def test_arguments_in_order(function: Function) -> None:
    """What must be given comes first; only the last argument repeats."""
    optional = [argument.optional for argument in function.arguments]
    assert optional == sorted(optional)
    assert not any(argument.repeated for argument in function.arguments[:-1])


@pytest.mark.parametrize("language", LANGUAGES)
@each
def test_help_fits_a_function_wizard(function: Function, language: str) -> None:
    for text in (function.help, *(argument.help for argument in function.arguments)):
        assert text
        assert len(translate(text, language)) <= HELP_LENGTH
        assert language == "en" or translate(text, language) != text


@each_measure
def test_worked_example(measure: Measure) -> None:
    tables, asked, expected = example(measure)
    session, book = Session(), Book()
    handle = session.call("CBSC_DATA", arguments(tables), book)
    assert session.call(measure.function, [*asked, handle], book) == pytest.approx(expected, rel=1e-9)
    assert session.call(measure.function, asked, book) == pytest.approx(expected, rel=1e-9)
    assert not session.log


@each_measure
def test_a_missing_table_is_named(measure: Measure) -> None:
    """Without its tables a measure says what it needs, in each of them."""
    tables, asked, _ = example(measure)
    for name in set(tables) - {"Settings"}:
        session, book = Session(), Book()
        rest = {table: rows for table, rows in tables.items() if table != name}
        session.call("CBSC_DATA", arguments(rest or {"Settings": [["name", "value"]]}), book)
        found = session.call(measure.function, asked, book)
        assert not isinstance(found, str) or re.fullmatch(r"needs (table|column|setting) \S+.*", found)
        assert not session.log
