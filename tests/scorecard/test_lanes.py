"""The places on a strategy map: every objective once, links that cross no card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cbsc_xl.scorecard.lanes import Link, lanes, links
from cbsc_xl.scorecard.model import LEVELS, PERSPECTIVES, Objective, Scorecard


def objective(id: str, level: int, perspective: str = "customer", parent: str = "") -> Objective:
    return Objective(id, id, LEVELS[level], perspective, parent)  # type: ignore[arg-type]


def test_the_first_that_serves_shares_the_lane_and_others_follow_below() -> None:
    card = Scorecard(
        "",
        (
            objective("A", 0),
            objective("B", 1, parent="A"),
            objective("C", 1, parent="A"),
            objective("D", 2, parent="B"),
            objective("E", 2, parent="B"),
            objective("F", 2, "internal", parent="C"),
            objective("G", 2),
        ),
    )
    found = lanes(card, "customer")
    assert [[lane[level].id for level in LEVELS if level in lane] for lane in found] == [
        ["A", "B", "D"],
        ["E"],
        ["C"],
        ["G"],
    ]
    assert links(found) == [Link("tactical", (0, 2)), Link("operational", (0, 1))]
    assert [lane["operational"].id for lane in lanes(card, "internal")] == ["F"]
    assert lanes(card, "learning") == []


@st.composite
def scorecards(draw: st.DrawFn) -> Scorecard:
    objectives: list[Objective] = []
    for i in range(draw(st.integers(0, 14))):
        level = draw(st.integers(0, 2))
        above = [o.id for o in objectives if level and o.level == LEVELS[level - 1]]
        parent = draw(st.sampled_from(["", *above]))
        objectives.append(objective(f"O{i}", level, draw(st.sampled_from(PERSPECTIVES)), parent))
    return Scorecard("", tuple(objectives))


@given(scorecards())
def test_every_objective_has_one_place_and_every_link_is_drawn_or_leads_elsewhere(card: Scorecard) -> None:
    by_id = {one.id: one for one in card.objectives}
    placed, drawn = [], 0
    for perspective in PERSPECTIVES:
        found = lanes(card, perspective)
        placed += [(level, one) for lane in found for level, one in lane.items()]
        for link in links(found):
            drawn += len(link.lanes)
            above = LEVELS[LEVELS.index(link.level) - 1]
            parent = found[link.lanes[0]][above].id
            assert all(found[lane][link.level].parent == parent for lane in link.lanes)
            between = range(link.lanes[0] + 1, link.lanes[-1] + 1)
            assert not any(above in found[lane] for lane in between)
    assert sorted(one.id for _, one in placed) == sorted(by_id)
    assert all(one.level == level for level, one in placed)
    within = [
        one for one in card.objectives if one.parent and by_id[one.parent].perspective == one.perspective
    ]
    assert drawn == len(within)
