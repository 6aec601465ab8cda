"""Whether a series of months goes up or down, and how fast."""

from math import erfc, sqrt

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.blocks import block_places, expanded
from toolkit.stats.numbers import SEED, Interval


def theil_sen(values: ArrayLike, times: ArrayLike | None = None) -> float:
    """Return the slope per unit of time, the median of all slopes. Theil (1950), Sen (1968)."""
    held = np.asarray(values, dtype=np.float64)
    when = np.arange(len(held)) if times is None else np.asarray(times, dtype=np.float64)
    if len(held) < 2:
        raise ValueError("a slope needs two values at least")
    left, right = np.triu_indices(len(held), 1)
    return float(np.median((held[right] - held[left]) / (when[right] - when[left])))


def theil_sen_interval(
    values: ArrayLike,
    times: ArrayLike | None = None,
    *,
    level: float = 0.9,
    draws: int = 1000,
    seed: int = SEED,
) -> Interval:
    """Return the interval of that slope: what is left of each value is drawn again by blocks.

    Residuals around the line, in circular moving blocks, Politis and Romano (1992).
    """
    held = np.asarray(values, dtype=np.float64)
    when = np.arange(len(held)) if times is None else np.asarray(times, dtype=np.float64)
    slope, n = theil_sen(held, when), len(held)
    rest = held - slope * when
    rest = (rest - rest.mean()) * sqrt(n / max(1, n - 2))  # a fitted line takes its share
    chance = np.random.default_rng(seed)
    again = rest[block_places(n, draws, chance)]
    left, right = np.triu_indices(n, 1)
    gaps = when[right] - when[left]
    drawn = slope + np.median((again[:, right] - again[:, left]) / gaps, axis=-1)
    return expanded(np.asarray(drawn, dtype=np.float64), slope, n, level)


def mann_kendall(values: ArrayLike) -> float:
    """Return the p of a trend, two-sided, ties allowed for. Mann (1945), Kendall (1975)."""
    held = np.asarray(values, dtype=np.float64)
    n = len(held)
    left, right = np.triu_indices(n, 1)
    score = float(np.sign(held[right] - held[left]).sum())
    _, ties = np.unique(held, return_counts=True)
    spread = n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())
    if spread <= 0:
        return 1.0
    z = max(0.0, abs(score) - 1) / sqrt(spread / 18)
    return erfc(z / sqrt(2))
