"""The reference is what the generator writes, it is complete, and its links lead somewhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from cbsc_xl.catalogue import catalogue, facts_of, find, needs_of
from cbsc_xl.cli import main
from cbsc_xl.facts import VOCABULARY
from cbsc_xl.measures.measure import GROUPS, Measure
from cbsc_xl.tables.schema import SETTINGS, TABLES
from cbsc_xl.texts import translate
from docs.generator.markdown import anchor
from docs.generator.questions import QUESTIONS
from docs.generator.reference import pages, write
from docs.generator.settings import settings_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = DOCS / "reference"
AGAIN = "python -m docs.generator"
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
each = pytest.mark.parametrize("measure", catalogue(), ids=lambda measure: measure.id)


@cache
def written() -> dict[str, str]:
    return pages()


def committed() -> dict[str, str]:
    return {
        path.relative_to(REFERENCE).as_posix(): path.read_text(encoding="utf-8")
        for path in REFERENCE.rglob("*")
        if path.is_file()
    }


def anchors(text: str) -> set[str]:
    return {anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.M)}


def section(text: str, title: str, level: str = "##") -> str:
    """The text below a title, up to the next title of its level or above."""
    return re.split(
        r"^#{1," + str(len(level)) + r"} ", text.partition(f"\n{level} {title}\n")[2], flags=re.M
    )[0]


def test_pages_are_current() -> None:
    found, fresh = committed(), written()
    assert sorted(found) == sorted(fresh), f"run {AGAIN}"
    assert [name for name in fresh if found[name] != fresh[name]] == [], f"run {AGAIN}"


def test_pages_of_things_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "gone.md").write_text("# Gone\n")
    assert write(tmp_path) == len(written()) == len(list(tmp_path.rglob("*.md")))


def test_every_measure_fact_and_table_has_its_page() -> None:
    names = set(written())
    assert {f"measures/{measure.id}.md" for measure in catalogue()} <= names
    assert {f"facts/{name}.md" for name in VOCABULARY} <= names
    assert {f"tables/{name}.md" for name in TABLES} <= names


def test_links_resolve() -> None:
    """Of the reference and of the guides."""
    broken = []
    texts = {REFERENCE / name: text for name, text in written().items()}
    guides = (*DOCS.glob("*.md"), *DOCS.glob("install/*.md"), DOCS.parent / "README.md")
    texts |= {path: path.read_text(encoding="utf-8") for path in guides}
    for path, text in texts.items():
        for target in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
            name, _, place = target.partition("#")
            if "://" in target:
                continue
            goal = (path.parent / name).resolve() if name else path
            known = texts.get(goal, "")
            if not goal.exists() or (place and place not in anchors(known)):
                broken.append(f"{path.relative_to(DOCS.parent)}: {target}")
    assert broken == []


def test_every_group_answers_a_question() -> None:
    asked = [group for groups in QUESTIONS.values() for group in groups]
    assert set(asked) == set(GROUPS)


@pytest.mark.parametrize("title", ["By question", "By group", "By data needed", "By name"])
def test_index_shows_every_measure(title: str) -> None:
    shown = set(re.findall(r"\(measures/(\w+)\.md\)", section(written()["index.md"], title)))
    assert shown == {measure.id for measure in catalogue()}


def test_index_of_the_two_first_tables() -> None:
    text = re.search(r"With the two tables.*", written()["index.md"])
    assert text is not None
    assert "measures/churn_rate.md" in text[0]
    assert "measures/nps.md" not in text[0]
    assert "measures/market_share.md" not in text[0]


@each
def test_page_of_a_measure_says_everything(measure: Measure) -> None:
    text = written()[f"measures/{measure.id}.md"]
    for language in ("en", "nl", "uk"):
        assert f"| {measure.labels[language]} | {translate(measure.definition, language)} |" in text
    assert f"={measure.function}([segment], [period], " in text
    assert f"={measure.function}([segment]; [period]; " in text
    assert f'={measure.function}("Gold"; "' in text
    assert measure.formula in section(text, "Formula")
    for name in measure.parameters:
        assert f"(../facts/{name}.md)" in section(text, "Formula")
    for need in needs_of(measure):
        assert all(f"tables/{table}.md" in text for table in re.findall(r"\b[A-Z]\w+", need))
    assert measure.empty in section(text, "When there is no value")
    assert section(text, "Sources").strip()


SETTINGS_KNOWN = {
    "loyal_disloyal_ratio": {"loyal_min_orders"},
    "nps": set(),
    "investor_value": {"alternative_cost_of_funds"},
    "cost_per_contact": {"cost_per_minute"},
    "new_product_revenue_share": {"new_product_months"},
    "expected_credit_loss": {"lgd", "default_pd"},
    "winback_rate": {"base_rule", "inactive_months"},
    "profit_to_date": {"lgd", "default_pd", "receivables_rate", "segment_cost_key", "cost_per_minute"},
}
"""From the definitions of the measures."""


@pytest.mark.parametrize("name", SETTINGS_KNOWN)
def test_settings_are_those_of_the_definition(name: str) -> None:
    assert set(settings_of(facts_of(find(name)))) == SETTINGS_KNOWN[name]


def test_page_of_settings_lists_all() -> None:
    text = section(written()["tables/Settings.md"], "Settings")
    assert all(f"| `{name}` | " in text for name in SETTINGS)


@pytest.mark.parametrize("name", ["churn_rate", "revenue_per_channel", "nps"])
def test_commands_of_a_page_are_understood(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a company with a customer of segment Gold; each command answers with a row and without an error."""
    (tmp_path / "Customers.csv").write_text("customer_id,segment\nC1,Gold\n")
    (tmp_path / "Transactions.csv").write_text(
        "customer_id,date,amount,channel\nC1,2024-05-01,10,webshop\nC1,2025-02-03,20,webshop\n"
    )
    (tmp_path / "Surveys.csv").write_text(
        "customer_id,date,metric,score,channel\nC1,2025-03-01,nps,10,phone\nC1,2025-05-01,nps,9,phone\n"
    )
    commands = re.findall(r"^    cbsc-xl (.+)$", section(written()[f"measures/{name}.md"], "Call"), re.M)
    assert {command.split()[0] for command in commands} == {"measure", "explain"}
    for command in commands:
        assert main(command.replace("data.xlsx", str(tmp_path)).split()) == 0
        answer = capsys.readouterr().out
        assert "bad argument" not in answer
        assert find(name).function in answer
