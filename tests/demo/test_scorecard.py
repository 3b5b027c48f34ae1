"""The scorecard of each group keeps the rules of the hierarchy and of scoring."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.demo.test_files import rows

GROUPS = ("Hotels", "Restaurants", "Care homes", "Event caterers")
LEVELS = ("strategic", "tactical", "operational")
PERSPECTIVES = {"financial", "customer", "internal", "learning"}
MEASURES = {
    *("churn_rate", "retention_rate", "net_revenue_retention", "winback_rate", "relationship_duration"),
    *(
        "new_customers",
        "active_customers",
        "loyal_disloyal_ratio",
        "repeat_purchases",
        "repeat_customer_rate",
    ),
    *("purchase_frequency", "interpurchase_time", "average_order_value", "cross_sell_rate"),
    *("revenue_per_customer", "revenue_to_date", "revenue_growth", "revenue_per_channel"),
}
LOWER_IS_BETTER = {"churn_rate", "interpurchase_time"}


@pytest.fixture(params=GROUPS)
def scorecard(request: pytest.FixtureRequest, demo: Path) -> list[dict[str, str]]:
    return [row for row in rows(demo, "Scorecard") if row["segment"] == request.param]


def measured(scorecard: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in scorecard if row["measure_id"]]


def test_a_parent_is_one_level_higher(scorecard: list[dict[str, str]]) -> None:
    level = {row["objective_id"]: LEVELS.index(row["level"]) for row in scorecard}
    for row in scorecard:
        parent = row["parent_objective_id"]
        assert (level[parent] if parent else -1) == LEVELS.index(row["level"]) - 1
    assert set(level.values()) == {0, 1, 2}


def test_an_objective_is_the_same_in_all_its_rows(scorecard: list[dict[str, str]]) -> None:
    faces = defaultdict(set)
    for row in scorecard:
        faces[row["objective_id"]].add(
            (row["level"], row["perspective"], row["parent_objective_id"], row["objective"], row["focus"])
        )
    assert all(len(face) == 1 for face in faces.values())
    assert {row["perspective"] for row in scorecard} == PERSPECTIVES
    assert {row["perspective"] for row in scorecard if row["level"] == "strategic"} == PERSPECTIVES


def test_only_strategic_objectives_have_no_measure_but_then_children(scorecard: list[dict[str, str]]) -> None:
    parents = {row["parent_objective_id"] for row in scorecard}
    for row in scorecard:
        if not row["measure_id"]:
            assert row["level"] == "strategic"
            assert row["objective_id"] in parents


def test_measures_are_known_and_ten_to_thirteen(scorecard: list[dict[str, str]]) -> None:
    lines = measured(scorecard)
    assert 10 <= len(lines) <= 13
    for row in lines:
        if row["measure_id"] == "manual":
            assert row["perspective"] in {"internal", "learning"}
            assert row["measure"]
            assert row["unit"] in {"ratio", "score", "days", "count"}
        else:
            assert row["measure_id"] in MEASURES
            assert bool(row["channel"]) == (row["measure_id"] == "revenue_per_channel")


def test_weights_add_up_to_a_hundred(scorecard: list[dict[str, str]]) -> None:
    assert sum(float(row["weight"]) for row in measured(scorecard)) == 100


def test_targets_can_be_scored(scorecard: list[dict[str, str]]) -> None:
    """The target lies on the better side of the baseline; without one it is above 0."""
    for row in measured(scorecard):
        target = float(row["target"])
        default = "lower" if row["measure_id"] in LOWER_IS_BETTER else "higher"
        direction = row["direction"] or default
        assert bool(row["tolerance"]) == (direction == "target")
        if row["baseline"]:
            assert (target > float(row["baseline"])) == (direction == "higher")
        else:
            assert target > 0


def test_everybody_knows_who_owns_it(scorecard: list[dict[str, str]]) -> None:
    assert all(row["owner"] for row in scorecard)


def test_objectives_are_in_the_voice_of_the_customer(scorecard: list[dict[str, str]]) -> None:
    """Somebody speaks: each text says I, my, you or the like."""
    speaker = re.compile(r"\b(I|me|my|us|we|you|your)\b", re.IGNORECASE)
    assert [row["objective"] for row in scorecard if not speaker.search(row["objective"])] == []


def test_two_groups_go_for_retention_and_two_for_revenue(demo: Path) -> None:
    focus = {row["segment"]: row["focus"] for row in rows(demo, "Scorecard")}
    assert sorted(focus.values()) == ["retention", "retention", "revenue", "revenue"]


def test_one_manual_measure_has_no_value_yet(demo: Path) -> None:
    manual = [row for row in rows(demo, "Scorecard") if row["measure_id"] == "manual"]
    assert [row["segment"] for row in manual if not row["manual_value"]] == ["Hotels"]


@pytest.mark.parametrize("group", GROUPS)
def test_initiatives_are_plausible(demo: Path, group: str) -> None:
    projects = [row for row in rows(demo, "Initiatives") if row["segment"] == group]
    assert 4 <= len(projects) <= 7
    own = {row["objective_id"] for row in rows(demo, "Scorecard") if row["segment"] == group}
    for row in projects:
        assert row["objective_id"] in own
        assert row["start_date"] < row["end_date"]
        assert row["status"] in {"on schedule", "late start", "not started", "stopped", "completed"}
        assert (row["status"] == "not started") == (float(row["progress"]) == 0 == float(row["spent"]))
        assert (row["status"] == "completed") == (float(row["progress"]) == 1)
        assert bool(row["annual_benefit"]) == bool(row["benefit_years"]) == (row["status"] != "stopped")


def test_the_scorecard_names_initiatives_of_its_own_group(demo: Path) -> None:
    projects = {(row["segment"], row["initiative"]) for row in rows(demo, "Initiatives")}
    named = {(row["segment"], row["initiative"]) for row in rows(demo, "Scorecard") if row["initiative"]}
    assert named == projects
