"""Whether people write within their team, level and site, or across them, against chance."""

from collections.abc import Iterator

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import none_of
from toolkit.conversations.ties import LEAST, Tied, attribute, tied, why_no_ties
from toolkit.networks import Network, Outwardness, among, outwardness
from toolkit.results import Measure, Measures
from toolkit.stats import Interval, clustered_share

SCOPE = "internal"
SLICES = "whole"
KINDS = ("team", "level", "site")
Whole = np.ndarray[tuple[int], np.dtype[np.int64]]
PARTS = ("", "_expected", "_gap", "_rescaled", "_p")


def silos(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """E-I index by team, level and site, what chance would give, and how likely it is (M19).

    (E - I) / (E + I) of the ties that lead out of a group and those that stay in it: -1 where all
    stay, 1 where all lead out. It is held against its mean where people are dealt to groups by
    lot (``gap``), never against 0: Krackhardt and Stern (1988). ``rescaled`` is its place between
    the least and the most that these group sizes allow; ``p`` is two-sided, by permutation. The
    interval allows for people who are alike with themselves.
    """
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    return tuple(one for kind in KINDS for one in _of_kind(kind, found, people, why, min_n))


def _of_kind(kind: str, found: Tied, people: Frame, why: str | None, min_n: int) -> Measures:
    gauges = tuple(Gauge(f"ei_{kind}{part}", "M19", "index", min_n) for part in PARTS)
    size = len(found.people)
    if why:
        return none_of(gauges, why, size)
    net, groups = among(found.net, attribute(people, kind))
    if len(np.unique(groups)) < 2:
        return none_of(gauges, f"one_{kind}", size)
    told = outwardness(net, groups)
    if told is None:
        return none_of(gauges, "no_tie", size)
    return tuple(_measured(gauges, net, groups, told))


def _measured(
    gauges: tuple[Gauge, ...], net: Network, groups: Whole, told: Outwardness
) -> Iterator[Measure]:
    index, expected, gap, rescaled, p = gauges
    low, high = _interval(net, groups)
    yield index.value(told.index, net.ties, (low, high), people=net.size)
    yield expected.value(told.expected, net.ties, (told.expected,) * 2, people=net.size)
    off = told.index - told.expected
    yield gap.value(off, net.ties, (low - told.expected, high - told.expected), people=net.size)
    if told.rescaled is None:
        yield rescaled.missing("no_room", 0, net.size)
    else:
        ends = tuple(_placed(one, told) for one in (low, high))
        yield rescaled.value(told.rescaled, net.ties, (ends[0], ends[1]), people=net.size)
    yield p.value(told.p, told.permutations, _chance(told), people=net.size, rests_on=net.ties)


def _placed(value: float, told: Outwardness) -> float:
    return float(np.clip(2 * (value - told.low) / (told.high - told.low) - 1, -1, 1))


def _interval(net: Network, groups: Whole) -> Interval:
    """Return the interval of the index: people who write out of their group tend to do so."""
    leads_out = groups[net.src] != groups[net.dst]
    cases = np.bincount(net.src, minlength=net.size)
    hits = np.bincount(net.src, weights=leads_out, minlength=net.size)
    low, high = clustered_share(hits[cases > 0], cases[cases > 0])
    return 2 * low - 1, 2 * high - 1


def _chance(told: Outwardness) -> Interval:
    """Return how sure the probability is, as so many permutations tell it."""
    reach = 1.96 * float(np.sqrt(told.p * (1 - told.p) / told.permutations))
    return max(0.0, told.p - reach), min(1.0, told.p + reach)
