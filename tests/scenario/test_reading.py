"""Scenario files: what is read, and one clear sentence for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from cbsc_xl.errors import BadArgument, CbscError, Needs
from cbsc_xl.resources import template_path
from cbsc_xl.scenario import Change, Scenario, read_scenarios
from tests.accounting.books import ledger, worked_example
from tests.scenario.books import under

HEAD = '[[scenario]]\nname = "Up"\n[[scenario.change]]\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "scenarios.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    text = f'{HEAD}segment = "Gold"\nprice_change = 0.02\n[[scenario]]\nname = "As it is"\n'
    found = read_scenarios(written(tmp_path, text))
    assert found == (Scenario("Up", (Change("Gold", price_change=0.02),)), Scenario("As it is"))


def test_the_example_that_ships_can_be_read() -> None:
    assert len(read_scenarios(template_path("scenarios/demo.toml"))) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no scenario: open each with a line [[scenario]]"),
        ("scenarios = []", "no key 'scenarios'; did you mean 'scenario'?"),
        ('[scenario]\nname = "Up"', "has no scenario"),
        ("scenario = [1]", "scenario 1: write [[scenario]] with double brackets"),
        ("[[scenario]]", 'scenario 1: needs a name, such as name = "Price +2%"'),
        ('[[scenario]]\nname = ""', "scenario 1: needs a name"),
        ('[[scenario]]\nname = "Up"\nchanges = 1', "scenario 1: no key 'changes'; did you mean 'change'?"),
        ('[[scenario]]\nname = "Up"\n[scenario.change]', "write [[scenario.change]] with double brackets"),
        ('[[scenario]]\nname = "Up"\n[[scenario]]\nname = "Up"', "two scenarios have the name 'Up'"),
        (
            f"{HEAD}pirce_change = 0.1",
            "scenario 1, change 1: no key 'pirce_change'; did you mean 'price_change'",
        ),
        (f"{HEAD}Price_change = 0.1", "no key 'Price_change'; did you mean 'price_change'?"),
        (f"{HEAD}price_change = 2", "price_change = 2 is not between -0.9 and 1: 0.02 is 2% more"),
        (f"{HEAD}price_change = nan", "price_change = nan is not between -0.9 and 1"),
        (f'{HEAD}price_change = "2%"', "price_change is a number without quotes: 0.02 is 2% more"),
        (f"{HEAD}retention = 80", "retention = 80 is not between 0 and 1: 0.9 is nine of ten"),
        (f"{HEAD}payment_days_change = 1.5", "1.5 is not a whole number of days"),
        (f"{HEAD}segment = 1\nretention = 1", "segment is a text: put it between quotes"),
        (f'{HEAD}segment = "Gold"', "changes nothing: give it one of price_change, discount_change"),
        (f'{HEAD}activity = "Picking"', "activity and rate belong together"),
        (f"{HEAD}rate = 3", "activity and rate belong together"),
        (f'{HEAD}activity = "P"\nrate = 3\nsegment = "Gold"', "an activity has one rate for all customers"),
        ("[[scenario", "scenarios.toml is not valid TOML"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(CbscError) as caught:
        read_scenarios(written(tmp_path, text))
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("scenarios.toml")
    assert "\n" not in str(caught.value)


def test_a_segment_or_activity_found_nowhere_names_the_nearest() -> None:
    with pytest.raises(BadArgument, match=r"scenario 'if': no segment 'Glod'; did you mean 'Gold'\?"):
        under(worked_example(), segment="Glod", price_change=0.1)
    with pytest.raises(BadArgument, match=r"scenario 'if': no activity 'delivry'; did you mean 'delivery'\?"):
        under(worked_example(), activity="delivry", rate=1)
    with pytest.raises(BadArgument, match="no customer is in segment"):
        under(worked_example(), segment="Gold;customer_id=E", price_change=0.1)


def test_what_a_change_needs_is_said() -> None:
    bare = ledger({"Transactions": [{"customer_id": "A", "date": "2025-01-01", "amount": 10}]})
    for change, need in (
        ({"discount_change": 0.1}, "needs column Transactions.discount"),
        ({"payment_days_change": 1}, "needs table Receivables"),
        ({"activity": "Picking", "rate": 1}, "needs table Activities"),
        ({"segment": "Gold", "retention": 1}, "needs table Customers"),
    ):
        with pytest.raises(Needs, match=need):
            under(bare, **change)
    assert under(bare, price_change=0.1).table("Transactions").numbers("amount").tolist() == [11]
