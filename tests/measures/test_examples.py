"""Each worked example: in Python, and as a native formula that a real spreadsheet recalculates."""

from __future__ import annotations

import pytest

from cbsc_xl.catalogue import catalogue
from cbsc_xl.errors import NoValue
from cbsc_xl.measures.measure import Measure
from cbsc_xl.workbook.dialect import native
from tests.measures.examples import case
from tests.office.driver import ErrorValue, Office

each = pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)


def formula(measure: Measure, facts: dict[str, float]) -> str:
    """The native formula with numbers in place of the cells."""
    return native(measure, {name: f"({value!r})" for name, value in facts.items()})


def computed(measure: Measure, facts: dict[str, float]) -> float | None:
    """What Python makes of facts; None if there is no value."""
    try:
        return measure(**facts)
    except NoValue:
        return None


@each
def test_example(measure: Measure) -> None:
    found = case(measure)
    outcome = found.ask()
    assert outcome.status == "ok"
    assert outcome.value == pytest.approx(found.example.expected, rel=1e-9)


def test_native_formulas(office: Office) -> None:
    """Three sets of facts per measure: those of the example, all zero, and all negative."""
    trials = [
        (measure, facts)
        for measure in catalogue()
        for facts in (
            case(measure).facts(),
            dict.fromkeys(measure.parameters, 0.0),
            dict.fromkeys(measure.parameters, -2.5),
        )
    ]
    found = office.evaluate([formula(measure, facts) for measure, facts in trials])
    for (measure, facts), value in zip(trials, found, strict=True):
        expected = computed(measure, facts)
        if expected is None:
            assert value == ErrorValue("#N/A"), measure.id
        else:
            assert value == pytest.approx(expected, rel=1e-9), measure.id


@each
def test_no_denominator_no_value(measure: Measure) -> None:
    """A measure that divides has no value, and a reason, for a group without any rows."""
    nothing = dict.fromkeys(measure.parameters, 0.0)
    if measure.formula.startswith("IF("):
        assert measure.empty
    elif "/" in measure.formula:
        with pytest.raises(NoValue, match=rf"^{measure.empty}$"):
            measure(**nothing)
        assert measure.empty
    else:
        assert measure(**nothing) == 0
        assert not measure.empty
