from __future__ import annotations

from typing import Any

import pytest

from cbsc_xl.calculator import Outcome
from cbsc_xl.errors import ScorecardError
from cbsc_xl.scorecard.evaluation import Rules, evaluate
from cbsc_xl.scorecard.reading import scorecards


def row(id_: str, level: str, parent: str = "", of: str = "", **more: Any) -> dict[str, Any]:
    return {
        "segment": "Gold",
        "objective_id": id_,
        "level": level,
        "parent_objective_id": parent,
        "perspective": "customer",
        "objective": id_,
        "measure_id": of,
        **more,
    }


GOOD = [
    row("S", "strategic"),
    row("T", "tactical", "S"),
    row("O1", "operational", "T", "churn", target=0.1, weight=3),
    row("O2", "operational", "T", "manual", measure="Trained", manual_value=0.4, target=0.5, unit="ratio"),
]


def test_a_scorecard_is_read_by_segment_with_objectives_in_order() -> None:
    found = scorecards(GOOD)
    assert list(found) == ["Gold"]
    assert [o.id for o in found["Gold"].objectives] == ["S", "T", "O1", "O2"]
    line = found["Gold"].objectives[2].lines[0]
    assert line.measure is not None
    assert (line.measure.id, line.direction, line.weight) == ("churn_rate", "lower", 3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"parent_objective_id": "X"}, "does not exist"),
        ({"parent_objective_id": "S"}, "exactly one level higher"),
        ({"parent_objective_id": "O2"}, "exactly one level higher"),
        ({"measure_id": ""}, "neither a measure nor an objective"),
        ({"measure_id": "chrun"}, "row 4, column measure_id: no measure 'chrun'; did you mean CBSC_CHURN"),
        ({"perspective": "people"}, "row 4, column perspective: 'people' is not one of"),
        ({"level": "daily"}, "row 4, column level"),
        ({"direction": "up"}, "row 4, column direction"),
        ({"weight": -1}, "row 4, column weight"),
    ],
)
def test_a_broken_rule_is_said_with_its_place(change: dict[str, Any], said: str) -> None:
    rows = [dict(record) for record in GOOD]
    rows[2].update(change)
    with pytest.raises(ScorecardError, match=said.replace("?", "\\?")):
        scorecards(rows)


def test_an_objective_without_measures_takes_the_average_of_its_children() -> None:
    card = scorecards(GOOD)["Gold"]
    rules = Rules(green=1, amber=0.8, score_cap=1.2, min_coverage=0.5)

    def actual(line: Any) -> tuple[Outcome, Outcome]:
        value = line.manual_value if line.measure is None else 0.125
        return Outcome(value), Outcome()

    result = evaluate(card, rules, actual)
    # churn 0.1 / 0.125 = 0.8 with weight 3; trained 0.4 / 0.5 = 0.8 with weight 1
    assert [result.objectives[i].roll_up.score for i in ("O1", "O2", "T", "S")] == pytest.approx([0.8] * 4)
    assert result.total.score == pytest.approx(0.8)
    assert result.total.weight == 4


def test_coverage_counts_measures_whatever_the_levels_in_between() -> None:
    rows = [*GOOD, row("O3", "operational", "T", "manual", measure="Unknown", target=1, weight=4)]
    card = scorecards(rows)["Gold"]
    rules = Rules(green=1, amber=0.8, score_cap=1.2, min_coverage=0.5)
    result = evaluate(card, rules, lambda line: (Outcome(line.manual_value), Outcome()))
    # only "Trained", weight 1 of 8, has a value
    assert result.perspectives["customer"].coverage == pytest.approx(1 / 8)
    assert result.perspectives["customer"].score is None
