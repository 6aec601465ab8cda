"""Whether two sides are made of the same parts: the strength of a difference, and its chance."""

import numpy as np
from numpy.typing import ArrayLike

from toolkit.stats.numbers import ROUNDING, SEED, Numbers


def cramers_v(table: ArrayLike) -> Numbers:
    """Return how differently two rows are made up: 0 alike, 1 nothing in common. Cramér (1946).

    The last two axes are the two rows and their parts; other axes are repetitions. A table of
    which a row is empty differs in nothing: 0.
    """
    counts = np.asarray(table, dtype=np.float64)
    total = counts.sum(axis=(-2, -1))
    return np.asarray(np.sqrt(_chi_square(counts) / np.maximum(total, 1)), dtype=np.float64)


def _chi_square(counts: Numbers) -> Numbers:
    """Return Pearson's (1900) sum of squared differences from what is to be expected."""
    expected = _expected(counts)
    there = expected > 0
    gaps = np.where(there, (counts - expected) ** 2 / np.where(there, expected, 1.0), 0.0)
    return np.asarray(gaps.sum(axis=(-2, -1)), dtype=np.float64)


def _expected(counts: Numbers) -> Numbers:
    rows, parts = counts.sum(axis=-1, keepdims=True), counts.sum(axis=-2, keepdims=True)
    total = rows.sum(axis=-2, keepdims=True)
    return np.asarray(rows * parts / np.maximum(total, 1), dtype=np.float64)


def homogeneity(table: ArrayLike, *, draws: int = 9999, seed: int = SEED) -> tuple[int, int]:
    """Return how often chance alone makes two rows as different, of how many dealings.

    ``table`` has two rows, neither of them empty (``ValueError``). The test of Pearson (1900), by
    dealing the cases out again within the same totals (Fisher, 1935), so that it holds for few
    cases too; what was observed is one of the dealings (Davison and Hinkley, 1997, section 4.2).
    """
    counts = np.asarray(table, dtype=np.float64)
    if not counts.size or not counts.sum(axis=1).all():
        raise ValueError("two rows compare only where each has a case")
    parts = counts.sum(axis=0).astype(np.int64)
    chance = np.random.default_rng(seed)
    first = chance.multivariate_hypergeometric(parts, int(counts[0].sum()), size=draws)
    dealt = _chi_square(np.stack((first, parts - first), axis=1).astype(np.float64))
    as_far = int((dealt >= float(_chi_square(counts)) * (1 - ROUNDING)).sum())
    return as_far + 1, draws + 1
