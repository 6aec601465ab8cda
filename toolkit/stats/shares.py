"""How a total is shared out: shares, effective numbers, inequality."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import SEED, Interval, Numbers, Statistic, normal_quantile


def wilson(hits: float, n: float, level: float = 0.95) -> Interval:
    """Return the interval of a share. Wilson (1927), as method 3 of Newcombe (1998).

    ``ValueError`` where there is nothing to take a share of.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError("a share needs at least one case, and no more hits than cases")
    z2 = normal_quantile(level) ** 2
    share = hits / n
    centre = share + z2 / (2 * n)
    reach = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n)))
    low, high = ((centre - reach) / (1 + z2 / n), (centre + reach) / (1 + z2 / n))
    return (0.0 if hits == 0 else low, 1.0 if hits == n else high)


def effective_number(weights: ArrayLike, order: float = 1) -> Numbers:
    """Return how many equal voices would be as diverse as these. Hill (1973), Jost (2006).

    Order 0 counts the voices, 1 weighs them by what they say, 2 favours the loudest, infinity
    knows the loudest only. Weights lie along the last axis; other axes are repetitions.
    """
    counts = np.asarray(weights, dtype=np.float64)
    shares = counts / counts.sum(axis=-1, keepdims=True)
    if order == 0:
        return np.asarray((shares > 0).sum(axis=-1), dtype=np.float64)
    if order == np.inf:
        return np.asarray(1 / shares.max(axis=-1), dtype=np.float64)
    if order == 1:
        logs = np.log(np.where(shares > 0, shares, 1.0))
        return np.asarray(np.exp(-(shares * logs).sum(axis=-1)), dtype=np.float64)
    powers = np.where(shares > 0, shares, 0.0) ** order
    return np.asarray(powers.sum(axis=-1) ** (1 / (1 - order)), dtype=np.float64)


def rarefied(
    counts: ArrayLike, size: int, statistic: Statistic, *, draws: int = 200, seed: int = SEED
) -> tuple[float, Interval]:
    """Return what a statistic of counts would be had only ``size`` messages been seen.

    The mean and the 95 % range over subsamples without replacement, as Hurlbert (1971): effective
    numbers grow with the number of messages, so periods compare only at the same number.
    """
    whole = np.asarray(counts, dtype=np.int64)
    if not 0 < size <= whole.sum():
        raise ValueError("a subsample has at least one message, and no more than there are")
    chance = np.random.default_rng(seed)
    samples = chance.multivariate_hypergeometric(whole, size, size=draws, method="marginals")
    found = statistic(samples.astype(np.float64))
    low, high = np.quantile(found, (0.025, 0.975))
    mean = float(found.mean())
    return mean, (float(min(low, mean)), float(max(high, mean)))


def gini(values: ArrayLike, times: ArrayLike | None = None) -> Numbers:
    """Return how unequally a total is shared out, 0 when all have the same. Gini (1912).

    This is the plain 2 sum(i x_i) / (n sum x) - (n+1)/n over everybody, those with nothing too;
    multiplied by n/(n-1) it becomes the small-sample version. ``times`` says how many people
    have each value, its last axis along ``values``; other axes are repetitions.
    """
    held = np.asarray(values, dtype=np.float64)
    people = np.ones_like(held) if times is None else np.asarray(times, dtype=np.float64)
    order = np.argsort(held, kind="stable")
    held, people = held[order], people[..., order]
    before = np.cumsum(people, axis=-1) - people
    ranks = people * before + people * (people + 1) / 2  # sum of the ranks of equal values
    n, total = people.sum(axis=-1), (people * held).sum(axis=-1)
    index = 2 * (ranks * held).sum(axis=-1) / np.where(total > 0, n * total, 1) - (n + 1) / n
    return np.asarray(np.where(total > 0, index, 0.0), dtype=np.float64)


def rank_share(values: ArrayLike, times: ArrayLike, first: int, last: int) -> Numbers:
    """Return the share of the total that ranks first+1 to last hold, the highest ranked first.

    ``times`` says how many people have each value, as in ``gini``.
    """
    held = np.asarray(values, dtype=np.float64)
    people = np.asarray(times, dtype=np.float64)
    order = np.argsort(-held, kind="stable")
    held, people = held[order], people[..., order]
    before = np.cumsum(people, axis=-1) - people
    taken = np.clip(last - before, 0, people) - np.clip(first - before, 0, people)
    total = (people * held).sum(axis=-1)
    share = (taken * held).sum(axis=-1) / np.where(total > 0, total, 1)
    return np.asarray(share, dtype=np.float64)
