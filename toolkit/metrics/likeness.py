"""Whether people write to those who are like them: of their team, their site, their level."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import about, none_of
from toolkit.conversations.ties import LEAST, Tied, attribute, tied, why_no_ties
from toolkit.networks import Network, among, assortativity
from toolkit.networks import likeness as numeric
from toolkit.results import Measures
from toolkit.stats import Interval

SCOPE = "internal"
SLICES = "whole"
KINDS = ("team", "site", "level")
BOUNDS: Interval = (-1.0, 1.0)
Whole = np.ndarray[tuple[int], np.dtype[np.int64]]


def likeness(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Assortativity of ties by team and site, and by level as a number (S32). Newman (2003).

    1 where people write only to those like them, 0 as by chance, below 0 where they write to
    others. Intervals leave out a tenth of the people at a time.
    """
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    return tuple(one for kind in KINDS for one in _of_kind(kind, found, people, why, min_n))


def _of_kind(kind: str, found: Tied, people: Frame, why: str | None, min_n: int) -> Measures:
    gauges = (Gauge(f"likeness_{kind}", "S32", "index", min_n),)
    if why:
        return none_of(gauges, why, len(found.people))
    told = attribute(people, kind)
    net, _ = among(found.net, told)
    groups = told[told >= 0]
    if len(np.unique(groups)) < 2:
        return none_of(gauges, f"one_{kind}", len(found.people))

    def value(smaller: Network, left: Whole) -> tuple[float | None]:
        of = groups[left]
        return (
            numeric(smaller, of.astype(np.float64))
            if kind == "level"
            else assortativity(smaller, of),
        )

    return about(gauges, net, value, bounds=BOUNDS)
