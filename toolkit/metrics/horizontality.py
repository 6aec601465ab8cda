"""One number for how horizontal talk is inside: answers upward, openness, a shared floor."""

from functools import partial

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.inside import writers
from toolkit.conversations.ties import LEAST, Tied, attribute, tied, why_no_ties
from toolkit.conversations.upward import answered_within, of_months, openings
from toolkit.networks import among, centralization, left_out, outwardness
from toolkit.results import Measures
from toolkit.stats import (
    SEED,
    Interval,
    Numbers,
    bootstrap,
    clustered_share,
    gini,
    normal_quantile,
    proximity,
)

SCOPE = "internal"
SLICES = "whole"
HOURS = 72
DRAWS = 2_000
UNKNOWN = (float("nan"), (float("nan"), float("nan")))
Part = tuple[float, Interval]


def horizontality(
    interactions: Frame,
    people: Frame,
    *,
    months: tuple[int, int] | None = None,
    least_days: int = LEAST,
    min_n: int = 30,
) -> Measures:
    """Horizontality inside, from 0 to 100 (C40): five parts, none of which makes up for another.

    Openings upward answered within 72 hours; ties between levels, and between teams, against
    what chance gives; one minus the centralization of ties received; one minus Gini's index of
    messages. Geometric, as the index outside; with fewer than four parts there is none. Its
    interval draws each part within its own, one independently of the other.
    """
    gauge = Gauge("inside_horizontality", "C40", "points", min_n)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return (gauge.missing(why, 0, len(found.people) or None),)
    parts = (
        _upward(interactions, people, months),
        _open(found, attribute(people, "level")),
        _level(found),
        _floor(interactions, people),
        _open(found, attribute(people, "team")),
    )
    value = float(proximity([one for one, _ in parts]))
    if np.isnan(value):
        return (gauge.missing("too_few_parts", 0, len(found.people)),)
    low, high = np.quantile(proximity(_drawn(parts)), (0.025, 0.975))
    interval = (min(value, float(low)), max(value, float(high)))
    return (gauge.value(value, found.net.ties, interval, people=len(found.people)),)


def _drawn(parts: tuple[Part, ...]) -> Numbers:
    """Draw each part from a normal law with its interval, within what it can be."""
    rng = np.random.default_rng(SEED)
    middle = np.array([value for value, _ in parts])
    wide = np.array([high - low for _, (low, high) in parts])
    spread = wide / (2 * normal_quantile(0.975))
    return np.asarray(np.clip(middle + spread * rng.standard_normal((DRAWS, len(parts))), 0, 1))


def _upward(interactions: Frame, people: Frame, months: tuple[int, int] | None) -> Part:
    every = openings(interactions, people)
    if every is None:
        return UNKNOWN
    _, hits, cases = answered_within(of_months(every, months).of("upward"), HOURS)
    if not len(cases):
        return UNKNOWN
    return float(hits.sum() / cases.sum()), clustered_share(hits, cases)


def _open(found: Tied, groups: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Part:
    """Return ties between groups over those that chance gives, 1 at most."""
    net, named = among(found.net, groups)
    told = outwardness(net, named) if len(np.unique(named)) > 1 else None
    if told is None or told.expected <= -1:
        return UNKNOWN
    leads_out = named[net.src] != named[net.dst]
    cases = np.bincount(net.src, minlength=net.size)
    hits = np.bincount(net.src, weights=leads_out, minlength=net.size)
    low, high = clustered_share(hits[cases > 0], cases[cases > 0])
    chance = (1 + told.expected) / 2
    share = (1 + told.index) / 2
    return min(1.0, share / chance), (min(1.0, low / chance), min(1.0, high / chance))


def _level(found: Tied) -> Part:
    """Return one minus the centralization of ties received."""
    value = centralization(found.net).received
    if value is None:
        return UNKNOWN
    ((low, high),) = left_out(found.net, lambda net, _: (centralization(net).received,), (0.0, 1.0))
    return 1 - value, (1 - high, 1 - low)


def _floor(interactions: Frame, people: Frame) -> Part:
    """Return one minus Gini's index of messages over the roster."""
    held = writers(interactions, people)
    if not held.messages @ held.people:
        return UNKNOWN
    what = partial(gini, held.messages)
    low, high = bootstrap(held.people, what, limits=(0.0, 1.0))
    return 1 - float(what(held.people)), (1 - high, 1 - low)
