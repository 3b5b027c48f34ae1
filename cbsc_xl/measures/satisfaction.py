"""Satisfaction: what customers think of us."""

from __future__ import annotations

from cbsc_xl.measures.measure import measure, ratio
from cbsc_xl.units import Average, Count, Ratio, Score


@measure(
    "CBSC_CSAT",
    en="Customer satisfaction score (top-2 box)",
    nl="Klanttevredenheidsscore (CSAT, top-2-box)",
    uk="Показник задоволеності клієнтів (CSAT, дві найвищі оцінки)",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    timing="leading",
    excel="=satisfied_answers/satisfaction_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def csat(satisfied_answers: Count, satisfaction_answers: Count) -> Ratio:
    """Share of respondents who give one of the two highest scores for overall satisfaction.

    >>> csat(satisfied_answers=5, satisfaction_answers=8)
    0.625

    Example: 2025-Q2 -> 0.625
        Surveys: date, customer_id, metric, score
        2025-05-10, C1, csat, 5 | 2025-05-10, C2, csat, 4 | 2025-05-10, C3, csat, 4
        2025-05-10, C4, csat, 3 | 2025-05-10, C5, csat, 2 | 2025-05-10, C6, csat, 5
        2025-05-10, C7, csat, 4 | 2025-05-10, C8, csat, 1

    Notes: No answers -> no value. Scale from scale_min and scale_max, else 1-5; scores outside it
    are left out. Answers of focus groups and online are not in it.

    Sources: ClearPoint 53 (% very or extremely satisfied); Brewton Balanced CRM Scorecard
    (customers highly satisfied %); Farris et al. ch.2 (top-box); ISO 10004
    """
    return ratio(satisfied_answers, satisfaction_answers)


@measure(
    "CBSC_CSI",
    en="Customer satisfaction index",
    nl="Klanttevredenheidsindex (CSI)",
    uk="Індекс задоволеності клієнтів (CSI)",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    timing="leading",
    excel="=item_points/item_weights",
    empty="no answers on items with a weight",
    channel="Surveys",
)
def customer_satisfaction_index(item_points: Score, item_weights: Average) -> Score:
    """Importance-weighted average satisfaction over several items, rescaled to 0-100.

    >>> customer_satisfaction_index(item_points=140, item_weights=2)
    70.0

    Example: 2025 -> 70
        Surveys: date, customer_id, metric, score, item, weight
        2025-04-01, C1, csi, 8, quality, 0.5 | 2025-04-01, C2, csi, 9, quality, 0.5
        2025-04-01, C1, csi, 7, delivery, 0.3 | 2025-04-01, C2, csi, 6, delivery, 0.3
        2025-04-01, C1, csi, 5, price, 0.2 | 2025-04-01, C2, csi, 6, price, 0.2

    Notes: No answers -> no value. All weights zero -> no value. Answers without item are one more
    item. Blank weight counts as 1; answers with a negative weight or a score outside the scale are
    left out. The index of All is not the average of the groups: items are averaged over all answers
    first.

    Sources: ISO 10004:2018 (customer satisfaction index); ACSI/ECSI (Fornell 1992) rescaling;
    ClearPoint 53
    """
    return ratio(item_points, item_weights)


@measure(
    "CBSC_FOCUS_GROUP",
    en="Focus group score",
    nl="Focusgroepscore",
    uk="Оцінка за результатами фокус-груп",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    timing="leading",
    excel="=focus_group_points/focus_group_answers",
    empty="no answers of focus groups in the period",
)
def focus_group_score(focus_group_points: Score, focus_group_answers: Count) -> Score:
    """Average rating given by participants of focus groups, rescaled to 0-100.

    >>> focus_group_score(focus_group_points=300, focus_group_answers=4)
    75.0

    Example: 2025-Q1 -> 66.66666666666667
        Surveys: date, customer_id, metric, score, method
        2025-03-12, -, value, 7, focus_group | 2025-03-12, -, value, 8, focus_group
        2025-03-12, -, value, 6, focus_group | 2025-03-12, -, value, 9, focus_group
        2025-03-12, -, value, 5, focus_group | 2025-03-12, C9, value, 1, survey

    Notes: No focus-group rows -> no value. Rows with method focus_group never enter the survey
    measures. A metric without a scale of its own needs scale_min and scale_max: without them its
    rows are left out. Small numbers of participants: look at the number of answers too.

    Sources: ClearPoint (customer perspective); ISO 10004 (qualitative methods)
    """
    return ratio(focus_group_points, focus_group_answers)


@measure(
    "CBSC_ONLINE_FEEDBACK",
    en="Online feedback score",
    nl="Onlinefeedbackscore",
    uk="Оцінка за онлайн-відгуками",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    timing="leading",
    excel="=online_points/online_answers",
    empty="no online feedback in the period",
    channel="Surveys",
)
def online_feedback_score(online_points: Score, online_answers: Count) -> Score:
    """Average rating in online feedback forms and reviews, rescaled to 0-100.

    >>> online_feedback_score(online_points=325, online_answers=5)
    65.0

    Example: 2025-Q3 -> 65
        Surveys: date, customer_id, metric, score, method
        2025-07-01, -, review, 5, online | 2025-07-02, -, review, 4, online
        2025-07-03, -, review, 1, online | 2025-07-04, -, review, 5, online
        2025-07-05, -, review, 3, online

    Notes: No online rows -> no value. Scale 1-5 unless the metric or the row has its own.
    Self-selected respondents: do not mix with survey scores.

    Sources: ClearPoint (customer perspective); ClearPoint 53 (external benchmark survey ratings)
    """
    return ratio(online_points, online_answers)


@measure(
    "CBSC_EXPECTATIONS",
    en="Comparison with expectations",
    nl="Ervaring ten opzichte van verwachtingen",
    uk="Відповідність очікуванням",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    timing="leading",
    excel="=expectation_points/expectation_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def expectations_score(expectation_points: Score, expectation_answers: Count) -> Score:
    """Average score for how the experience compares with what customers expected, rescaled to 0-100
    (50 = as expected).

    >>> expectations_score(expectation_points=240, expectation_answers=4)
    60.0

    Example: 2025 -> 62.5
        Surveys: date, customer_id, metric, score
        2025-04-01, C1, expectation, 3 | 2025-04-01, C2, expectation, 4
        2025-04-01, C3, expectation, 5 | 2025-04-01, C4, expectation, 2

    Notes: No answers -> no value. Scale 1 (much worse than expected) to 5 (much better) unless the
    row has its own. Above 50 expectations are exceeded on average.

    Sources: ClearPoint 53 (comparison with expectations); Oliver 1980 (disconfirmation of
    expectations); ACSI
    """
    return ratio(expectation_points, expectation_answers)


@measure(
    "CBSC_BUYING_SATISFACTION",
    en="Satisfaction with the buying process",
    nl="Tevredenheid over het aankoopproces",
    uk="Задоволеність процесом купівлі",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="internal",
    process="sales",
    timing="leading",
    excel="=buying_points/buying_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def buying_process_satisfaction(buying_points: Score, buying_answers: Count) -> Score:
    """Average satisfaction of customers with the way of buying, rescaled to 0-100.

    >>> buying_process_satisfaction(buying_points=225, buying_answers=3)
    75.0

    Example: 2025, channel=webshop -> 62.5
        Surveys: date, customer_id, metric, score, channel
        2025-04-01, C1, buying_process, 4, webshop | 2025-04-01, C2, buying_process, 3, webshop
        2025-04-01, C3, buying_process, 1, shop

    Notes: No answers in the period (and channel) -> no value. Scale 1-5 unless the row has its own.
    From first question to order; satisfaction after a service contact is contact_satisfaction.

    Sources: ClearPoint 53 (satisfaction with buying process)
    """
    return ratio(buying_points, buying_answers)


@measure(
    "CBSC_FEATURE_SATISFACTION",
    en="Satisfaction with features",
    nl="Tevredenheid over productkenmerken",
    uk="Задоволеність характеристиками продукту",
    better="higher",
    kind="opinion",
    group="satisfaction",
    perspective="customer",
    process="innovation",
    timing="leading",
    excel="=feature_points/feature_answers",
    empty="no answers in the period",
    channel="Surveys",
)
def feature_satisfaction(feature_points: Score, feature_answers: Count) -> Score:
    """Average satisfaction of customers with features of products and services, rescaled to 0-100.

    >>> feature_satisfaction(feature_points=150, feature_answers=2)
    75.0

    Example: 2025 -> 50
        Surveys: date, customer_id, metric, score, item
        2025-04-01, C1, feature, 5, app | 2025-04-01, C2, feature, 3, app | 2025-04-01, C1, feature, 1, box

    Notes: No answers -> no value. Scale 1-5 unless the row has its own. Every answer counts once,
    whatever the feature in column item; for importance weights use customer_satisfaction_index.

    Sources: ClearPoint 53 (satisfaction with feature); Kano et al. 1984 (quality elements)
    """
    return ratio(feature_points, feature_answers)
