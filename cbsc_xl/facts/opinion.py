"""What customers say in surveys, focus groups and online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.errors import Needs
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Average, Count, Score

if TYPE_CHECKING:
    from cbsc_xl.ledger.rows import Floats, Rows
    from cbsc_xl.ledger.view import GroupPeriods, View


SCALE = "Surveys.metric or Surveys.scale_max"
"""What tells the scale of a score."""


def survey(view: View, metric: str) -> Rows:
    """Answers of surveys (not of focus groups or online) to the question of a metric."""
    answers = view.answers
    return answers.where(answers.says("metric", metric) & answers.says("method", "survey", blank=True))


def _other(view: View, method: str) -> Rows:
    """Answers on anything that came in by another method."""
    return view.answers.where(view.answers.says("method", method))


def _focus_group(view: View) -> Rows:
    """Answers of focus groups; Needs if nothing tells the scale of any."""
    answers = _other(view, "focus_group")
    if "metric" not in answers.table and "scale_max" not in answers.table:
        raise Needs("column", SCALE)
    return answers


def points(view: View, answers: Rows) -> GroupPeriods:
    """Add up scores on a scale from 0 to 100."""
    return view.total(answers, 100 * answers.numbers("position"))


@fact(
    Count, "Surveys", "Surveys.metric", en="Promoters (9-10)", nl="Promotors (9-10)", uk="Промоутери (9-10)"
)
def promoters(view: View) -> GroupPeriods:
    """Answers of 9 or 10 to the question of the Net Promoter Score."""
    answers = survey(view, "nps")
    return view.total(answers.where(answers.numbers("score") >= 9))


@fact(Count, "Surveys", "Surveys.metric", en="Detractors (0-6)", nl="Criticasters (0-6)", uk="Критики (0-6)")
def detractors(view: View) -> GroupPeriods:
    """Answers of 0 to 6 to the question of the Net Promoter Score."""
    answers = survey(view, "nps")
    return view.total(answers.where(answers.numbers("score") <= 6))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on recommendation",
    nl="Antwoorden over aanbeveling",
    uk="Відповіді про рекомендацію",
)
def nps_answers(view: View) -> GroupPeriods:
    """Answers to the question of the Net Promoter Score, on its scale of 0 to 10."""
    return view.total(survey(view, "nps"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Satisfied answers (two highest scores)",
    nl="Tevreden antwoorden (twee hoogste scores)",
    uk="Задоволені відповіді (дві найвищі оцінки)",
)
def satisfied_answers(view: View) -> GroupPeriods:
    """Answers on overall satisfaction with one of the two highest scores of the scale."""
    answers = survey(view, "csat")
    return view.total(answers, answers.numbers("top"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on satisfaction",
    nl="Antwoorden over tevredenheid",
    uk="Відповіді про задоволеність",
)
def satisfaction_answers(view: View) -> GroupPeriods:
    """Answers on overall satisfaction (metric csat)."""
    return view.total(survey(view, "csat"))


ANSWERS, WEIGHTS, POINTS = range(3)
"""Partial sums per item of the satisfaction index."""


def _index_items(view: View) -> Floats:
    """Return the partial sums per group, period and item; answers without an item are one more."""
    answers = survey(view, "csi")
    answers = answers.where(answers.optional_numbers("weight", blank=1.0) >= 0)
    points = 100 * answers.numbers("position")
    return view.total_by(answers, "item", answers.optional_numbers("weight", blank=1.0), points)


def _average(sums: Floats, part: int) -> Floats:
    """Return the average per answer of each item."""
    average: Floats = sums[..., part] / sums[..., ANSWERS].clip(min=1)
    return average


def _weighted(sums: Floats) -> GroupPeriods:
    weighted: GroupPeriods = (_average(sums, WEIGHTS) * _average(sums, POINTS)).sum(axis=-1)
    return weighted


def _weights(sums: Floats) -> GroupPeriods:
    weights: GroupPeriods = _average(sums, WEIGHTS).sum(axis=-1)
    return weights


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Item scores times item weights",
    nl="Itemscores maal itemgewichten",
    uk="Оцінки складових, помножені на ваги",
    finish=_weighted,
)
def item_points(view: View) -> GroupPeriods:
    """Average score of each item of the satisfaction index, on a scale of 0 to 100, times the average weight
    of the item, added up over the items.
    """
    return _index_items(view)


@fact(
    Average,
    "Surveys",
    "Surveys.metric",
    en="Item weights",
    nl="Itemgewichten",
    uk="Ваги складових",
    finish=_weights,
)
def item_weights(view: View) -> GroupPeriods:
    """Average weight of each item of the satisfaction index (1 if blank), added up over the items."""
    return _index_items(view)


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for ease",
    nl="Scores voor gemak",
    uk="Оцінки: легкість",
)
def ease_scores(view: View) -> GroupPeriods:
    """Scores for how easy it was to get an issue handled, on a scale of 1 to 7 (easy), added up."""
    answers = survey(view, "ces")
    return view.total(answers, 1 + 6 * answers.numbers("position"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on ease",
    nl="Antwoorden over gemak",
    uk="Відповіді: легкість",
)
def ease_answers(view: View) -> GroupPeriods:
    """Answers on how easy it was to get an issue handled (metric ces)."""
    return view.total(survey(view, "ces"))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for contact",
    nl="Scores voor contact",
    uk="Оцінки: контакт",
)
def contact_points(view: View) -> GroupPeriods:
    """Scores for satisfaction right after a contact on a scale of 0 to 100, added up."""
    return points(view, survey(view, "contact_csat"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on contact",
    nl="Antwoorden over contact",
    uk="Відповіді: контакт",
)
def contact_answers(view: View) -> GroupPeriods:
    """Answers on satisfaction right after a contact (metric contact_csat)."""
    return view.total(survey(view, "contact_csat"))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for value",
    nl="Scores voor waarde",
    uk="Оцінки: цінність",
)
def value_points(view: View) -> GroupPeriods:
    """Scores for what customers get for what they give on a scale of 0 to 100, added up."""
    return points(view, survey(view, "value"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on value",
    nl="Antwoorden over waarde",
    uk="Відповіді: цінність",
)
def value_answers(view: View) -> GroupPeriods:
    """Answers on what customers get for what they give (metric value)."""
    return view.total(survey(view, "value"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers that intend to buy again",
    nl="Antwoorden met koopintentie",
    uk="Відповіді з наміром купити знову",
)
def repurchase_intenders(view: View) -> GroupPeriods:
    """Answers on buying again with one of the two highest scores of the scale."""
    answers = survey(view, "repurchase")
    return view.total(answers, answers.numbers("top"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on buying again",
    nl="Antwoorden over opnieuw kopen",
    uk="Відповіді про повторну купівлю",
)
def repurchase_answers(view: View) -> GroupPeriods:
    """Answers on buying again (metric repurchase)."""
    return view.total(survey(view, "repurchase"))


@fact(
    Score,
    "Surveys",
    "Surveys.method",
    SCALE,
    en="Scores of focus groups",
    nl="Scores van focusgroepen",
    uk="Оцінки: фокус-групи",
)
def focus_group_points(view: View) -> GroupPeriods:
    """Scores of focus groups on a scale of 0 to 100, whatever the metric, added up."""
    return points(view, _focus_group(view))


@fact(
    Count,
    "Surveys",
    "Surveys.method",
    SCALE,
    en="Answers of focus groups",
    nl="Antwoorden van focusgroepen",
    uk="Відповіді: фокус-групи",
)
def focus_group_answers(view: View) -> GroupPeriods:
    """Answers of focus groups with a score on a known scale, whatever the metric."""
    return view.total(_focus_group(view))


@fact(
    Score,
    "Surveys",
    "Surveys.method",
    en="Scores of online feedback",
    nl="Scores van onlinefeedback",
    uk="Оцінки: онлайн-відгуки",
)
def online_points(view: View) -> GroupPeriods:
    """Scores of online feedback on a scale of 0 to 100, whatever the metric, added up."""
    return points(view, _other(view, "online"))


@fact(
    Count,
    "Surveys",
    "Surveys.method",
    en="Answers of online feedback",
    nl="Antwoorden van onlinefeedback",
    uk="Відповіді: онлайн-відгуки",
)
def online_answers(view: View) -> GroupPeriods:
    """Answers of online feedback with a score on a known scale, whatever the metric."""
    return view.total(_other(view, "online"))
