"""Intervals for what was written week after week: whole weeks are drawn again, not messages."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

from toolkit.stats.numbers import Interval, Numbers, normal_quantile


def block_length(periods: int) -> int:
    """Return how many neighbouring weeks are drawn together: the cube root of their number.

    Künsch (1989), Hall, Horowitz and Jing (1995): what one week is like depends on the one before.
    """
    return max(1, int(round(periods ** (1 / 3), 9)))


def block_places(periods: int, draws: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return which week stands where in each draw: draws in rows, places in columns.

    Circular moving blocks, Politis and Romano (1992).
    """
    length = block_length(periods)
    starts = chance.integers(0, periods, size=(draws, -(-periods // length)))
    weeks = (starts[:, :, np.newaxis] + np.arange(length)) % periods
    return weeks.reshape(draws, -1)[:, :periods]


def block_draws(periods: int, draws: int, chance: np.random.Generator) -> Numbers:
    """Return how often each week counts in each draw: draws in rows, weeks in columns.

    Each row sums to the number of weeks.
    """
    apart = block_places(periods, draws, chance) + np.arange(draws)[:, np.newaxis] * periods
    counts = np.bincount(apart.ravel(), minlength=draws * periods)
    return np.asarray(counts.reshape(draws, periods), dtype=np.float64)


def widening(periods: int, level: float = 0.9) -> float:
    """Return by how much intervals must be widened, for drawing few blocks again is too narrow.

    Hesterberg (2015): Student's law instead of the normal one, a variance over n - 1 instead of n.
    """
    blocks = max(2.0, periods / block_length(periods))
    student = float(stdtrit(blocks - 1, (1 + level) / 2))
    return student * sqrt(blocks / (blocks - 1)) / normal_quantile(level)


def expanded(drawn: Numbers, observed: float, periods: int, level: float = 0.9) -> Interval:
    """Return the percentile interval of draws, widened for few weeks, around what was observed.

    The percentiles themselves are moved outward, Hesterberg (2015). Draws that are NaN are left
    out.
    """
    known = drawn[~np.isnan(drawn)]
    tail = float(ndtr(-widening(periods, level) * normal_quantile(level)))
    low, high = np.quantile(known, (tail, 1 - tail)).tolist() if len(known) else (observed,) * 2
    return min(low, observed), max(high, observed)
