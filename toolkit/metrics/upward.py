"""Whether bosses answer: conversations opened upward, among equals and downward, and the wait."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import none_of
from toolkit.conversations.ties import attribute, members, tied
from toolkit.conversations.upward import WAYS, Openings, answered_within, of_months, openings
from toolkit.results import Measure, Measures
from toolkit.stats import (
    SEED,
    Interval,
    Numbers,
    clustered_share,
    kaplan_meier,
    survival_quantile,
    survival_quantile_interval,
    wilson,
)

SCOPE = "internal"
SLICES = "whole"
HOURS = (24, 72)
DRAWS = 2_000
BOUNDS: Interval = (-1.0, 1.0)


def upward(
    interactions: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    min_n: int = 30,
) -> Measures:
    """Conversations opened up, across and down the ladder: answered by horizon, and the wait (M21).

    An opening is a message to somebody, or that names him in a room, after 24 hours without a word
    between the two; a reply opens nothing. Shares are of the openings watched for as long, with
    intervals that allow for receivers who are alike with themselves; the median wait is Kaplan
    and Meier's (1958). The asymmetry is what is answered upward within 24 hours less what is
    downward, its interval drawn over receivers. Nobody's own answers are given.
    """
    found = _found(interactions, people, months)
    if isinstance(found, str):
        return none_of(_gauges(min_n), found, len(members(people)))
    return (
        *(one for way in WAYS for one in _answered(way, found.of(way), min_n)),
        _asymmetry(found, min_n),
    )


def _gauges(min_n: int) -> tuple[Gauge, ...]:
    ways = (gauge for way in WAYS for gauge in _of_way(way, min_n))
    return (*ways, Gauge("answer_asymmetry", "M21", "index", min_n))


def _of_way(way: str, min_n: int) -> tuple[Gauge, ...]:
    shares = (Gauge(f"{way}_answered_{one}h", "M21", "share", min_n) for one in HOURS)
    return (*shares, Gauge(f"{way}_wait_median", "M21", "seconds", min_n))


def _found(interactions: Frame, people: Frame, months: tuple[int, int] | None) -> Openings | str:
    """Return the openings, or why there are none."""
    if not members(people):
        return "no_people"
    levels = attribute(people, "level")
    if len(np.unique(levels[levels >= 0])) < 2:
        return "one_level"
    every = openings(interactions, people)
    if every is None:
        return "no_messages"
    found = of_months(every, months)
    return found if len(found.way) else "no_opening"


def _answered(way: str, found: Openings, min_n: int) -> Measures:
    *shares, wait = _of_way(way, min_n)
    return (
        *(_share(gauge, found, hours) for gauge, hours in zip(shares, HOURS, strict=True)),
        _wait(wait, found),
    )


def _share(gauge: Gauge, found: Openings, hours: int) -> Measure:
    receivers, hits, cases = answered_within(found, hours)
    n = int(cases.sum())
    if not n:
        return gauge.missing("no_opening", 0, receivers)
    interval = clustered_share(hits, cases)
    return gauge.value(int(hits.sum()) / n, n, interval, people=receivers)


def _wait(gauge: Gauge, found: Openings) -> Measure:
    people, n = len(np.unique(found.receiver)), len(found.way)
    if not n:
        return gauge.missing("no_opening", 0, people)
    curve = kaplan_meier(found.waited, found.answered)
    median = survival_quantile(curve, 0.5)
    if median is None:
        return gauge.missing("not_reached", n, people)
    return gauge.value(median, n, survival_quantile_interval(curve, 0.5), people=people)


def _asymmetry(found: Openings, min_n: int) -> Measure:
    gauge = Gauge("answer_asymmetry", "M21", "index", min_n)
    above, up, of_up = answered_within(found.of("upward"), HOURS[0])
    below, down, of_down = answered_within(found.of("downward"), HOURS[0])
    people = min(above, below)
    if not people:
        return gauge.missing("no_opening", 0, people)
    value = float(up.sum() / of_up.sum() - down.sum() / of_down.sum())
    drawn = _drawn(up, of_up) - _drawn(down, of_down)
    low, high = (float(one) for one in np.quantile(drawn, (0.025, 0.975)))
    interval = (min(low, value), max(high, value)) if people > 1 else BOUNDS
    n = int(min(of_up.sum(), of_down.sum()))
    return gauge.value(value, n, interval, people=people)


def _drawn(hits: Numbers, cases: Numbers) -> Numbers:
    """Return the share with receivers drawn again, many times."""
    rng = np.random.default_rng(SEED)
    share = np.full(len(hits), 1 / len(hits))
    times = rng.multinomial(len(hits), share, size=DRAWS).astype(np.float64)
    return (times @ hits) / (times @ cases)


def levels(interactions: Frame, people: Frame, *, min_n: int = 30) -> Measures:
    """Ties up, across and down the ladder that are returned, and ties that cross levels (M21).

    Of the ties of the last 90 days, two messages at least. Up is to somebody of a higher level.
    """
    names = (*(f"{way}_returned_share" for way in WAYS), "cross_level_share")
    gauges = tuple(Gauge(name, "M21", "share", min_n) for name in names)
    found = tied(interactions, people)
    told = attribute(people, "level")
    if not found.people or not found.net.ties:
        return none_of(gauges, "no_tie" if found.people else "no_people", len(found.people))
    if len(np.unique(told[told >= 0])) < 2:
        return none_of(gauges, "one_level", len(found.people))
    net = found.net
    known = (told[net.src] >= 0) & (told[net.dst] >= 0)
    way = np.sign(told[net.src] - told[net.dst])
    back = np.asarray(net.matrix.T[net.src, net.dst]).ravel() > 0
    *ways, across = gauges
    return (
        *(
            _returned(gauge, back[known & (way == at)], net.dst[known & (way == at)])
            for gauge, at in zip(ways, (-1, 0, 1), strict=True)
        ),
        _returned(across, (way != 0)[known], net.dst[known]),
    )


def _returned(
    gauge: Gauge,
    hits: np.ndarray[tuple[int], np.dtype[np.bool_]],
    receivers: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> Measure:
    people = len(np.unique(receivers))
    if not len(hits):
        return gauge.missing("no_tie", 0, people)
    n, there = len(hits), int(hits.sum())
    return gauge.value(there / n, n, wilson(there, n), people=people)
