"""What customers say of the brand, and of what they experienced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cbsc_xl.facts.opinion import points, survey
from cbsc_xl.facts.vocabulary import fact
from cbsc_xl.units import Count, Score

if TYPE_CHECKING:
    from cbsc_xl.ledger.view import GroupPeriods, View


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers that know the brand",
    nl="Antwoorden die het merk kennen",
    uk="Відповіді тих, хто знає бренд",
)
def aware_answers(view: View) -> GroupPeriods:
    """Answers of 1 (yes) to the question whether people know the brand."""
    answers = survey(view, "awareness")
    return view.total(answers.where(answers.numbers("score") == 1))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on knowing the brand",
    nl="Antwoorden over merkbekendheid",
    uk="Відповіді про знання бренду",
)
def awareness_answers(view: View) -> GroupPeriods:
    """Answers of 1 (yes) or 0 (no) to the question whether people know the brand (metric awareness)."""
    answers = survey(view, "awareness")
    return view.total(answers.where((answers.numbers("score") == 0) | (answers.numbers("score") == 1)))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for the brand",
    nl="Scores voor het merk",
    uk="Оцінки: бренд",
)
def brand_points(view: View) -> GroupPeriods:
    """Scores for the attitude towards the brand on a scale of 0 to 100, added up."""
    return points(view, survey(view, "attitude"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on the brand",
    nl="Antwoorden over het merk",
    uk="Відповіді: бренд",
)
def brand_answers(view: View) -> GroupPeriods:
    """Answers on the attitude towards the brand (metric attitude)."""
    return view.total(survey(view, "attitude"))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores against expectations",
    nl="Scores ten opzichte van verwachtingen",
    uk="Оцінки: очікування",
)
def expectation_points(view: View) -> GroupPeriods:
    """Scores for the experience against expectations on a scale of 0 to 100, added up; 50 is as expected."""
    return points(view, survey(view, "expectation"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on expectations",
    nl="Antwoorden over verwachtingen",
    uk="Відповіді: очікування",
)
def expectation_answers(view: View) -> GroupPeriods:
    """Answers on the experience against expectations (metric expectation)."""
    return view.total(survey(view, "expectation"))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for buying",
    nl="Scores voor het kopen",
    uk="Оцінки: процес купівлі",
)
def buying_points(view: View) -> GroupPeriods:
    """Scores for satisfaction with the buying process on a scale of 0 to 100, added up."""
    return points(view, survey(view, "buying_process"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on buying",
    nl="Antwoorden over het kopen",
    uk="Відповіді: процес купівлі",
)
def buying_answers(view: View) -> GroupPeriods:
    """Answers on satisfaction with the buying process (metric buying_process)."""
    return view.total(survey(view, "buying_process"))


@fact(
    Score,
    "Surveys",
    "Surveys.metric",
    en="Scores for features",
    nl="Scores voor kenmerken",
    uk="Оцінки: характеристики",
)
def feature_points(view: View) -> GroupPeriods:
    """Scores for satisfaction with features of products and services on a scale of 0 to 100, added up."""
    return points(view, survey(view, "feature"))


@fact(
    Count,
    "Surveys",
    "Surveys.metric",
    en="Answers on features",
    nl="Antwoorden over kenmerken",
    uk="Відповіді: характеристики",
)
def feature_answers(view: View) -> GroupPeriods:
    """Answers on satisfaction with features of products and services (metric feature)."""
    return view.total(survey(view, "feature"))
