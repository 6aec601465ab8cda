"""What people are told and what they need to know: the gap, within each person, topic by topic."""

from dataclasses import dataclass

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.surveyed import Wave, asked_people, last_wave
from toolkit.results import Measure, Measures
from toolkit.stats import Interval, Numbers, clustered_share, mean_interval, narrowed

SCOPE = "internal"
SLICES = "groups"  # a survey has no months
TOPICS = (
    *("work", "judged", "pay", "rules", "results", "decisions", "changes", "failures"),
    *("publics", "training"),
)
STEP = 25  # points between two answers of five
SAME = 1e-9


@dataclass(frozen=True)
class Needs:
    """Answers to both halves of pairs, in steps of a scale of five: respondents, then topics.

    ``importance`` is how important each topic was said to be, else how much is needed.
    """

    gaps: Numbers
    importance: Numbers
    topics: tuple[str, ...]

    def of(self, topic: str) -> tuple[Numbers, Numbers]:
        """Return the gaps and the importance of one topic, of those who answered both halves."""
        if topic not in self.topics:
            return np.zeros(0), np.zeros(0)
        at = self.topics.index(topic)
        known = ~np.isnan(self.gaps[:, at])
        return self.gaps[known, at], self.importance[~np.isnan(self.importance[:, at]), at]


def survey_needs(
    survey_responses: Frame, survey_items: Frame, people: Frame, *, min_n: int = 15
) -> Measures:
    """Gap between information needed and received, and how important each topic is (M27, S37).

    The gap is needed less received of the same person, from -4 to 4 on a scale of five, after
    the ICA audit (Goldhaber, 1976); who left out a half is left out, and so counted. Underload
    is a step or more too little, overload a step or more too much. The map of topics sets the
    gap against importance: where the survey asks for it that, else what is needed, which then
    goes with the gap by construction. Where everybody is known,
    intervals are as close as the part that answered allows.
    """
    wave, everybody = last_wave(survey_responses, survey_items), asked_people(people)
    found = _needs(wave)
    reason = "no_survey" if not wave.respondents else "no_pair"
    gauges = {
        one: Gauge(f"information_{one}", "M27", "share", min_n)
        for one in ("underload", "overload", "fit")
    }
    gap = Gauge("information_gap", "M27", "index", min_n)
    measures = [
        _mean(gap, _by_person(found.gaps), (-4.0, 4.0), everybody, reason),
        *(_share(gauge, found.gaps, one, everybody, reason) for one, gauge in gauges.items()),
    ]
    for topic in TOPICS:
        gaps, importance = found.of(topic)
        by_gap = Gauge(f"gap_{topic}", "S37", "index", min_n)
        by_weight = Gauge(f"importance_{topic}", "S37", "points", min_n)
        measures.append(_mean(by_gap, gaps, (-4.0, 4.0), everybody, reason))
        measures.append(_mean(by_weight, importance, (0.0, 100.0), everybody, reason))
    return tuple(measures)


def _needs(wave: Wave) -> Needs:
    received, needed, told = (wave.needs(role) for role in ("received", "needed", "importance"))
    topics = tuple(sorted(set(received.items) & set(needed.items)))
    if not topics:
        return Needs(np.zeros((0, 0)), np.zeros((0, 0)), ())
    people = sorted(set(received.people.tolist()) | set(needed.people.tolist()))
    has, wants = (one.laid_out(people, topics) for one in (received, needed))
    weights = told.laid_out(people, topics)
    said = ~np.isnan(weights).all(axis=0)
    return Needs((wants - has) / STEP, np.where(said, weights, wants), topics)


def _by_person(gaps: Numbers) -> Numbers:
    known = ~np.isnan(gaps)
    there = known.any(axis=1) if gaps.size else np.zeros(len(gaps), dtype=bool)
    return np.asarray(np.nanmean(gaps[there], axis=1) if there.any() else np.zeros(0))


def _mean(
    gauge: Gauge, values: Numbers, limits: Interval, everybody: int | None, reason: str
) -> Measure:
    n = len(values)
    if n < 2:
        return gauge.missing("too_few_answers" if n else reason, n, n or None)
    mean = float(values.mean())
    interval = narrowed(mean, mean_interval(values, limits=limits), n, everybody)
    return gauge.value(mean, n, interval, people=n)


def _share(gauge: Gauge, gaps: Numbers, which: str, everybody: int | None, reason: str) -> Measure:
    """Return the share of pairs with too little, too much or enough; the interval by person."""
    known = ~np.isnan(gaps)
    cases = known.sum(axis=1) if gaps.size else np.zeros(0)
    n = int((cases > 0).sum())
    if not n:
        return gauge.missing(reason)
    held = np.nan_to_num(gaps, nan=0.0)
    hit = {
        "underload": held >= 1 - SAME,
        "overload": held <= -1 + SAME,
        "fit": np.abs(held) < 1 - SAME,
    }[which]
    hits = (hit & known).sum(axis=1)
    share = float(hits.sum() / cases.sum())
    return gauge.value(
        share, n, narrowed(share, clustered_share(hits, cases), n, everybody), people=n
    )
