"""Which of our choices make a number what it is: the shares of its variance that each explains."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from toolkit.stats.numbers import SEED, Interval, Numbers

Choices: TypeAlias = tuple[Numbers, ...]
Share: TypeAlias = tuple[float, Interval]
RESAMPLES = 200


def sobol(
    worth: Callable[[Choices], Numbers],
    one: Choices,
    other: Choices,
    *,
    level: float = 0.9,
    seed: int = SEED,
) -> tuple[tuple[Share, Share], ...] | None:
    """Return, for each choice, its first-order and its total share of the variance of ``worth``.

    ``one`` and ``other`` hold independent draws of the same choices, a draw per row, a choice
    being a vector where it takes several numbers. First-order shares as Saltelli et al. (2010),
    table 2 (b), total ones as Jansen (1999), each with its bootstrap interval; kept from 0 to 1.
    The former are what a choice explains alone, the latter with the others too.
    None where nothing that was chosen changes anything.
    """
    base, turned = worth(one), worth(other)
    changed = [worth((*one[:place], other[place], *one[place + 1 :])) for place in range(len(one))]
    both = np.concatenate([base, turned])
    if both.max() - both.min() <= 1e-9 * max(1.0, abs(float(both.mean()))):
        return None
    chance = np.random.default_rng(seed)
    again = chance.integers(0, len(base), size=(RESAMPLES, len(base)))
    centre = float(both.mean())  # taken off, or the mean would drown the variance
    first = [(turned - centre) * (one_changed - base) for one_changed in changed]
    total = [(one_changed - base) ** 2 / 2 for one_changed in changed]
    spread = _variance(base, turned), _variance(base[again], turned[again])
    return tuple(
        (_share(alone, again, spread, level), _share(whole, again, spread, level))
        for alone, whole in zip(first, total, strict=True)
    )


def _variance(base: Numbers, turned: Numbers) -> Numbers:
    both = np.concatenate([base, turned], axis=-1)
    return np.asarray(both.var(axis=-1), dtype=np.float64)


def _share(
    parts: Numbers, again: NDArray[np.int64], spread: tuple[Numbers, Numbers], level: float
) -> Share:
    value = float(np.clip(parts.mean() / spread[0], 0, 1))
    drawn = np.clip(parts[again].mean(axis=-1) / spread[1], 0, 1)
    low, high = np.quantile(drawn, ((1 - level) / 2, (1 + level) / 2)).tolist()
    return value, (min(low, value), max(high, value))
