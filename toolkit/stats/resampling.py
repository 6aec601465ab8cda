"""Intervals by drawing again, and those of a median."""

from math import comb, sqrt

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import SEED, Interval, Statistic, normal_quantile


def bootstrap(
    counts: ArrayLike,
    statistic: Statistic,
    *,
    limits: Interval = (-np.inf, np.inf),
    draws: int = 1000,
    seed: int = SEED,
) -> Interval:
    """Return a 95 % interval of a statistic of counts by drawing again. Efron (1979).

    ``statistic`` takes draws in rows, cells in columns. Diversity and inequality come out too
    low when drawn again, and what was observed came out too low in the same way: the interval
    goes from the percentiles around what was observed to those around what it is without that
    bias (Efron and Tibshirani, 1993, chapter 10), kept within ``limits`` and widened where need
    be to hold what was observed. What no draw can know is who was never seen: with fewer than
    some ten messages a voice, effective numbers stay too low. The seed is fixed: the same counts
    always give the same interval.
    """
    cells = np.asarray(counts, dtype=np.int64)
    observed = float(statistic(cells[np.newaxis, :].astype(np.float64))[0])
    chance = np.random.default_rng(seed)
    n, shares = int(cells.sum()), cells / cells.sum()
    rows = max(1, min(draws, 2_000_000 // len(cells)))  # bounds what is held at once
    repeated = np.concatenate(
        [
            statistic(chance.multinomial(n, shares, size=min(rows, draws - start)).astype(float))
            for start in range(0, draws, rows)
        ]
    )
    bias = observed - float(repeated.mean())
    low, high = np.quantile(repeated, (0.025, 0.975))
    low, high = low + min(bias, 2 * bias), high + max(bias, 2 * bias)
    return (
        float(min(observed, max(low, limits[0]))),
        float(max(observed, min(high, limits[1]))),
    )


def median_interval(values: ArrayLike, level: float = 0.95) -> Interval:
    """Return the interval of a median from ordered values. Thompson (1936), David (1981).

    Below six values no pair of them is wide enough: the interval then goes from the smallest
    to the largest.
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    n, tail = len(ordered), (1 - level) / 2
    if n > 1000:
        rank = int(n / 2 - normal_quantile(level) * sqrt(n) / 2)
    else:
        rank, below = 0, 1.0
        while below <= tail * 2**n and rank < n // 2:
            rank, below = rank + 1, below + comb(n, rank + 1)
    rank = max(rank, 1)
    return float(ordered[rank - 1]), float(ordered[n - rank])
