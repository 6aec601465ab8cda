"""How much numbers about a network rest on a few of its people: some are left out in turn."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from toolkit.networks.graph import Network, part
from toolkit.stats import SEED, Interval

BLOCKS = 10
FEWEST = 3 * BLOCKS  # people below which leaving out blocks says nothing

Values = Sequence[float | None]
Statistic = Callable[[Network, NDArray[np.int64]], Values]


def left_out(net: Network, statistic: Statistic, bounds: Interval) -> tuple[Interval, ...]:
    """Return 95 % intervals of some numbers by leaving out a tenth of the people at a time.

    After Snijders and Borgatti (1999), in blocks. ``statistic`` gets a smaller network and which
    nodes are left in it. ``bounds`` are what a number can be, and its interval where the people
    are too few or where it cannot be told without some of them.
    """
    whole = statistic(net, np.arange(net.size))
    if net.size < FEWEST:
        return (bounds,) * len(whole)
    place = np.random.default_rng(SEED).permutation(net.size) % BLOCKS
    found = [_without(net, place != block, statistic) for block in range(BLOCKS)]
    return tuple(
        _around(value, each, bounds)
        for value, each in zip(whole, zip(*found, strict=True), strict=True)
    )


def _without(net: Network, kept: NDArray[np.bool_], statistic: Statistic) -> Values:
    return statistic(part(net, kept), np.flatnonzero(kept))


def _around(value: float | None, found: Values, bounds: Interval) -> Interval:
    told = [one for one in found if one is not None]
    if value is None or len(told) < BLOCKS:
        return bounds
    without = np.array(told)
    spread = np.sqrt((BLOCKS - 1) / BLOCKS * ((without - without.mean()) ** 2).sum())
    reach = float(student.ppf(0.975, BLOCKS - 1) * spread)
    low, high = bounds
    return max(low, value - reach), min(high, value + reach)
