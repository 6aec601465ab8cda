"""Where a series of months changes its level, and whether chance alone would do as well."""

from dataclasses import dataclass
from math import log, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from toolkit.stats.numbers import SEED, Interval, Numbers

LEAST = 4  # values without which a stretch of the series is no level


@dataclass(frozen=True)
class Break:
    """The likeliest place at which a series changes its level.

    ``after`` counts the values before it, ``p`` says how often a series in another order shows
    as much. ``reach`` is the interval of ``after``, ``difference`` the mean after less the mean
    before, ``spread`` its interval at that place.
    """

    after: int
    p: float
    reach: tuple[int, int]
    difference: float
    spread: Interval


def segments(
    values: ArrayLike, breaks: int, *, least: int = LEAST
) -> tuple[tuple[int, ...], float]:
    """Return after how many values each break comes, and the squares left around the levels.

    Exact dynamic programming over every place, Bai and Perron (2003). ``ValueError`` where so
    many stretches of ``least`` values do not fit.
    """
    held = np.asarray(values, dtype=np.float64)
    n = len(held)
    if n < least * (breaks + 1):
        raise ValueError("the series is too short for so many breaks")
    squares = _squares(held, least)
    best, origin = squares[0], []
    for _ in range(breaks):
        tried = best[:, np.newaxis] + squares
        origin.append(np.argmin(tried, axis=0))
        best = np.min(tried, axis=0)
    ends, place = [], n
    for source in reversed(origin):
        place = int(source[place])
        ends.append(place)
    return tuple(reversed(ends)), float(best[n])


def _squares(held: Numbers, least: int) -> Numbers:
    """Return the squares around the mean of each stretch: from row, to column, which is left out.

    Stretches that are too short are infinitely bad.
    """
    n = len(held)
    centred = held - held.mean()
    sums = np.concatenate(([0.0], np.cumsum(centred)))
    powers = np.concatenate(([0.0], np.cumsum(centred**2)))
    length = np.arange(n + 1) - np.arange(n + 1)[:, np.newaxis]
    total = sums - sums[:, np.newaxis]
    found = powers - powers[:, np.newaxis] - total**2 / np.maximum(length, 1)
    return np.where(length >= least, np.maximum(found, 0.0), np.inf)


def break_bic(squares: float, n: int, breaks: int) -> float:
    """Return the Bayesian criterion of a series with so many breaks, its noise normal.

    As in strucchange, Zeileis et al. (2002): levels, their variance and the breaks are counted.
    """
    fit = n * (log(squares / n) + 1 + log(2 * pi))
    return fit + log(n) * 2 * (breaks + 1)


def sup_f(values: ArrayLike, *, least: int = LEAST) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the largest F of a change of level, over all places, and after how many values.

    Andrews (1993). The series lies along the last axis, other axes are repetitions.
    """
    held = np.asarray(values, dtype=np.float64)
    n = held.shape[-1]
    if n < 2 * least:
        raise ValueError("the series is too short for a break")
    centred = held - held.mean(axis=-1, keepdims=True)
    after = np.arange(least, n - least + 1)
    sums = np.cumsum(centred, axis=-1)[..., after - 1]
    explained = sums**2 * (1 / after + 1 / (n - after))
    whole = (centred**2).sum(axis=-1)
    place = np.argmax(explained, axis=-1)
    most = np.take_along_axis(explained, place[..., np.newaxis], axis=-1)[..., 0]
    left = np.maximum(whole - most, 1e-12 * np.maximum(whole, 1e-300))
    return most / (left / (n - 2)), after[place]


def likeliest_break(
    values: ArrayLike,
    *,
    least: int = LEAST,
    level: float = 0.95,
    permutations: int = 999,
    seed: int = SEED,
) -> Break:
    """Return where a series changes its level most clearly, and how sure that is.

    p is by permutation, so that the search over all places costs nothing; the place's interval
    by drawing again within both stretches, what is found there being as far from the place as
    that is from the truth; the difference's by Welch (1947).
    """
    held = np.asarray(values, dtype=np.float64)
    chance = np.random.default_rng(seed)
    found, _ = sup_f(held, least=least)
    shuffled = chance.permuted(np.tile(held, (permutations, 1)), axis=1)
    as_much = int((sup_f(shuffled, least=least)[0] >= float(found) * (1 - 1e-9)).sum())
    (after,), _ = segments(held, 1, least=least)
    before, behind = held[:after], held[after:]
    again = np.concatenate(
        [_redrawn(part, permutations, chance) for part in (before, behind)], axis=1
    )
    tails = ((1 - level) / 2, (1 + level) / 2)
    places = sup_f(again, least=least)[1]
    low, high = (2 * after - np.quantile(places, tails, method="inverted_cdf")[::-1]).tolist()
    return Break(
        after=after,
        p=(as_much + 1) / (permutations + 1),
        reach=(max(least, min(int(low), after)), min(len(held) - least, max(int(high), after))),
        difference=float(behind.mean() - before.mean()),
        spread=_welch(before, behind, level),
    )


def _redrawn(part: Numbers, times: int, chance: np.random.Generator) -> Numbers:
    """Draw a stretch again around its mean, as scattered as what it was drawn from."""
    n, mean = len(part), part.mean()
    around = (part - mean) * sqrt(n / (n - 1))
    return np.asarray(mean + chance.choice(around, size=(times, n)), dtype=np.float64)


def _welch(before: Numbers, behind: Numbers, level: float) -> Interval:
    difference = float(behind.mean() - before.mean())
    one, two = (float(part.var(ddof=1)) / len(part) for part in (before, behind))
    if one + two == 0:
        return difference, difference
    freedom = (one + two) ** 2 / (one**2 / (len(before) - 1) + two**2 / (len(behind) - 1))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * sqrt(one + two)
    return difference - reach, difference + reach
