"""How tightly people inside are tied to each other, and who has no tie at all."""

from toolkit import networks
from toolkit.conversations.frames import Frame
from toolkit.conversations.gauges import Gauge
from toolkit.conversations.tied_gauges import about
from toolkit.conversations.ties import LEAST, tied, why_no_ties
from toolkit.networks import Network
from toolkit.results import Measure, Measures
from toolkit.stats import wilson

SCOPE = "internal"
SLICES = "whole"
RULES = {"tie_density": 2, "tie_density_1": 1, "tie_density_5": 5}  # messages that make a tie


def network(
    interactions: Frame, people: Frame, *, least_days: int = LEAST, min_n: int = 30
) -> Measures:
    """Density of the network of ties, at three tie rules, and people without a tie (B2).

    Density is the share of the ties possible in the roster that are there: in the last 90 days, a
    tie is two messages at least from one person to another; once more with one and with five, to
    see what hangs on the rule. Silent people count. Intervals leave out a tenth of the people at
    a time: Snijders and Borgatti (1999).
    """
    return (
        *(
            _density(Gauge(name, "B2", "share", min_n), interactions, people, rule, least_days)
            for name, rule in RULES.items()
        ),
        _alone(Gauge("no_tie_share", "B2", "share", min_n), interactions, people, least_days),
    )


def _density(
    gauge: Gauge, interactions: Frame, people: Frame, rule: int, least_days: int
) -> Measure:
    found = tied(interactions, people, messages=rule)
    why = why_no_ties(found, interactions, least_days)
    if why:
        return gauge.missing(why, 0, len(found.people) or None)
    return about((gauge,), found.net, _density_of, otherwise="no_tie")[0]


def _density_of(net: Network, _: object) -> tuple[float | None]:
    return (networks.density(net),)


def _alone(gauge: Gauge, interactions: Frame, people: Frame, least_days: int) -> Measure:
    found = tied(interactions, people)
    why = why_no_ties(found, interactions, least_days)
    size = len(found.people)
    if why:
        return gauge.missing(why, 0, size or None)
    alone = size - len({*found.net.src.tolist(), *found.net.dst.tolist()})
    return gauge.value(alone / size, size, wilson(alone, size), people=size)
