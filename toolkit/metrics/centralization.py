"""Whether writing inside turns around a few people."""

from toolkit import networks
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import about, none_of
from toolkit.conversations.ties import LEAST, tied, why_no_ties
from toolkit.networks import Network
from toolkit.results import Measures

SCOPE = "internal"
SLICES = "whole"
NAMES = ("centralization_in", "centralization_out", "centralization_between")


def centralization(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Freeman's centralization: ties received, ties sent, ways between others (M20).

    0 where all are alike, 1 where one person holds all. Freeman (1979). Ways are counted from a
    sample of people beyond 1,000. Intervals leave out a tenth of the people at a time.
    """
    gauges = tuple(Gauge(name, "M20", "index", min_n) for name in NAMES)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return none_of(gauges, why, len(found.people))
    return about(gauges, found.net, _values)


def _values(net: Network, _: object) -> tuple[float | None, ...]:
    found = networks.centralization(net)
    return found.received, found.sent, found.betweenness
