"""Whether people's contacts inside all know each other, or lead somewhere else."""

import numpy as np

from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import none_of
from toolkit.conversations.ties import LEAST, tied, why_no_ties
from toolkit.networks import holes
from toolkit.results import Measure, Measures
from toolkit.stats import Numbers, median_interval

SCOPE = "internal"
SLICES = "whole"
NAMES = (
    ("contact_constraint", "index"),
    ("contact_effective_size", "voices"),
    ("contact_efficiency", "share"),
)
TENTHS = tuple(range(10, 100, 10))


def contacts(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Burt's constraint, effective size and efficiency over people (S29). Burt (1992).

    The median person of those with a tie, and the tenths of all of them; nobody's own number.
    Contacts are weighed over the whole network, not within each neighbourhood; effective size
    after Borgatti (1997).
    """
    gauges = tuple(Gauge(name, "S29", unit, min_n) for name, unit in NAMES)
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return none_of(gauges, why, len(found.people))
    told = holes(found.net)
    each = (told.constraint, told.effective_size, told.efficiency)
    return tuple(_median(gauge, values) for gauge, values in zip(gauges, each, strict=True))


def _median(gauge: Gauge, values: Numbers) -> Measure:
    known = values[~np.isnan(values)]
    n = len(known)
    tenths = np.percentile(known, TENTHS) if n >= gauge.enough else ()
    curve = tuple((one / 100, float(value)) for one, value in zip(TENTHS, tenths, strict=False))
    middle = float(np.median(known))
    return gauge.value(middle, n, median_interval(known), people=n, curve=curve)
