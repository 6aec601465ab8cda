"""What people say of communication: each dimension of the survey, and how many answered."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.surveyed import Answers, Wave, asked_people, last_wave
from toolkit.results import Measure, Measures
from toolkit.stats import clustered_share, mean_interval, narrowed, wilson

SCOPE = "internal"
SLICES = "groups"  # a survey has no months
DIMENSIONS = (
    *("climate", "superiors", "integration", "media", "horizontal", "perspective"),
    *("subordinates", "feedback"),
)
EVERYBODY = tuple(one for one in DIMENSIONS if one != "subordinates")
GOOD = 75  # points: the two best answers of five


def survey_satisfaction(
    survey_responses: Frame, survey_items: Frame, people: Frame, *, min_n: int = 15
) -> Measures:
    """Means and favourable answers of the survey's dimensions, and the response rate (M25).

    Answers are turned towards good and brought to 0 to 100 points. A respondent's score is the
    mean of the questions answered, half of them at least; favourable are the two best answers of
    five. Where everybody that could be asked is known, intervals are as close as the part that
    answered allows (Cochran, 1977); who did not answer may think otherwise: no interval knows.
    """
    wave, everybody = last_wave(survey_responses, survey_items), asked_people(people)
    rate = Gauge("survey_response_rate", "M25", "share", min_n)
    measures = [_rate(rate, wave, everybody)]
    for one in ("overall", *DIMENSIONS):
        answers = wave.of(*EVERYBODY) if one == "overall" else wave.of(one)
        # Only those who lead are asked of those they lead: how many these are is not known.
        whole = None if one == "subordinates" else everybody
        mean = Gauge(f"survey_{one}", "M25", "points", min_n)
        good = Gauge(f"survey_{one}_favourable", "M25", "share", min_n)
        measures += [_mean(mean, answers, wave, whole), _good(good, answers, wave, whole)]
    return tuple(measures)


def _rate(gauge: Gauge, wave: Wave, everybody: int | None) -> Measure:
    if not wave.respondents:
        return gauge.missing("no_survey")
    if everybody is None:
        return gauge.missing("no_people", 0, wave.respondents)
    if wave.respondents > everybody:
        return gauge.missing("more_than_roster", wave.respondents, everybody)
    # All were asked: the rate is what it is, and nothing is drawn; the interval says so.
    share = wave.respondents / everybody
    return gauge.value(share, everybody, (share, share), people=everybody)


def _mean(gauge: Gauge, answers: Answers, wave: Wave, everybody: int | None) -> Measure:
    scores = answers.scores()
    n = len(scores)
    if n < 2:
        return gauge.missing(_why_none(wave, n), n, n or None)
    interval = mean_interval(scores, limits=(0.0, 100.0))
    mean = float(scores.mean())
    return gauge.value(mean, n, narrowed(mean, interval, n, everybody), people=n)


def _good(gauge: Gauge, answers: Answers, wave: Wave, everybody: int | None) -> Measure:
    kept = answers.values[answers.answered()]
    n = len(kept)
    if not n:
        return gauge.missing(_why_none(wave, n), n, n or None)
    cases = (~np.isnan(kept)).sum(axis=1)
    hits = (np.nan_to_num(kept, nan=-1) >= GOOD).sum(axis=1)
    share = float(hits.sum() / cases.sum())
    interval = clustered_share(hits, cases) if n > 1 else wilson(share, 1)
    return gauge.value(share, n, narrowed(share, interval, n, everybody), people=n)


def _why_none(wave: Wave, n: int) -> str:
    if n:
        return "too_few_answers"
    return "no_dimension" if wave.respondents else "no_survey"
