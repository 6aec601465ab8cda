"""Whether the groups that people make by writing to each other are those of the chart."""

import numpy as np

from toolkit import networks
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import about, none_of
from toolkit.conversations.ties import LEAST, attribute, tied, why_no_ties
from toolkit.networks import Network, agreement, among, modularity
from toolkit.results import Measures
from toolkit.stats import Interval

SCOPE = "internal"
SLICES = "whole"
NAMES = ("community_modularity", "team_modularity", "community_agreement")
BOUNDS: Interval = (-1.0, 1.0)
Whole = np.ndarray[tuple[int], np.dtype[np.int64]]


def communities(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Modularity of the best communities and of the teams, and how far the two agree (S31).

    Communities are the best of up to 50 starts of Leiden: Traag and others (2019). Agreement is
    the adjusted mutual information with the teams of the chart: 0 as by chance, 1 where they are
    the same. Vinh and others (2010). Intervals leave out a tenth of the people at a time from the
    communities found.
    """
    gauges = tuple(Gauge(name, "S31", "index", min_n) for name in NAMES)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return none_of(gauges, why, len(found.people))
    net, teams = among(found.net, attribute(people, "team"))
    best = networks.communities(net)
    if best is None or len(np.unique(teams)) < 2:
        return none_of(gauges, "one_team" if best else "no_tie", len(found.people))
    members = best.members

    def values(smaller: Network, left: Whole) -> tuple[float | None, ...]:
        by_ties, by_chart = members[left], teams[left]
        return (
            modularity(smaller, by_ties),
            modularity(smaller, by_chart),
            agreement(by_ties, by_chart),
        )

    return about(gauges, net, values, bounds=BOUNDS)
