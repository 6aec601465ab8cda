"""How far who writes to whom inside is from a pure hierarchy."""

from dataclasses import astuple

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import about, none_of
from toolkit.conversations.ties import LEAST, tied, why_no_ties
from toolkit.networks import Network, dimensions
from toolkit.results import Measures

SCOPE = "internal"
SLICES = "whole"
NAMES = ("connectedness", "hierarchy", "efficiency", "efficiency_undirected", "upper_bounds")


def hierarchy(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Krackhardt's four dimensions of a hierarchy, by their definition (M18). Krackhardt (1994).

    Each is 1 in a chart where everybody is reached from one top by one way. Efficiency is given
    for ties counted in both directions and for tied pairs; least upper bounds as defined, where
    every bound reaches the least one. Intervals leave out a tenth of the people at a time.
    """
    gauges = tuple(Gauge(name, "M18", "index", min_n) for name in NAMES)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return none_of(gauges, why, len(found.people))
    return about(gauges, found.net, _values)


def _values(net: Network, _: object) -> tuple[float | None, ...]:
    return astuple(dimensions(net))[: len(NAMES)]
