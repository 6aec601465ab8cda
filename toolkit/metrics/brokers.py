"""Who stands between two who do not write to each other, and whether they are of one team."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import none_of
from toolkit.conversations.ties import LEAST, attribute, tied, why_no_ties
from toolkit.networks import ROLES, among, brokerage
from toolkit.results import Measures

SCOPE = "internal"
SLICES = "whole"


def brokers(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Brokerage between teams, against chance, by role (S30). Gould and Fernandez (1989).

    How many standard deviations the count of each role lies from its mean where ties are given by
    lot at the same density: within a team, from outside between two of a team, out of a team,
    into a team, between two other teams, and all together. n is the count; the interval is that
    of a standard normal number around it.
    """
    gauges = tuple(Gauge(f"brokerage_{role}", "S30", "index", min_n) for role in ROLES)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return none_of(gauges, why, len(found.people))
    net, teams = among(found.net, attribute(people, "team"))
    if len(np.unique(teams)) < 2:
        return none_of(gauges, "one_team", len(found.people))
    told = brokerage(net, teams)
    return tuple(
        gauge.missing("no_pair_to_judge", 0, net.size)
        if np.isnan(z)
        else gauge.value(
            float(z), int(n), (float(z) - 1.96, float(z) + 1.96), people=net.size, rests_on=net.ties
        )
        for gauge, n, z in zip(gauges, told.counted, told.z, strict=True)
    )
