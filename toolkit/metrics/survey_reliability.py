"""Whether the survey can be relied upon: questions that go together, teams that agree."""

import numpy as np

from toolkit import stats
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.surveyed import Answers, Wave, last_wave
from toolkit.results import Measure, Measures
from toolkit.stats import Interval, Numbers, median_interval

SCOPE = "internal"
SLICES = "whole"
DIMENSIONS = (
    *("climate", "superiors", "integration", "media", "horizontal", "perspective"),
    *("subordinates", "feedback"),
)
EVERYBODY = tuple(one for one in DIMENSIONS if one != "subordinates")
LEAST = 10  # respondents below whom no reliability is told at all


def survey_reliability(
    survey_responses: Frame, survey_items: Frame, *, smallest: int = 8, min_n: int = 30
) -> Measures:
    """Alpha and omega of each dimension, and whether teams agree within themselves (M26).

    Alpha (Cronbach, 1951) with Feldt's interval (1965), of those who answered all; omega
    (McDonald, 1999) from one factor by least residuals on correlations, its interval drawn over
    respondents. Agreement is rwg(j) against answers by chance (James, Demaree and Wolf, 1984):
    the median over teams of ``smallest`` respondents or more and over dimensions. ICC(1) and
    ICC(2) (Bartko, 1976) of the score over all dimensions tell whether teams differ.
    """
    wave = last_wave(survey_responses, survey_items)
    measures = []
    for one in DIMENSIONS:
        answers = wave.of(one)
        measures.append(_alpha(_gauge(f"{one}_alpha", min_n), answers, wave))
        measures.append(_omega(_gauge(f"{one}_omega", min_n), answers, wave))
    return (*measures, *_teams(wave, smallest, min_n))


def _gauge(name: str, min_n: int) -> Gauge:
    return Gauge(f"survey_{name}", "M26", "index", min_n)


def _alpha(gauge: Gauge, answers: Answers, wave: Wave) -> Measure:
    given = stats.complete(answers.values)
    n, questions = given.shape
    alpha = stats.cronbach_alpha(given) if n >= LEAST else None
    if alpha is None:
        return gauge.missing(_why_none(wave, n), n, n or None)
    return gauge.value(alpha, n, stats.feldt_interval(alpha, n, questions), people=n)


def _omega(gauge: Gauge, answers: Answers, wave: Wave) -> Measure:
    given = stats.complete(answers.values)
    n = len(given)
    omega = stats.mcdonald_omega(given) if n >= LEAST else None
    if omega is None:
        return gauge.missing(_why_none(wave, n), n, n or None)
    low, high = stats.omega_interval(given)
    return gauge.value(omega, n, (min(low, omega), max(high, omega)), people=n)


def _why_none(wave: Wave, n: int) -> str:
    if not wave.respondents:
        return "no_survey"
    if not n:
        return "no_dimension"
    return "too_few_answers" if n < LEAST else "one_answer"


def _teams(wave: Wave, smallest: int, min_n: int) -> Measures:
    within = _gauge("team_agreement", min_n)
    apart, sure = _gauge("team_icc1", min_n), _gauge("team_icc2", min_n)
    agreed = _agreed(wave, smallest)
    scores, groups = _scores(wave, smallest)
    n = len(scores)
    if len(set(groups)) < 2:
        reason = "no_survey" if not wave.respondents else "one_team_answered"
        return tuple(gauge.missing(reason, 0, n or None) for gauge in (within, apart, sure))
    told = stats.variance_of(scores, groups)
    assert told is not None  # two teams of eight leave something within
    middle = float(np.median(agreed))
    low, high = stats.icc1_interval(told)
    share = stats.icc1(told)
    return (
        within.value(middle, n, median_interval(agreed), people=n),
        apart.value(share, n, (low, high), people=n),
        _mean_tells(sure, told, (low, high)),
    )


def _mean_tells(gauge: Gauge, told: stats.Variance, share: Interval) -> Measure:
    """Return ICC(2), by Spearman and Brown from ICC(1); teams that do not differ have none."""
    low, high = (max(0.0, _stepped_up(max(one, 0.0), told.size)) for one in share)
    value = max(0.0, stats.icc2(told))
    return gauge.value(value, told.n, (min(low, value), max(high, value)), people=told.n)


def _stepped_up(share: float, size: float) -> float:
    return size * share / (1 + (size - 1) * share)


def _agreed(wave: Wave, smallest: int) -> list[float]:
    found = []
    for one in EVERYBODY:
        answers = wave.of(one)
        whole = ~np.isnan(answers.values).any(axis=1)
        values, groups = answers.values[whole], answers.groups[whole]
        for team in np.unique(groups[groups != ""]):
            mine = values[groups == team] / 100 * (answers.steps - 1)
            if len(mine) >= smallest:
                found.append(stats.rwg_j(mine, answers.steps))
    return [one for one in found if one is not None]


def _scores(wave: Wave, smallest: int) -> tuple[Numbers, np.ndarray[tuple[int], np.dtype[np.str_]]]:
    """Return the scores over all dimensions of those in a team large enough, and their teams."""
    answers = wave.of(*EVERYBODY)
    groups, scores = answers.groups[answers.answered()], answers.scores()
    names, sizes = np.unique(groups[groups != ""], return_counts=True)
    kept = np.isin(groups, names[sizes >= smallest])
    return scores[kept], groups[kept]
