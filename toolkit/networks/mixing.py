"""Whether ties stay within groups or lead out of them, and whether that is more than chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.networks.graph import Network, among
from toolkit.stats import SEED

WORK = 50_000_000  # ties looked at in all permutations together
PERMUTATIONS = (999, 9_999)  # the fewest and the most

Whole = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Outwardness:
    """Ties that lead out of a group against ties that stay within.

    ``index`` is (E - I) / (E + I). ``expected`` is its mean where groups are given to people by
    lot, ``low`` and ``high`` what these group sizes and so many ties allow, ``rescaled`` the
    place between the two, from -1 to 1; ``p`` is two-sided, from ``permutations`` drawn.
    """

    inside: int
    outside: int
    index: float
    expected: float
    low: float
    high: float
    rescaled: float | None
    p: float
    permutations: int


def outwardness(net: Network, groups: Whole) -> Outwardness | None:
    """Return the E-I index of these groups, None without ties. Krackhardt and Stern (1988).

    ``groups`` numbers the group of each node, -1 where it has none; such nodes do not count.
    """
    net, groups = among(net, groups)
    if not net.ties:
        return None
    inside = int((groups[net.src] == groups[net.dst]).sum())
    sizes = np.bincount(groups).astype(np.float64)
    room = float((sizes * (sizes - 1)).sum())
    pairs = float(net.size * (net.size - 1))
    index = 1 - 2 * inside / net.ties
    low, high = (1 - 2 * share for share in _inside_shares(net.ties, room, pairs))
    expected = 1 - 2 * room / pairs
    p, drawn = _by_lot(net, groups, index, expected)
    return Outwardness(
        inside=inside,
        outside=net.ties - inside,
        index=index,
        expected=expected,
        low=low,
        high=high,
        rescaled=2 * (index - low) / (high - low) - 1 if high > low else None,
        p=p,
        permutations=drawn,
    )


def _inside_shares(ties: int, room: float, pairs: float) -> tuple[float, float]:
    """Return the largest and the smallest share of ties that can stay within groups."""
    return min(ties, room) / ties, max(0.0, ties - (pairs - room)) / ties


def _by_lot(net: Network, groups: Whole, index: float, expected: float) -> tuple[float, int]:
    """Return how often chance leads as far from its mean, and how many times it was tried."""
    fewest, most = PERMUTATIONS
    times = int(np.clip(WORK // net.ties, fewest, most))
    rng = np.random.default_rng(SEED)
    far = abs(index - expected) - 1e-12
    kind = groups.astype(np.min_scalar_type(int(groups.max(initial=0))))
    beyond = 0
    for _ in range(times):
        lot = rng.permutation(kind)
        inside = np.count_nonzero(lot[net.src] == lot[net.dst])
        beyond += bool(abs(1 - 2 * inside / net.ties - expected) >= far)
    return (beyond + 1) / (times + 1), times


def assortativity(net: Network, groups: Whole) -> float | None:
    """Return how far ties join the alike, 1 where all do. Newman (2003), for classes."""
    net, groups = among(net, groups)
    if not net.ties:
        return None
    count = int(groups.max()) + 1
    ends = np.bincount(groups[net.src] * count + groups[net.dst], minlength=count * count)
    share = ends.reshape(count, count) / net.ties
    chance = float(share.sum(axis=1) @ share.sum(axis=0))
    return (float(np.trace(share)) - chance) / (1 - chance) if chance < 1 else None


def likeness(net: Network, values: NDArray[np.float64]) -> float | None:
    """Return Pearson's correlation over ties between who writes and who is written to.

    Newman (2003), for numbers; None where one of the sides does not vary.
    """
    known = ~np.isnan(values[net.src]) & ~np.isnan(values[net.dst])
    one, other = values[net.src][known], values[net.dst][known]
    if len(one) < 2 or not np.ptp(one) or not np.ptp(other):
        return None
    return float(np.corrcoef(one, other)[0, 1])
