"""How numbers about the network inside become measures: who is described, and how sure it is."""

from collections.abc import Sequence

import numpy as np

from toolkit.conversations.gauges import Gauge
from toolkit.networks import Network, left_out
from toolkit.networks.jackknife import Statistic
from toolkit.results import Measures
from toolkit.stats import Interval

SHARE: Interval = (0.0, 1.0)


def none_of(gauges: Sequence[Gauge], why: str, people: int) -> Measures:
    """Say of all of these that there is no number, and why."""
    return tuple(gauge.missing(why, 0, people or None) for gauge in gauges)


def about(
    gauges: Sequence[Gauge],
    net: Network,
    statistic: Statistic,
    *,
    bounds: Interval = SHARE,
    otherwise: str = "no_pair_to_judge",
) -> Measures:
    """Return numbers about a network, with what they would be without some of its people.

    ``statistic`` gives one number for each gauge; n counts the ties, ``otherwise`` is the reason
    where there is no number.
    """
    values = statistic(net, np.arange(net.size))
    intervals = left_out(net, statistic, bounds)
    return tuple(
        gauge.missing(otherwise, 0, net.size)
        if value is None
        else gauge.value(value, net.ties, interval, people=net.size)
        for gauge, value, interval in zip(gauges, values, intervals, strict=True)
    )
