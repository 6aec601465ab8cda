"""Whether the people of a group say the same: agreement within, and what the groups tell apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import f as fisher

from toolkit.stats.numbers import Interval, Numbers


@dataclass(frozen=True)
class Variance:
    """Mean squares between groups and within, groups, respondents: one analysis of variance."""

    between: float
    within: float
    groups: int
    n: int

    @property
    def size(self) -> float:
        """Respondents of a group, on the average."""
        return self.n / self.groups


def rwg_j(answers: ArrayLike, steps: int) -> float | None:
    """Return how much a group agrees on a scale, from 0 to 1. James, Demaree and Wolf (1984).

    ``answers`` has the group's respondents in rows, the questions in columns, ``steps`` answers
    to choose from. Agreement is against answers given by chance, all as likely, whose variance is
    (steps^2 - 1) / 12; a group that differs more than chance agrees 0. None with one respondent.
    """
    given = np.asarray(answers, dtype=np.float64)
    n, count = (int(one) for one in given.shape)
    if n < 2:
        return None
    by_chance = (steps**2 - 1) / 12
    kept = min(float(given.var(axis=0, ddof=1).mean()), by_chance) / by_chance
    return count * (1 - kept) / (count * (1 - kept) + kept)


def variance_of(scores: ArrayLike, groups: ArrayLike) -> Variance | None:
    """Return the analysis of variance of scores by group; None without two groups of some size."""
    values = np.asarray(scores, dtype=np.float64)
    _, place = np.unique(np.asarray(groups), return_inverse=True)
    sizes: NDArray[np.int64] = np.bincount(place)
    if len(sizes) < 2 or len(values) == len(sizes):
        return None
    means: Numbers = np.bincount(place, weights=values) / sizes
    between = float((sizes * (means - values.mean()) ** 2).sum()) / (len(sizes) - 1)
    within = float(((values - means[place]) ** 2).sum()) / (len(values) - len(sizes))
    return Variance(between, within, len(sizes), len(values))


def icc1(found: Variance) -> float:
    """Return how much of what people say goes with their group. Bartko (1976), ICC(1)."""
    return _of_ratio(_ratio(found), found.size)


def icc2(found: Variance) -> float:
    """Return how surely the means of groups tell them apart. Bartko (1976), ICC(2)."""
    ratio = _ratio(found)
    return 1 - 1 / ratio if ratio > 0 else -np.inf


def icc1_interval(found: Variance, level: float = 0.95) -> Interval:
    """Return the interval of ICC(1) from that of the ratio of variances. Searle (1971)."""
    tail = (1 - level) / 2
    freedom = found.groups - 1, found.n - found.groups
    ratio = _ratio(found)
    low, high = (ratio / float(fisher.ppf(part, *freedom)) for part in (1 - tail, tail))
    return _of_ratio(low, found.size), _of_ratio(high, found.size)


def _ratio(found: Variance) -> float:
    return found.between / found.within if found.within > 0 else np.inf


def _of_ratio(ratio: float, size: float) -> float:
    return (ratio - 1) / (ratio + size - 1) if np.isfinite(ratio) else 1.0
